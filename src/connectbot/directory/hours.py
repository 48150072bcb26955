"""When it is next on, and how to say so: schedules against a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from connectbot.directory.schedule import Schedule


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One time it runs, by the clock of its place (naive). `timed` is False when only the day is
    known; `ends` is None when nobody said."""

    starts: datetime
    ends: datetime | None = None
    timed: bool = True

    @property
    def over(self) -> datetime:
        """When it is certainly too late to set out: its end, or where that is not said an hour
        after its start, or the end of the day when no time is known."""
        if self.ends is not None:
            return self.ends
        return self.starts + (timedelta(hours=1) if self.timed else timedelta(days=1))


def local(now: datetime, timezone: str) -> datetime:
    """The wall clock of a place, naive, at an aware moment."""
    return now.astimezone(_zone(timezone)).replace(tzinfo=None)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def next_session(schedules: Sequence[Schedule], here: datetime) -> Session | None:
    """The session on now or the next one after `here` (a naive wall clock); None where none is
    known or it has ended for good."""
    found = [session for s in schedules if (session := _next(s, here)) is not None]
    return min(found, key=lambda session: (session.starts, session.over), default=None)


def open_now(schedules: Sequence[Schedule], here: datetime) -> bool:
    """Whether a session with a known time is on at `here`."""
    session = next_session(schedules, here)
    return session is not None and session.timed and session.starts <= here


def _next(schedule: Schedule, here: datetime) -> Session | None:
    for day in _days(schedule, here.date() - timedelta(days=1)):
        session = _session(schedule, day)
        if session.over > here:
            return session
    return None


def _session(schedule: Schedule, day: date) -> Session:
    midnight = datetime.combine(day, time())
    opens, closes = schedule.opens, schedule.closes
    if opens is None:
        return Session(midnight, timed=False)
    ends = None if closes is None else midnight + timedelta(minutes=closes)
    return Session(midnight + timedelta(minutes=opens), ends)


def _days(schedule: Schedule, first: date) -> Iterator[date]:
    """Days it runs from `first` on."""
    first = max(first, schedule.valid_from or first)
    plain = schedule.freq == "WEEKLY" and schedule.interval == 1
    days = _every_week(schedule, first) if plain else _one_by_one(schedule, first)
    last = schedule.valid_to or date.max
    return takewhile(lambda day: day <= last, days)


def _every_week(schedule: Schedule, first: date) -> Iterator[date]:
    """The days of the commonest rhythm, for two weeks."""
    ahead = sorted({(weekday - first.weekday()) % 7 for _, weekday in schedule.weekdays})
    return (first + timedelta(days=week + days) for week in (0, 7) for days in ahead)


def _one_by_one(schedule: Schedule, first: date) -> Iterator[date]:
    """Every day is looked at. A fifth Monday comes at the latest in the fourth month."""
    span = 7 if schedule.freq == "WEEKLY" else 31
    days = (first + timedelta(days=n) for n in range(span * (schedule.interval + 3)))
    return (day for day in days if _runs_on(schedule, day))


def _runs_on(schedule: Schedule, day: date) -> bool:
    if schedule.freq == "WEEKLY":
        return (0, day.weekday()) in schedule.weekdays and _week_fits(schedule, day)
    return _in_month(schedule, day) and _month_fits(schedule, day)


def _week_fits(schedule: Schedule, day: date) -> bool:
    weeks = (_monday(day) - _monday(schedule.dtstart or day)).days // 7
    return weeks % schedule.interval == 0


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_fits(schedule: Schedule, day: date) -> bool:
    if schedule.interval == 1 or schedule.dtstart is None:
        return True
    months = (day.year - schedule.dtstart.year) * 12 + day.month - schedule.dtstart.month
    return months % schedule.interval == 0


def _in_month(schedule: Schedule, day: date) -> bool:
    from_end = day.day - _length(day) - 1
    if day.day in schedule.month_days or from_end in schedule.month_days:
        return True
    if from_end >= -7 and (-1, day.weekday()) in schedule.weekdays:
        return True
    return ((day.day - 1) // 7 + 1, day.weekday()) in schedule.weekdays


def _length(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
