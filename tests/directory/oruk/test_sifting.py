"""Which services somebody finds in the feed, filter by filter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from connectbot.directory.book import Book
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.catalogue import Catalogue
from connectbot.directory.oruk.query import read_query
from connectbot.directory.oruk.terms import NEEDS_ID, term_id
from tests.directory import oakfield
from tests.directory.making import listing
from tests.directory.many import TODAY

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def _catalogue(book: Book, changed=None) -> Catalogue:
    around = Around(book.places, oakfield.needs(), oakfield.districts())
    return Catalogue(book, around, changed or {}, TODAY)


def _ids(catalogue: Catalogue, located: bool = False, **said: str) -> list[str]:
    query = read_query(said, oakfield.districts(), located=located)
    rows = (catalogue.service_at_locations if located else catalogue.services)(query)["contents"]
    return [(row["service"] if located else row)["name"].removeprefix("Name ") for row in rows]


@cache
def _small() -> Catalogue:
    tuesday = {"byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}
    late = {"byday": "FR", "opens_at": "22:00", "closes_at": "02:00"}
    first = {"freq": "MONTHLY", "byday": "1TU"}
    here = {"address": "1 Mill Lane", "outcode": "LS8", "sector": "LS8 2"}
    return _catalogue(
        Book(
            [],
            [
                listing("chairs", when=[tuesday], ages={"least": 50}, where=here, who="elders"),
                listing("dance", when=[late], ages={"least": 18, "most": 25}, needs=["active"]),
                listing("farm", when=[first], where={"outcode": "SA62"}, needs=["active", "food"]),
                listing("line", where={}, description="Ring & talk", national=True, place=""),
                listing("visits", where={"visits": ["LS8", "LS9"]}, organisation="Doorstep Ltd"),
                listing("venue", where={"venue": "Old Mill"}),
            ],
        ),
        {"chairs": NOON, "dance": NOON - timedelta(days=9)},
    )


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({}, "chairs dance farm line venue visits"),
        ({"search": "name FARM"}, "farm"),
        ({"search": "ring talk"}, "line"),
        ({"search": "doorstep"}, "visits"),
        ({"search": "old mill"}, "venue"),
        ({"search": "elders"}, "chairs"),
        ({"search": "eating"}, ""),
        ({"taxonomy_id": NEEDS_ID}, "chairs dance farm line venue visits"),
        ({"taxonomy_id": "x"}, ""),
        ({"taxonomy_term_id": term_id("food")}, "farm"),
        ({"taxonomy_term_id": f"x,{term_id('active').upper()}"}, "dance farm"),
        ({"minimum_age": "18"}, "chairs dance"),
        ({"minimum_age": "0"}, "chairs dance farm line venue visits"),
        ({"maximum_age": "25"}, "dance"),
        ({"maximum_age": "24.5"}, ""),
        ({"day": "TU"}, "chairs farm"),
        ({"day": "tuesday, FR"}, "chairs dance farm"),
        ({"day": "mo"}, ""),
        ({"start_time": "10:00"}, "chairs dance"),
        ({"start_time": "1001"}, "dance"),
        ({"end_time": "12:00:00"}, "chairs"),
        ({"day": "FR", "end_time": "12:00"}, ""),
        ({"modified_after": "2026-11-01T12:00Z"}, "chairs farm line venue visits"),
        ({"modified_after": "2026-10-01"}, "chairs dance farm line venue visits"),
        ({"postcode": "LS8 2AB"}, "chairs dance farm line venue visits"),
        ({"postcode": "SA62"}, "chairs dance farm line venue"),
        ({"postcode": "LS8 2AB", "proximity": "0"}, "chairs"),
        ({"postcode": "LS8", "proximity": "4000"}, "chairs dance"),
        ({"postcode": "SA62 1AA", "proximity": "9000"}, "farm"),
    ],
)
def test_each_filter_finds_what_it_should(said, found):
    """One by one, on things of which it is known what they are."""
    assert _ids(_small(), **said) == found.split()


def test_at_locations_only_what_is_somewhere():
    """A line to ring has no location."""
    assert _ids(_small(), located=True) == ["chairs", "dance", "farm", "venue"]
    assert _ids(_small(), located=True, postcode="LS8", proximity="5000") == ["chairs", "dance"]
