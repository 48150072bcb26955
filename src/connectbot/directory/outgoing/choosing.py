"""Which listings leave the house in a file, and how many never do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from connectbot.directory.assured import age_since
from connectbot.directory.book import Book
from connectbot.directory.card import Card
from connectbot.directory.pages import NATIONAL
from connectbot.directory.place import USUAL


@dataclass(frozen=True, slots=True)
class Chosen:
    """`ids` of what leaves, in their order; how many are left out for their confidential address,
    and how many because nobody has spoken for them in long."""

    ids: Sequence[str]
    confidential: int = 0
    out: int = 0


def chosen(book: Book, place: str | None, today: date, *, public: bool) -> Chosen:
    """The listings of a place ("national" for those of none), or all; of what is to be `public`
    not those that residents do not find either."""
    ids: list[str] = []
    confidential = out = 0
    for id, card in sorted(book.cards.items()):
        if place is not None and place != (NATIONAL if card.national else card.place):
            continue
        if card.where.confidential:
            confidential += 1
        elif public and _is_out(book, card, today):
            out += 1
        else:
            ids.append(id)
    return Chosen(ids, confidential, out)


def _is_out(book: Book, card: Card, today: date) -> bool:
    place = book.place(card.place)
    keeping = place.keeping if place else USUAL
    return age_since(card.since, keeping, today, national=card.national) == "out"
