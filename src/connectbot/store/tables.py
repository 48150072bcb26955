"""The tables: people, what came in, what goes out, who was asked to help.

Whatever could tell who somebody is or what they said is a `sealed` column; see vault.py.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, SmallInteger
from sqlmodel import Field

from connectbot.model.delivery import HUSHED
from connectbot.store.audited import AUDIT_HEAD, AUDIT_LOG, AUDIT_SUBJECTS
from connectbot.store.casework import CASELOADS, NOTES
from connectbot.store.checked import ENROLMENTS
from connectbot.store.directory import LISTING_REVISIONS, LISTINGS
from connectbot.store.moments import Moment
from connectbot.store.promised import FEEDBACK, REMINDERS
from connectbot.store.referred import REFERRALS
from connectbot.store.row import NEVER_AGAIN, NUMBER, Row, fixed, index, table_of
from connectbot.store.staffed import PASSKEYS, STAFF
from connectbot.store.suggested import ASKINGS, LISTING_CLAIMS, SUGGESTIONS
from connectbot.store.unlinked import CONTRIBUTORS, READINGS_ERASING

__all__ = [
    "ASKINGS",
    "AUDIT_HEAD",
    "AUDIT_LOG",
    "AUDIT_SUBJECTS",
    "CASELOADS",
    "CONTRIBUTORS",
    "ENROLMENTS",
    "FEEDBACK",
    "LISTINGS",
    "LISTING_CLAIMS",
    "LISTING_REVISIONS",
    "NOTES",
    "PASSKEYS",
    "READINGS_ERASING",
    "REFERRALS",
    "REMINDERS",
    "STAFF",
    "SUGGESTIONS",
    "Row",
    "fixed",
]


class ResidentRow(Row, table=True):
    """A person, as a number; retention: until erased."""

    __tablename__ = "residents"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    place: str
    created_at: datetime = Field(sa_type=Moment)


class AddressRow(Row, table=True):
    """Where somebody can be written to; two people may come to share one, so it is apart."""

    __tablename__ = "addresses"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    channel: str
    lookup: bytes = Field(unique=True)
    sealed: bytes | None
    resident_id: int | None = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    stopped_at: datetime | None = Field(sa_type=Moment)
    stopped_how: str
    bad_code: str
    bad_at: datetime | None = Field(sa_type=Moment)
    last_inbound_at: datetime | None = Field(sa_type=Moment)


class SharerRow(Row, table=True):
    """One of the people on a number that more than one writes from; `addresses.resident_id` is who
    writes now. `gone` is why they do not any more ("" they do); retention: with the resident."""

    __tablename__ = "sharers"
    address_id: int = Field(
        primary_key=True,
        foreign_key="addresses.id",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    resident_id: int = Field(
        primary_key=True,
        foreign_key="residents.id",
        index=True,
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    gone: str


class ConversationRow(Row, table=True):
    """Where a resident stands; `sealed` is Conversation.to_json, `rested_at` when it was put to
    rest because they had been silent for long."""

    __tablename__ = "conversations"
    resident_id: int = Field(
        primary_key=True,
        foreign_key="residents.id",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    sealed: bytes
    revision: str
    wake_at: datetime | None = Field(sa_type=Moment)
    version: int = Field(sa_type=BigInteger)
    rested_at: datetime | None = Field(default=None, sa_type=Moment)


class InboxRow(Row, table=True):
    """A message accepted; `key` is the keyed hash of its channel and the provider's id."""

    __tablename__ = "inbox"
    __table_args__ = (NEVER_AGAIN,)
    seq: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    key: bytes = Field(unique=True)
    channel: str
    resident_id: int | None = Field(sa_type=BigInteger)
    sealed: bytes | None
    received_at: datetime = Field(sa_type=Moment)
    state: str
    reason: str


class OutboxRow(Row, table=True):
    """A message decided. `said_at`, when it was claimed, only rises within one address."""

    __tablename__ = "outbox"
    __table_args__ = (NEVER_AGAIN,)
    seq: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    id: str = Field(unique=True)
    channel: str
    address_id: int = Field(foreign_key="addresses.id", sa_type=BigInteger)
    resident_id: int | None = Field(sa_type=BigInteger)
    rank: int = Field(sa_type=SmallInteger)
    sealed: bytes
    segments: int
    state: str
    attempt: int
    looks: int
    created_at: datetime = Field(sa_type=Moment)
    not_before: datetime = Field(sa_type=Moment)
    send_before: datetime = Field(sa_type=Moment)
    said_at: datetime | None = Field(sa_type=Moment)
    lease_until: datetime | None = Field(sa_type=Moment)
    ended_at: datetime | None = Field(sa_type=Moment)
    provider_id: str
    receipt_rank: int = Field(sa_type=SmallInteger)
    code: str
    automatic: bool
    after_stop: bool
    purpose: str


class HandoverRow(Row, table=True):
    """A conversation in which a person is needed; `told` like "0,2," are places in a list.

    `acknowledged_at` and `acknowledged_by` are who said that they have read it; `escalated_at` when
    it went past the list."""

    __tablename__ = "handovers"
    id: str = Field(primary_key=True)
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    place: str
    kind: str
    why: str
    opened_at: datetime = Field(sa_type=Moment)
    told: str
    next_at: datetime | None = Field(sa_type=Moment)
    taken_at: datetime | None = Field(sa_type=Moment)
    taken_by: bytes | None
    browser_hash: str
    closed_at: datetime | None = Field(sa_type=Moment)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Moment)
    acknowledged_by: bytes | None = None
    escalated_at: datetime | None = Field(default=None, sa_type=Moment)


class HandoverLinkRow(Row, table=True):
    """A one-time link that one contact was sent."""

    __tablename__ = "handover_links"
    token_hash: str = Field(primary_key=True)
    handover_id: str = Field(foreign_key="handovers.id", index=True)
    contact: bytes
    told_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(sa_type=Moment)


class FlowRevisionRow(Row, table=True):
    """A revision of the flows that some conversation may still stand in."""

    __tablename__ = "flow_revisions"
    revision: str = Field(primary_key=True)
    body: str
    kept_at: datetime = Field(sa_type=Moment)


class SwitchRow(Row, table=True):
    """Something that is on or off for the whole service."""

    __tablename__ = "switches"
    name: str = Field(primary_key=True)
    value: str
    set_at: datetime = Field(sa_type=Moment)


class UnmetRow(Row, table=True):
    """How often a search found nothing (`count`), and how often something (`met`), by month (like
    "2026-11"), without the person."""

    __tablename__ = "unmet"
    place: str = Field(primary_key=True)
    need: str = Field(primary_key=True)
    area: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    count: int
    met: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class SpendRow(Row, table=True):
    """Segments claimed on a channel in one minute (minutes since 1970), safety left out."""

    __tablename__ = "spend"
    channel: str = Field(primary_key=True)
    minute: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    segments: int


class KeyringMarkRow(Row, table=True):
    """The fingerprint of the keyring this database was written with."""

    __tablename__ = "keyring_marks"
    fingerprint: str = Field(primary_key=True)


RESIDENTS = table_of(ResidentRow)
ADDRESSES = table_of(AddressRow)
SHARERS = table_of(SharerRow)
CONVERSATIONS = table_of(ConversationRow)
INBOX = table_of(InboxRow)
OUTBOX = table_of(OutboxRow)
HANDOVERS = table_of(HandoverRow)
HANDOVER_LINKS = table_of(HandoverLinkRow)
FLOW_REVISIONS = table_of(FlowRevisionRow)
SWITCHES = table_of(SwitchRow)
UNMET = table_of(UnmetRow)
SPEND = table_of(SpendRow)
KEYRING_MARKS = table_of(KeyringMarkRow)

IS_QUEUED = OUTBOX.c.state == fixed("queued")
IS_UNDERWAY = OUTBOX.c.state.in_([fixed("sending"), fixed("lost")])
IS_OPEN = OUTBOX.c.state.in_([fixed(s) for s in ("queued", "sending", "lost", "sent")])
IS_ENDED = ~IS_OPEN
IS_WAITING = INBOX.c.state == fixed("waiting")
IS_TO_REDACT = INBOX.c.reason == fixed("redact")
KEPT_THERE = f"{HUSHED}-kept"
IS_KEPT_THERE = OUTBOX.c.purpose == fixed(KEPT_THERE)
IS_PARKED = INBOX.c.state == fixed("parked")


index(
    "ix_conversations_wake_at",
    CONVERSATIONS.c.wake_at,
    where=CONVERSATIONS.c.wake_at.is_not(None),
)
index("ix_inbox_resident", INBOX.c.resident_id, INBOX.c.seq)
index("ix_inbox_waiting", INBOX.c.resident_id, INBOX.c.seq, where=IS_WAITING)
index("ix_inbox_redact", INBOX.c.seq, where=IS_TO_REDACT)
index("ix_outbox_redact", OUTBOX.c.seq, where=IS_KEPT_THERE)
index("ix_inbox_parked", INBOX.c.seq, where=IS_PARKED)
index("ix_outbox_queue", OUTBOX.c.channel, OUTBOX.c.rank, OUTBOX.c.seq, where=IS_QUEUED)
index("ix_outbox_expiry", OUTBOX.c.send_before, where=IS_QUEUED)
index("uq_outbox_underway", OUTBOX.c.address_id, where=IS_UNDERWAY, unique=True)
index("ix_outbox_said", OUTBOX.c.address_id, OUTBOX.c.said_at)
index("ix_outbox_provider", OUTBOX.c.provider_id, where=OUTBOX.c.provider_id != fixed(""))
index("ix_outbox_staff", OUTBOX.c.resident_id, where=~OUTBOX.c.automatic)
index(
    "uq_handovers_open",
    HANDOVERS.c.resident_id,
    HANDOVERS.c.kind,
    where=HANDOVERS.c.closed_at.is_(None),
    unique=True,
)
index("ix_handovers_open", HANDOVERS.c.place, where=HANDOVERS.c.closed_at.is_(None))
index("ix_handovers_next_at", HANDOVERS.c.next_at, where=HANDOVERS.c.next_at.is_not(None))
