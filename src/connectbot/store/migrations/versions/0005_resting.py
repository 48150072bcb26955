"""When a conversation was put to rest, so that it is known how long somebody has been silent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """One column; nobody is at rest yet."""
    op.add_column("conversations", sa.Column("rested_at", sa.BigInteger(), nullable=True))
