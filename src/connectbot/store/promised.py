"""The tables of what was promised to residents, and of what they told us about listings.

Whatever could tell who somebody is or what they said is a `sealed` column; see vault.py.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import NEVER_AGAIN, NUMBER, Row, fixed, index, table_of


class ReminderRow(Row, table=True):
    """A reminder they asked for; `sealed` says of what. `due_local` is the wall clock that was
    promised, like "2026-12-01T09:00 Europe/London"; retention: 30 days after it ended."""

    __tablename__ = "reminders"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    resident_id: int = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    sealed: bytes
    kind: str
    due_at: datetime = Field(sa_type=Moment)
    due_local: str
    state: str
    made_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(sa_type=Moment)


class FeedbackRow(Row, table=True):
    """What somebody said about a listing, by one of our words, without the person; retention: 12
    months after `on_day` (like "2026-11-22")."""

    __tablename__ = "feedback"
    __table_args__ = (NEVER_AGAIN,)
    id: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    place: str
    listing: str
    what: str
    on_day: str
    state: str


REMINDERS = table_of(ReminderRow)
FEEDBACK = table_of(FeedbackRow)

IS_PENDING = REMINDERS.c.state == fixed("waiting")

index("ix_reminders_due_at", REMINDERS.c.due_at, where=IS_PENDING)
index("ix_feedback_listing", FEEDBACK.c.place, FEEDBACK.c.listing)
