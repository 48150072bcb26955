"""Which listings lie how far from a district: at the door first, then ring after ring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from connectbot.directory import words
from connectbot.directory.findable import Findable
from connectbot.directory.postcodes import Districts, outcode_of
from connectbot.directory.shelf import Shelf
from connectbot.written.tongue import ENGLISH, Tongue

FAR = 15.0
"""Miles beyond which nothing is offered."""

PHONE_MILES = 1.5  # what is reached by phone stands among what is this far away
UNKNOWN_MILES = 3.0  # where nobody can say how far it is


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listing, how many miles away it counts, and whether it is near: in the district asked
    for, at the door, or reached by phone."""

    listing: Findable
    miles: float
    near: bool

    @property
    def away(self) -> float | None:
        """Miles to where one goes; None where one does not go anywhere."""
        return self.miles if self.listing.where.outcode is not None else None


Ring = tuple[float, bool, Sequence[str]]
"""Miles, whether that is near, and the ids of the listings there."""


def rings(
    shelf: Shelf, districts: Districts, area: str | None, *, served: bool, own: bool
) -> Iterator[Ring]:
    """A shelf from the nearest to the farthest. `area` is a district or a sector; `served` tells
    that what is by phone serves it, `own` that such a phone is their place's own."""
    if area is None:
        for ids in (*shelf.visiting.values(), shelf.anywhere, *shelf.there.values()):
            yield UNKNOWN_MILES, False, ids
        return
    outcode = outcode_of(area)
    yield 0.0, True, shelf.visiting.get(outcode, ())
    phoned = not served
    for miles, spot in _outward(shelf, districts, area):
        if not phoned and miles > PHONE_MILES:
            phoned = True
            yield PHONE_MILES, own, shelf.anywhere
        yield miles, outcode_of(spot) == outcode, shelf.there[spot]
    if not phoned:
        yield PHONE_MILES, own, shelf.anywhere


def _outward(shelf: Shelf, districts: Districts, area: str) -> Iterator[tuple[float, str]]:
    """Where something of a shelf is, the nearest first: (miles, district or sector). No district is
    looked into before it may hold the next one, for most searches end after a few."""
    held: list[tuple[float, str]] = []
    for least, outcode in districts.outward(area, shelf.spots, FAR):
        while held and held[0][0] < least:
            yield heappop(held)
        for spot in shelf.spots[outcode]:
            miles = apart(districts, area, spot)
            if miles <= FAR:
                heappush(held, (miles, spot))
    while held:
        yield heappop(held)


def placed(
    listing: Findable, districts: Districts, area: str | None, *, served: bool
) -> Candidate | None:
    """One listing as a candidate; None where it is too far, or does not serve the district."""
    where = listing.where
    if area is None:
        return Candidate(listing, UNKNOWN_MILES, near=False)
    outcode = outcode_of(area)
    if outcode in where.visits:
        return Candidate(listing, 0.0, near=True)
    if where.outcode is not None:
        miles = apart(districts, area, where.sector or where.outcode)
        return Candidate(listing, miles, where.outcode == outcode) if miles <= FAR else None
    if where.visits or not served:
        return None
    return Candidate(listing, PHONE_MILES, near=not listing.national)


def apart(districts: Districts, area: str, spot: str) -> float:
    """Miles between two districts or sectors; none inside a district where no finer is known."""
    if area == outcode_of(spot):
        return 0.0
    miles = districts.miles(area, spot)
    return UNKNOWN_MILES if miles is None else miles


def about(miles: float, tongue: Tongue = ENGLISH) -> str:
    """Miles in round words: "about 1 mile", "about 4 miles". Never minutes: the centre of a
    district is not their door."""
    whole = max(1, round(miles))
    said = words.ABOUT_MILES if whole > 1 else words.ABOUT_A_MILE
    return tongue(said).format(miles=whole)
