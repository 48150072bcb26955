"""About when in the day somebody would be written to: "10am", "after 6", "not mornings"."""

from __future__ import annotations

import re

from connectbot.flows.answers.clock import time
from connectbot.flows.answers.plain import plain
from connectbot.flows.answers.stretch import ANY, hours

_OPENS, _CLOSES = "09:00", "20:00"  # nothing is begun outside, whatever anybody would like
_USUAL = "10:00"
_ALL_THE_SAME = frozenset(
    "any|whatever|you choose|you pick|you decide|up to you|dont mind|i dont mind|not bothered"
    "|im not bothered|dont care|dim ots|unrhyw bryd".split("|")
)
_BY_MEALS = {
    **dict.fromkeys(("first thing", "breakfast", "breakfast time", "early"), "09:00"),
    **dict.fromkeys(("lunch", "lunchtime", "lunch time", "amser cinio"), "12:00"),
    **dict.fromkeys(("after lunch", "early afternoon"), "13:00"),
    **dict.fromkeys(("tea", "teatime", "tea time", "late afternoon", "amser te"), "17:00"),
    **dict.fromkeys(("after tea", "after work", "early evening", "after dinner"), "18:00"),
}
_ASIDE = re.compile(r"^(?:(?:at|around|about|say|maybe|just|only|ok|yes|in the|the) )+| please$")
_PART = re.compile(r"\b(?:in the )?(?:mornings?|afternoons?|evenings?|nights?)\b")
_BARE = re.compile(r"([1-9]|1[0-2])(?: ?ish)?")


def hour(text: str) -> str | None:
    """A moment between 9 and 20 o'clock: the time they say, or of a stretch 10:00 where it is in
    it, else where it begins. None where it is not sure, or lies outside."""
    said = _ASIDE.sub("", plain(text).replace("'", "").strip(" .!"))
    if said in _ALL_THE_SAME:
        return _USUAL
    bare = _BARE.fullmatch(said)
    exact = _on_the_clock(int(bare[1])) if bare else _BY_MEALS.get(said) or time(text)
    if exact is not None:
        return exact if _OPENS <= exact < _CLOSES else None
    stretch = hours(text) or _within_a_part(said)
    return _first(stretch) if stretch else None


def _on_the_clock(count: int) -> str:
    """Of the two hours that a figure may be, the one at which somebody is written to."""
    return f"{count if count in (9, 10, 11, 12) else count + 12:02}:00"


def _within_a_part(said: str) -> str | None:
    """ "evenings after 6": both hold, so the later one begins it."""
    part = _PART.search(said)
    bound = hours(_PART.sub("", said).strip()) if part else None
    named = hours(part[0]) if part else None
    if bound is None or named is None or ANY in (bound, named):
        return None
    (opens, closes), (start, end) = (
        one.replace("-00:00", "-24:00").split("-") for one in (bound, named)
    )
    first, last = max(opens, start), min(closes, end)
    return f"{first}-{last}" if first < last else None


def _first(stretch: str) -> str | None:
    if stretch == ANY:
        return _USUAL
    opens, _, closes = stretch.replace("-00:00", "-24:00").partition("-")
    first, last = max(opens, _OPENS), min(closes, _CLOSES)
    if first <= _USUAL < last:
        return _USUAL
    return first if first < last else None
