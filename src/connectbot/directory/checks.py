"""What a maintainer should look at in a directory that can be read."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date

from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
from connectbot.written.problem import Problem

_PHONE = re.compile(
    r"(?:0|\+44)(?:1\d{8,9}|[23]\d{9}|7\d{9}|8\d{8,9}|800\d{4}|9\d{9})|999|11[12]|116\d{3}"
)
_GAPS = re.compile(r"[\s()-]")


def problems(
    book: Book, needs: Container[str], districts: Container[str], today: date
) -> list[Problem]:
    """Faults between a listing and the rest: a place, need or district nobody knows, a phone that
    is none, a check in the future. Faults inside one listing are told by `Book.parse`."""
    return sorted(
        _problem(book, listing, fault, warning=False)
        for listing in book.listings.values()
        for fault in _faults(listing, book, needs, districts, today)
    )


def of_one(
    listing: Listing, book: Book, needs: Container[str], districts: Container[str], today: date
) -> list[Problem]:
    """The same for one listing that is being written; line 0, for no file has it yet."""
    return [Problem("", 0, fault) for fault in _faults(listing, book, needs, districts, today)]


def stale(book: Book, today: date) -> list[Problem]:
    """Warnings for listings that nobody has checked, or not for half a year."""
    return sorted(
        _problem(book, listing, _age(listing), warning=True)
        for listing in book.listings.values()
        if listing.stale(today)
    )


def _problem(book: Book, listing: Listing, text: str, *, warning: bool) -> Problem:
    file, line = book.sources.get(listing.id, ("", 1))
    return Problem(file, line, f"`{listing.id}`: {text}", warning)


def _age(listing: Listing) -> str:
    if listing.checked is None:
        return "nobody has checked it; it is shown, but never given a person's name"
    return f"last checked on {listing.checked.on}; ring them and write the new day"


def _faults(
    listing: Listing,
    book: Book,
    needs: Container[str],
    districts: Container[str],
    today: date,
) -> Iterator[str]:
    if not listing.national and listing.place not in book.places:
        yield f"there is no place `{listing.place}`; put a place.yaml into its folder"
    for need in listing.needs:
        if need not in needs:
            yield f"there is no need `{need}`; see needs.yaml for their ids"
    yield from _nowhere(listing, districts)
    if listing.contact.phone is not None and not uk_phone(listing.contact.phone):
        yield "the phone is no UK number; write it like 07700 900123"
    if listing.checked is not None and listing.checked.on > today:
        yield "it was checked in the future; mend the year of `on`"
    said = listing.assured.model_dump(exclude_none=True).items() if listing.assured else ()
    for thing, day in said:
        if day > today:
            yield f"`assured` says {day}, which is in the future; mend the year of `{thing}`"


def _nowhere(listing: Listing, districts: Container[str]) -> Iterator[str]:
    where = listing.where
    for outcode in (where.outcode, *where.visits):
        if outcode is not None and outcode not in districts:
            yield f"there is no postcode district `{outcode}`; write one like LS8"
    if where.sector is not None and where.sector not in districts:
        yield f"there is no postcode sector `{where.sector}`; write one like LS8 2"


def uk_phone(text: str) -> bool:
    """Whether a text is written like a phone number in the UK, long or one of the short ones."""
    return _PHONE.fullmatch(_GAPS.sub("", text)) is not None
