"""Which listings serve a need in a place, laid out by district so that a search looks at few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from connectbot.directory.listing import Listing

Shelves = Mapping[tuple[str, str], "Shelf"]
"""(place, need) -> shelf; national listings stand under place ""."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Ids of listings for one need in one place: by the sector or district one goes to, by the
    district they come to, and those that serve the whole place (by phone, online, at a hidden
    address)."""

    there: dict[str, list[str]] = field(default_factory=dict)
    visiting: dict[str, list[str]] = field(default_factory=dict)
    anywhere: list[str] = field(default_factory=list)

    def put(self, listing: Listing) -> None:
        """Stand a listing where it belongs."""
        where = listing.where
        for outcode in where.visits:
            self.visiting.setdefault(outcode, []).append(listing.id)
        if where.outcode is not None:
            self.there.setdefault(where.sector or where.outcode, []).append(listing.id)
        elif not where.visits:
            self.anywhere.append(listing.id)

    def without(self, id: str) -> Shelf:
        """The same without a listing; this one stays as it is."""
        lists = (self.there, self.visiting)
        there, visiting = ({at: _less(ids, id) for at, ids in one.items()} for one in lists)
        return Shelf(
            {at: ids for at, ids in there.items() if ids},
            {at: ids for at, ids in visiting.items() if ids},
            _less(self.anywhere, id),
        )


def _less(ids: list[str], id: str) -> list[str]:
    return [one for one in ids if one != id]


def reshelved(shelves: Shelves, old: Iterable[Listing], new: Iterable[Listing]) -> Shelves:
    """The shelves without some listings and with others; those they do not touch are shared."""
    changed, mine = dict(shelves), set[tuple[str, str]]()
    for listing in old:
        for key in {(listing.shelved_under, need) for need in listing.needs}:
            changed[key] = changed[key].without(listing.id)
            mine.add(key)
    for listing in new:
        for key in {(listing.shelved_under, need) for need in listing.needs}:
            if key not in mine:
                changed[key] = changed.get(key, Shelf()).without(listing.id)
                mine.add(key)
            changed[key].put(listing)
    return changed


def shelved(listings: Iterable[Listing]) -> Shelves:
    """Every listing on the shelf of each of its needs."""
    shelves: dict[tuple[str, str], Shelf] = {}
    for listing in listings:
        for need in dict.fromkeys(listing.needs):
            shelves.setdefault((listing.shelved_under, need), Shelf()).put(listing)
    return shelves
