"""When a listing rests: days on which it is closed, said ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from connectbot.directory import words
from connectbot.directory.daysoff import Calendar
from connectbot.directory.findable import Findable
from connectbot.directory.hours import Session, next_session
from connectbot.directory.listing import Closure
from connectbot.directory.schedule import Schedule
from connectbot.written.tongue import ENGLISH, Tongue

Look = Callable[[Sequence[Schedule], datetime, Calendar], Session | None]
"""How the next session is looked for."""


def shut(listing: Findable, day: date) -> Closure | None:
    """The closure that a day falls into."""
    return next((one for one in listing.closed if one.from_ <= day <= one.to), None)


def next_on(listing: Findable, here: datetime, look: Look = next_session) -> Session | None:
    """Its session on now or the next one on a day when it is not closed; None where none is known.
    `here` is the wall clock of its place, naive."""
    session = look(listing.when, here, listing.calendar)
    while session is not None and (closure := shut(listing, session.starts.date())):
        session = look(listing.when, after(closure), listing.calendar)
    return session


def after(closure: Closure) -> datetime:
    """The first moment at which it is open again."""
    return datetime.combine(closure.to + timedelta(days=1), time())


def open_again(listing: Findable, today: date) -> date | None:
    """Where it is closed today, the day on which it opens again."""
    day = today
    while closure := shut(listing, day):
        day = closure.to + timedelta(days=1)
    return None if day == today else day


def resting(listing: Findable, today: date, tongue: Tongue = ENGLISH) -> str:
    """ "closed until 1 September" where it is closed today, "" where it is not."""
    day = open_again(listing, today)
    if day is None:
        return ""
    month = tongue(words.MONTHS[day.month - 1])
    return tongue(words.CLOSED_UNTIL).format(day=day.day, month=month)
