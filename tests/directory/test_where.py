"""A confidential address: read by staff through one method, and by nobody through anything else."""

from __future__ import annotations

import copy
import json
import logging
import pickle
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from connectbot.directory.book import Book
from connectbot.directory.checks import problems, stale
from connectbot.directory.listing import Listing
from connectbot.directory.search import Query, find
from connectbot.directory.sheet import sheet
from connectbot.directory.shown import full, short
from connectbot.directory.where import Hidden, Where
from tests.directory import oakfield

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
SECRET = ("Zebulon Lodge", "19 Quagga Garth", "LS16", "LS16 7")
LISTING = {
    "id": "safe-house",
    "name": "A safe house",
    "place": "oakfield",
    "needs": ["housing"],
    "where": {
        "confidential": "yes",
        "venue": SECRET[0],
        "address": SECRET[1],
        "outcode": SECRET[2],
        "sector": SECRET[3],
    },
    "contact": {"phone": "07700 900123"},
}


def leaks(text: str) -> bool:
    return any(secret.casefold() in text.casefold() for secret in (*SECRET, "Quagga"))


def test_staff_can_read_it() -> None:
    """One named method gives the address, for staff."""
    assert Listing.model_validate(LISTING).where.for_staff() == ", ".join(SECRET)


def test_an_open_address_for_staff() -> None:
    """The same method gives an address that is no secret."""
    assert Where(venue="Oakfield Hall", outcode="LS8").for_staff() == "Oakfield Hall, LS8"


def test_a_sector_lies_in_its_district() -> None:
    """A sector has to lie in the district that is given."""
    assert Where(outcode="LS8", sector="LS8 2").sector == "LS8 2"
    for wrong in ({"outcode": "LS7", "sector": "LS8 2"}, {"sector": "LS8 2"}):
        with pytest.raises(ValidationError, match="another district than `outcode`"):
            Where.model_validate(wrong)


def renderings(listing: Listing) -> list[str]:
    """Every way a listing is printed, dumped, logged, copied or shown."""
    where = listing.where
    record = logging.LogRecord("x", 10, "f", 1, "%s %r %s", (listing, where, where.hidden), None)
    book = Book([], [listing], {"safe-house": ("a.yaml", 1)})
    hits = find(
        book, oakfield.districts(), oakfield.needs(), Query("oakfield", ("housing",), "LS16", NOW)
    ).hits
    return [
        str(listing), repr(listing), str(where), repr(where), str(where.hidden),
        str(listing.model_dump()), str(listing.model_dump(mode="json", by_alias=True)),
        listing.model_dump_json(), listing.model_dump_json(include={"where"}),
        str(dict(where)), str(list(where)), str(vars(listing)), f"{where.hidden!s:>20}",
        json.dumps(listing.model_dump(), default=str), json.dumps(vars(where), default=repr),
        repr(pickle.dumps(listing)), repr(copy.deepcopy(listing)), repr(copy.copy(where.hidden)),
        repr(listing.model_copy(update={"cost": "£1"}, deep=True)), record.getMessage(),
        str(sheet(listing, oakfield.needs(), NOW)), str(book.named("oakfield", "Zebulon Lodge")),
        full(listing, NOW), *(short(hit) for hit in hits), *(str(hit) for hit in hits),
        str(problems(book, (), (), date(2020, 1, 1))), str(stale(book, NOW.date())),
    ]  # fmt: skip


def test_no_rendering_has_it() -> None:
    """However a listing is printed, dumped, logged, copied or shown, its secret is not there."""
    assert not [text for text in renderings(Listing.model_validate(LISTING)) if leaks(text)]


def test_it_is_said_to_be_given_by_phone() -> None:
    """A resident reads that the address is given by phone, in the list and in full."""
    shown = renderings(Listing.model_validate(LISTING))
    assert sum("ddress given by phone" in text for text in shown) >= 2


def test_copies_keep_it_for_staff() -> None:
    """A copy inside the program keeps the address; a pickled one has lost it."""
    listing = Listing.model_validate(LISTING)
    assert copy.deepcopy(listing).where.for_staff() == listing.where.for_staff()
    assert pickle.loads(pickle.dumps(listing)).where.for_staff() == ""


def test_compared_without_being_shown() -> None:
    """Two readings of one file are equal, and a moved house is not."""
    moved = {**LISTING, "where": {**LISTING["where"], "address": "20 Quagga Garth"}}
    first, again = Listing.model_validate(LISTING), Listing.model_validate(LISTING)
    assert first == again
    assert hash(first.where.hidden) == hash(again.where.hidden)
    assert first != Listing.model_validate(moved)
    assert Hidden("a") != "a"


FAULTS = [
    {"name": "x"},
    {"name": "At Zebulon Lodge"},
    {"description": "We are in quagga garth, ring us."},
    {"door": {"bus": "Bus 1 to LS16"}},
    {"door": {"ask_for": "Zebulon Lodge"}},
    {"checked": {"on": "2026-01-01", "by": "Sam", "how": "visited 19 Quagga Garth"}},
    {"organisation": "Zebulon Lodge"},
    {"id": "zebulon-lodge"},
    {"where": {**LISTING["where"], "rooms": "4"}},
    {"where": {**LISTING["where"], "confidential": "very"}},
    {"where": {"confidental": "yes", "venue": SECRET[0], "outcode": "LS16 2AA"}},
    {"where": {"Confidential": "yes", "venue": SECRET[0], "address": SECRET[1] * 9}},
    {"needs": []},
    {"wear": "x"},
]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_has_it(fault: dict[str, object]) -> None:
    """A faulty listing is refused without a word of its address, a misspelt `confidential` too."""
    broken = {**LISTING, **fault}
    with pytest.raises(ValidationError) as refused:
        Listing.model_validate(broken)
    _, told = Book.parse({"oakfield/a.yaml": json.dumps([broken])})
    assert told
    said = [str(refused.value), *map(str, told)]
    own = json.dumps({word: value for word, value in fault.items() if word in ("id", "name")})
    assert leaks(own) or not [text for text in said if leaks(text)]


UNREADABLE = """\
- id: safe-house
  name: A safe house
  where:
    confidential: yes
    address: 19 Quagga Garth: the blue door
    outcode: "LS16
"""


def test_an_unreadable_file_quotes_nothing() -> None:
    """Where the file itself cannot be read, its faults are told without quoting it."""
    _, told = Book.parse({"oakfield/a.yaml": UNREADABLE})
    assert told
    assert not [problem for problem in told if leaks(str(problem))]


def test_hidden_is_not_for_writing() -> None:
    """Nobody can write the sealed part by hand."""
    with pytest.raises(ValidationError):
        Where.model_validate({"hidden": "19 Quagga Garth"})


words = st.text("qzxjkv", min_size=5, max_size=12)


@settings(max_examples=60, deadline=None)
@given(venue=words, street=words, house=st.integers(1, 999), more=st.text("abc .,", max_size=40))
def test_whatever_the_address(venue: str, street: str, house: int, more: str) -> None:
    """Whatever a confidential address is, no rendering of its listing holds a part of it."""
    where = {"confidential": "yes", "venue": venue, "address": f"{house} {street}, {venue}"}
    listing = Listing.model_validate({**LISTING, "description": more, "where": where})
    for text in renderings(listing):
        assert venue not in text
        assert street not in text


@settings(max_examples=60, deadline=None)
@given(venue=words, house=st.integers(1, 999), before=st.text("ab ", max_size=9))
def test_told_elsewhere(venue: str, house: int, before: str) -> None:
    """An address that stands in the other words of its listing is refused."""
    where = {"confidential": "yes", "address": f"{house} {venue} lane"}
    with pytest.raises(ValidationError, match="confidential"):
        Listing.model_validate(
            {**LISTING, "description": f"{before} in {venue.upper()} Lane. Ring.", "where": where}
        )


def test_shipped_secrets() -> None:
    """Each confidential address we ship is in no rendering of any of its listings."""
    secret = [one for one in oakfield.book().listings.values() if one.where.confidential]
    assert len(secret) == 3
    texts = [text for one in oakfield.book().listings.values() for text in renderings(one)]
    for one in secret:
        venue, address, _ = one.where.for_staff().split(", ")
        assert not [text for text in texts if venue in text or address in text]
