"""A directory in the making: listings taken one after the other, each kept small at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from connectbot.directory.body import readable
from connectbot.directory.card import Card, Cards
from connectbot.directory.listing import Listing
from connectbot.directory.named import Named
from connectbot.directory.place import Place
from connectbot.directory.shelf import Shelf, shelve
from connectbot.model.kept import Body, Kept


class Making:
    """What a book is made of. Of a listing that is kept no more than its card stays in memory, so
    that however many come, little more is held than the book itself."""

    __slots__ = ("_cards", "_words", "cards", "merged", "places", "shelves")

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: Mapping[str, Place] = {place.id: place for place in places}
        self.cards: dict[str, Card] = {}
        self.merged: dict[str, str] = {}
        self.shelves: dict[tuple[str, str], Shelf] = {}
        self._words: dict[str, Named] = {}
        self._cards = Cards()

    def take(self, keeps: Iterable[Kept]) -> None:
        """Listings as they are kept; of those that are not active only what answers for them."""
        for kept in keeps:
            if kept.state == "merged":
                self.merged[kept.id] = kept.merged_into
            elif kept.state == "active":
                self._read(kept)

    def _read(self, kept: Kept) -> None:
        place = self.places.get(kept.place)
        zone = "Europe/London" if place is None else place.timezone
        listing = readable(kept.body, zone)
        if listing is not None:  # one that a newer program wrote is left out until that is here
            self.add(listing, kept.source, kept.body)

    def add(self, listing: Listing, source: str = "", body: Body | None = None) -> None:
        """One listing, and the body that it can be read from again."""
        place = self.places.get(listing.place)
        if place is not None:
            listing = listing.dated(place.calendar)
        card = self._cards.card(listing, source, body)
        self.cards[card.id] = card
        shelve(self.shelves, card)
        self._words.setdefault(card.shelved_under, Named()).put(listing)

    def named(self) -> dict[str, Named]:
        """The words of every place, ready to be searched."""
        for words in self._words.values():
            words.settle()
        return self._words
