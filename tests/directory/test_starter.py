"""The directory we ship: a lifelike place that anybody can try."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from connectbot.directory.checks import problems
from connectbot.directory.search import Query, find
from connectbot.directory.shown import FULL, SHORT, full, short
from tests.directory import oakfield

GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
MONDAY = datetime(2026, 11, 16, 10, tzinfo=UTC)
AREAS = [f"LS{number}" for number in range(1, 18)]


def test_in_order() -> None:
    """It can be read without a fault, and holds none."""
    book, faults = oakfield.read_book()
    assert faults == []
    today = date(2026, 11, 21)
    assert problems(book, oakfield.needs(), oakfield.districts(), today) == []


def test_enough_of_everything() -> None:
    """At least sixty listings, five in Oakfield for each need, some that belong to nobody."""
    listings = oakfield.book().listings.values()
    local = [one for one in listings if not one.national]
    served = Counter(need for one in local for need in one.needs)
    assert len(listings) >= 60
    assert min(served[id] for id in oakfield.needs().ids) >= 5
    assert len([one for one in local if one.organisation is None]) >= 5
    assert len([one for one in local if one.where.outcode == "LS8"]) >= 15
    assert 3 <= len(listings) - len(local) <= 4


def test_varied() -> None:
    """Times, costs, languages, access and ages differ from listing to listing."""
    listings = oakfield.book().listings.values()
    assert len({one.cost for one in listings}) >= 10
    assert len({language for one in listings for language in one.languages}) >= 8
    assert {one.access.step_free for one in listings} == {True, False, None}
    assert {schedule.freq for one in listings for schedule in one.when} == {"WEEKLY", "MONTHLY"}
    assert any(one.ages.least for one in listings)
    assert any(one.ages.most for one in listings)


def test_nobody_real() -> None:
    """Phones are of the range kept for stories, and e-mail goes to example domains."""
    for file, text in oakfield.files().items():
        for phone in re.findall(r"\+?\d[\d ]{8,}\d", text):
            assert re.fullmatch(r"07700 ?900\d{3}|\+447700900\d{3}", phone), f"{file}: {phone}"
        for domain in re.findall(r"@([\w.-]+)", text):
            assert domain.endswith(".example"), f"{file}: {domain}"


def test_name_on_a_line_of_its_own() -> None:
    """Each listing's name stands on a line of its own, where a program can find it."""
    lines = [line for text in oakfield.files().values() for line in text.splitlines()]
    names = {line.split(":", 1)[1].strip() for line in lines if line.strip().startswith("name:")}
    assert {one.name for one in oakfield.book().listings.values()} <= names


@pytest.mark.parametrize("days", range(7))
def test_fits_a_text(days: int) -> None:
    """Every listing fits its room on every day of the week, in letters that cost one text least."""
    now = MONDAY + timedelta(days=days, hours=days)
    book, needs = oakfield.book(), oakfield.needs()
    queries = [
        Query("oakfield", (id,), area, now, most=99) for id in needs.ids for area in ("LS8", None)
    ]
    hits = [hit for query in queries for hit in find(book, oakfield.districts(), needs, query).hits]
    lines = [short(hit) for hit in hits]
    pages = [full(listing, now) for listing in book.listings.values()]
    assert {hit.listing.id for hit in hits} == set(book.listings)
    assert max(map(len, lines)) <= SHORT
    assert max(map(len, pages)) <= FULL
    assert not set("".join(lines + pages)) - GSM7


def test_needs_fit_a_text() -> None:
    """What is said about a need is in letters that cost one text least."""
    for id in oakfield.needs().ids:
        need = oakfield.needs().get(id)
        assert not set(need.warm + need.confirm + need.title) - GSM7


@pytest.mark.parametrize("area", AREAS)
def test_something_for_everyone(area: str) -> None:
    """Whoever asks from anywhere in Oakfield, for any need, is shown at least three things."""
    for id in oakfield.needs().ids:
        query = Query("oakfield", (id,), area, MONDAY)
        found = find(oakfield.book(), oakfield.districts(), oakfield.needs(), query)
        assert len(found.hits) == 3, (area, id)


def test_the_first_talk() -> None:
    """The resident of the issue is shown what is for people who lost someone, in LS8."""
    said = "im lonely since my husband died, LS8"
    needs, area = oakfield.needs().confident(said), oakfield.districts().find(said)
    now = MONDAY + timedelta(days=1)
    found = find(
        oakfield.book(), oakfield.districts(), oakfield.needs(), Query("oakfield", needs, area, now)
    )
    assert not found.widened
    assert found.hits[0].listing.name == "Tea and Talk"
    assert found.hits[0].reasons == ("in LS8", "today at 2pm", "free")
    assert all("bereavement" in hit.listing.needs for hit in found.hits)
