"""What a maintainer should look at in a directory that can be read."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date

from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
from connectbot.written.problem import Problem

_PHONE = re.compile(
    r"(?:0|\+44)(?:1\d{8,9}|[23]\d{9}|7\d{9}|8\d{8,9}|800\d{6}|9\d{9})|999|11[12]|116\d{3}"
)
_GAPS = re.compile(r"[\s()-]")

Fault = tuple[str, bool]
"""A sentence, and whether it is only a warning."""


def problems(book: Book, needs: Container[str], today: date) -> list[Problem]:
    """Faults across listings: a place or need nobody knows, a wrong phone, a check that is missing,
    old or in the future. Faults inside one listing are told by `Book.parse`."""
    found = []
    for listing in book.listings.values():
        file, line = book.sources.get(listing.id, ("", 1))
        for text, warning in _faults(listing, book, needs, today):
            found.append(Problem(file, line, f"`{listing.id}`: {text}", warning))
    return sorted(found)


def _faults(listing: Listing, book: Book, needs: Container[str], today: date) -> Iterator[Fault]:
    if not listing.national and listing.place not in book.places:
        yield f"there is no place `{listing.place}`; put a place.yaml into its folder", False
    for need in listing.needs:
        if need not in needs:
            yield f"there is no need `{need}`; see needs.yaml for their ids", False
    phone = listing.contact.phone
    if phone is not None and not uk_phone(phone):
        yield "the phone is no UK number; write it like 07700 900123", False
    yield from _unchecked(listing, today)


def _unchecked(listing: Listing, today: date) -> Iterator[Fault]:
    if listing.checked is None:
        yield "nobody has checked it; it is shown, but never given a person's name", True
    elif listing.checked.on > today:
        yield "it was checked in the future; mend the year of `on`", False
    elif listing.stale(today):
        yield f"last checked on {listing.checked.on}; ring them and write the new day", True


def uk_phone(text: str) -> bool:
    """Whether a text is written like a phone number in the UK, long or one of the short ones."""
    return _PHONE.fullmatch(_GAPS.sub("", text)) is not None
