"""Which listings are proposed as one thing: figures over made pairs, and pairs that matter."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from connectbot.directory.book import Book
from connectbot.directory.duplicates.finding import duplicates, like
from connectbot.directory.listing import Listing
from tests.directory.duplicates.making import base, one_thing, two_things

PAIRS = 250
PLACES = Path(__file__).parents[3] / "directory" / "places"
WRONG_OF_PROPOSED = 0.02


def test_made_pairs() -> None:
    """Of 500 made pairs 90 in 100 of the true ones are found, and of those proposed at most 2 in
    100 are two things."""
    rng = random.Random(11)
    true = [one_thing(rng, number) for number in range(PAIRS)]
    false = [two_things(rng, number) for number in range(PAIRS)]
    found = sum(bool(duplicates(pair)) for pair in true)
    wrong = sum(bool(duplicates(pair)) for pair in false)
    assert found >= 0.9 * PAIRS
    assert wrong <= WRONG_OF_PROPOSED * (found + wrong)


TEA: dict[str, Any] = {
    "id": "tea",
    "name": "Tea and Talk",
    "place": "oakfield",
    "needs": ["company"],
    "organisation": "Age Friendly Oakfield",
    "where": {"venue": "St Mark's Hall", "address": "1 Green Lane", "outcode": "LS8"},
    "when": "Tuesdays 2pm to 4pm",
    "contact": {"phone": "07700 900123"},
}
OTHER = {
    "where": {"venue": "Library", "outcode": "LS8"},
    "when": "Fridays 7pm",
    "contact": {"phone": "07700 900555"},
    "organisation": "Tea Trust",
}
CASES: list[tuple[str, dict[str, Any], bool]] = [
    ("the name alone", {"where": {}, "contact": {}, "organisation": None, "when": ()}, False),
    ("another spelling", {"name": "Tea & Talk", "contact": {"phone": "+447700900123"}}, True),
    ("initials", {"name": "TAT Oakfield"}, True),
    ("two groups in one hall", {"name": "Chair Yoga", "when": "Tuesdays 10-12"}, False),
    ("another name, all else the same", {"name": "Cuppa Corner"}, True),
    ("a branch in another town", {"where": {"venue": "Library", "outcode": "LS9"}}, False),
    ("for men", {"who": "men"}, True),
    ("other ages", {"ages": {"most": 12}}, True),
    ("another day, hall and phone", OTHER, False),
    ("an hour later", {"when": "Tuesdays 3pm to 5pm", "organisation": None}, True),
    ("no hall written", {"where": {"outcode": "LS8"}, "contact": {}, "when": "Tuesdays"}, True),
]


@pytest.mark.parametrize(("why", "other", "one"), CASES, ids=[row[0] for row in CASES])
def test_one_thing_or_two(why: str, other: dict[str, Any], one: bool) -> None:
    """Pairs a person would look at twice."""
    pair = (Listing.model_validate(TEA), Listing.model_validate({**TEA, "id": "other", **other}))
    assert bool(duplicates(pair)) is one
    assert bool(like(pair[0], pair)) is one


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"name": "Men's Tea"}, {"name": "Women's Tea"}),
        ({"who": "men"}, {"who": "women"}),
        ({"name": "Tea 1"}, {"name": "Tea 2"}),
        ({"ages": {"most": 12}}, {"ages": {"least": 18}}),
    ],
)
def test_two_sides(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """What stands on two sides is two things, however like the rest is."""
    pair = [
        Listing.model_validate({**TEA, "id": id, **more})
        for id, more in (("a", mine), ("b", theirs))
    ]
    assert duplicates(pair) == []


def test_reasons_and_side_by_side() -> None:
    """Each candidate says why, and shows both; a confidential address stays where it is."""
    secret = {"venue": "Rose House", "outcode": "LS8", "confidential": True}
    checked = {"on": "2026-11-01", "by": "Sam", "how": "rang"}
    one = Listing.model_validate({**TEA, "checked": checked})
    other = {**TEA, "id": "talk", "name": "Tea & Talks", "where": secret}
    (pair,) = duplicates([one, Listing.model_validate(other)])
    assert pair.reasons == (
        "the same name",
        "the same phone",
        "the same time",
        "the same organiser",
    )
    rows = {field: (mine, theirs) for field, mine, theirs in pair.side_by_side()}
    assert rows["where"] == ("St Mark's Hall, 1 Green Lane, LS8", "confidential")
    assert rows["checked"] == ("2026-11-01 by Sam", "")
    assert "email" not in rows
    assert "Rose House" not in str(pair.side_by_side())


def test_a_large_directory_is_compared_by_neighbours() -> None:
    """A true pair is found among many of the same name in one district, without comparing all."""
    rng = random.Random(5)
    many = [base(rng, number) for number in range(300)]
    for number, data in enumerate(many):
        data["where"]["outcode"] = "LS8"
        data["name"] = f"Tea and Talk {number}"
    twice = {**many[7], "id": "twice", "name": "Tea and Talk 7"}
    found = duplicates([Listing.model_validate(data) for data in (*many, twice)])
    assert ("a-7", "twice") in {(pair.a.id, pair.b.id) for pair in found}


def test_nothing_in_the_starter_stands_there_twice() -> None:
    """Groups of one organiser on one phone are still two things."""
    book, _ = Book.parse({str(file): file.read_text() for file in PLACES.glob("*/*.yaml")})
    assert len(book.listings) > 100
    assert duplicates(book.listings.values()) == []
