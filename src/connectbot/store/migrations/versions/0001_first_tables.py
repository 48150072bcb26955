"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, then their indexes."""
    _people()
    _messages()
    _handovers()
    _shared()


def _number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False)


def _big(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=nullable)


def _int(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _small(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.SmallInteger(), nullable=False)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=False)


def _bytes(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def _bool(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _table(name: str, *parts: Any, key: tuple[str, ...], counted: bool = False) -> None:
    key_name = op.f(f"pk_{name}")
    op.create_table(
        name, *parts, sa.PrimaryKeyConstraint(*key, name=key_name), sqlite_autoincrement=counted
    )


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}"))


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _index(
    name: str, table: str, *columns: str, where: str | None = None, unique: bool = False
) -> None:
    part = None if where is None else sa.text(where)
    op.create_index(
        name, table, list(columns), unique=unique, sqlite_where=part, postgresql_where=part
    )


def _people() -> None:
    _table(
        "residents", _number("id"), _text("place"), _big("created_at"), key=("id",), counted=True
    )
    _table(
        "addresses",
        _number("id"),
        _text("channel"),
        _bytes("lookup"),
        _bytes("sealed", nullable=True),
        _big("resident_id", nullable=True),
        _big("stopped_at", nullable=True),
        _text("stopped_how"),
        _text("bad_code"),
        _big("bad_at", nullable=True),
        _big("last_inbound_at", nullable=True),
        _refers("addresses", "resident_id", "residents.id"),
        _unique("addresses", "lookup"),
        key=("id",),
        counted=True,
    )
    _index("ix_addresses_resident_id", "addresses", "resident_id")
    _table(
        "conversations",
        _big("resident_id"),
        _bytes("sealed"),
        _text("revision"),
        _big("wake_at", nullable=True),
        _big("version"),
        _refers("conversations", "resident_id", "residents.id"),
        key=("resident_id",),
    )
    _index("ix_conversations_wake_at", "conversations", "wake_at", where="wake_at IS NOT NULL")


def _messages() -> None:
    _table(
        "inbox",
        _number("seq"),
        _bytes("key"),
        _text("channel"),
        _big("resident_id", nullable=True),
        _bytes("sealed", nullable=True),
        _big("received_at"),
        _text("state"),
        _text("reason"),
        _unique("inbox", "key"),
        key=("seq",),
        counted=True,
    )
    _index("ix_inbox_resident", "inbox", "resident_id", "seq")
    _index("ix_inbox_waiting", "inbox", "resident_id", "seq", where="state = 'waiting'")
    _index("ix_inbox_parked", "inbox", "seq", where="state = 'parked'")
    _table(
        "outbox",
        _number("seq"),
        _text("id"),
        _text("channel"),
        _big("address_id"),
        _big("resident_id", nullable=True),
        _small("rank"),
        _bytes("sealed"),
        _int("segments"),
        _text("state"),
        _int("attempt"),
        _int("looks"),
        _big("created_at"),
        _big("not_before"),
        _big("send_before"),
        _big("said_at", nullable=True),
        _big("lease_until", nullable=True),
        _big("ended_at", nullable=True),
        _text("provider_id"),
        _small("receipt_rank"),
        _text("code"),
        _bool("automatic"),
        _bool("after_stop"),
        _text("purpose"),
        _refers("outbox", "address_id", "addresses.id"),
        _unique("outbox", "id"),
        key=("seq",),
        counted=True,
    )
    queued, underway = "state = 'queued'", "state IN ('sending', 'lost')"
    false = "automatic = 0" if op.get_context().dialect.name == "sqlite" else "NOT automatic"
    _index("ix_outbox_queue", "outbox", "channel", "rank", "seq", where=queued)
    _index("ix_outbox_expiry", "outbox", "send_before", where=queued)
    _index("uq_outbox_underway", "outbox", "address_id", where=underway, unique=True)
    _index("ix_outbox_said", "outbox", "address_id", "said_at")
    _index("ix_outbox_provider", "outbox", "provider_id", where="provider_id != ''")
    _index("ix_outbox_staff", "outbox", "resident_id", where=false)


def _handovers() -> None:
    _table(
        "handovers",
        _text("id"),
        _big("resident_id"),
        _text("place"),
        _text("kind"),
        _text("why"),
        _big("opened_at"),
        _text("told"),
        _big("next_at", nullable=True),
        _big("taken_at", nullable=True),
        _bytes("taken_by", nullable=True),
        _text("browser_hash"),
        _big("closed_at", nullable=True),
        _refers("handovers", "resident_id", "residents.id"),
        key=("id",),
    )
    _index("ix_handovers_resident_id", "handovers", "resident_id")
    _index("ix_handovers_next_at", "handovers", "next_at", where="next_at IS NOT NULL")
    columns, still_open = ("resident_id", "kind"), "closed_at IS NULL"
    _index("uq_handovers_open", "handovers", *columns, where=still_open, unique=True)
    _table(
        "handover_links",
        _text("token_hash"),
        _text("handover_id"),
        _bytes("contact"),
        _big("told_at"),
        _big("used_at", nullable=True),
        _refers("handover_links", "handover_id", "handovers.id"),
        key=("token_hash",),
    )
    _index("ix_handover_links_handover_id", "handover_links", "handover_id")


def _shared() -> None:
    _table("flow_revisions", _text("revision"), _text("body"), _big("kept_at"), key=("revision",))
    _table("switches", _text("name"), _text("value"), _big("set_at"), key=("name",))
    counted = ("place", "need", "area", "month")
    _table("unmet", *(_text(name) for name in counted), _int("count"), key=counted)
    minute = ("channel", "minute")
    _table("spend", _text("channel"), _big("minute"), _int("segments"), key=minute)
    _table("keyring_marks", _text("fingerprint"), key=("fingerprint",))
