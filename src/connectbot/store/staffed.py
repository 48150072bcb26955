"""The tables of our own people: who was invited, one-time codes, and who is signed in."""

from __future__ import annotations

from datetime import datetime

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


STAFF = table_of(StaffRow)
STAFF_CODES = table_of(StaffCodeRow)
STAFF_VISITS = table_of(StaffVisitRow)

index("ix_staff_codes_staff_id", STAFF_CODES.c.staff_id)
index("ix_staff_visits_staff_id", STAFF_VISITS.c.staff_id)
