"""What a person wishes besides their need, and how far one listing grants it, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wishes:
    """What must or should hold of a listing. Each one left empty is no wish.

    `age` in years: a listing for other ages is left out, and under 18 only lines for children are
    found. `access` are names of fields of `Access` ("step_free", "toilet", "loop", "quiet",
    "parking"). `languages` as listings write them ("Urdu"). `times` are days on which it must be
    on ("MO" to "SU", "today", "tomorrow") and times at which it should be ("morning",
    "afternoon", "evening", "weekend", "weekday"). `open_now`: a session is on at this moment.
    """

    age: int | None = None
    access: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()
    open_now: bool = False


NONE = Wishes()
"""No wish at all."""
