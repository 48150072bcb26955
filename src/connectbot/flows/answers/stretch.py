"""Between which hours somebody means: "after 6", "mornings only", "between 10 and 4"."""

from __future__ import annotations

import re

from connectbot.flows.answers.clock import time
from connectbot.flows.answers.plain import MOST_WORDS, plain

ANY = "any"
"""The value for every hour of the day."""

_DAY_BEGINS, _DAY_ENDS = "00:00", "00:00"  # midnight: a stretch may begin or end with the day
_PARTS = {
    "morning": ("00:00", "12:00"),
    "bore": ("00:00", "12:00"),
    "afternoon": ("12:00", "17:00"),
    "prynhawn": ("12:00", "17:00"),
    "evening": ("17:00", "00:00"),
    "nos": ("17:00", "00:00"),
    "night": ("17:00", "00:00"),
    "daytime": ("09:00", "17:00"),
}
_MORNING, _AFTERNOON, _EVENING = (_PARTS[name] for name in ("morning", "afternoon", "evening"))
_REST = {
    _MORNING: ("12:00", "00:00"),
    _EVENING: ("00:00", "17:00"),
}
_NAMES = "|".join(_PARTS)
_ALWAYS = re.compile(
    r"(?:(?:at )?any ?time|all day|whenever|always|it does ?n.?t matter|(?:i )?do ?n.?t mind|"
    r"unrhyw bryd|(?:any ?time|whenever) (?:is|s) (?:fine|ok|good)|any ?time at all)"
)
_TURNED = (
    (
        re.compile(r"\b(?:not?|never|nothing|dont|don t|don't)( text me)? (?:after|past)\b"),
        "before",
    ),
    (
        re.compile(r"\b(?:not?|never|nothing|dont|don t|don't)( text me)? (?:before|until)\b"),
        "after",
    ),
    (re.compile(r"^(.+) (?:onwards?|or later|or after)$"), r"after \1"),
)
_DAYS = re.compile(
    r"\b(?:week ?days?|week ?ends?|(?:mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:days?)?|"
    r"today|tomorrow|dydd|this|next)\b"
)
"""A stretch is for every day: whoever names some days is asked again."""

_PART = re.compile(rf"\b({_NAMES})s?\b")
_NOT = re.compile(r"\b(?:not?|never|dont|don't|except|but not|avoid|nid|ddim)\b")
_AT = r"(?P<{0}>[0-9a-z:. ']+?)"
_BETWEEN = re.compile(
    rf"^(?:between |from |rhwng |o )?{_AT.format('start')} "
    rf"?(?:-|\band\b|\bto\b|\btill?\b|\buntil\b|\btil\b|\ba\b|\btan\b) ?{_AT.format('end')}$"
)
_AFTER = re.compile(rf"^(?:after|from|past|ar ol|ar ôl|o) {_AT.format('start')}$")
_BEFORE = re.compile(rf"^(?:before|until|till?|til|by|cyn|tan) {_AT.format('end')}$")
_ASIDE = re.compile(
    r"\b(?:only|just|please|text(?: me)?|message(?: me)?|ok|yes|it s|its|in the|during the|"
    r"is best|is good|is fine|is safe|are best|are good|are fine|thanks|thank you|when|"
    r"if you can|time|times|would be|best|dim ond|os gwelwch yn dda)\b|[,.!]$"
)
_HOUR = re.compile(r"(?:about |around |like |say )?([0-9]{1,2})(?: ?o ?'? ?clock)?")
_EITHER_HALF = frozenset({7, 8})  # of the day, where nothing tells which
_SIX = 6


def hours(text: str) -> str | None:
    """A stretch of the day like "18:00-00:00" (it may end with the day), "any" for all of it; None
    where it is not sure which: "after 7" may be either half of the day."""
    said = plain(text).strip(" .!")
    if not said or "?" in said or len(said.split()) > MOST_WORDS:
        return None
    if _ALWAYS.fullmatch(said):
        return ANY
    if _DAYS.search(said):
        return None
    bare = " ".join(_ASIDE.sub(" ", said).split())
    for pattern, same in _TURNED:
        bare = pattern.sub(same, bare)
    return _by_clock(bare) or _by_part(said)


def _by_part(said: str) -> str | None:
    """Parts of the day by their names: one, two that touch, or all but one."""
    found = list(dict.fromkeys(_PARTS[name] for name in _PART.findall(said)))
    if any(figure.isdigit() for figure in said):
        return None
    if _NOT.search(said):
        left = _REST.get(found[0]) if len(found) == 1 else None
        return _written(*left) if left else None
    match sorted(found):
        case [one]:
            return _written(*one)
        case [(start, _), (between, end)] if (start, between) in (
            (_MORNING[0], _AFTERNOON[0]),
            (_AFTERNOON[0], _EVENING[0]),
        ):
            return _written(start, end)
    return None


def _by_clock(said: str) -> str | None:
    """Hours: two, or a bound. What is said besides may turn it round, and then it is not sure."""
    if _NOT.search(said):
        return None
    if two := _BETWEEN.fullmatch(said):
        end = _clock(two["end"])
        start = _clock(two["start"]) or _in_the_morning(two["start"], end)
        return _written(start, end) if start and end and start < end else None
    if (one := _AFTER.fullmatch(said)) and (start := _clock(one["start"])):
        return _written(start, _DAY_ENDS)
    if (one := _BEFORE.fullmatch(said)) and (end := _clock(one["end"])):
        return _written(_DAY_BEGINS, end)
    return None


def _in_the_morning(said: str, end: str | None) -> str | None:
    """ "8" in "8 to 4" can only be in the morning; in "7 to 8" it is not known."""
    hour = _HOUR.fullmatch(said.strip())
    return f"{int(hour[1]):02}:00" if hour and end and int(hour[1]) in _EITHER_HALF else None


def _clock(said: str) -> str | None:
    """An hour as it is meant where one may be texted: 6 is in the evening, 9 in the morning."""
    hour = _HOUR.fullmatch(said.strip())
    if hour is None or not 1 <= int(hour[1]) <= 12:
        return time(said)
    count = int(hour[1])
    if count in _EITHER_HALF:
        return None
    return f"{count + 12 if count <= _SIX else count:02}:00"


def _written(start: str, end: str) -> str:
    return f"{start}-{end}"
