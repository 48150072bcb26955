"""What somebody likes and needs of any place: the fields that keep it, and the wishes they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from connectbot.directory.listing import Access
from connectbot.directory.timing import NAMED, USUAL
from connectbot.directory.wishes import Wishes

FIELDS = frozenset({"interests", "times", "access", "languages", "age"})
"""The saved fields that every search looks at; several values stand with commas between."""

SAFE_HOURS = "safe_hours"
"""The field that keeps between which hours we may begin something with them: "18:00-00:00"; no
search looks at it."""

_TIMES = NAMED | USUAL
DAY = "day"
"""The field that holds, for one search, the day it is for: "SA", "today" or "now"."""

NOW = "now"
_ACCESS = frozenset(Access.model_fields)
NO_MATTER = "any"
"""The value of an option such as "None of these"."""

VALUES: Mapping[str, frozenset[str]] = {
    "times": _TIMES | {NO_MATTER},
    "access": _ACCESS | {NO_MATTER},
}
"""The values that a search knows, of the fields for which it knows all of them."""


def wishes(saved: Mapping[str, str], also: Iterable[str] = ()) -> Wishes:
    """What these saved fields ask of a listing; `also` are needs that would be met besides. Values
    that no search knows, such as `any`, ask for nothing."""
    age, day = saved.get("age", ""), saved.get(DAY, "")
    return Wishes(
        age=int(age) if age.isdecimal() else None,
        access=_ACCESS.intersection(several(saved.get("access", ""))),
        languages=tuple(said for said in several(saved.get("languages", "")) if said != NO_MATTER),
        times=_TIMES.intersection((*several(saved.get("times", "")), day)),
        interests=frozenset((*several(saved.get("interests", "")), *also)),
        open_now=day == NOW,
    )


def several(value: str) -> tuple[str, ...]:
    """The values that a field holds."""
    return tuple(part for part in value.split(",") if part)
