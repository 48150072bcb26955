"""What is said about listings, whom we ask whether one is still right, and who keeps one."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables, empty."""
    _suggestions()
    _askings()
    _claims()


def _big(name: str, *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=empty)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _int(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    over = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=over, postgresql_where=over)


def _suggestions() -> None:
    op.create_table(
        "suggestions",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *_texts("id", "place", "listing", "kind", "by"),
        _big("resident_id", empty=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        _big("made_at"),
        *_texts("state"),
        _big("closed_at", empty=True),
        *_texts("closed_by"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_suggestions")),
        sa.UniqueConstraint("id", name=op.f("uq_suggestions_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_suggestions_resident_id", "suggestions", ["resident_id"])
    _partial("ix_suggestions_open", "suggestions", ["place", "seq"], "state = 'open'")
    op.create_index("ix_suggestions_listing", "suggestions", ["listing", "seq"])


def _askings() -> None:
    op.create_table(
        "askings",
        *_texts("listing", "place", "channel", "value"),
        _int("times"),
        _big("asked_at"),
        _big("next_at", empty=True),
        *_texts("state", "token_hash"),
        sa.PrimaryKeyConstraint("listing", name=op.f("pk_askings")),
    )
    op.create_index("ix_askings_asked_at", "askings", ["asked_at"])
    unanswered = "state IN ('open', 'words')"
    _partial("ix_askings_address", "askings", ["channel", "value"], unanswered)
    _partial("ix_askings_next_at", "askings", ["next_at"], "next_at IS NOT NULL")
    _partial("ix_askings_token", "askings", ["token_hash"], "token_hash != ''")


def _claims() -> None:
    op.create_table(
        "listing_claims",
        *_texts("listing"),
        _big("resident_id"),
        *_texts("code_hash"),
        _big("ends_at"),
        _int("tries"),
        sa.Column("held", sa.Boolean(), nullable=False),
        _big("made_at"),
        sa.PrimaryKeyConstraint("listing", "resident_id", name=op.f("pk_listing_claims")),
    )
    op.create_index("ix_listing_claims_resident_id", "listing_claims", ["resident_id"])
