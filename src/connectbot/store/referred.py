"""The tables of referrals: who is introduced to what, the log of it, and the systems that send.

What names a person or says what they hope for is sealed; see vault.py. The log holds random ids
and words of ours alone: once the referral is gone, its lines lead to nobody.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import NEVER_AGAIN, NUMBER, Row, index, table_of


class ReferralRow(Row, table=True):
    """One person introduced to one listing; `sealed` holds their first name, what matters to them
    and the notes, `area` their district, sealed apart as it is counted when the words are gone;
    retention: a draft 14 days, words a while after it ended, the row two years."""

    __tablename__ = "referrals"
    id: str = Field(primary_key=True)
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    listing: str
    listing_number: int
    place: str
    need: str
    state: str
    reason: str
    urgency: str
    made_by: str
    door: str
    share: str
    code: str
    area: bytes | None
    sealed: bytes | None
    made_at: datetime = Field(sa_type=Moment)
    asked_at: datetime | None = Field(sa_type=Moment)
    sent_at: datetime | None = Field(sa_type=Moment)
    next_at: datetime | None = Field(sa_type=Moment)
    closed_at: datetime | None = Field(sa_type=Moment)
    moved_at: datetime | None = Field(sa_type=Moment)
    dealt_at: datetime | None = Field(sa_type=Moment)
    nudged: int
    resident_says: str
    provider_says: str


class ReferralEventRow(Row, table=True):
    """One line of the log; triggers refuse to change it, and to delete it while the referral is
    there; retention: two years after it was said."""

    __tablename__ = "referral_events"
    __table_args__ = (NEVER_AGAIN,)
    seq: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    referral: str = Field(index=True)
    at: datetime = Field(sa_type=Moment)
    who: str
    who_id: str
    before: str
    after: str
    reason: str
    said: str


class ReferralTokenRow(Row, table=True):
    """The hash of a link to a page about one referral; retention: until it ends."""

    __tablename__ = "referral_tokens"
    token_hash: str = Field(primary_key=True)
    referral: str = Field(index=True)
    ends_at: datetime = Field(sa_type=Moment)


class SystemRow(Row, table=True):
    """Another system that may send referrals, known by the hash of its token; retention: a year
    after it was revoked."""

    __tablename__ = "systems"
    id: str = Field(primary_key=True)
    name: str
    places: str
    token_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(sa_type=Moment)


class IdempotencyRow(Row, table=True):
    """What a system was answered to a key it gave: hashes, a status and an id; retention: a day."""

    __tablename__ = "idempotency_keys"
    system_id: str = Field(primary_key=True)
    key_hash: str = Field(primary_key=True)
    body_hash: str
    status: int
    answer: str
    made_at: datetime = Field(sa_type=Moment, index=True)


REFERRALS = table_of(ReferralRow)
REFERRAL_EVENTS = table_of(ReferralEventRow)
REFERRAL_TOKENS = table_of(ReferralTokenRow)
SYSTEMS = table_of(SystemRow)
IDEMPOTENCY_KEYS = table_of(IdempotencyRow)

IS_CURRENT = REFERRALS.c.closed_at.is_(None)

index("ix_referrals_code", REFERRALS.c.code, where=IS_CURRENT, unique=True)
index("ix_referrals_next_at", REFERRALS.c.next_at, where=REFERRALS.c.next_at.is_not(None))
index("ix_referrals_listing", REFERRALS.c.listing, REFERRALS.c.made_at)
index("ix_referrals_made_by", REFERRALS.c.made_by, REFERRALS.c.made_at)
index("ix_referrals_place", REFERRALS.c.place, REFERRALS.c.made_at)
