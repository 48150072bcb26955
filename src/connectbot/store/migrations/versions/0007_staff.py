"""Our own people move in: who was invited, one-time codes, and who is signed in."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "staff",
        *_texts("id", "role", "places"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("linked", sa.LargeBinary(), nullable=True),
        _at("made_at"),
        _at("revoked_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("linked", name=op.f("uq_staff_linked")),
    )
    _of_somebody("staff_codes", "code_hash", *_texts("door"), _at("ends_at"))
    _of_somebody("staff_visits", "visit_hash", _at("began_at"), _at("seen_at"))


def _of_somebody(table: str, hash: str, *columns: sa.Column[Any]) -> None:
    whose = sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f(f"fk_{table}_staff_id"))
    key = sa.PrimaryKeyConstraint(hash, name=op.f(f"pk_{table}"))
    op.create_table(table, *_texts(hash, "staff_id"), *columns, whose, key)
    op.create_index(f"ix_{table}_staff_id", table, ["staff_id"])


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _at(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)
