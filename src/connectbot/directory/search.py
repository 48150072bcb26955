"""Few listings, best first, each with its reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import nlargest
from itertools import islice

from connectbot.directory.book import Book
from connectbot.directory.hours import Session, local, next_session
from connectbot.directory.listing import Listing
from connectbot.directory.needs import Needs
from connectbot.directory.postcodes import Districts
from connectbot.directory.saying import brief, said_soon
from connectbot.directory.shelf import Shelf
from connectbot.directory.wishes import NONE, Wishes

FAR = 15.0
"""Miles beyond which nothing is offered."""

_ENOUGH = 60  # listings weighed against each other for one need, the nearest first
_PHONE_MILES = 1.5  # what is reached by phone stands among what is this far away
_UNKNOWN_MILES = 3.0  # where nobody can say how far it is
_FRESH = timedelta(days=92)

_FIRST_NEED = 12.0
_SECOND_NEED = 5.0
_FITS_BEST = 1.5  # its first need is the one asked for
_SOON = ((1, 1.2), (3, 0.8), (7, 0.5))  # within so many days
_NARROW = -6.0
_CHECKED = 0.6
_STALE = -2.0


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: `needs` most wanted first, `area` an outcode or None, `now` aware,
    `skip` ids not to show again, `most` how many; `words` what they wrote, where it may name a
    listing."""

    place: str
    needs: tuple[str, ...]
    area: str | None
    now: datetime
    skip: tuple[str, ...] = ()
    most: int = 3
    wishes: Wishes = NONE
    words: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A listing that fits, with reasons such as "in LS8", "today at 2pm", "free".

    `near` tells that it is in the district asked for, comes there, or is reached from anywhere.
    """

    listing: Listing
    reasons: tuple[str, ...]
    near: bool
    miles: float | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first; `widened` tells that none of it is in the district asked for,
    `late` that nothing is on when they wished, and these are on at other times."""

    hits: tuple[Hit, ...]
    widened: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A listing, how far it is, and whether that is near (as in a hit)."""

    listing: Listing
    miles: float
    near: bool


def find(book: Book, districts: Districts, needs: Needs, query: Query) -> Found:
    """The best `query.most` listings of a place; national ones only where there is room left.

    Needs that nobody knows are passed over; without any, nothing is found.
    """
    query = replace(query, needs=tuple(need for need in query.needs if need in needs))
    hits = _best(book, districts, query, query.most)
    nowhere = replace(query, place="")
    hits += _best(book, districts, nowhere, query.most - len(hits))
    widened = bool(hits) and query.area is not None and not any(hit.near for hit in hits)
    return Found(tuple(hits), widened)


def _best(book: Book, districts: Districts, query: Query, room: int) -> list[Hit]:
    if room <= 0:
        return []
    found: dict[str, tuple[float, _Candidate]] = {}
    for need in query.needs:
        for one in islice(_nearest(book, districts, query, need), _ENOUGH):
            if one.listing.id not in found:
                found[one.listing.id] = (_fit(one, query), one)
    # Only those that soonness could still lift among the best are asked when they are on.
    fits = nlargest(room, (fit for fit, _ in found.values()))
    least = fits[-1] - _SOON[0][1] if fits else 0.0
    close = [_timed(fit, one, query.now) for fit, one in found.values() if fit >= least]
    best = nlargest(room, close, key=lambda timed: timed.score)
    return [Hit(one.found.listing, _reasons(one, query), one.found.near) for one in best]


@dataclass(frozen=True, slots=True)
class _Timed:
    """A candidate, the clock of its place and when it is next on, and its score with that."""

    found: _Candidate
    here: datetime
    session: Session | None
    score: float


def _timed(fit: float, found: _Candidate, now: datetime) -> _Timed:
    here = local(now, found.listing.timezone)
    session = next_session(found.listing.when, here)
    return _Timed(found, here, session, fit + _soonness(session, here))


def _nearest(book: Book, districts: Districts, query: Query, need: str) -> Iterator[_Candidate]:
    shelf, skip = book.shelf(query.place, need), frozenset(query.skip)
    for miles, near, ids in _rings(shelf, districts, query, _served(book, query)):
        for id in ids:
            if id not in skip:
                yield _Candidate(book.listings[id], miles, near)


def _rings(
    shelf: Shelf, districts: Districts, query: Query, served: bool
) -> Iterator[tuple[float, bool, Sequence[str]]]:
    """(miles, whether that is near, ids): who comes to the door, by phone, then by distance."""
    area = query.area
    if area is None:
        for ids in (*shelf.visiting.values(), shelf.anywhere, *shelf.there.values()):
            yield _UNKNOWN_MILES, False, ids
        return
    yield 0.0, True, shelf.visiting.get(area, ())
    if served:
        yield _PHONE_MILES, query.place != "", shelf.anywhere
    far = ((_apart(districts, area, outcode), outcode) for outcode in shelf.there)
    for miles, outcode in sorted(far):
        if miles <= FAR:
            yield miles, outcode == area, shelf.there[outcode]


def _served(book: Book, query: Query) -> bool:
    """Whether what serves the whole place serves this district."""
    place = book.place(query.place)
    return place is None or query.area in place.outcodes


def _apart(districts: Districts, area: str, outcode: str) -> float:
    miles = districts.miles(area, outcode)
    return _UNKNOWN_MILES if miles is None else miles


def _fit(found: _Candidate, query: Query) -> float:
    """How well it fits, leaving aside when it is on."""
    listing, first = found.listing, query.needs[0]
    score = -found.miles + _freshness(listing, query.now) + (_NARROW if listing.narrow else 0.0)
    score += _FIRST_NEED if first in listing.needs else 0.0
    score += _SECOND_NEED * sum(need in listing.needs for need in query.needs[1:])
    return score + (_FITS_BEST if listing.needs[0] == first else 0.0)


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


def _reasons(timed: _Timed, query: Query) -> tuple[str, ...]:
    listing = timed.found.listing
    when = said_soon(timed.session, timed.here) or brief(listing.when)
    return (_where(timed.found, query.area), when, listing.cost)


def _where(found: _Candidate, area: str | None) -> str:
    where = found.listing.where
    if where.confidential:
        return "address given by phone"
    if where.outcode is None:
        return "comes to you" if where.visits else "by phone"
    if area in where.visits:
        return "comes to you"
    if found.near or area is None:
        return f"in {where.outcode}"
    return about(found.miles)


def about(miles: float) -> str:
    """Miles in round words: "about 1 mile", "about 4 miles". Never minutes: the centre of a
    district is not their door."""
    whole = max(1, round(miles))
    return f"about {whole} mile{'s' if whole > 1 else ''}"
