"""The directory as one value: places and listings, found by id, by number, by need and district."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from connectbot.directory.card import Card, Whole
from connectbot.directory.listing import Listing
from connectbot.directory.making import Making
from connectbot.directory.named import Named
from connectbot.directory.pages import Pages
from connectbot.directory.place import Place
from connectbot.directory.shelf import Shelf, Shelves, reshelved
from connectbot.model.kept import Kept
from connectbot.written.problem import Problem

_EMPTY = Shelf()
_REMEMBERED = 32  # messages whose names are known, so that one turn looks once
_NO_WORDS = Named(())


class Book:
    """Everything in the directory; a value that nobody changes.

    `places` by id, `cards` what a search looks at by id of the listing, and `merged` which id
    answers for one that is no more. `listings` are the whole ones, each read when it is asked for.
    """

    __slots__ = ("_areas", "_named", "_numbers", "_shelves", "_words", "cards", "merged", "places")

    def __init__(
        self,
        places: Iterable[Place] = (),
        listings: Iterable[Listing] = (),
        sources: Mapping[str, tuple[str, int]] | None = None,
    ) -> None:
        making = Making(places)
        for one in listings:
            file, line = (sources or {}).get(one.id, ("", 0))
            making.add(one, f"{file}:{line}" if file else "")
        self._take(making)

    @classmethod
    def of(cls, places: Iterable[Place], keeps: Iterable[Kept]) -> Book:
        """From listings as they are kept; those that are not active are left out."""
        making = Making(places)
        making.take(keeps)
        return cls.made(making)

    @classmethod
    def made(cls, making: Making) -> Book:
        """From listings that were taken one after the other."""
        book = cls.__new__(cls)
        book._take(making)
        return book

    def _take(self, making: Making) -> None:
        self._rest(making.places, making.cards, making.merged)
        self._shelves: Shelves = making.shelves
        self._words = making.named()

    def _rest(
        self, places: Mapping[str, Place], cards: Mapping[str, Card], merged: Mapping[str, str]
    ) -> None:
        self.places, self.cards, self.merged = places, cards, merged
        self._numbers = {n: place for place in places.values() for n in place.numbers}
        self._areas = {o: place for place in places.values() for o in place.outcodes}
        # One turn asks several times which listings the same words name.
        self._named = lru_cache(_REMEMBERED)(self._sure)

    def after(self, keeps: Sequence[Kept]) -> Book:
        """The same after these listings changed. What they do not touch is shared with this one,
        which stays as it is: a search that began before sees the old directory."""
        making = Making(self.places.values())
        making.take(keeps)
        ids = {kept.id for kept in keeps}
        new = making.cards
        old = {id: self.cards[id] for id in ids if id in self.cards}
        cards = {**self.cards, **new}
        for id in old.keys() - new.keys():
            del cards[id]
        merged = {id: to for id, to in self.merged.items() if id not in ids}
        book = Book.__new__(Book)
        book._rest(self.places, cards, {**merged, **making.merged})
        book._shelves = reshelved(self._shelves, old.values(), new.values())
        gone, come = _by_place(old.values()), _by_place(new.values())
        book._words = dict(self._words)
        for place in {*gone, *come}:
            book._words[place] = self.words(place).after(gone.get(place, ()), come.get(place, ()))
        return book

    @property
    def listings(self) -> Mapping[str, Listing]:
        """Every listing by id."""
        return Whole(self.cards)

    @property
    def sources(self) -> Mapping[str, tuple[str, int]]:
        """In which file and line each listing stands that came from one."""
        split = ((id, card.source.rpartition(":")) for id, card in self.cards.items())
        return {id: (file, int(line)) for id, (file, _, line) in split if file}

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
        card = self.cards.get(id)
        return None if card is None else card.whole()

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


def _by_place(cards: Iterable[Card]) -> dict[str, list[Listing]]:
    found: dict[str, list[Listing]] = {}
    for card in cards:
        found.setdefault(card.shelved_under, []).append(card.whole())
    return found
