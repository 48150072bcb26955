"""The hours of a week at which something may be on, as one number: a first look before the clock.

Bit 24 * weekday + hour is set where a session may be on at any moment of that hour, whatever the
week, the month or a holiday say. Where the bit is not set, it is certainly not on.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import datetime, timedelta
from functools import lru_cache

from connectbot.directory.schedule import DAYS, Schedule

ALWAYS = (1 << 168) - 1
"""Every hour of the week."""

_DAY = (1 << 24) - 1
_HOUR = 60


def hours_of(schedules: Sequence[Schedule]) -> int:
    """The hours at which one of these may be on."""
    hours = 0
    for one in schedules:
        hours |= _hours(one)
    return hours


def _hours(schedule: Schedule) -> int:
    if schedule.month_days:
        return ALWAYS
    first = min((schedule.opens or 0) // _HOUR, 23)  # "24:00" belongs to the day before too
    last = 24 if schedule.opens is None else _last(schedule)
    run = (1 << (last - first)) - 1
    hours = 0
    for _, weekday in schedule.weekdays:
        at = run << (24 * weekday + first)
        hours |= at & ALWAYS | at >> 168  # what goes on after Sunday midnight is Monday
    return hours


def _last(schedule: Schedule) -> int:
    """The hour after the last one, from the midnight before; without an end, an hour is taken."""
    opens = schedule.opens or 0
    closes = opens + _HOUR if schedule.closes is None else schedule.closes
    return -(-closes // _HOUR)


def may_be_on(hours: int, here: datetime, times: Set[str], open_now: bool) -> bool:
    """Whether something with these hours may be on now, today, tomorrow or on a day that is named;
    `here` is the wall clock of its place."""
    return hours & _asked(here, frozenset(times), open_now) != 0


@lru_cache(64)  # one search asks the same of each listing it looks at
def _asked(here: datetime, times: frozenset[str], open_now: bool) -> int:
    """The hours of which one must be among its own."""
    today, a_day = here.weekday(), timedelta(days=1)
    if open_now:
        return 1 << (24 * today + here.hour)
    days = {DAYS.index(day) for day in times & frozenset(DAYS)}
    if "today" in times:
        days |= {today, (here - a_day).weekday()}
    if "tomorrow" in times:
        days.add((here + a_day).weekday())
    return sum(_DAY << (24 * day) for day in days) or ALWAYS
