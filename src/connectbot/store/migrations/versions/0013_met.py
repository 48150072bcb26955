"""How often a search found something, beside how often it found nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """One column; of the months before nobody knows, and none is counted."""
    met = sa.Column("met", sa.Integer(), nullable=False, server_default="0")
    op.add_column("unmet", met)
