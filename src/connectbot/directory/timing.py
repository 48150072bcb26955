"""Times a person wishes, held against when something runs."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime, time, timedelta
from functools import lru_cache

from connectbot.directory.daysoff import NOTHING_KNOWN, Calendar
from connectbot.directory.hours import Session, is_on, next_session
from connectbot.directory.schedule import DAYS, Schedule, weekdays

PARTS = {"morning": (300, 720), "afternoon": (720, 1020), "evening": (1020, 1380)}
"""Parts of a day in minutes after midnight."""

NAMED = frozenset({*DAYS, "today", "tomorrow"})
"""Days somebody can ask for: it must be on then."""

USUAL = frozenset({*PARTS, "weekend", "weekday"})
"""Times that suit somebody: it should be on then."""

_WEEKLY = USUAL.union(DAYS)  # what a schedule alone can answer
_AN_HOUR = 60
_SATURDAY = 5


def fitting(schedules: Sequence[Schedule], times: Set[str]) -> tuple[Schedule, ...]:
    """The schedules on a day asked for that suit best; all of a day where none suits better."""
    if times.isdisjoint(_WEEKLY):
        return tuple(schedules)
    days = {DAYS.index(day) for day in times & frozenset(DAYS)}
    on = tuple(s for s in schedules if not days or any(day in days for _, day in s.weekdays))
    best = max((len(suits(one, times)) for one in on), default=0)
    return tuple(one for one in on if len(suits(one, times)) == best)


def suits(schedule: Schedule, times: Set[str]) -> frozenset[str]:
    """Which of the times that suit somebody this schedule keeps."""
    return _kept(schedule.byday or "", schedule.opens, schedule.closes, frozenset(times))


@lru_cache(4096)  # few hours and days make up what is in a directory
def _kept(
    byday: str, opens: int | None, closes: int | None, times: frozenset[str]
) -> frozenset[str]:
    days = {day for _, day in weekdays(byday)}
    kept = {part for part in times & PARTS.keys() if _within(opens, closes, PARTS[part])}
    if "weekend" in times and any(day >= _SATURDAY for day in days):
        kept.add("weekend")
    if "weekday" in times and any(day < _SATURDAY for day in days):
        kept.add("weekday")
    return frozenset(kept)


def _within(opens: int | None, closes: int | None, window: tuple[int, int]) -> bool:
    """Whether an hour of it, or all of a shorter one, lies in a part of the day."""
    if opens is None:
        return False
    if closes is None:
        return window[0] <= opens < window[1]
    common = min(closes, window[1]) - max(opens, window[0])
    return common >= min(_AN_HOUR, closes - opens)


def session_for(
    schedules: Sequence[Schedule],
    here: datetime,
    times: Set[str],
    open_now: bool,
    calendar: Calendar = NOTHING_KNOWN,
) -> Session | None:
    """The next session that is on when it must be: now, today, tomorrow or on a day named; None
    where there is none. `here` is the wall clock of the place, naive, and `calendar` its own."""
    fits = fitting(schedules, times)
    session = next_session(fits, here, calendar)
    if open_now:
        return session if is_on(session, here) else None
    if "today" in times and session is not None and session.starts.date() <= here.date():
        return session
    if "tomorrow" in times:
        return _on(fits, datetime.combine(here.date() + timedelta(days=1), time()), calendar)
    return None if "today" in times else session


def _on(schedules: Sequence[Schedule], midnight: datetime, calendar: Calendar) -> Session | None:
    """The first session that starts on the day beginning at `midnight`."""
    session = next_session(schedules, midnight, calendar)
    while session is not None and session.starts < midnight:
        session = next_session(schedules, session.over, calendar)
    over = midnight + timedelta(days=1)
    return session if session is not None and session.starts < over else None
