"""The console moves in: who looks after whom, notes about them, and passkeys."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "caseloads",
        sa.Column("staff_id", sa.String(), nullable=False),
        _number("resident_id"),
        _number("made_at"),
        sa.PrimaryKeyConstraint("staff_id", "resident_id", name=op.f("pk_caseloads")),
        *_belongs("caseloads", staff_id="staff.id", resident_id="residents.id"),
    )
    op.create_index("ix_caseloads_resident_id", "caseloads", ["resident_id"])
    op.create_table(
        "notes",
        sa.Column("id", sa.String(), nullable=False),
        _number("resident_id"),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _number("made_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        *_belongs("notes", resident_id="residents.id"),
    )
    op.create_index("ix_notes_resident_id", "notes", ["resident_id", "made_at"])
    op.create_table(
        "passkeys",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("staff_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        _number("signs"),
        _number("made_at"),
        _number("used_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkeys")),
        *_belongs("passkeys", staff_id="staff.id"),
    )
    op.create_index("ix_passkeys_staff_id", "passkeys", ["staff_id"])
    op.create_table(
        "passkey_challenges",
        sa.Column("challenge_hash", sa.String(), nullable=False),
        sa.Column("browser_hash", sa.String(), nullable=False),
        _number("ends_at"),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_passkey_challenges")),
    )
    op.create_index("ix_passkey_challenges_ends_at", "passkey_challenges", ["ends_at"])
    is_open = sa.text("closed_at IS NULL")
    op.create_index(
        "ix_handovers_open",
        "handovers",
        ["place"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _belongs(table: str, **keys: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))
        for column, to in keys.items()
    ]
