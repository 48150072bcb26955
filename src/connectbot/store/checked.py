"""The tables of check-ins: who is enrolled, which waves are due, answers that wait to leave.

Whatever could tell what somebody answered or said of themselves is a `sealed` column; see vault.py.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, SmallInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import NEVER_AGAIN, NUMBER, Row, fixed, index, table_of


class EnrolmentRow(Row, table=True):
    """One resident in one plan; `sealed` holds what they chose to say of themselves (age band ...)
    and whom they let see their answers, None where nothing; retention: with the resident."""

    __tablename__ = "enrolments"
    id: str = Field(primary_key=True)
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    plan: str
    place: str
    cohort: str
    anchor: str
    hour: str
    weekday: int | None = Field(sa_type=SmallInteger)
    state: str
    referrer: str
    sealed: bytes | None
    made_at: datetime = Field(sa_type=Moment)
    consented_at: datetime | None = Field(sa_type=Moment)
    paused_until: datetime | None = Field(sa_type=Moment)
    paused_why: str
    taken_back_at: datetime | None = Field(sa_type=Moment)


class WaveRow(Row, table=True):
    """One round of questions. `next_at` is when the clock looks at it; `delivery` what became of
    the text that said it is ready: "", "delivered" or "undeliverable"."""

    __tablename__ = "waves"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    enrolment: str  # found by their resident: an index of random ids costs as much as the rest
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    wave: str
    due_at: datetime = Field(sa_type=Moment)
    due_local: str
    next_at: datetime = Field(sa_type=Moment)
    state: str
    reason: str
    sent_at: datetime | None = Field(sa_type=Moment)
    reminded: int = Field(sa_type=SmallInteger)
    closes_at: datetime | None = Field(sa_type=Moment)
    delivery: str


class AnswersHeldRow(Row, table=True):
    """Answers being given, sealed; retention: until the wave closes, seven days at most."""

    __tablename__ = "answers_held"
    wave_id: int = Field(
        primary_key=True,
        foreign_key="waves.id",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    sealed: bytes
    kept_at: datetime = Field(sa_type=Moment)


class LeavingRow(Row, table=True):
    """An ended check-in on its way to the readings database. Its random key is that of no reading,
    and its place in the file tells nothing of when it came; retention: a week."""

    __tablename__ = "readings_leaving"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLModel reads it
    key: bytes = Field(primary_key=True)
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    cohort: str
    sealed: bytes
    waits_since: datetime = Field(sa_type=Moment)


class ShownRow(Row, table=True):
    """Answers that somebody let one of our people see: a copy of its own, sealed."""

    __tablename__ = "shown_answers"
    wave_id: int = Field(
        primary_key=True,
        foreign_key="waves.id",
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    staff_id: str = Field(index=True)
    sealed: bytes
    made_at: datetime = Field(sa_type=Moment)


ENROLMENTS = table_of(EnrolmentRow)
WAVES = table_of(WaveRow)
ANSWERS_HELD = table_of(AnswersHeldRow)
READINGS_LEAVING = table_of(LeavingRow)
SHOWN_ANSWERS = table_of(ShownRow)

IS_LIVE = WAVES.c.state.in_([fixed(s) for s in ("waiting", "sent", "started")])

index(
    "ix_enrolments_taken_back_at",
    ENROLMENTS.c.taken_back_at,
    where=ENROLMENTS.c.taken_back_at.is_not(None),
)
index("ix_waves_next_at", WAVES.c.next_at, where=IS_LIVE)
index("ix_readings_leaving_waits_since", READINGS_LEAVING.c.waits_since)
