"""How well a listing fits what is looked for, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectbot.directory.hours import Session, local
from connectbot.directory.listing import Listing
from connectbot.directory.postcodes import outcode_of
from connectbot.directory.rings import Candidate, about
from connectbot.directory.saying import brief, said_soon
from connectbot.directory.schedule import Schedule
from connectbot.directory.timing import fitting
from connectbot.directory.wishes import Wishes, granted, session

SOONEST = 1.2
"""What a listing gains at most by being on soon."""

_FRESH = timedelta(days=92)

_FIRST_NEED = 12.0
_SECOND_NEED = 5.0
_FITS_BEST = 1.5  # its first need is the one asked for
_SOON = ((1, SOONEST), (3, 0.8), (7, 0.5))  # within so many days
_NARROW = -6.0
_CHECKED = 0.6
_STALE = -2.0


@dataclass(frozen=True, slots=True)
class Timed:
    """A candidate, the clock of its place and when it is next on, and its score with that."""

    found: Candidate
    here: datetime
    session: Session | None
    score: float


def fit(found: Candidate, needs: Sequence[str], wishes: Wishes, now: datetime) -> float:
    """How well it fits, leaving aside when it is on: about one for each mile."""
    listing = found.listing
    score = -found.miles + _freshness(listing, now) + (_NARROW if listing.narrow else 0.0)
    score += granted(listing, wishes).score
    score += _SECOND_NEED * len(wishes.interests.intersection(listing.needs).difference(needs))
    if not needs:
        return score
    score += _FIRST_NEED if needs[0] in listing.needs else 0.0
    score += _SECOND_NEED * sum(need in listing.needs for need in needs[1:])
    return score + (_FITS_BEST if listing.needs[0] == needs[0] else 0.0)


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


def _freshness(listing: Listing, now: datetime) -> float:
    today = now.date()
    if listing.checked is None or listing.stale(today):
        return _STALE
    return _CHECKED if today - listing.checked.on <= _FRESH else 0.0


def reasons(timed: Timed, wishes: Wishes, area: str | None) -> tuple[str, ...]:
    """Where, when, what it costs, then the wishes that it grants and what to ask about."""
    listing = timed.found.listing
    when = said_soon(timed.session, timed.here) or brief(_suiting(listing, wishes))
    return (_where(timed.found, area), when, listing.cost, *granted(listing, wishes).reasons)


def _suiting(listing: Listing, wishes: Wishes) -> Sequence[Schedule]:
    """Its schedules, those first that suit best."""
    if len(listing.when) < 2 or not wishes.times:
        return listing.when
    first = fitting(listing.when, wishes.times)
    return (*first, *(one for one in listing.when if one not in first))


def _where(found: Candidate, area: str | None) -> str:
    where = found.listing.where
    if where.confidential:
        return "address given by phone"
    if where.outcode is None:
        return "comes to you" if where.visits else "by phone"
    if area is not None and outcode_of(area) in where.visits:
        return "comes to you"
    if found.near or area is None:
        return f"in {where.outcode}"
    return about(found.miles)
