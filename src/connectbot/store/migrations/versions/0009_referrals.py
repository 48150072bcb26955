"""Referrals: an introduction of one person to one listing, and the log of who said what of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_REFUSED = "the log of a referral is append-only"
_STANDS = "EXISTS (SELECT 1 FROM referrals WHERE referrals.id = OLD.referral)"

_SQLITE = (
    f"""CREATE TRIGGER referral_events_no_update BEFORE UPDATE ON referral_events
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    f"""CREATE TRIGGER referral_events_no_delete BEFORE DELETE ON referral_events WHEN {_STANDS}
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    # REPLACE deletes without asking the trigger above.
    f"""CREATE TRIGGER referral_events_no_replace BEFORE INSERT ON referral_events
    WHEN EXISTS (SELECT 1 FROM referral_events WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",  # noqa: S608
)
_POSTGRES = (
    f"""CREATE FUNCTION referral_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{_REFUSED}'; END $$""",
    f"""CREATE FUNCTION referral_events_let_go() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF {_STANDS} THEN RAISE EXCEPTION '{_REFUSED}'; END IF; RETURN OLD; END $$""",
    """CREATE TRIGGER referral_events_no_update BEFORE UPDATE ON referral_events
    FOR EACH ROW EXECUTE FUNCTION referral_events_refuse()""",
    """CREATE TRIGGER referral_events_no_delete BEFORE DELETE ON referral_events
    FOR EACH ROW EXECUTE FUNCTION referral_events_let_go()""",
    """CREATE TRIGGER referral_events_no_truncate BEFORE TRUNCATE ON referral_events
    FOR EACH STATEMENT EXECUTE FUNCTION referral_events_refuse()""",
)


def upgrade() -> None:
    """Make the tables, empty, and what refuses changes to the log."""
    _referrals()
    _events()
    _systems()


def _moment(name: str, *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=empty)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _int(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _referrals() -> None:
    op.create_table(
        "referrals",
        *_texts("id"),
        _moment("resident_id"),
        *_texts("listing"),
        _int("listing_number"),
        *_texts("place", "need", "state", "reason", "urgency", "made_by", "door", "share", "code"),
        *(sa.Column(name, sa.LargeBinary(), nullable=True) for name in ("area", "sealed")),
        _moment("made_at"),
        *(_moment(f"{name}_at", empty=True) for name in ("asked", "sent", "next")),
        *(_moment(f"{name}_at", empty=True) for name in ("closed", "moved")),
        _int("nudged"),
        *_texts("resident_says", "provider_says"),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_referrals_resident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
    )
    op.create_index("ix_referrals_resident_id", "referrals", ["resident_id"])
    _partial("ix_referrals_code", ["code"], "closed_at IS NULL", unique=True)
    _partial("ix_referrals_next_at", ["next_at"], "next_at IS NOT NULL")
    for name in ("listing", "made_by", "place"):
        op.create_index(f"ix_referrals_{name}", "referrals", [name, "made_at"])
    op.create_table(
        "referral_tokens",
        *_texts("token_hash", "referral"),
        _moment("ends_at"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_referral_tokens")),
    )
    op.create_index("ix_referral_tokens_referral", "referral_tokens", ["referral"])


def _partial(name: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    over = sa.text(where)
    op.create_index(
        name, "referrals", columns, unique=unique, sqlite_where=over, postgresql_where=over
    )


def _events() -> None:
    op.create_table(
        "referral_events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        *_texts("referral"),
        _moment("at"),
        *_texts("who", "who_id", "before", "after", "reason", "said"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_referral_events")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_referral_events_referral", "referral_events", ["referral"])
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)


def _systems() -> None:
    op.create_table(
        "systems",
        *_texts("id", "name", "places", "token_hash"),
        _moment("made_at"),
        _moment("revoked_at", empty=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_systems")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_systems_token_hash")),
    )
    op.create_table(
        "idempotency_keys",
        *_texts("system_id", "key_hash", "body_hash"),
        _int("status"),
        *_texts("answer"),
        _moment("made_at"),
        sa.PrimaryKeyConstraint("system_id", "key_hash", name=op.f("pk_idempotency_keys")),
    )
    op.create_index("ix_idempotency_keys_made_at", "idempotency_keys", ["made_at"])
