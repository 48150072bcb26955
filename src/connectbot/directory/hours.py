"""When it is next on, and how to say so: schedules against a clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo

from connectbot.directory.daysoff import NOTHING_KNOWN, Calendar
from connectbot.directory.schedule import Schedule

_HOLIDAY = 14  # weeks in which a thing may rest


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """One time it runs, by the clock of its place (naive). `timed` is False when only the day is
    known; `ends` is None when nobody said. One that is not `sure` may be in a school holiday, or in
    the wrong one of two weeks; nobody is promised it."""

    starts: datetime
    ends: datetime | None = None
    timed: bool = True
    sure: bool = True

    @property
    def over(self) -> datetime:
        """When it is certainly too late to set out: its end, or where that is not said an hour
        after its start, or the end of the day when no time is known."""
        if self.ends is not None:
            return self.ends
        return self.starts + (timedelta(hours=1) if self.timed else timedelta(days=1))


@lru_cache(64)  # one search asks the same of each listing it looks at
def local(now: datetime, timezone: str) -> datetime:
    """The wall clock of a place, naive, at an aware moment."""
    return now.astimezone(_zone(timezone)).replace(tzinfo=None)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def next_session(
    schedules: Sequence[Schedule], here: datetime, calendar: Calendar = NOTHING_KNOWN
) -> Session | None:
    """The session on now or the next one after `here` (a naive wall clock); None where none is
    known or it has ended for good. `calendar` tells of bank holidays and school terms there."""
    found = [session for s in schedules if (session := _next(s, here, calendar)) is not None]
    return min(found, key=lambda session: (session.starts, session.over), default=None)


def open_now(
    schedules: Sequence[Schedule], here: datetime, calendar: Calendar = NOTHING_KNOWN
) -> bool:
    """Whether a session with a known time is on at `here` for certain."""
    return is_on(next_session(schedules, here, calendar), here)


def is_on(session: Session | None, here: datetime) -> bool:
    """Whether a session is on at `here` for certain."""
    return session is not None and session.sure and session.timed and session.starts <= here


def _next(schedule: Schedule, here: datetime, calendar: Calendar) -> Session | None:
    rhythm = schedule.interval == 1 or schedule.dtstart is not None
    for day in _days(schedule, here.date() - timedelta(days=1)):
        runs = True if schedule.except_ is None else calendar.runs(schedule.except_, day)
        if runs is False:
            continue
        session = _session(schedule, day, sure=runs is True and rhythm)
        if session.over > here:
            return session
    return None


def _session(schedule: Schedule, day: date, *, sure: bool) -> Session:
    midnight = datetime.combine(day, time())
    opens, closes = schedule.opens, schedule.closes
    if opens is None:
        return Session(midnight, timed=False, sure=sure)
    ends = None if closes is None else midnight + timedelta(minutes=closes)
    return Session(midnight + timedelta(minutes=opens), ends, sure=sure)


def _days(schedule: Schedule, first: date) -> Iterator[date]:
    """Days it runs from `first` on, for longer than any holiday lasts."""
    first = max(first, schedule.valid_from or first)
    plain = schedule.freq == "WEEKLY" and schedule.interval == 1
    weeks = 2 if schedule.except_ is None else 2 + _HOLIDAY
    days = _every_week(schedule, first, weeks) if plain else _one_by_one(schedule, first)
    last = schedule.valid_to or date.max
    return takewhile(lambda day: day <= last, days)


def _every_week(schedule: Schedule, first: date, weeks: int) -> Iterator[date]:
    """The days of the commonest rhythm."""
    ahead = sorted({(weekday - first.weekday()) % 7 for _, weekday in schedule.weekdays})
    return (first + timedelta(weeks=week, days=days) for week in range(weeks) for days in ahead)


def _one_by_one(schedule: Schedule, first: date) -> Iterator[date]:
    """Every day is looked at. A fifth Monday comes at the latest in the fourth month."""
    span = 7 if schedule.freq == "WEEKLY" else 31
    most = span * (schedule.interval + 3) + (0 if schedule.except_ is None else 7 * _HOLIDAY)
    days = (first + timedelta(days=n) for n in range(most))
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
    dates, weekday = schedule.month_days, day.weekday()
    if dates and (day.day in dates or _from_end(day) in dates):
        return True
    which = [number for number, on in schedule.weekdays if on == weekday]
    return (day.day - 1) // 7 + 1 in which or (-1 in which and _from_end(day) >= -7)


def _from_end(day: date) -> int:
    """-1 for the last day of its month."""
    return day.day - _length(day) - 1


def _length(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)).day
