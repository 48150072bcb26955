"""Days counted from today: "tomorrow", "a week on Friday", "in three weeks"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from connectbot.flows.answers.days import weekday
from connectbot.flows.answers.figures import whole_number
from connectbot.flows.answers.slips import meant

_AWAY = {
    **dict.fromkeys("today tday 2day tonight 2nite tonite heddiw heno".split(), 0),
    **dict.fromkeys(
        "tomorrow tomorow tommorow tommorrow tomorrows tmrw tmw tmr tmoro tomoz tomo tomoro 2moro"
        " 2morrow 2morow 2morro 2mrw 2mro 2mrow 2moz morra tomorra yfory fory".split(),
        1,
    ),
    **dict.fromkeys("overmorrow trennydd drennydd".split(), 2),
    **dict.fromkeys("yesterday yday ddoe".split(), -1),
}
_SPANS = {
    **dict.fromkeys("day days diwrnod".split(), 1),
    **dict.fromkeys("week weeks wk wks wythnos".split(), 7),
    **dict.fromkeys("fortnight fortnights pythefnos".split(), 14),
}
_NEXT_WEEK = {("next", "week"), ("wythnos", "nesaf")}
_MOST_DAYS = 400

Found = tuple[date | None, int]
"""A day (None where it may be two) and the place after the words for it."""


def ahead(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """The day counted from today that starts here; None where none does."""
    return (
        _day_after_tomorrow(tokens, at, today)
        or _span(tokens, at, today)
        or _day_then_span(tokens, at, today)
        or _next_week(tokens, at, today)
        or _near(tokens, at, today)
    )


def coming(day: int, today: date) -> date | None:
    """The next such weekday; None on that very day, when it may be today or in a week."""
    away = (day - today.weekday()) % 7
    return today + timedelta(away) if away else None


def _day_after_tomorrow(tokens: Sequence[str], at: int, today: date) -> Found | None:
    if tuple(tokens[at : at + 2]) == ("day", "after") and away(tokens, at + 2) == 1:
        return today + timedelta(2), at + 3
    return None


def _near(tokens: Sequence[str], at: int, today: date) -> Found | None:
    if tokens[at : at + 2] == ["the", "morn"]:
        return today + timedelta(1), at + 2
    days = away(tokens, at)
    return None if days is None else (today + timedelta(days), at + 1)


def away(tokens: Sequence[str], at: int) -> int | None:
    """How many days away "tomorrow" or "yesterday" here is; None for all else."""
    if at >= len(tokens):
        return None
    return _AWAY.get(tokens[at], _AWAY.get(meant(tokens[at], ["tomorrow", "yesterday"]) or ""))


def _span(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "in 3 days", "three weeks today", "a week on Friday", "fortnight tomorrow"."""
    led = tokens[at] in {"in", "mewn"}
    found = length(tokens, at + 1 if led else at)
    if found is None or found[0] > _MOST_DAYS:
        return None
    days, after = found
    base = _base(tokens, after, today)
    if base is not None:
        return (base[0] + timedelta(days) if base[0] else None), base[1]
    if after < len(tokens) and tokens[after] == "time":
        return today + timedelta(days), after + 1
    if tuple(tokens[after : after + 2]) == ("from", "now"):
        return today + timedelta(days), after + 2
    return (today + timedelta(days), after) if led else None


def length(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """A number of days, and the place after it: "a week" is 7, "3 days" is 3."""
    for size in (2, 1, 0):
        unit = at + size
        if unit >= len(tokens) or tokens[unit] not in _SPANS:
            continue
        count = _count(tokens[at:unit])
        if count is not None:
            return count * _SPANS[tokens[unit]], unit + 1
    return None


def _count(spoken: Sequence[str]) -> int | None:
    if not spoken or tuple(spoken) in {("a",), ("one",)}:
        return 1
    return None if spoken[0] == "a" else whole_number(spoken)


def _base(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """The day a span is counted from."""
    while at < len(tokens) and tokens[at] in {"on", "from", "i", "this", "coming", "dydd", "ddydd"}:
        at += 1
    near = _near(tokens, at, today)
    if near is not None:
        return near
    day = weekday(tokens[at]) if at < len(tokens) else None
    return None if day is None else (coming(day, today), at + 1)


def _day_then_span(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "Friday week", "Tuesday fortnight", "tomorrow week", "Friday next week"."""
    base = (
        _base(tokens, at, today) if tokens[at] not in {"on", "from", "i", "dydd", "ddydd"} else None
    )
    if base is None:
        return None
    after = base[1]
    rest = tuple(tokens[after : after + 2])
    if rest[:1] in {("week",), ("fortnight",)}:
        days = _SPANS[rest[0]]
        return (base[0] + timedelta(days) if base[0] else None), after + 1
    day = weekday(tokens[after - 1])
    if rest in _NEXT_WEEK and day is not None:
        return _in_next_week(day, today), after + 2
    return None


def _next_week(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "next week Friday", "this time next week"."""
    if tokens[at] in {"this", "same"} and tuple(tokens[at + 2 : at + 4]) in _NEXT_WEEK:
        return today + timedelta(7), at + 4
    if tuple(tokens[at : at + 2]) not in _NEXT_WEEK:
        return None
    after = at + 3 if tuple(tokens[at + 2 : at + 3]) == ("on",) else at + 2
    day = weekday(tokens[after]) if after < len(tokens) else None
    return None if day is None else (_in_next_week(day, today), after + 1)


def _in_next_week(day: int, today: date) -> date:
    """That weekday of the week that starts on the Monday to come."""
    return today + timedelta(7 + day - today.weekday())
