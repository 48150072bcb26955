"""When to write again: by the wall clock of the place, never in quiet hours, never too late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from connectbot.directory.hours import Session


class Open(Protocol):
    """When something may be begun with somebody."""

    def quiet(self, now: datetime) -> bool:
        """True while it may not."""
        ...

    def over(self, now: datetime) -> datetime:
        """The first moment at which it may."""
        ...


MORNING, EVENING = time(10), time(18)
_NOON = time(12)
_LEAST = timedelta(minutes=30)
"""A reminder comes at least so long after it was asked for, and before it is on."""

_AFTER = timedelta(days=7)


def before(session: Session, zone: ZoneInfo, safe: Open, now: datetime) -> datetime | None:
    """When to remind them of a session: that morning, or the evening before what is on in the
    morning; where these have gone by, or are not safe for them, an hour before, or when their safe
    hours begin that day. None where there is no good time left."""
    morning = datetime.combine(session.starts.date(), MORNING)
    evening = datetime.combine(session.starts.date() - timedelta(days=1), EVENING)
    early = session.timed and session.starts.time() < _NOON
    wanted = [evening, morning] if early else [morning, evening]
    if session.timed:
        wanted.append(session.starts - timedelta(hours=1))
    latest = at(session.starts if session.timed else session.over, zone) - _LEAST
    opens = safe.over(at(datetime.combine(session.starts.date(), time()), zone))
    moments = (*(at(wall, zone) for wall in wanted), opens)
    good = (one for one in moments if now + _LEAST <= one <= latest and not safe.quiet(one))
    return next(good, None)


def after(
    session: Session | None,
    zone: ZoneInfo,
    safe: Open,
    now: datetime,
    *,
    ordinary: Callable[[date], date],
    span: timedelta = _AFTER,
) -> datetime:
    """When to come back and ask: in a week (`span`), or the day after it is next on where that is
    later; on the first `ordinary` day from then."""
    day = (now + span).astimezone(zone).date()
    if session is not None:
        day = max(day, session.over.date() + timedelta(days=1))
    return safe.over(at(datetime.combine(ordinary(day), MORNING), zone))


def at(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clock of a place shows this."""
    return wall.replace(tzinfo=zone)


def read(wall: str) -> datetime:
    """The moment that a promise names, as `written` wrote it."""
    clock, _, zone = wall.partition(" ")
    return at(datetime.fromisoformat(clock), ZoneInfo(zone))


def written(moment: datetime, zone: ZoneInfo) -> str:
    """A wall clock as a promise keeps it: "2026-12-01T10:00 Europe/London"."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M} {zone.key}"
