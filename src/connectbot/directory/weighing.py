"""How well a listing fits what is looked for, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectbot.directory import words
from connectbot.directory.closing import resting
from connectbot.directory.echoes import NONE, Echo
from connectbot.directory.findable import Findable
from connectbot.directory.hours import Session, local
from connectbot.directory.listing import STALE_AFTER
from connectbot.directory.postcodes import outcode_of
from connectbot.directory.rings import PHONE_MILES, Candidate, about
from connectbot.directory.saying import brief, said_soon
from connectbot.directory.schedule import Schedule
from connectbot.directory.timing import fitting
from connectbot.directory.wishes import Wishes, granted, session
from connectbot.written.tongue import ENGLISH, Tongue

SOONEST = 1.2
"""What a listing gains at most by being on soon."""

_FRESH = timedelta(days=92)

_FIRST_NEED = 12.0
_SECOND_NEED = 5.0
_FITS_BEST = 4.0  # its first need is the one asked for; it is made for that
_BESIDES = -0.75  # for each need that stands between the first and the one asked for
_SOON = ((1, SOONEST), (3, 0.8), (7, 0.5))  # within so many days
_NARROW = -6.0  # for a few, and they have not said that they are one of them
_PERHAPS = -4.0  # for a few, and something they said is in what it says of itself
_ONE_OF_THEM = 2.0  # for a few, and they have said so
_AGED = -2.5  # for certain ages, and they have not said theirs
_PAID = -4.0  # costs something, where the need cannot wait
_ECHO = 4.0  # their own words stand in its name or in whom it is for
_CHECKED = 0.6
_STALE = -2.0


@dataclass(frozen=True, slots=True)
class Timed:
    """A candidate, the clock of its place and when it is next on, and its score with that."""

    found: Candidate
    here: datetime
    session: Session | None
    score: float


def fit(
    found: Candidate,
    needs: Sequence[str],
    wishes: Wishes,
    now: datetime,
    *,
    echo: Echo = NONE,
    pressing: bool = False,
) -> float:
    """How well it fits, leaving aside when it is on: about one for each mile. `pressing` tells that
    the need cannot wait, so that what costs nothing goes first."""
    listing = found.listing
    score = _freshness(listing, now) - _away(found, needs) + _ECHO * echo.share
    score += _for_a_few(listing, wishes, echo)
    score += _PAID if pressing and listing.costs else 0.0
    score += granted(listing, wishes).score
    score += _SECOND_NEED * len(wishes.interests.intersection(listing.needs).difference(needs))
    if not needs:
        return score
    score += _FIRST_NEED if needs[0] in listing.needs else 0.0
    score += _SECOND_NEED * sum(need in listing.needs for need in needs[1:])
    return score + _made_for(listing, needs[0])


def _made_for(listing: Findable, need: str) -> float:
    """More where the need stands early among those that it meets."""
    place = listing.needs.index(need) if need in listing.needs else len(listing.needs)
    return _FITS_BEST if place == 0 else _BESIDES * (place - 1)


def _away(found: Candidate, needs: Sequence[str]) -> float:
    """Miles; who comes to the door is there at once only with what they come for."""
    comes = found.near and bool(found.listing.where.visits)
    if comes and needs and found.listing.needs[0] != needs[0]:
        return max(found.miles, PHONE_MILES)
    return found.miles


def _for_a_few(listing: Findable, wishes: Wishes, echo: Echo) -> float:
    if listing.narrow:
        return _ONE_OF_THEM if echo.named else _PERHAPS if echo.share else _NARROW
    unsaid = wishes.age is None and not echo.named
    return _AGED if unsaid and listing.ages.some else 0.0


def timed(score: float, found: Candidate, wishes: Wishes, now: datetime) -> Timed:
    """With when it is next on, of the times that suit; sooner is better."""
    here = local(now, found.listing.timezone)
    next_on = session(found.listing, wishes, here)
    return Timed(found, here, next_on, score + _soonness(next_on, here))


def _soonness(session: Session | None, here: datetime) -> float:
    if session is None:
        return 0.0
    days = (session.starts - here) / timedelta(days=1)
    return next((bonus for within, bonus in _SOON if days <= within), 0.0)


def _freshness(listing: Findable, now: datetime) -> float:
    today = now.date()
    heard = listing.heard_on
    if heard is None or today - heard > STALE_AFTER:
        return _STALE
    return _CHECKED if today - heard <= _FRESH else 0.0


def reasons(
    timed: Timed,
    wishes: Wishes,
    area: str | None,
    tongue: Tongue = ENGLISH,
    *,
    check_first: bool = False,
) -> tuple[str, ...]:
    """Where, when, what it costs, then the wishes that it grants and what to ask about; with
    `check_first`, that nobody has made sure of it for long."""
    listing = timed.found.listing
    next_on = said_soon(timed.session, timed.here, tongue)
    when = resting(listing, timed.here.date(), tongue) or next_on
    when = when or brief(_suiting(listing, wishes), tongue)
    wished = granted(listing, wishes, tongue).reasons
    asked = (tongue(words.CHECK_FIRST),) if check_first else ()
    full = (tongue(words.FULL_NOW),) if listing.capacity == 0 else ()
    where = _where(timed.found, area, tongue)
    return (where, when, tongue(listing.cost), *full, *wished, *asked)


def _suiting(listing: Findable, wishes: Wishes) -> Sequence[Schedule]:
    """Its schedules, those first that suit best."""
    if len(listing.when) < 2 or not wishes.times:
        return listing.when
    first = fitting(listing.when, wishes.times)
    return (*first, *(one for one in listing.when if one not in first))


def _where(found: Candidate, area: str | None, tongue: Tongue) -> str:
    where = found.listing.where
    if where.confidential:
        return tongue(words.ADDRESS_GIVEN)
    if where.outcode is None:
        return tongue(words.COMES_TO_YOU if where.visits else words.ONLY_BY_PHONE)
    if area is not None and outcode_of(area) in where.visits:
        return tongue(words.COMES_TO_YOU)
    if found.near or area is None:
        return tongue(words.IN_AREA).format(area=where.outcode)
    return about(found.miles, tongue)
