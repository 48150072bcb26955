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
TODAY = date(2026, 11, 22)
HOMES = {"oakfield": "LS8", "porth-derwen": "LL49"}
AREAS = [(id, area) for id, place in oakfield.book().places.items() for area in place.outcodes]
LOCAL = {id: [one for one in oakfield.book().listings.values() if one.place == id] for id in HOMES}
A_STORY = re.compile(r"07700 ?900\d{3}|\+447700900\d{3}")
A_PAGE = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[a-z0-9/-]+)?")


def test_in_order() -> None:
    """It can be read without a fault, and holds none."""
    book, faults = oakfield.read_book()
    assert faults == []
    assert problems(book, oakfield.needs(), oakfield.districts(), TODAY) == []


SAID = ("{}", "is {} there", "tell {} to look out for me", "tell {} im coming", "im {}")


def test_a_name_is_no_need() -> None:
    """Whoever is asked for at a door is a person, whatever else the name sounds like."""
    asked = {one.door.ask_for for one in oakfield.book().listings.values()}
    names = {name for all_of in asked if all_of for name in re.split(" (?:or|and) ", all_of)}
    people = {name for name in names if name[0].isupper()}
    assert len(people) > 100
    for name in people:
        for said in SAID:
            needs = oakfield.needs().confident(said.format(name))
            assert needs == (), (name, said)


def test_two_places() -> None:
    """Two places are served, each with districts and a number of its own; Oakfield comes first."""
    places = oakfield.book().places
    assert sorted(places) == list(HOMES)
    for id, outcode in HOMES.items():
        assert oakfield.book().place_of_area(outcode) == places[id]
        assert [oakfield.book().place_of_number(number) for number in places[id].numbers] == [
            places[id]
        ]


def test_enough_of_everything() -> None:
    """At least 160 listings, peers in a dozen of them, some that belong to nobody."""
    listings = oakfield.book().listings.values()
    local = [one for one in listings if not one.national]
    assert len(local) >= 160
    assert min(map(len, LOCAL.values())) >= 70
    assert len([one for one in local if one.peer]) >= 12
    assert len([one for one in local if one.organisation is None]) >= 5
    assert len([one for one in listings if one.national]) >= 15
    assert any(one.for_children for one in listings)


@pytest.mark.parametrize("place", HOMES)
def test_enough_for_each_need(place: str) -> None:
    """In each place at least three listings serve each need, national lines left aside."""
    served = Counter(need for one in LOCAL[place] for need in one.needs)
    assert {id: served[id] for id in oakfield.needs().ids if served[id] < 3} == {}


@pytest.mark.parametrize("place", HOMES)
def test_varied(place: str) -> None:
    """Costs, languages, access, ages and checks differ from listing to listing."""
    listings = LOCAL[place]
    assert len({one.cost for one in listings}) >= 10
    assert len({language for one in listings for language in one.languages}) >= 8
    assert any("BSL" in one.languages for one in listings)
    assert {one.access.step_free for one in listings} == {True, False, None}
    assert {one.access.quiet for one in listings} == {True, False, None}
    assert any(one.access.parking for one in listings)
    assert any(one.ages.least for one in listings)
    assert any(one.ages.most for one in listings)
    assert any(one.where.confidential for one in listings)
    assert any(one.checked is None for one in listings)
    assert any(one.checked and one.stale(TODAY) for one in listings)
    assert any(one.may_introduce(TODAY) for one in listings)
    assert any(not one.may_introduce(TODAY) for one in listings)


@pytest.mark.parametrize("place", HOMES)
def test_every_shape_of_time(place: str) -> None:
    """There are opening times of every shape that a schedule can have."""
    times = [time for one in LOCAL[place] for time in one.when]
    assert {time.freq for time in times} == {"WEEKLY", "MONTHLY"}
    assert any(time.interval > 1 for time in times)
    assert any(time.bymonthday for time in times)
    assert any("-1" in (time.byday or "") for time in times)
    assert any(time.valid_from and time.valid_to for time in times)
    assert any(time.opens and time.closes is None for time in times)
    assert any(time.closes is not None and time.closes > 24 * 60 for time in times)
    exceptions = {"school-holidays", "bank-holidays", "term-time-only", None}
    assert {time.except_ for time in times} == exceptions
    assert any(not one.when for one in LOCAL[place])


def test_somebody_there() -> None:
    """Whatever has no place to go to can be rung or written to."""
    for one in oakfield.book().listings.values():
        assert one.where.outcode or one.contact.phone or one.contact.email, one.id


def test_careful_with_the_young() -> None:
    """What is for young people, or with abuse, is for stated ages or due a look at safeguarding."""
    for one in oakfield.book().listings.values():
        if "young-people" in one.needs and not one.national:
            assert one.ages.most is not None, one.id
            assert one.due, one.id
        if one.needs[0] == "abuse" and one.organisation is not None:
            assert "safeguarding" in one.due, one.id


def test_nobody_real() -> None:
    """Phones are of the range kept for stories, and e-mail goes to example domains; only a known
    helpline has its real number, and says on which page that stands."""
    for one in oakfield.book().listings.values():
        phone, checked = one.contact.phone, one.checked
        if phone is not None and not A_STORY.fullmatch(phone):
            assert checked is not None, one.id
            assert A_PAGE.fullmatch(checked.how), one.id
            assert oakfield.book().sources[one.id][0].split("/")[-1].startswith(("help", "lines"))
    for file, text in oakfield.files().items():
        helplines = file.split("/")[-1].startswith(("help", "lines"))
        for phone in re.findall(r"\+?\d[\d ]{8,}\d", text):
            assert helplines or A_STORY.fullmatch(phone), f"{file}: {phone}"
        for domain in re.findall(r"@([\w.-]+)", text):
            assert domain.endswith(".example"), f"{file}: {domain}"


def test_every_one_different() -> None:
    """No two listings have the same name or say the same of themselves."""
    listings = oakfield.book().listings.values()
    assert len({one.name.casefold() for one in listings}) == len(listings)
    assert len({one.description for one in listings}) == len(listings)


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
        Query(place, (id,), area, now, most=199)
        for id in needs.ids
        for place, home in HOMES.items()
        for area in (home, None)
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


@pytest.mark.parametrize(("place", "area"), AREAS)
def test_something_for_everyone(place: str, area: str) -> None:
    """Whoever asks from anywhere in a place, for any need, is shown at least three things."""
    for id in oakfield.needs().ids:
        query = Query(place, (id,), area, MONDAY)
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
