"""The directory as one value: places and listings, found by id, by number, by need and district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from connectbot.directory.listing import Listing
from connectbot.directory.named import Named
from connectbot.directory.pages import Pages
from connectbot.directory.place import Place
from connectbot.directory.shelf import Shelf, shelved
from connectbot.written.problem import Problem

_EMPTY = Shelf()
_REMEMBERED = 32  # messages whose names are known, so that one turn looks once
_NO_WORDS = Named(())


class Book:
    """Everything in the directory; a value that nobody changes.

    `places` and `listings` by id; `sources` says in which file and line each listing stands.
    """

    __slots__ = (
        "_areas",
        "_named",
        "_numbers",
        "_shelves",
        "_words",
        "listings",
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
        self.listings: Mapping[str, Listing] = {listing.id: listing for listing in listings}
        self.sources: Mapping[str, tuple[str, int]] = sources or {}
        self._numbers = {n: place for place in self.places.values() for n in place.numbers}
        self._areas = {o: place for place in self.places.values() for o in place.outcodes}
        self._shelves = shelved(self.listings.values())
        self._words = {place: Named(listings) for place, listings in self._by_place().items()}
        # One turn asks several times which listings the same words name.
        self._named = lru_cache(_REMEMBERED)(self._sure)

    def _by_place(self) -> dict[str, list[Listing]]:
        found: dict[str, list[Listing]] = {}
        for listing in self.listings.values():
            found.setdefault(listing.shelved_under, []).append(listing)
        return found

    @classmethod
    def parse(cls, files: Mapping[str, str]) -> tuple[Book, list[Problem]]:
        """From file name -> text: `<place>/place.yaml`, and `<place>/<anything>.yaml` or
        `national/<anything>.yaml` with one listing or a list of them. What cannot be used is left
        out and told."""
        pages = Pages()
        pages.take(files)
        return cls(pages.places.values(), pages.listings.values(), pages.sources), pages.problems

    def listing(self, id: str) -> Listing | None:
        """The listing with this id."""
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
