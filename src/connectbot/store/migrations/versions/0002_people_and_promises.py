"""More than one person on a number, reminders, feedback on listings, alerts acknowledged."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, then add what an alert is to remember."""
    _sharers()
    _reminders()
    _feedback()
    for name, kind in (
        ("acknowledged_at", sa.BigInteger()),
        ("acknowledged_by", sa.LargeBinary()),
        ("escalated_at", sa.BigInteger()),
    ):
        op.add_column("handovers", sa.Column(name, kind, nullable=True))


def _number() -> sa.Column[Any]:
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _sharers() -> None:
    op.create_table(
        "sharers",
        _big("address_id"),
        _big("resident_id"),
        _text("gone"),
        sa.ForeignKeyConstraint(
            ["address_id"], ["addresses.id"], name=op.f("fk_sharers_address_id")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_sharers_resident_id")
        ),
        sa.PrimaryKeyConstraint("address_id", "resident_id", name=op.f("pk_sharers")),
    )
    op.create_index("ix_sharers_resident_id", "sharers", ["resident_id"])


def _reminders() -> None:
    op.create_table(
        "reminders",
        _number(),
        _big("resident_id"),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _text("kind"),
        _big("due_at"),
        _text("due_local"),
        _text("state"),
        _big("made_at"),
        _big("ended_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_reminders_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminders_resident_id", "reminders", ["resident_id"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_reminders_due_at",
        "reminders",
        ["due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        _number(),
        *(_text(name) for name in ("place", "listing", "what", "on_day", "state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_listing", "feedback", ["place", "listing"])
