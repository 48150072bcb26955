"""Check-ins move in: enrolments, their waves, answers being given, readings about to leave."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables, empty."""
    op.create_table(
        "enrolments",
        _text("id"),
        _big("resident_id"),
        *(_text(name) for name in ("plan", "place", "cohort", "anchor", "hour")),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        *(_text(name) for name in ("state", "referrer")),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        _big("made_at"),
        _big("consented_at", nullable=True),
        _big("paused_until", nullable=True),
        _text("paused_why"),
        _big("taken_back_at", nullable=True),
        _of_resident("enrolments"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolments")),
    )
    op.create_index("ix_enrolments_resident_id", "enrolments", ["resident_id"])
    taken_back = sa.text("taken_back_at IS NOT NULL")
    op.create_index(
        "ix_enrolments_taken_back_at",
        "enrolments",
        ["taken_back_at"],
        sqlite_where=taken_back,
        postgresql_where=taken_back,
    )
    _waves()
    _answers("answers_held", _big("kept_at"))
    op.create_table(
        "readings_leaving",
        _bytes("key"),
        _big("resident_id"),
        _text("cohort"),
        _bytes("sealed"),
        _big("waits_since"),
        _of_resident("readings_leaving"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings_leaving")),
        sqlite_with_rowid=False,
    )
    for column in ("resident_id", "waits_since"):
        op.create_index(f"ix_readings_leaving_{column}", "readings_leaving", [column])
    _answers("shown_answers", _text("staff_id"), _big("made_at"))
    op.create_index("ix_shown_answers_staff_id", "shown_answers", ["staff_id"])
    for table, said in (("inbox", "reason = 'redact'"), ("outbox", "purpose = 'hushed-kept'")):
        redact = sa.text(said)
        op.create_index(
            f"ix_{table}_redact", table, ["seq"], sqlite_where=redact, postgresql_where=redact
        )


def _waves() -> None:
    op.create_table(
        "waves",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _text("enrolment"),
        _big("resident_id"),
        _text("wave"),
        _big("due_at"),
        _text("due_local"),
        _big("next_at"),
        *(_text(name) for name in ("state", "reason")),
        _big("sent_at", nullable=True),
        sa.Column("reminded", sa.SmallInteger(), nullable=False),
        _big("closes_at", nullable=True),
        _text("delivery"),
        _of_resident("waves"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waves")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_waves_resident_id", "waves", ["resident_id"])
    live = sa.text("state IN ('waiting', 'sent', 'started')")
    op.create_index(
        "ix_waves_next_at", "waves", ["next_at"], sqlite_where=live, postgresql_where=live
    )


def _answers(table: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        _big("wave_id"),
        _big("resident_id"),
        _bytes("sealed"),
        *columns,
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f(f"fk_{table}_wave_id")),
        _of_resident(table),
        sa.PrimaryKeyConstraint("wave_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_resident_id", table, ["resident_id"])


def _of_resident(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_resident_id")
    return sa.ForeignKeyConstraint(["resident_id"], ["residents.id"], name=name)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _bytes(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)
