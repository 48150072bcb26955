"""Few listings, best first, each with reasons that are true."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
from connectbot.directory.place import Place
from connectbot.directory.postcodes import Districts
from connectbot.directory.rings import about
from connectbot.directory.search import Query, find
from tests.directory import oakfield
from tests.directory.making import FRESH, listing

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)  # a Tuesday
HERE = Place(id="here", name="Here", team="Team", outcodes=("LS7", "LS8", "LS17"), staffed="Monday")


def ids(
    *listings: Listing,
    area: str | None = "LS8",
    needs: tuple[str, ...] = ("company",),
    skip: tuple[str, ...] = (),
    most: int = 3,
) -> list[str]:
    query = Query("here", needs, area, NOW, skip, most)
    found = find(Book([HERE], listings), oakfield.districts(), oakfield.needs(), query)
    return [hit.listing.id for hit in found.hits]


AHEAD = [
    ("nearer", {}, {"where": {"outcode": "LS17"}}, ("company",)),
    ("first need first", {"needs": ["company"]}, {"needs": ["talk"]}, ("company", "talk")),
    ("both needs", {"needs": ["company", "talk"]}, {"needs": ["company"]}, ("company", "talk")),
    ("its own need", {"needs": ["company", "food"]}, {"needs": ["food", "company"]}, ("company",)),
    (
        "sooner",
        {"when": [{"byday": "TU", "opens_at": "14:00"}]},
        {"when": [{"byday": "MO", "opens_at": "14:00"}]},
        ("company",),
    ),
    (
        "this week before later",
        {"when": [{"byday": "MO"}]},
        {"when": [{"freq": "MONTHLY", "byday": "1MO"}]},
        ("company",),
    ),
    ("checked lately", {}, {"checked": {**FRESH, "on": "2026-07-01"}}, ("company",)),
    ("checked at all", {"checked": {**FRESH, "on": "2026-07-01"}}, {"checked": None}, ("company",)),
    ("not stale", {}, {"checked": {**FRESH, "on": "2026-04-01"}}, ("company",)),
    (
        "a fresh one a mile away before an unchecked one here",
        {"where": {"outcode": "LS7"}},
        {"checked": None},
        ("company",),
    ),
    (
        "local before national",
        {"checked": None, "where": {"outcode": "LS17"}},
        {"national": True, "where": {}, "place": ""},
        ("company",),
    ),
    (
        "a thing made for it three miles away before one that is also for it",
        {"where": {"outcode": "LS17"}},
        {"needs": ["talk", "company"]},
        ("company",),
    ),
    (
        "early among its needs",
        {"needs": ["talk", "company"]},
        {"needs": ["talk", "food", "company"]},
        ("company",),
    ),
    (
        "free before paid for, where it cannot wait",
        {"needs": ["food"], "where": {"outcode": "LS17"}},
        {"needs": ["food"], "cost": "£4.50 a meal"},
        ("food",),
    ),
    (
        "near before free, where it can wait",
        {"cost": "£1"},
        {"where": {"outcode": "LS7"}},
        ("company",),
    ),
    (
        "somewhere to go before who comes with another thing",
        {"needs": ["talk", "food"]},
        {"needs": ["talk", "food"], "where": {"visits": ["LS8"]}},
        ("food",),
    ),
    ("for anybody", {"where": {"outcode": "LS17"}}, {"narrow": True}, ("company",)),
    ("for all ages", {"where": {"outcode": "LS7"}}, {"ages": {"least": 55}}, ("company",)),
    ("for grown-ups", {"ages": {"least": 18}}, {"where": {"outcode": "LS7"}}, ("company",)),
    (
        "at the door before a mile away",
        {"where": {"visits": ["LS8"]}},
        {"where": {"outcode": "LS7"}},
        ("company",),
    ),
]


@pytest.mark.parametrize(("why", "better", "worse", "needs"), AHEAD, ids=[row[0] for row in AHEAD])
def test_ahead(
    why: str, better: dict[str, object], worse: dict[str, object], needs: tuple[str, ...]
) -> None:
    """What fits better comes first, whichever was written down first."""
    a, b = listing("a", **better), listing("b", **worse)
    assert ids(a, b, needs=needs) == ids(b, a, needs=needs) == ["a", "b"]


LEFT_OUT = [
    ("another need", {"needs": ["money"]}),
    ("another place", {"place": "there"}),
    ("they do not come to this district", {"where": {"visits": ["LS7"]}}),
    ("far beyond", {"where": {"outcode": "SW1A"}}),
]


@pytest.mark.parametrize(("why", "other"), LEFT_OUT, ids=[row[0] for row in LEFT_OUT])
def test_left_out(why: str, other: dict[str, object]) -> None:
    """What does not fit is not offered, however little there is."""
    assert ids(listing("a", **other)) == []


def test_most_and_skip() -> None:
    """No more than asked for, and the next ones leave out what was shown."""
    four = [listing(letter) for letter in "abcd"]
    assert ids(*four) == ["a", "b", "c"]
    assert ids(*four, skip=("a", "b", "c")) == ["d"]
    assert ids(*four, skip=tuple("abcd")) == []
    assert ids(*four, most=1) == ["a"]
    assert ids(*four, most=0) == []


def test_without_a_known_need() -> None:
    """A need nobody knows finds nothing, beside a known one it is passed over."""
    assert ids(listing("a"), needs=()) == []
    assert ids(listing("a"), needs=("hats",)) == []
    assert ids(listing("a"), needs=("hats", "company")) == ["a"]


def test_somewhere_else() -> None:
    """Outside the place its own phone lines are not offered; national ones are."""
    phone = listing("a", where={})
    line = listing("b", where={}, national=True)
    assert ids(phone, line, area="M1") == ["b"]
    assert ids(phone, line, area="LS8") == ["a", "b"]


def test_without_a_district() -> None:
    """Where nobody said a district, all of the place is looked at."""
    visiting = listing("a", where={"visits": ["LS7"]})
    assert set(ids(visiting, listing("b", where={}), area=None)) == {"a", "b"}


def test_a_district_nobody_can_place() -> None:
    """A listing in a district that is not in the table is still found."""
    query = Query("here", ("company",), "LS8", NOW)
    book = Book([HERE], [listing("a", where={"outcode": "LS7"})])
    assert find(book, Districts({}), oakfield.needs(), query).hits[0].reasons[0] == "about 3 miles"


@pytest.mark.parametrize(
    ("area", "outcode", "widened"),
    [("LS8", "LS8", False), ("LS7", "LS8", True), (None, "LS8", False), ("LS8", None, False)],
)
def test_widened(area: str | None, outcode: str | None, widened: bool) -> None:
    """It is said when nothing is in the district itself."""
    book = Book([HERE], [listing("a", where={"outcode": outcode})])
    query = Query("here", ("company",), area, NOW)
    assert find(book, oakfield.districts(), oakfield.needs(), query).widened is widened


def test_nothing_is_not_widened() -> None:
    """Nothing found is nothing found."""
    found = find(Book(), oakfield.districts(), oakfield.needs(), Query("x", ("food",), "LS8", NOW))
    assert (found.hits, found.widened) == ((), False)


REASONS = [
    ({"when": [{"byday": "TU", "opens_at": "14:00"}]}, "LS8", ("in LS8", "today at 2pm", "free")),
    (
        {"when": [{"byday": "FR", "opens_at": "14:00"}], "cost": "£2"},
        "LS7",
        ("about 1 mile", "Fri 2pm", "£2"),
    ),
    ({"where": {"outcode": "LS17"}}, "LS8", ("about 3 miles", "by arrangement", "free")),
    ({}, None, ("in LS8", "by arrangement", "free")),
    ({"where": {"visits": ["LS8"]}}, "LS8", ("comes to you", "by arrangement", "free")),
    ({"where": {"visits": ["LS8"]}}, None, ("comes to you", "by arrangement", "free")),
    (
        {"where": {"visits": ["LS8"], "outcode": "LS7"}},
        "LS8",
        ("comes to you", "by arrangement", "free"),
    ),
    ({"where": {}}, "LS8", ("by phone", "by arrangement", "free")),
    (
        {"where": {"confidential": "yes", "outcode": "LS8"}},
        "LS8",
        ("address given by phone", "by arrangement", "free"),
    ),
]


@pytest.mark.parametrize(("more", "area", "reasons"), REASONS)
def test_reasons(more: dict[str, object], area: str | None, reasons: tuple[str, ...]) -> None:
    """Each hit says in words where, when and what it costs."""
    query = Query("here", ("company",), area, NOW)
    found = find(
        Book([HERE], [listing("a", **more)]), oakfield.districts(), oakfield.needs(), query
    )
    assert found.hits[0].reasons == reasons


@pytest.mark.parametrize(
    ("miles", "words"), [(0.2, "about 1 mile"), (1.4, "about 1 mile"), (2.6, "about 3 miles")]
)
def test_about(miles: float, words: str) -> None:
    """Miles in round words, never fewer than one."""
    assert about(miles) == words


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from(oakfield.needs().ids), max_size=3),
    st.sampled_from(["LS8", "LS17", "LS1", "M1", "ZZ1", None]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    st.integers(0, 5),
)
def test_whatever_is_asked(needs: list[str], area: str | None, now: datetime, most: int) -> None:
    """Whatever is asked, each hit serves a need asked for, and none comes twice."""
    query = Query("oakfield", tuple(needs), area, now, most=most)
    found = find(oakfield.book(), oakfield.districts(), oakfield.needs(), query)
    shown = [hit.listing.id for hit in found.hits]
    assert len(shown) == len(set(shown)) <= most
    assert all(set(hit.listing.needs) & set(needs) for hit in found.hits)
    again = find(oakfield.book(), oakfield.districts(), oakfield.needs(), query)
    assert again == found


def test_quick() -> None:
    """A search of the shipped directory takes about a millisecond."""
    query = Query("oakfield", ("company", "talk"), "LS8", NOW)
    find(oakfield.book(), oakfield.districts(), oakfield.needs(), query)  # what is read but once
    started = time.perf_counter()
    for _ in range(30):
        find(oakfield.book(), oakfield.districts(), oakfield.needs(), query)
    assert (time.perf_counter() - started) / 30 < 0.01


def test_many() -> None:
    """Among ten thousand listings a search still looks at few."""
    codes = ["LS7", "LS8", "LS9", "LS17", "LS6"]
    many = [listing(f"n{i}", where={"outcode": codes[i % 5]}) for i in range(10_000)]
    book = Book([HERE], many)
    started = time.perf_counter()
    found = find(
        book, oakfield.districts(), oakfield.needs(), Query("here", ("company",), "LS8", NOW)
    )
    assert time.perf_counter() - started < 0.1
    assert all(hit.listing.where.outcode == "LS8" for hit in found.hits)


def test_dates_are_of_the_check() -> None:
    """The shipped directory was checked through 2026, a few listings never."""
    days = [one.checked.on for one in oakfield.book().listings.values() if one.checked]
    assert {day.year for day in days} == {2026}
    assert max(days) <= date(2026, 11, 22)
    assert 1 <= len(oakfield.book().listings) - len(days) <= len(days) / 10
