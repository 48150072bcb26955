"""What a person wishes besides their need, and how far a listing grants it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from connectbot.directory import words
from connectbot.directory.closing import next_on, shut
from connectbot.directory.daysoff import Calendar
from connectbot.directory.findable import Findable
from connectbot.directory.hours import Session
from connectbot.directory.listing import GROWN_UP
from connectbot.directory.saying import listed
from connectbot.directory.schedule import Schedule
from connectbot.directory.timing import NAMED, USUAL, fitting, session_for, suits
from connectbot.written.tongue import ENGLISH, Tongue

_MUST = frozenset({"step_free", "toilet"})  # without these some cannot come at all
_HAS = {
    "step_free": words.NO_STEPS,
    "toilet": words.A_TOILET,
    "loop": words.LOOP,
    "quiet": words.QUIET,
    "parking": words.PARKING,
}
_LACKS = {
    "step_free": words.STEPS,
    "toilet": words.NO_TOILET,
    "loop": words.NO_LOOP,
    "quiet": words.LOUD,
    "parking": words.NO_PARKING,
}
_ASK = {
    "step_free": words.ASK_STEPS,
    "toilet": words.ASK_TOILET,
    "loop": words.ASK_LOOP,
    "quiet": words.ASK_QUIET,
    "parking": words.ASK_PARKING,
}
_WHEN = {
    "morning": words.MORNING,
    "afternoon": words.AFTERNOON,
    "evening": words.EVENING,
    "weekend": words.WEEKEND,
    "weekday": words.WEEKDAY,
}

_SIGNED = "BSL"

_GRANTED = 1.0
_UNKNOWN = -2.0
_LACKING = -3.0
_SPOKEN = 3.0  # to be understood weighs as much as three miles
_SUITS = 1.5
_UNSUITED = -11.0  # who works in the day cannot come in the day


@dataclass(frozen=True, slots=True)
class Wishes:
    """What must or should hold of a listing. Each one left empty is no wish.

    `age` in years: a listing for other ages is left out, and under 18 only lines for children are
    found. `access` are names of fields of `Access` ("step_free", "toilet", "loop", "quiet",
    "parking"). `languages` as listings write them ("Urdu"). `times` are days on which it must be
    on ("MO" to "SU", "today", "tomorrow") and times at which it should be ("morning",
    "afternoon", "evening", "weekend", "weekday"). `open_now`: a session is on at this moment.
    `interests` are needs that it would be good to meet besides.
    """

    age: int | None = None
    access: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()
    open_now: bool = False
    interests: frozenset[str] = frozenset()

    @property
    def timed(self) -> bool:
        """Whether it must be on at some day or now."""
        return self.open_now or not self.times.isdisjoint(NAMED)

    def at_any_time(self) -> Wishes:
        """The same, whenever it is on."""
        return replace(self, times=self.times & USUAL, open_now=False)


NONE = Wishes()
"""No wish at all."""


@dataclass(frozen=True, slots=True)
class Granted:
    """How well a listing grants what was wished (more is better), and what of it, in words."""

    score: float = 0.0
    reasons: tuple[str, ...] = ()


_NOTHING = Granted()


def left_out(listing: Findable, wishes: Wishes) -> bool:
    """Whether a listing is not for them, whatever it offers: the wrong age, an adult's contact for
    a child, or known not to have what they cannot do without. What is not known leaves nothing
    out."""
    if wishes is NONE:
        return False
    if wishes.age is not None and not _of_age(listing, wishes.age):
        return True
    return any(_has(listing, need) is False for need in wishes.access & _MUST)


def _has(listing: Findable, need: str) -> bool | None:
    """Whether it has what is needed; None where nobody knows."""
    has: bool | None = getattr(listing.access, need) if need in _ASK else None
    return has


def _of_age(listing: Findable, age: int) -> bool:
    if age < GROWN_UP and not listing.for_children:
        return False
    least, most = listing.ages.least, listing.ages.most
    return (least is None or age >= least) and (most is None or age <= most)


def on_when_wished(listing: Findable, wishes: Wishes, here: datetime) -> bool:
    """Whether it is on now or on a day asked for, by the naive wall clock of its place."""
    if not wishes.timed:
        return True
    return session(listing, wishes, here) is not None


def session(listing: Findable, wishes: Wishes, here: datetime) -> Session | None:
    """Its next session, of those that suit best."""
    if not wishes.timed and not wishes.times:
        return next_on(listing, here)
    if not wishes.timed:

        def suiting(when: Sequence[Schedule], at: datetime, days: Calendar) -> Session | None:
            return session_for(when, at, wishes.times, False, days)

        return next_on(listing, here, suiting)
    found = session_for(listing.when, here, wishes.times, wishes.open_now, listing.calendar)
    return None if found is None or shut(listing, found.starts.date()) else found


def granted(listing: Findable, wishes: Wishes, tongue: Tongue = ENGLISH) -> Granted:
    """How far it grants what was wished, leaving aside what leaves it out."""
    if wishes is NONE:
        return _NOTHING
    spoken = _languages(listing, wishes, tongue)
    parts = (*_times(listing, wishes), *spoken, *_access(listing, wishes))
    return Granted(
        sum(part.score for part in parts),
        tuple(tongue(word) for part in parts for word in part.reasons),
    )


def _access(listing: Findable, wishes: Wishes) -> list[Granted]:
    """What is there first, then what they have to ask about."""
    where = listing.where
    if where.outcode is None and not where.confidential:
        return []  # nobody has to go there
    parts = [_part(need, _has(listing, need)) for need in sorted(wishes.access)]
    return sorted(parts, key=lambda part: -part.score)


def _part(need: str, has: bool | None) -> Granted:
    if has is None:
        return Granted(_UNKNOWN, (_ASK.get(need, f"ask about {need}"),))
    if has:
        return Granted(_GRANTED, (_HAS[need],))
    return Granted(_LACKING, (_LACKS[need],))


def _languages(listing: Findable, wishes: Wishes, tongue: Tongue) -> list[Granted]:
    wished = [one for one in wishes.languages if one.casefold() != "english"]
    if not wished:
        return []
    spoken = {language.casefold(): language for language in listing.languages}
    common = [spoken[one.casefold()] for one in wished if one.casefold() in spoken]
    if not common:
        return [Granted(-_GRANTED)]
    said = tongue(words.SIGNED if _SIGNED in common else words.SPOKEN)
    languages = [tongue(language) for language in common]
    return [Granted(_SPOKEN, (said.format(languages=listed(languages, tongue)),))]


def _times(listing: Findable, wishes: Wishes) -> list[Granted]:
    usual = wishes.times & USUAL
    if not usual or not listing.when:
        return []
    kept = suits(fitting(listing.when, usual)[0], usual)
    if not kept:
        return [Granted(_UNSUITED)]
    words = tuple(word for time, word in _WHEN.items() if time in kept)
    return [Granted(_SUITS * len(kept), words)]
