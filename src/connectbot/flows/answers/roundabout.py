"""Dates said in a roundabout way: "first Monday in December", "3 days ago"; years in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from connectbot.flows.answers.ahead import Found, away, length
from connectbot.flows.answers.days import month, weekday
from connectbot.flows.answers.figures import whole_number

_BESIDE = re.compile(
    r"\b(?:after|before|at|from|till|until|by) (?:(?:my|the|our) )?(?:school(?: run)?|work|church"
    r"|lunch(?:time)?|dinner(?:time)?|tea(?:time)?|breakfast|noon|midday|college"
    r"|\d{1,2}(?:[:.]\d{2})? ?[ap]m)\b"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_YEAR = re.compile(
    rf"\b(?P<century>nineteen|twenty|two thousand)(?: and)?[ -]"
    rf"(?P<rest>(?:{_TENS})(?:[ -](?:{_ONES}))?|{_TEENS}|(?:oh |o |0 )?(?P<unit>{_ONES}))"
    r"(?=[ .!x]*$)"
)
_CENTURIES = {"nineteen": 1900, "twenty": 2000, "two thousand": 2000}
_NTH = {
    **dict.fromkeys(("first", "1st"), 1),
    **dict.fromkeys(("second", "2nd"), 2),
    **dict.fromkeys(("third", "3rd"), 3),
    **dict.fromkeys(("fourth", "4th"), 4),
    "last": 0,
}
_FRIDAY = 4


def straightened(said: str) -> str:
    """A plain text without the time of day ("after school"), spoken years in figures."""
    return _YEAR.sub(_in_figures, _BESIDE.sub(" ", said))


def _in_figures(found: re.Match[str]) -> str:
    spoken = found["rest"].replace("-", " ").split()
    if found["unit"] and found["century"] != "two thousand" and len(spoken) == 1:
        return found[0]  # "june twenty three" is no year
    rest = whole_number([word for word in spoken if word not in {"oh", "o", "0"}])
    return found[0] if rest is None else str(_CENTURIES[found["century"]] + rest)


def roundabout(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """The date told in a roundabout way that starts here; None where none does."""
    return (
        _day_before_yesterday(tokens, at, today)
        or _ago(tokens, at, today)
        or _next(tokens, at, today)
        or _of_month(tokens, at, today)
    )


def _day_before_yesterday(tokens: Sequence[str], at: int, today: date) -> Found | None:
    if tuple(tokens[at : at + 2]) == ("day", "before") and away(tokens, at + 2) == -1:
        return today - timedelta(2), at + 3
    return None


def _ago(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "3 days ago", "a week ago"."""
    found = length(tokens, at)
    if found is None or tuple(tokens[found[1] : found[1] + 1]) != ("ago",):
        return None
    return today - timedelta(found[0]), found[1] + 1


def _next(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "next Monday" on a Wednesday: the coming one lies in the next week, so both readings agree.

    On a Monday "next Friday" may be this week's or the next, and at the weekend nobody knows.
    """
    day = weekday(tokens[at + 1]) if tokens[at] == "next" and at + 1 < len(tokens) else None
    if day is None or not day < today.weekday() <= _FRIDAY:
        return None
    return today + timedelta(7 + day - today.weekday()), at + 2


def _of_month(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "first Monday in December", "last Friday of the month" of a month that is named."""
    nth, rest = _NTH.get(tokens[at]), tokens[at + 1 : at + 4]
    day = weekday(rest[0]) if nth is not None and len(rest) == 3 else None
    in_month = month(rest[2]) if day is not None and rest[1] in {"in", "of"} else None
    if nth is None or day is None or in_month is None:
        return None
    found = _nth(today.year, in_month, day, nth)
    return (found if found >= today else _nth(today.year + 1, in_month, day, nth)), at + 4


def _nth(year: int, in_month: int, day: int, nth: int) -> date:
    """The nth such weekday of a month; the last one for 0."""
    if nth == 0:
        after = date(year + in_month // 12, in_month % 12 + 1, 1) - timedelta(1)
        return after - timedelta((after.weekday() - day) % 7)
    first = date(year, in_month, 1)
    return first + timedelta((day - first.weekday()) % 7 + 7 * (nth - 1))
