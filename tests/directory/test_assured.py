"""Staying true: when a listing was last said to be so, thing by thing, and what follows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.directory.assured import (
    CRITICAL,
    age,
    assured_on,
    confirmed_by,
    field_assured_on,
)
from connectbot.directory.book import Book
from connectbot.directory.listing import Listing
from connectbot.directory.place import Keeping
from connectbot.directory.search import Query, find
from connectbot.directory.shown import full
from tests.directory import oakfield
from tests.directory.making import listing

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLD, NEWER, NEW = "2026-01-01", "2026-05-01", "2026-11-01"
ALONE = dict.fromkeys(CRITICAL, NEWER)


def said(checked: str | None, **assured: str) -> Listing:
    """A listing that was checked and said to be so on these days."""
    how = {"on": checked, "by": "Sam", "how": "rang"} if checked else None
    return listing("tea", checked=how, assured=assured)


@pytest.mark.parametrize(
    ("one", "on"),
    [
        (said(None), None),
        (said(OLD), OLD),
        (said(OLD, on=NEW), NEW),
        (said(NEW, on=OLD), NEW),
        (said(OLD, when=NEW), OLD),
        (said(None, when=NEW), None),
        (said(None, **ALONE), NEWER),
        (said(None, **{**ALONE, "cost": NEW}), NEWER),
        (said(OLD, **{**ALONE, "cost": NEW}), NEWER),
    ],
)
def test_the_oldest_thing_counts(one: Listing, on: str | None) -> None:
    """It is assured since its oldest critical thing; one thing never said leaves it unsaid."""
    assert assured_on(one) == (date.fromisoformat(on) if on else None)


def test_each_thing_alone() -> None:
    """A thing said alone is as new as that; the others as old as the whole."""
    one = said(OLD, when=NEW)
    days = {field: str(field_assured_on(one, field)) for field in CRITICAL}
    assert days == {**dict.fromkeys(CRITICAL, OLD), "when": NEW}


@pytest.mark.parametrize(
    ("days", "is_now"),
    [
        *((days, "fresh") for days in (0, 91)),
        *((days, "due") for days in (92, 182)),
        *((days, "check first") for days in (183, 274)),
        (275, "out"),
    ],
)
def test_three_six_and_nine_months(days: int, is_now: str) -> None:
    """At three months it is asked about, at six shown with "check first", at nine not found."""
    one = said(str(TODAY - timedelta(days=days)))
    assert age(one, Keeping(), TODAY) == is_now


@pytest.mark.parametrize(
    ("keeping", "is_now"),
    [
        ({"leave": 0}, "check first"),
        ({"leave": 24}, "check first"),
        ({"leave": 0, "check_first": 0}, "due"),
        ({"leave": 0, "check_first": 0, "ask": 0}, "fresh"),
    ],
)
def test_a_place_chooses(keeping: dict[str, int], is_now: str) -> None:
    """Each of the three is the place's own; 0 is never."""
    assert age(said(OLD), Keeping(**keeping), TODAY) == is_now


def test_never_said_and_national() -> None:
    """What nobody ever said is shown with "check first"; a national line stays found."""
    assert age(said(None), Keeping(), TODAY) == "check first"
    assert age(said(None), Keeping(check_first=0), TODAY) == "fresh"
    line = said(OLD).model_copy(update={"national": True})
    assert age(line, Keeping(), TODAY) == "check first"


@given(st.integers(0, 900), st.integers(0, 900))
def test_older_is_never_better(first: int, second: int) -> None:
    """Of two listings the older is never the fresher."""
    order = ["fresh", "due", "check first", "out"]
    young, old = sorted((first, second))
    ages = [age(said(str(TODAY - timedelta(days=d))), Keeping(), TODAY) for d in (young, old)]
    assert order.index(ages[0]) <= order.index(ages[1])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"where.venue", "where.address, confidential"}, ("where",)),
        ({"contact.phone", "name", "cost"}, ("name", "joining", "cost")),
        ({"description", "needs"}, ()),
        ({"closed"}, ("when",)),
    ],
)
def test_an_edit_tells_its_things_anew(fields: set[str], told: tuple[str, ...]) -> None:
    """Whoever changes the phone says thereby how one gets in touch today."""
    assert confirmed_by(fields) == told


def found(keeping: Keeping, **more: object) -> list[tuple[str, tuple[str, ...]]]:
    """What a search in Oakfield finds, with its reasons."""
    one = listing("tea", place="oakfield", **more)
    here = oakfield.book().places["oakfield"].model_copy(update={"keeping": keeping})
    book = Book([here], [one])
    query = Query("oakfield", ("company",), "LS8", NOW)
    hits = find(book, oakfield.districts(), oakfield.needs(), query).hits
    return [(hit.listing.id, hit.reasons) for hit in hits if hit.listing.id == "tea"]


def test_search_follows() -> None:
    """Old ones are shown with "check first", then not at all, unless the place keeps them."""
    checked = {"by": "Sam", "how": "rang"}
    fresh, old, out = ({**checked, "on": day} for day in (NEW, NEWER, OLD))
    assert "check first" not in found(Keeping(), checked=fresh)[0][1]
    assert found(Keeping(), checked=old)[0][1][-1] == "check first"
    assert found(Keeping(), checked=out) == []
    assert len(found(Keeping(leave=0), checked=out)) == 1
    assert found(Keeping(), checked=None)[0][1][-1] == "check first"


def test_a_group_that_takes_nobody_says_so() -> None:
    """In one line and in full."""
    assert "full at the moment" in found(Keeping(), capacity=0)[0][1]
    assert full(listing("tea", capacity=0), NOW).endswith(" Full at the moment.")
    assert "Full" not in full(listing("tea", capacity=2), NOW)


def test_in_full_it_is_said_in_a_sentence() -> None:
    """Whoever chose it reads that it may have changed."""
    assert full(said(NEWER), NOW).endswith("Check first, this may have changed.")
    assert "Check first" not in full(said(NEW), NOW)
    assert "Check first" not in full(said(OLD), NOW, keeping=Keeping(check_first=0, leave=0))
