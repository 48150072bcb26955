"""Schedules as rows that programs compare: one for each rhythm and pair of times."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connectbot.directory.schedule import DAYS, Schedule


def rows(schedules: Sequence[Schedule]) -> list[dict[str, Any]]:
    """A row for each freq, interval and pair of times, its days in week order; what differs
    between schedules of one row (`except`, `part`) is None."""
    together: dict[tuple[object, ...], list[Schedule]] = {}
    for one in schedules:
        key = (one.freq, one.interval, one.bymonthday is None, one.opens_at, one.closes_at)
        together.setdefault(key, []).append(one)
    return [_row(same) for same in together.values()]


def _row(same: Sequence[Schedule]) -> dict[str, Any]:
    first = same[0]
    weekdays = _days([one.byday for one in same])
    dates = _days([one.bymonthday for one in same])
    return {
        "freq": first.freq,
        "interval": first.interval,
        "byday": ",".join(sorted(weekdays, key=_weekday)) or None,
        "bymonthday": ",".join(sorted(dates, key=_date)) or None,
        "opens_at": first.opens_at,
        "closes_at": first.closes_at,
        "except": _common([one.except_ for one in same]),
        "part": _common([one.part for one in same]),
    }


def _days(lists: Sequence[str | None]) -> set[str]:
    return {day for one in lists if one for day in one.split(",")}


def _weekday(day: str) -> tuple[bool, int, int]:
    which = int(day[:-2] or 0)
    return which < 0, which, DAYS.index(day[-2:])


def _date(day: str) -> tuple[bool, int]:
    return int(day) < 0, int(day)


def _common(values: Sequence[str | None]) -> str | None:
    return values[0] if len(set(values)) == 1 else None
