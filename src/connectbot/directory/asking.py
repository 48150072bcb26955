"""Which listings are to be asked about, and at which hour somebody is likely to be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from connectbot.directory.assured import age
from connectbot.directory.closing import next_on
from connectbot.directory.listing import Listing
from connectbot.directory.place import USUAL, Keeping, Place

AGAIN = timedelta(days=7)
"""How long we wait for an answer before we ask once more."""

TIMES = 3
"""How often one is asked: at once, after 7 and after 14 days."""

_SOON = timedelta(days=14)
_MORNING, _EVENING = time(10), time(17)
_SATURDAY = 5


def due(
    listings: Iterable[Listing],
    places: Mapping[str, Place],
    asked: Mapping[str, date],
    today: date,
) -> list[str]:
    """Ids of those nobody has said to be so for as long as their place asks after; not those that
    were `asked` about as lately. The longest unheard of come first."""
    found = []
    for listing in listings:
        keeping = keeping_of(listing, places)
        if not keeping.ask or listing.national or age(listing, keeping, today) == "fresh":
            continue
        last = asked.get(listing.id)
        if last is None or today - last > timedelta(days=round(keeping.ask * 365 / 12)):
            found.append(listing)
    return [one.id for one in sorted(found, key=lambda one: one.heard_on or date.min)]


def keeping_of(listing: Listing, places: Mapping[str, Place]) -> Keeping:
    """After how long its place asks."""
    place = places.get(listing.place)
    return place.keeping if place else USUAL


def hour_for(listing: Listing, here: datetime) -> datetime:
    """When to ask, at `here` (wall clock, naive) or later: while it is on, or on the day on which
    it is on next; in the working hours of a weekday where that is not known or is far off."""
    session = next_on(listing, here)
    if session is not None and session.starts - here < _SOON:
        return max(session.starts if session.timed else _at(session.starts, _MORNING), here)
    return working_hour(here)


def working_hour(here: datetime) -> datetime:
    """The first moment at `here` (wall clock, naive) or later in working hours of a weekday."""
    if here.time() < _MORNING:
        here = _at(here, _MORNING)
    elif here.time() >= _EVENING:
        here = _at(here + timedelta(days=1), _MORNING)
    while here.weekday() >= _SATURDAY:
        here = _at(here + timedelta(days=1), _MORNING)
    return here


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock)
