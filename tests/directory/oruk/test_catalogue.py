"""What the feed tells of the directory: everything anybody may read, in the standard's shape."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest

from connectbot.directory.body import body_of
from connectbot.directory.book import Book
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.catalogue import Catalogue
from connectbot.directory.oruk.ids import uid
from connectbot.directory.oruk.openapi import LISTS
from connectbot.directory.oruk.query import MOST_SIZE, Filter, Query, read_query
from connectbot.directory.oruk.terms import NEEDS_ID
from connectbot.directory.place import Place
from connectbot.model.kept import Kept
from tests.directory import oakfield
from tests.directory.making import listing
from tests.directory.many import PLACE, TODAY, listings
from tests.directory.oruk.official import faults, ours, theirs, thing_of, within

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
SECRETS = ("Hush House", "Whisper Lane")


def _catalogue(book: Book, changed=None) -> Catalogue:
    around = Around(book.places, oakfield.needs(), oakfield.districts())
    return Catalogue(book, around, changed or {}, TODAY)


@cache
def _starter() -> Catalogue:
    book = oakfield.book()
    return _catalogue(book, dict.fromkeys(book.listings, NOON))


@cache
def _made() -> Catalogue:
    """Two thousand listings of every shape."""
    many = list(listings(2000))
    return _catalogue(Book([PLACE], many), {one.id: NOON for one in many if one.narrow})


@cache
def _mixed() -> Catalogue:
    """Four hundred others, one in ten with an address nobody may know."""
    return _catalogue(Book([PLACE], listings(400, seed=2, confidential=True)))


def _pages(catalogue: Catalogue, name: str, size: int = MOST_SIZE, **more):
    """Every page of a list, its envelope looked at."""
    page, met = 1, 0
    filter = Filter(located=name == "service_at_locations")
    while True:
        told = getattr(catalogue, name)(Query(filter, page, size, **more))
        met += len(told["contents"])
        assert told["page_number"] == page
        assert told["size"] == len(told["contents"])
        assert told["empty"] == (not told["contents"])
        assert told["first_page"] == (page == 1)
        assert told["last_page"] == (met == told["total_items"])
        assert told["total_pages"] == -(-told["total_items"] // size)
        yield from told["contents"]
        if told["last_page"]:
            return
        page += 1


def _every_answer(catalogue: Catalogue):
    """Every answer there is: (name of the list, row), of lists and of single things."""
    for name in LISTS:
        for row in _pages(catalogue, name):
            yield name, row
            whole = {
                "services": catalogue.service,
                "service_at_locations": catalogue.service_at_location,
                "taxonomies": catalogue.taxonomy,
                "taxonomy_terms": catalogue.taxonomy_term,
                "organizations": catalogue.organization,
            }[name](row["id"])
            assert whole is not None, (name, row["id"])
            yield name, whole[0] if isinstance(whole, tuple) else whole


@pytest.mark.parametrize("catalogue", [_starter, _mixed])
def test_every_answer_is_as_we_promise(catalogue):
    """Every part is there that must be, with the values it may have, and nothing else."""
    for name, row in _every_answer(catalogue()):
        assert faults(ours(thing_of(name)), row) == [], row["id"]


@pytest.mark.parametrize("catalogue", [_starter, _made])
def test_every_answer_is_as_the_standard_wants(catalogue):
    """Against the official schemata, with formats looked at, there is no error anywhere."""
    services = {}
    for name, row in _every_answer(catalogue()):
        assert faults(theirs(thing_of(name)), row) == [], row["id"]
        for contact in row.get("contacts", ()):
            for phone in contact.get("phones", ()):
                assert faults(theirs("phone"), phone) == []
        if name == "services":
            services.setdefault(row["id"], []).append(row)
        if name == "service_at_locations":
            assert row["service"] in services[row["service_id"]]
    assert len(services) >= 200


def test_the_two_can_fail():
    """What the standard and we refuse is found."""
    row, _ = _starter().service(uid("service", "saturday-strollers"))
    assert row["name"] == "Saturday Strollers"
    daily = [{**row["schedules"][0], "freq": "DAILY"}]
    for broken in (
        {"name": None},
        {"status": "open"},
        {"last_modified": "yesterday"},
        {"id": "7"},
        {"schedules": daily},
    ):
        assert faults(ours("service"), {**row, **broken})
        assert faults(theirs("service"), {**row, **broken})
    assert faults(ours("service"), {**row, "surprise": 1})


@pytest.mark.parametrize("catalogue", [_starter, _mixed])
def test_nothing_is_null_or_empty(catalogue):
    """What is not known is left out, wherever it stands."""
    for name, row in _every_answer(catalogue()):
        for at, value in within(row):
            assert value not in (None, "", [], {}), (name, row["id"], at)


def test_a_confidential_listing_is_nowhere():
    """In no answer, no count, no organisation stands anything of one."""
    hidden = [one for one in listings(400, 2, confidential=True) if one.where.confidential]
    assert len(hidden) > 20
    told = json.dumps([row for _, row in _every_answer(_mixed())])
    for secret in (*SECRETS, *(f'"{one.id}"' for one in hidden)):
        assert secret not in told
    assert len(list(_pages(_mixed(), "services"))) == 400 - len(hidden)
    for one in hidden:
        assert _mixed().service(uid("service", one.id)) is None
        assert _mixed().service_at_location(uid("service at location", one.id)) is None
    only = _catalogue(Book([], [listing("refuge", organisation="Refuge", where=_SECRET)]))
    assert not list(_pages(only, "organizations"))


_SECRET = {"venue": "Hush House", "outcode": "LS9", "confidential": True}


def test_a_confidential_listing_of_the_starter_is_nowhere():
    """Neither its name nor its id nor a word of where it is."""
    told = json.dumps([row for _, row in _every_answer(_starter())], ensure_ascii=False)
    hidden = [one for one in oakfield.book().listings.values() if one.where.confidential]
    assert len(hidden) >= 3
    for one in hidden:
        spoken = [part for part in one.where.for_staff().split(", ") if " " in part]
        assert spoken
        for words in (one.id, one.name, uid("service", one.id), *spoken):
            assert words not in told


def test_what_nobody_spoke_for_in_long_is_left_out():
    """As long as its place says; a place that says never keeps it."""
    old = {"on": TODAY - timedelta(days=300), "by": "Sam", "how": "rang"}
    place = {"team": "t", "outcodes": ("LS8",), "staffed": "always"}
    usual = Place(id="here", name="Here", **place)
    patient = Place(id="there", name="There", keeping={"leave": 0}, **place)
    book = Book(
        [usual, patient],
        [
            listing("old", checked=old),
            listing("kept", checked=old, place="there"),
            listing("new"),
            listing("old-elsewhere", checked=old, place="nowhere"),
        ],
    )
    assert [row["name"] for row in _pages(_catalogue(book), "services")] == [
        "Name kept",
        "Name new",
    ]


def test_the_old_id_of_a_merged_listing_answers_with_the_new_one():
    """Whoever kept the old id finds what became of it; where that is left out, nothing."""
    kept = [
        Kept("tea", "here", "active", 1, body_of(listing("tea"))),
        Kept("chat", "here", "merged", 2, body_of(listing("chat")), merged_into="tea"),
        Kept("refuge", "here", "active", 1, body_of(listing("refuge", where=_SECRET))),
        Kept("hide", "here", "merged", 2, body_of(listing("hide")), merged_into="refuge"),
        Kept("lost", "here", "merged", 2, body_of(listing("lost")), merged_into="gone"),
        Kept("rests", "here", "hidden", 2, body_of(listing("rests"))),
    ]
    catalogue = _catalogue(Book.of([], kept))
    assert catalogue.service(uid("service", "chat"))[0]["name"] == "Name tea"
    for gone in ("hide", "lost", "rests", "refuge"):
        assert catalogue.service(uid("service", gone)) is None
    assert len(list(_pages(catalogue, "services"))) == 1


def test_ids_are_taken_in_capitals_and_unknown_ones_are_nobody():
    """An id means the same in either case."""
    catalogue = _catalogue(Book([], [listing("tea"), listing("line", where={})]))
    tea, _ = catalogue.service(uid("service", "tea").upper())
    assert tea["name"] == "Name tea"
    assert catalogue.service_at_location(uid("service at location", "line")) is None
    for ask in (
        catalogue.service,
        catalogue.service_at_location,
        catalogue.organization,
        catalogue.taxonomy,
        catalogue.taxonomy_term,
    ):
        assert ask("x") is None
        assert ask("") is None


def test_summaries_in_the_list_the_whole_for_one_or_on_request():
    """Who wants whole services in one go says full=true."""
    brief = next(_pages(_starter(), "services"))
    whole, _ = _starter().service(brief["id"])
    assert "schedules" not in brief
    assert brief.items() <= whole.items()
    assert next(_pages(_starter(), "services", full=True)) == whole


def test_when_something_last_changed_is_told_to_the_thousandth():
    """So that others fetch what is new; where it is not known it is not said."""
    row = next(_pages(_starter(), "services"))
    assert row["last_modified"] == "2026-11-01T12:00:00.000Z"
    assert "last_modified" not in next(_pages(_catalogue(Book([], [listing("a")])), "services"))


def test_a_list_is_as_new_as_its_newest_change_and_not_older_than_today():
    """What is old enough leaves the list at midnight, so a list may change with the day."""
    book = Book([], [listing("tea")])
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    assert _catalogue(book).modified == midnight
    assert _catalogue(book, {"tea": NOON}).modified == midnight
    later = midnight + timedelta(hours=3)
    assert _catalogue(book, {"tea": NOON, "gone": later}).modified == later


def test_a_filter_is_looked_through_once_and_not_for_ever():
    """Going through the pages of one search costs one search; old ones are let go."""
    catalogue = _catalogue(Book([], [listing("tea")]))
    for text in (*map(str, range(40)), "tea", "tea"):
        asked = read_query({"search": text}, oakfield.districts())
        catalogue.services(asked)
    assert len(catalogue._found) == 16
    assert catalogue.services(read_query({"search": "tea"}, oakfield.districts()))["contents"]


def test_terms_are_those_we_curate_and_those_a_listing_names():
    """No attribute leads to a term that is not there."""
    catalogue = _catalogue(Book([], [listing("tea", needs=["company", "unheard-of"])]))
    terms = {row["code"]: row for row in _pages(catalogue, "taxonomy_terms")}
    assert terms["unheard-of"]["name"] == "unheard-of"
    assert len(terms) == len(oakfield.needs().ids) + 1
    other = read_query({"taxonomy_id": "x"}, oakfield.districts())
    assert catalogue.taxonomy_terms(other)["empty"]
    assert len(catalogue.taxonomy(NEEDS_ID)["taxonomy_terms"]) == len(terms)


def test_today_is_in_no_listing_of_the_starter():
    """The feed reads the same on another day while nothing changes."""
    book = oakfield.book()
    around = Around(book.places, oakfield.needs(), oakfield.districts())
    one, other = (Catalogue(book, around, {}, day) for day in (TODAY, date(2026, 12, 24)))
    assert list(_pages(one, "services", full=True)) == list(_pages(other, "services", full=True))


def test_one_change_costs_one_entry():
    """What is as it was is taken over; where the needs are others, all is made anew."""
    kept = [Kept(id, "", "active", 1, body_of(listing(id))) for id in ("a", "b", "c")]
    book = Book.of([], kept)
    around = Around({}, oakfield.needs(), oakfield.districts())
    first = Catalogue(book, around, {}, TODAY)
    secret = Kept("b", "", "active", 2, body_of(listing("b", where=_SECRET)))
    new = Kept("c", "", "active", 2, body_of(listing("c", cost="£2")))
    second = Catalogue(book.after([secret, new]), around, {}, TODAY, first)
    assert [row["name"] for row in _pages(second, "services")] == ["Name a", "Name c"]
    assert second._known["a"] is first._known["a"]
    assert second._known["c"] is not first._known["c"]
    other = Around({}, type(oakfield.needs())(()), oakfield.districts())
    assert Catalogue(book, other, {}, TODAY, first)._known["a"] is not first._known["a"]
