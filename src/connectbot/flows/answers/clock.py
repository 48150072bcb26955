"""A time of day as people say it: "half ten", "quarter past 3", "7.30 pm"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from connectbot.flows.answers.figures import whole_number
from connectbot.flows.answers.plain import MOST_WORDS, plain

_SAME = (
    (re.compile(r"\b(\d{4}|\d{1,2}[:.]\d{2}) ?(?:hrs?|hours|h)\b"), r"\1"),
    (re.compile(r"\bfive and twenty\b"), "twenty five"),
    (re.compile(r"\bun ar ddeg\b"), "eleven"),
    (re.compile(r"(?<![^\W\d_])([ap])\.? ?m\b\.?"), r" \1m "),
    (re.compile(r"\bor (?:so|thereabouts)\b"), " "),
    (re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])|(?<=[^\W_])-?ish\b"), " "),
    (re.compile(r"\bo ?'? ?clock\b|\b0 ?'? ?clock\b|\bo'?r gloch\b"), " oclock "),
    (re.compile(r"\bhanner dydd\b"), "noon"),
    (re.compile(r"\bhanner nos\b"), "midnight"),
    (re.compile(r"\bhanner awr wedi\b"), "half past"),
    (re.compile(r"\bchwarter wedi\b"), "quarter past"),
    (re.compile(r"\bchwarter i\b"), "quarter to"),
    (re.compile(r"\bbore\b"), "morning"),
    (re.compile(r"\b(?:prynhawn|pnawn|p'nawn)\b"), "afternoon"),
    (re.compile(r"\bgyda'?r nos\b"), "evening"),
    (re.compile(r"\bcyn\b"), "before"),
    (re.compile(r"\bar ol\b|\bar ôl\b"), "after"),
    # a date beside the time
    (re.compile(r"\b\d{1,2} ?(?:st|nd|rd|th)\b"), " "),
    (re.compile(r"\b\d{1,2} (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)"), " "),
)
_TOKEN = re.compile(
    r"(?P<figures>\d{1,2}[:.h]\d{2}(?![\d:.]))|\d+(?:[:./-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]"
)
_HALVES = frozenset("half haf arf hanner".split())
_QUARTERS = frozenset("quarter qtr quater quartr".split())
_PAST = frozenset("past pass gone wedi".split())
_TO = frozenset("to til".split())
_NAMED = {"noon": 12, "midday": 12, "midnight": 0}
_PARTS = {
    **dict.fromkeys("am morning mornin".split(), "am"),
    **dict.fromkeys("pm afternoon aft evening eve evenin".split(), "pm"),
    **dict.fromkeys("night nite tonight tonite".split(), "night"),
}
# What leaves a time open: a bound, a choice, a doubt, a stretch of time.
_OPEN = frozenset(
    """
    or not no never dont cant wont isnt after before between until till til from by past to earliest
    latest onwards anytime any either unless except if but maybe depends later earlier sooner and
    hours hour hrs mins minutes minute lunch lunchtime tea teatime dinner breakfast early late first
    what when how why which was used ago wedi half quarter ? < > + ~ - / % £ $ @ #
    """.split()
)
_POINTING = frozenset("the this that any next last each every first second good".split())
_MOST_OTHERS = 8
_MOST_BESIDE_BARE = 5
_HOURS_ASKED = frozenset({6, 7, 8, 9})  # as likely morning as evening


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Hour and minute as said; `sure` where they can only be on the 24-hour clock, `bare` where
    it is a number and no more."""

    hour: int
    minute: int
    sure: bool = False
    bare: bool = False


def time(text: str) -> str | None:
    """One time as "15:15"; None for a bound, a stretch, two times, or an hour that may be either
    half of the day ("half seven")."""
    said = plain(text)
    for pattern, same in _SAME:
        said = pattern.sub(same, said)
    tokens = [found[0] for found in _TOKEN.finditer(said)]
    if len(tokens) > MOST_WORDS:
        return None
    times, others = _times(tokens)
    parts = {_PARTS[other] for other in others if other in _PARTS}
    if "pm" in parts:
        parts.discard("night")  # "8pm tonight"
    if (
        len(times) != 1
        or len(parts) > 1
        or len(others) > (_MOST_OTHERS if parts or not _is_bare(times) else _MOST_BESIDE_BARE)
        or _OPEN.intersection(others)
    ):
        return None
    if any(other[0].isdigit() for other in others):
        return None
    return _resolved(times.pop(), parts.pop() if parts else "")


def _is_bare(times: set[_Spoken]) -> bool:
    return any(one.bare for one in times)


def _times(tokens: Sequence[str]) -> tuple[set[_Spoken], list[str]]:
    """The times said, and the words that are part of none."""
    times: set[_Spoken] = set()
    others: list[str] = []
    at = 0
    while at < len(tokens):
        found = _time(tokens, at)
        if found is None:
            others.append(tokens[at])
            at += 1
        else:
            times.add(found[0])
            at = found[1]
    return times, others


def _time(tokens: Sequence[str], at: int) -> tuple[_Spoken, int] | None:
    """The time that starts here, and the place after it."""
    return (
        _named(tokens, at)
        or _beside_hour(tokens, at)
        or _in_figures(tokens, at)
        or _hour(tokens, at)
    )


def _named(tokens: Sequence[str], at: int) -> tuple[_Spoken, int] | None:
    if tokens[at] in {"12", "twelve"} and at + 1 < len(tokens) and tokens[at + 1] in _NAMED:
        at += 1
    hour = _NAMED.get(tokens[at])
    return None if hour is None else (_Spoken(hour, 0, sure=True), at + 1)


def _beside_hour(tokens: Sequence[str], at: int) -> tuple[_Spoken, int] | None:
    """ "half ten", "half past ten", "quarter to 9", "twenty five to 3", "10 past four"."""
    if tokens[at] in _HALVES:
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1] in _PAST else at + 1
        hour = _clock_hour(tokens, after)
        return None if hour is None else (_Spoken(hour[0], 30), hour[1])
    minutes = _minutes(tokens, at)
    if minutes is None or minutes[1] >= len(tokens):
        return None
    count, after = minutes
    past = tokens[after] in _PAST or (tokens[after] == "after" and not tokens[at].isdigit())
    hour = _clock_hour(tokens, after + 1)
    if hour is None or not (past or tokens[after] in _TO):
        return None
    if past:
        return _Spoken(hour[0], count), hour[1]
    if tokens[at].isdigit() and _is_stretch(count, hour[0], tokens):
        return None
    return _Spoken((hour[0] - 2) % 12 + 1, 60 - count), hour[1]


def _is_stretch(count: int, hour: int, tokens: Sequence[str]) -> bool:
    """Whether "10 to 4" may be from ten to four; "5 to 3" and "5 to 11 am" are not."""
    return count <= 12 and not (count == 5 and (hour < count or "am" in tokens))


def _minutes(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """Minutes before or after an hour, and the place after them."""
    if tokens[at] in _QUARTERS:
        return 15, at + 1
    for size in (3, 2, 1):
        count = _count(tokens, at, size)
        if count is None:
            continue
        after = at + size
        if after < len(tokens) and tokens[after] in {"minutes", "mins", "min", "minute"}:
            return (count, after + 1) if 0 < count < 30 else None
        return (count, after) if count in {5, 10, 20, 25} else None
    return None


def _count(tokens: Sequence[str], at: int, size: int) -> int | None:
    part = tokens[at : at + size]
    if len(part) < size or part[0] in {"a", "an"}:
        return None
    return whole_number(part)


def _clock_hour(tokens: Sequence[str], at: int) -> tuple[int, int] | None:
    """An hour from one to twelve."""
    hour = _count(tokens, at, 1) if at < len(tokens) else None
    return (hour, at + 1) if hour is not None and 1 <= hour <= 12 else None


def _in_figures(tokens: Sequence[str], at: int) -> tuple[_Spoken, int] | None:
    """ "7:30", "14.30", "1430", "930"."""
    figures = tokens[at]
    if re.fullmatch(r"\d{1,2}[:.h]\d{2}", figures):
        hour, minute = re.split("[:.h]", figures)
    elif re.fullmatch(r"\d{3,4}", figures):
        hour, minute = figures[:-2], figures[-2:]
    else:
        return None
    sure = hour[0] == "0" or int(hour) > 12
    return _Spoken(int(hour), int(minute), sure), at + 1


def _hour(tokens: Sequence[str], at: int) -> tuple[_Spoken, int] | None:
    """ "7", "ten thirty", "nine oh five", "eleven"."""
    hour = _count(tokens, at, 1)
    if hour is None or hour > 24 or (tokens[at] == "one" and _is_pronoun(tokens, at)):
        return None
    if at + 2 < len(tokens) and tokens[at + 1] in {"oh", "o"}:
        unit = _count(tokens, at + 2, 1)
        if unit is not None and 1 <= unit <= 9:
            return _Spoken(hour, unit), at + 3
    for size in (3, 2, 1):
        minute = _count(tokens, at + 1, size)
        if minute is None or not 10 <= minute <= 59:
            continue
        if minute % 5 == 0 or not tokens[at].isdigit():
            return _Spoken(hour, minute, sure=hour > 12), at + 1 + size
    if tuple(tokens[at + 1 : at + 2]) == ("oclock",):
        return _Spoken(hour, 0), at + 2
    return _Spoken(hour, 0, sure=hour > 12, bare=True), at + 1


def _is_pronoun(tokens: Sequence[str], at: int) -> bool:
    """Whether "one" stands for a thing: "the one after", "one of these days"."""
    return (at > 0 and tokens[at - 1] in _POINTING) or tuple(tokens[at + 1 : at + 2]) == ("of",)


def _resolved(spoken: _Spoken, part: str) -> str | None:
    """The time on the 24-hour clock, by the part of the day said or the one it must be."""
    hour = _hour_of_day(spoken, part)
    return None if hour is None or spoken.minute > 59 else f"{hour:02}:{spoken.minute:02}"


def _hour_of_day(spoken: _Spoken, part: str) -> int | None:
    hour = spoken.hour
    if spoken.sure and (part != "pm" or hour >= 12):
        return None if hour > 23 or (part == "am" and hour > 12) else hour
    if not 1 <= hour <= 12:
        return None
    if part == "am":
        return hour % 12
    if part == "pm":
        return hour % 12 + 12
    if part == "night":
        return hour % 12 + (12 if 5 <= hour <= 11 else 0)
    if hour in _HOURS_ASKED or (spoken.bare and 10 <= hour <= 11):
        return None
    return hour + 12 if hour < 6 else hour
