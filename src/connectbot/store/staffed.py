"""The tables of our own people: who was invited, one-time codes, passkeys, and who is signed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import Row, index, table_of


class StaffRow(Row, table=True):
    """Somebody who was invited. `places` are theirs, a line for each; `sealed` their name, and
    where and when they are told; `linked` a keyed hash of where they write from."""

    __tablename__ = "staff"
    id: str = Field(primary_key=True)
    role: str
    places: str
    sealed: bytes
    linked: bytes | None = Field(unique=True)
    made_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(sa_type=Moment)


class StaffCodeRow(Row, table=True):
    """The hash of a code that lets one person in once."""

    __tablename__ = "staff_codes"
    code_hash: str = Field(primary_key=True)
    staff_id: str = Field(foreign_key="staff.id")
    door: str
    ends_at: datetime = Field(sa_type=Moment)


class StaffVisitRow(Row, table=True):
    """The hash of the secret of a browser that somebody is signed in with."""

    __tablename__ = "staff_visits"
    visit_hash: str = Field(primary_key=True)
    staff_id: str = Field(foreign_key="staff.id")
    began_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)


class PasskeyRow(Row, table=True):
    """A passkey that somebody signs in with: the public half of a key that never leaves their
    device. `signs` counts how often it was used, where the device counts at all."""

    __tablename__ = "passkeys"
    id: str = Field(primary_key=True)
    staff_id: str = Field(foreign_key="staff.id")
    public_key: bytes
    signs: int = Field(sa_type=BigInteger)
    made_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(sa_type=Moment)


class PasskeyChallengeRow(Row, table=True):
    """The hash of what a passkey is asked to sign, once, in one browser."""

    __tablename__ = "passkey_challenges"
    challenge_hash: str = Field(primary_key=True)
    browser_hash: str
    ends_at: datetime = Field(sa_type=Moment, index=True)


STAFF = table_of(StaffRow)
STAFF_CODES = table_of(StaffCodeRow)
STAFF_VISITS = table_of(StaffVisitRow)
PASSKEYS = table_of(PasskeyRow)
PASSKEY_CHALLENGES = table_of(PasskeyChallengeRow)

index("ix_staff_codes_staff_id", STAFF_CODES.c.staff_id)
index("ix_staff_visits_staff_id", STAFF_VISITS.c.staff_id)
index("ix_passkeys_staff_id", PASSKEYS.c.staff_id)
