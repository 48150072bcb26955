"""A search with wishes and with words: what must be, what should be, and what is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
from connectbot.directory.place import Place
from connectbot.directory.search import Found, Query, find
from connectbot.directory.shown import short
from connectbot.directory.wishes import Wishes
from tests.directory import oakfield
from tests.directory.making import listing

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)  # a Tuesday
HERE = Place(id="here", name="Here", team="Team", outcodes=("LS7", "LS8", "LS17"), staffed="Monday")

TEN = [{"byday": "TU", "opens_at": "09:00", "closes_at": "11:00"}]
TWO = [{"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}]
EVENING = [{"byday": "TU", "opens_at": "19:00"}]
LS17 = {"outcode": "LS17"}
WISHED = [
    ("on now", {"when": TEN}, {"when": TWO}, Wishes(open_now=True), ["a"]),
    ("on today", {"when": TWO}, {"when": [{"byday": "WE"}]}, Wishes(times={"today"}), ["a"]),
    ("in the evening", {"when": EVENING}, {"when": TWO}, Wishes(times={"evening"}), ["a", "b"]),
    ("Urdu, a mile on", {"languages": ["Urdu"]}, {}, Wishes(languages=("Urdu",)), ["a", "b"]),
    ("no steps", {"access": {"step_free": True}}, {}, Wishes(access={"step_free"}), ["a", "b"]),
    ("no stairs", {}, {"access": {"step_free": False}}, Wishes(access={"step_free"}), ["a"]),
    ("of age", {"ages": {"least": 50}}, {"ages": {"most": 25}}, Wishes(age=50), ["a"]),
    ("an interest", {"needs": ["company", "food"]}, {}, Wishes(interests={"food"}), ["a", "b"]),
    ("nobody for a child", {}, {"ages": {"most": 18}}, Wishes(age=15), []),
]


@pytest.mark.parametrize(
    ("why", "better", "worse", "wishes", "shown"), WISHED, ids=[row[0] for row in WISHED]
)
def test_wished(
    why: str,
    better: dict[str, object],
    worse: dict[str, object],
    wishes: Wishes,
    shown: list[str],
) -> None:
    """What must be leaves out, what should be ranks."""
    a, b = listing("a", **better), listing("b", **worse)
    wishes = replace(wishes, **{f: frozenset(getattr(wishes, f)) for f in SETS})
    assert [hit.listing.id for hit in search(a, b, wishes=wishes).hits] == shown
    assert [hit.listing.id for hit in search(b, a, wishes=wishes).hits] == shown


SETS = ("times", "access", "interests")


def search(*listings: Listing, **more: Any) -> Found:
    """What is found for company in LS8, save what is said otherwise."""
    query = replace(Query("here", ("company",), "LS8", NOW), **more)
    return find(Book([HERE], listings), oakfield.districts(), oakfield.needs(), query)


def test_reasons_of_wishes() -> None:
    """Wishes granted stand behind where, when and the cost, and the time told is one that suits."""
    tea = listing("a", when=[*TWO, *EVENING], access={"step_free": True}, languages=["Urdu"])
    wishes = Wishes(
        access=frozenset({"step_free", "loop"}),
        languages=("Urdu",),
        times=frozenset({"evening"}),
    )
    said = ("in the evening", "Urdu spoken", "no steps", "ask about a hearing loop")
    assert search(tea, wishes=wishes).hits[0].reasons == ("in LS8", "today at 7pm", "free", *said)
    later = NOW + timedelta(days=2)
    assert search(tea, wishes=wishes, now=later).hits[0].reasons[1] == "Tue 7pm and more"
    assert search(tea, now=later).hits[0].reasons[1] == "Tue 2pm and more"


def test_late() -> None:
    """Where nothing is on when they wished, what is on at other times is shown, and that is told;
    what was wished besides stays."""
    tea = listing("a", when=TWO)
    steps = listing("b", when=TEN, access={"step_free": False})
    found = search(tea, steps, wishes=Wishes(open_now=True, access=frozenset({"step_free"})))
    assert ([hit.listing.id for hit in found.hits], found.late) == (["a"], True)
    assert not search(tea, wishes=Wishes(times=frozenset({"today"}))).late
    assert not search(tea).late
    nothing = search(wishes=Wishes(open_now=True))
    assert (nothing.hits, nothing.late) == ((), False)


def test_by_name() -> None:
    """What they name comes first, even further out; beside what they need the rest follows."""
    named = listing("knit", name="Knit and Natter", needs=["creative"], where=LS17)
    other, far = listing("tea"), listing("far", name="Knit and Natter", where={"outcode": "M1"})
    told = search(other, named, far, words="is knit and natter still on")
    assert [hit.listing.id for hit in told.hits] == ["knit", "tea"]
    alone = search(other, named, far, words="knit and natter", needs=())
    assert [hit.listing.id for hit in alone.hits] == ["knit"]
    assert alone.hits[0].reasons[0] == "about 3 miles"
    assert search(other, named, words="im so lonely", needs=()).hits == ()
    nowhere = search(other, named, far, words="knit and natter", needs=(), area=None)
    assert {hit.listing.id for hit in nowhere.hits} == {"knit", "far"}


def test_a_national_name() -> None:
    """A national one that they name comes before all that only fits, and what only shares a word
    with a name is left out beside it."""
    line = listing("line", name="Heron Line", national=True, place="", where={}, needs=["talk"])
    other, shed = listing("tea"), listing("shed", name="Heron Shed")
    assert [hit.listing.id for hit in search(other, line, words="the heron line").hits] == [
        "line",
        "tea",
    ]
    found = search(shed, line, words="heron line", needs=())
    assert [hit.listing.id for hit in found.hits] == ["line"]
    assert [hit.listing.id for hit in search(shed, line, words="heron", needs=()).hits] == [
        "shed",
        "line",
    ]


def test_named_where_it_may_be_shown() -> None:
    """Naming it shows nothing that was shown already, is for others or does not come to them."""
    knit = listing("knit", name="Knit and Natter", ages={"least": 50})
    visit = listing("visit", name="Knit and Natter", where={"visits": ["LS7"]})
    line = listing("line", name="Knit and Natter", where={})
    words = {"words": "knit and natter", "needs": ()}
    assert [hit.listing.id for hit in search(knit, visit, line, **words).hits] == ["knit", "line"]
    assert search(knit, skip=("knit",), **words).hits == ()
    assert search(knit, wishes=Wishes(age=40), **words).hits == ()
    assert search(line, area="M1", **words).hits == ()
    at_the_door = search(visit, area="LS7", **words).hits[0]
    assert (at_the_door.near, at_the_door.reasons[0]) == (True, "comes to you")


def test_a_few_words_where_no_need_helps() -> None:
    """Where nothing serves the need that was heard, a few words alone are looked for."""
    bench = listing("bench", name="The bench by the chapel")
    assert search(bench, needs=("money",), words="chapel").hits[0].listing.id == "bench"
    story = "i went to chapel with my late husband every single sunday morning"
    assert search(bench, needs=("money",), words=story).hits == ()
    assert search(bench, needs=("money",)).hits == ()


def test_sectors() -> None:
    """From a sector the nearer of two in one district comes first, and tells its miles."""
    near = listing("near", where={"outcode": "LS17", "sector": "LS17 6"})
    far = listing("far", where={"outcode": "LS17", "sector": "LS17 9"})
    found = search(far, near, area="LS17 6").hits
    assert [hit.listing.id for hit in found] == ["near", "far"]
    assert [hit.near for hit in found] == [True, True]
    assert found[0].miles == 0
    assert found[1].miles is not None
    assert found[1].miles > 2
    assert [hit.miles for hit in search(far, near, area="LS17").hits] == [0, 0]
    assert [hit.miles for hit in search(listing("a", where={}), area="LS17").hits] == [None]
    assert [hit.miles for hit in search(near, area=None).hits] == [None]


def test_many_phones_do_not_hide_what_is_near() -> None:
    """However many can be rung, what is in the district is looked at too."""
    phones = [listing(f"phone-{n}", where={}) for n in range(500)]
    assert search(*phones, listing("hall")).hits[0].listing.id == "hall"


WISHES = st.builds(
    Wishes,
    age=st.none() | st.integers(0, 100),
    access=st.frozensets(st.sampled_from(["step_free", "toilet", "loop", "quiet", "parking"])),
    languages=st.lists(st.sampled_from(["Urdu", "Polish", "English", "Klingon"])).map(tuple),
    times=st.frozensets(st.sampled_from([*"MO TU SA today tomorrow evening weekend".split()])),
    open_now=st.booleans(),
    interests=st.frozensets(st.sampled_from(["food", "company", "hats"])),
)


@settings(max_examples=150, deadline=None)
@given(
    wishes=WISHES,
    needs=st.lists(st.sampled_from(oakfield.needs().ids), max_size=2).map(tuple),
    area=st.sampled_from(["LS8", "LS8 2", "LS17", "M1", "ZZ1", None]),
    words=st.sampled_from(["", "mens shed", "knit and natter", "house", "chapel", "ring me"]),
    now=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    most=st.integers(0, 5),
    skipped=st.integers(0, 3),
)
def test_whatever_is_wished(
    wishes: Wishes,
    needs: tuple[str, ...],
    area: str | None,
    words: str,
    now: datetime,
    most: int,
    skipped: int,
) -> None:
    """Whatever is wished, nobody sees what is not for their age, what has the steps they cannot
    climb, what they have seen, a hidden address or more than they asked for; and asking again gives
    the same in the same order."""
    book = oakfield.book()
    query = Query("oakfield", needs, area, now, most=most, wishes=wishes, words=words)
    first = find(book, oakfield.districts(), oakfield.needs(), query)
    skip = tuple(hit.listing.id for hit in first.hits[:skipped])
    more = find(book, oakfield.districts(), oakfield.needs(), replace(query, skip=skip))
    again = find(book, oakfield.districts(), oakfield.needs(), replace(query, skip=skip))
    assert again == more
    for hit in (*first.hits, *more.hits):
        listing = hit.listing
        if wishes.age is not None:
            assert (listing.ages.least or 0) <= wishes.age <= (listing.ages.most or 120)
            assert wishes.age >= 18 or listing.for_children
        for need in wishes.access & {"step_free", "toilet"}:
            assert getattr(listing.access, need) is not False
        if listing.where.confidential:
            secret = listing.where.for_staff().split(", ")
            assert not [part for part in secret if part in f"{hit} {short(hit)}"]
    shown = [hit.listing.id for hit in more.hits]
    assert len(shown) == len(set(shown)) <= most
    assert not set(shown) & set(skip)


@settings(max_examples=100, deadline=None)
@given(WISHES, st.sampled_from(["LS8", "LS17 8", "LS1", None]), st.integers(1, 6))
def test_the_order_stands(wishes: Wishes, area: str | None, most: int) -> None:
    """Who asks for fewer is shown the first of what who asks for more is shown."""
    many = Query("oakfield", ("company", "food"), area, NOW, most=most + 3, wishes=wishes)
    few = replace(many, most=most)
    one, other = (
        find(oakfield.book(), oakfield.districts(), oakfield.needs(), query).hits
        for query in (many, few)
    )
    assert one[:most] == other
