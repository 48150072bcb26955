"""The directory as one value: places and listings, found by id, by number, by need and district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from connectbot.directory.body import readable
from connectbot.directory.listing import Listing
from connectbot.directory.named import Named
from connectbot.directory.pages import Pages
from connectbot.directory.place import Place
from connectbot.directory.shelf import Shelf, Shelves, reshelved, shelved
from connectbot.model.kept import Kept
from connectbot.written.problem import Problem

_EMPTY = Shelf()
_REMEMBERED = 32  # messages whose names are known, so that one turn looks once
_NO_WORDS = Named(())


class Book:
    """Everything in the directory; a value that nobody changes.

    `places` and `listings` by id; `sources` says in which file and line each listing stands, and
    `merged` which id answers for one that is no more.
    """

    __slots__ = (
        "_areas",
        "_named",
        "_numbers",
        "_shelves",
        "_words",
        "listings",
        "merged",
        "places",
        "sources",
    )

    def __init__(
        self,
        places: Iterable[Place] = (),
        listings: Iterable[Listing] = (),
        sources: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        self.places: Mapping[str, Place] = {place.id: place for place in places}
        self.listings: Mapping[str, Listing] = {one.id: self._dated(one) for one in listings}
        self.sources: Mapping[str, tuple[str, int]] = sources or {}
        self.merged: Mapping[str, str] = {}
        self._numbers = {n: place for place in self.places.values() for n in place.numbers}
        self._areas = {o: place for place in self.places.values() for o in place.outcodes}
        self._shelves: Shelves = shelved(self.listings.values())
        by_place = _by_place(self.listings.values()).items()
        self._words = {place: Named(listings) for place, listings in by_place}
        # One turn asks several times which listings the same words name.
        self._named = lru_cache(_REMEMBERED)(self._sure)

    @classmethod
    def of(cls, places: Iterable[Place], keeps: Sequence[Kept]) -> Book:
        """From listings as they are kept; those that are not active are left out."""
        places = tuple(places)
        zones = {place.id: place.timezone for place in places}
        book = cls(places, _active(keeps, zones), _sources(keeps))
        book.merged = _merged(keeps)
        return book

    def after(self, keeps: Sequence[Kept]) -> Book:
        """The same after these listings changed. What they do not touch is shared with this one,
        which stays as it is: a search that began before sees the old directory."""
        zones = {place.id: place.timezone for place in self.places.values()}
        ids = {kept.id for kept in keeps}
        new = [self._dated(one) for one in _active(keeps, zones)]
        old = [self.listings[id] for id in ids if id in self.listings]
        book = Book(self.places.values())
        stay = {one.id for one in new}
        left = {id: one for id, one in self.listings.items() if id not in ids or id in stay}
        book.listings = {**left, **{one.id: one for one in new}}
        book.sources = {**self.sources, **_sources(keeps)}
        book.merged = {
            **{id: to for id, to in self.merged.items() if id not in ids},
            **_merged(keeps),
        }
        book._shelves = reshelved(self._shelves, old, new)
        gone, come = _by_place(old), _by_place(new)
        book._words = dict(self._words)
        for place in {*gone, *come}:
            book._words[place] = self.words(place).after(gone.get(place, ()), come.get(place, ()))
        return book

    def _dated(self, listing: Listing) -> Listing:
        place = self.places.get(listing.place)
        return listing if place is None else listing.dated(place.calendar)

    @classmethod
    def parse(cls, files: Mapping[str, str]) -> tuple[Book, list[Problem]]:
        """From file name -> text: `<place>/place.yaml`, and `<place>/<anything>.yaml` or
        `national/<anything>.yaml` with one listing or a list of them. What cannot be used is left
        out and told."""
        pages = Pages()
        pages.take(files)
        return cls(pages.places.values(), pages.listings.values(), pages.sources), pages.problems

    def listing(self, id: str) -> Listing | None:
        """The listing with this id, or the one it was merged into."""
        while id in self.merged:
            id = self.merged[id]
        return self.listings.get(id)

    def place(self, id: str) -> Place | None:
        """The place with this id."""
        return self.places.get(id)

    def place_of_number(self, number: str) -> Place | None:
        """The place a number ("+44...") belongs to."""
        return self._numbers.get(number)

    def place_of_area(self, outcode: str) -> Place | None:
        """The place that serves a district."""
        return self._areas.get(outcode)

    def shelf(self, place: str, need: str) -> Shelf:
        """The listings for a need in a place; the national ones under place ""."""
        return self._shelves.get((place, need), _EMPTY)

    def words(self, place: str) -> Named:
        """The words of the listings of a place; of the national ones under place ""."""
        return self._words.get(place, _NO_WORDS)

    def named(self, place: str, text: str) -> tuple[str, ...]:
        """Ids of listings that a text names, best first, the place's own before national ones."""
        return self._named(place, text)

    def _sure(self, place: str, text: str) -> tuple[str, ...]:
        both = [one for where in dict.fromkeys((place, "")) for one in self.words(where).sure(text)]
        return tuple(id for _, id in both)


def _by_place(listings: Iterable[Listing]) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = {}
    for listing in listings:
        found.setdefault(listing.shelved_under, []).append(listing)
    return found


def _active(keeps: Iterable[Kept], zones: Mapping[str, str]) -> list[Listing]:
    """The listings that are found; one written by a newer program is left out until it is here."""
    found = (
        readable(kept.body, zones.get(kept.place, "Europe/London"))
        for kept in keeps
        if kept.state == "active"
    )
    return [listing for listing in found if listing is not None]


def _sources(keeps: Iterable[Kept]) -> dict[str, tuple[str, int]]:
    split = ((kept.id, kept.source.rpartition(":")) for kept in keeps if kept.source)
    return {id: (file, int(line)) for id, (file, _, line) in split}


def _merged(keeps: Iterable[Kept]) -> dict[str, str]:
    return {kept.id: kept.merged_into for kept in keeps if kept.state == "merged"}
