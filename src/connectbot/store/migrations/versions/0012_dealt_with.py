"""When one of our people ticked off what an ended referral needed of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """One column; nothing is ticked off yet."""
    op.add_column("referrals", sa.Column("dealt_at", sa.BigInteger(), nullable=True))
