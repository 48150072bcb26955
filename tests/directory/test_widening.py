"""How far a search had to go, said honestly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectbot.directory.book import Book
from connectbot.directory.place import Place
from connectbot.directory.search import Query, find
from connectbot.directory.widening import widening
from tests.directory import oakfield
from tests.directory.making import listing

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)
HERE = Place(id="here", name="Here", team="Team", outcodes=("LS8", "LS17"), staffed="Monday")

SAID = [
    ("LS17", ["LS8", "LS8"], "Nothing in LS17; two in LS8, about 3 miles"),
    ("LS17 8", ["LS8"], "Nothing in LS17; one in LS8, about 2 miles"),
    ("LS17", ["LS8", "LS9"], "Nothing in LS17; one in LS8, about 3 miles"),
    ("LS17", ["LS8", None], "Nothing in LS17; one in LS8, about 3 miles"),
    ("LS17", [None], "Nothing in LS17, but by phone"),
    ("LS17", ["LS8"] * 6, "Nothing in LS17; 6 in LS8, about 3 miles"),
    ("LS17", ["LS17", "LS8"], ""),
    ("LS17", [], ""),
    (None, ["LS8"], ""),
]


@pytest.mark.parametrize(("area", "where", "said"), SAID)
def test_widening(area: str | None, where: list[str | None], said: str) -> None:
    """How many are shown in the nearest district and how far that is; nothing where some are near
    or nobody said from where."""
    listings = [
        listing(f"n{n}", where={"outcode": outcode})
        if outcode
        else listing(f"n{n}", where={}, national=True, place="")
        for n, outcode in enumerate(where)
    ]
    query = Query("here", ("company",), area, NOW, most=9)
    needs = oakfield.needs()
    found = find(Book([HERE], listings), oakfield.districts(), needs, query)
    assert len(found.hits) == len(where)
    assert widening(found.hits, area) == said
    assert found.widened is bool(said)
