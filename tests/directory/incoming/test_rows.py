"""What rows of a table say about ages, costs, people and places, and how they are made listings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from connectbot.directory.body import body_of
from connectbot.directory.incoming.cleaning import calm_name, clean, shortened
from connectbot.directory.incoming.days import clock_of, day_of
from connectbot.directory.incoming.envelope import page_of, whole
from connectbot.directory.incoming.facts import Draft, Facts
from connectbot.directory.incoming.making import draft_of
from connectbot.directory.incoming.naming import short_name, slug
from connectbot.directory.incoming.opening import NoDirectory, listings_in, parsed, services_in
from connectbot.directory.incoming.piling import piled
from connectbot.directory.incoming.services import facts_of
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.service import service_of
from tests.directory.incoming.reading import UUID, known, made, noted, nowhere, row
from tests.directory.making import listing


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ({"ages": "18-25"}, 18, 25),
        ({"ages": "over 50s"}, 50, None),
        ({"ages": "60+"}, 60, None),
        ({"ages": "under 5"}, None, 5),
        ({"ages": "16 and under"}, None, 16),
        ({"ages": "everybody"}, None, None),
        ({"least": "0", "most": "120"}, None, None),
        ({"least": "16 to 25"}, 16, 25),
        ({"least": "n/a"}, None, None),
    ],
)
def test_ages(said: dict[str, str], least: int | None, most: int | None) -> None:
    """In words or figures; no limit where it is none."""
    ages = made(row(**said)).ages
    assert (ages.least, ages.most) == (least, most)


@pytest.mark.parametrize(
    ("said", "sector", "outcode"),
    [
        ({"postcode": "ls82ab"}, "LS8 2", "LS8"),
        ({"postcode": "LS8"}, None, "LS8"),
        ({"address": "1 High St, Leeds LS8 2AB"}, "LS8 2", "LS8"),
        ({"postcode": "LL57 1AA", "latitude": "53,22", "longitude": "-4,13"}, "LL57 1", "LL57"),
        ({"venue": "Hall", "address": "Hall"}, None, None),
        ({"latitude": "53.8"}, None, None),
    ],
)
def test_where(said: dict[str, str], sector: str | None, outcode: str | None) -> None:
    """A postcode is a district and a sector, wherever it stands; never kept whole."""
    where = made(row(**said)).where
    assert (where.sector, where.outcode) == (sector, outcode)
    assert "2AB" not in where.model_dump_json() or "address" in said


@pytest.mark.parametrize(
    ("said", "phone", "email"),
    [
        ({"phone": "0044 7700 900123"}, "+447700900123", None),
        ({"phone": "+440 7700 900123"}, "+447700900123", None),
        ({"phone": "07700 900 123"}, "07700900123", None),
        ({"phone": "none", "email": "n/a"}, None, None),
        ({"email": "mailto:jo@example.org"}, None, "jo@example.org"),
    ],
)
def test_how_to_reach_them(said: dict[str, str], phone: str | None, email: str | None) -> None:
    """One number and one address, each as the UK writes it."""
    contact = made(row(**said)).contact
    assert ((contact.phone or "").replace(" ", "") or None, contact.email) == (phone, email)


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("Step-free, no toilet", {"step_free": True, "toilet": False}),
        ("No steps and no parking", {"step_free": True, "parking": True}),
        ("Not wheelchair accessible", {"step_free": False}),
        ("Ask us", {}),
    ],
)
def test_getting_in(said: str, so: dict[str, bool]) -> None:
    """What is there and what is not, where the words say so."""
    assert (
        made(row(access=said)).access.model_dump(exclude_none=True).items()
        >= ({"step_free": True} if so.get("parking") else so).items()
    )


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ({"when": "Tuesdays 2pm to 4pm"}, "TU 14:00 16:00"),
        ({"days": "Monday", "opens": "10am"}, "MO 10:00 None"),
        ({"days": "Monday", "opens": "10", "closes": "12.30"}, "MO 10:00 12:30"),
        ({"days": "Monday", "opens": "whenever"}, "MO None None"),
        ({"opens": "10:00"}, ""),
        ({"opens": "Tuesdays 12-2"}, "TU 12:00 14:00"),
    ],
)
def test_when(said: dict[str, str], when: str) -> None:
    """In one column or in three."""
    found = made(row(**said)).when
    assert "; ".join(f"{one.byday} {one.opens_at} {one.closes_at}" for one in found) == when


def test_times_that_cannot_be_read_are_kept_in_words() -> None:
    """Whatever column they stood in, nobody's times are lost without a word."""
    draft = row(opens="most Saturdays in summer")
    assert "most Saturdays in summer" in str(made(draft))
    assert any(note.field == "when" for note in draft.notes)


def test_what_fits_nowhere_else_is_told() -> None:
    """A long name, a long `who` and a website without any other contact go to the description."""
    name = "Riverside Trust: weekly gathering for all who live on the estate and their friends"
    draft = row(
        name=name,
        who="anybody who has ever looked after somebody for longer than a week",
        website="example.org",
        description="Tea.",
        ask_for="Jo",
    )
    listing = made(draft)
    assert listing.name == "Riverside Trust"
    assert listing.description.startswith(f"{name}. Tea. For anybody")
    assert listing.description.endswith("More: example.org")
    assert listing.door.ask_for == "Jo"
    assert "whole in description" in noted(draft)["name"].mend


def test_where_it_belongs() -> None:
    """Without --place the postcode tells; without either it is left out, and says so."""
    assert draft_of(Facts("row 2", said={"name": "Tea", "postcode": "LL57"}), nowhere()).listing
    lost = draft_of(Facts("row 2", said={"name": "Tea", "postcode": "ZE1 0AA"}), nowhere())
    assert (lost.listing, "--place" in noted(lost)["place"].mend) == (None, True)


def test_no_limit_of_a_listing_loses_a_record() -> None:
    """What a listing refuses goes field by field; the rest is kept."""
    assert made(row(languages="x" * 20 + ", Urdu")).languages[-1] == "Urdu"
    draft = row(ages="200 to 300")
    assert made(draft).ages.least is None
    nameless = row(name="Ä")  # one letter is no name of ours
    assert (nameless.listing, "does not hold together" in noted(nameless)["name"].what) == (
        None,
        True,
    )


@pytest.mark.parametrize(
    ("name", "by", "short"),
    [
        ("Tea", "", "Tea"),
        ("Age Friends Oakfield - Wednesday lunch club at the hall", "Age Friends Oakfield",
         "Wednesday lunch club at the hall"),
        ("The weekly lunch clubs in the church hall", "", "weekly lunch clubs in the church hall"),
        ("Wednesday lunch club (for people over fifty, and friends)", "", "Wednesday lunch club"),
        ("Wednesday lunch club for people over fifty with friends", "",
         "Wednesday lunch club for people"),
        ("X" * 60, "", "X" * 40),
        ("Come and have your lunch on the first of a month", "",
         "Come and have your lunch on the first"),
    ],
)  # fmt: skip
def test_short_names(name: str, by: str, short: str) -> None:
    """At most forty letters, cut where it makes sense."""
    assert short_name(name, by) == short


def test_small_things() -> None:
    """Ids, shouting, cutting, days and clocks."""
    assert (slug("Tê a th’ôst!"), slug("???")) == ("te-a-thost", "listing")
    assert (
        calm_name("THE HEALTH AND NHS GROUP FOR OVER 50S")
        == "The Health and NHS Group for Over 50s"
    )
    assert clean("<p>a</p><br>b &amp;amp; c\u200b\x00 Caf\u00c3\u00a9 \u00c3\u00a9\u2603") == (
        "a b & c Caf\u00c3\u00a9 \u00c3\u00a9\u2603"
    )
    assert clean("Caf\u00c3\u00a9") == "Café"
    assert shortened("One sentence here. Another one is cut off", 30) == "One sentence here."
    assert shortened("One. Two three.X", 15) == "One. Two three."
    assert shortened("word " * 10, 20) == "word word word..."
    assert shortened("x" * 30, 20) == f"{'x' * 17}..."
    assert day_of("46000") == date(2025, 12, 9)
    assert (day_of("1/3/26"), day_of("3rd March 2026")) == (date(2026, 3, 1), date(2026, 3, 3))
    assert (day_of("3 Foo 2026"), day_of("soon")) == (None, None)
    assert [clock_of(one) for one in ("midnight", "13pm", "24:30", "12am")] == [
        "24:00", None, None, "00:00",
    ]  # fmt: skip


def test_envelopes() -> None:
    """Every envelope's list, totals and last page are found, wherever they stand."""
    one = {"id": "1", "name": "Tea"}
    for data, pages, items, last in (
        ({"contents": [one], "total_pages": 2, "total_items": 9, "last_page": False}, 2, 9, False),
        ({"content": [one], "totalPages": "3", "totalElements": 5, "last": True}, 3, 5, True),
        ({"services": [one], "pagination": {"total_pages": 4}, "meta": 3}, 4, None, None),
        ({"items": [{"service": one}], "meta": {"total": True}}, None, None, None),
        ([one], None, None, True),
        (one, None, None, True),
    ):
        page = page_of(data)
        assert page is not None
        assert (page.services, page.pages, page.items, page.last) == ((one,), pages, items, last)
    assert page_of({"version": "HSDS-UK-3.0", "name": "x"}) is None
    assert (page_of("text"), whole(one), whole({"schedules": []})) == (None, False, True)


def test_saved_pages() -> None:
    """Of several pages each service is taken once, the fuller one; what is no page is passed over
    beside others, and refused alone."""
    short, full = b'[{"id": 1, "name": "Tea"}]', b'{"id": 1, "name": "Tea", "email": "a@b.org"}'
    other = b'{"id": 1, "name": "Walk"}'  # some give one id to several
    pages = {"a": short, "b": full, "c": short, "d": b'{"version": 1}', "e": other}
    found, again = services_in(pages)
    assert found == [{"id": 1, "name": "Tea", "email": "a@b.org"}, {"id": 1, "name": "Walk"}]
    assert again == 2
    with pytest.raises(NoDirectory, match="no services in it"):
        services_in({"d": b'{"version": 1}'})
    with pytest.raises(NoDirectory, match="line 2: this is no JSON"):
        parsed(b"[\n,", "x.json")
    with pytest.raises(NoDirectory, match="too deeply"):
        parsed(b"[" * 200_000, "x.json")


def test_the_same_twice() -> None:
    """The same again is once; rows that differ in their days are one group; others both stay."""
    days = {"days": "Monday", "venue": "Hall"}
    drafts = [row(**days), row(**days), row(**{**days, "days": "Tuesday"}), row(**days, cost="£2")]
    pile = piled([*drafts, row(name="")])
    assert [why for _, _, why in pile.merged] == ["the same again", "the same group on another day"]
    assert [draft.key for draft in pile.drafts] == ["tea-and-chat/hall", "tea-and-chat/hall/2"]
    assert (pile.count, len(pile.out), len(made(pile.drafts[0]).when)) == (5, 1, 2)


def ours(**more: object) -> Draft:
    whole = service_of(listing("tea", **more), Around({}, known().needs), public=False)
    return draft_of(facts_of(whole, "service 1"), known())


def test_what_we_wrote_comes_back() -> None:
    """A service that we exported is the listing it was; what was changed so that it does not hold
    together is read as anybody's; its place is ours."""
    same = listing("tea", place="there")
    assert body_of(made(ours(place="there"))) == body_of(same)
    moved = ours(place="gone")
    assert (made(moved).place, noted(moved)["place"].mend) == ("here", "put under here")
    whole = service_of(same, Around({}, known().needs), public=False)
    broken = draft_of(facts_of({**whole, "name": "x" * 50}, "service 1"), known())
    assert (broken.ours, made(broken).name) == (False, "x" * 40)
    gone = service_of(listing("tea", place="gone", where={}), Around({}, known().needs))
    lost = draft_of(facts_of(gone, "service 1"), nowhere())
    assert lost.listing is None


def test_a_stranger_is_not_believed() -> None:
    """What a feed says about who checked a group, or that it serves the whole country, is not
    taken over; its id is not one of ours."""
    row = service_of(
        listing("tea", place="there", uid=UUID), Around({}, known().needs), public=False
    )
    stranger = draft_of(facts_of(row, "service 1"), replace(known(), trusted=False))
    one = made(stranger)
    assert (one.checked, one.assured.on, one.place, stranger.ours) == (None, None, "here", False)
    assert (stranger.key, stranger.uid) == (UUID, UUID)


def test_listing_files() -> None:
    """Listings in the form of a community; a faulty one is left out with its line and its mend."""
    texts = {
        "groups.yaml": "- {id: tea, name: Tea, needs: [company]}\n- {id: x, name: Y, needs: []}\n",
        "there/more.yaml": "- {id: walk, name: Walk, needs: [active]}\n",
        "there/place.yaml": "name: There\n",
    }
    found = listings_in(texts, known())
    assert [(one.key, made(one).place) for one in found[:2]] == [("tea", "here"), ("walk", "there")]
    assert [one.listing for one in found[2:]] == [None] * (len(found) - 2)
    assert len(found) > 2
