"""Which listings leave the house in a file, and how many never do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from connectbot.directory.assured import age
from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
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
    for id, listing in sorted(_of(book.listings.items(), place)):
        if listing.where.confidential:
            confidential += 1
        elif public and _is_out(book, listing, today):
            out += 1
        else:
            ids.append(id)
    return Chosen(ids, confidential, out)


def _of(listings: Iterable[tuple[str, Listing]], place: str | None) -> list[tuple[str, Listing]]:
    return [
        (id, one)
        for id, one in listings
        if place is None or (NATIONAL if one.national else one.place) == place
    ]


def _is_out(book: Book, listing: Listing, today: date) -> bool:
    place = book.place(listing.place)
    return age(listing, place.keeping if place else USUAL, today) == "out"
