"""Listings in files: whole, in order, safe to open, and none that nobody may know of."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from connectbot.directory.body import body_of
from connectbot.directory.book import Book
from connectbot.directory.incoming.headings import guesses
from connectbot.directory.incoming.sheets import sheet_of
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.reading import body
from connectbot.directory.outgoing.cells import safe, table
from connectbot.directory.outgoing.choosing import Chosen, chosen
from connectbot.directory.outgoing.pages import page, pages
from connectbot.directory.outgoing.services import service_page
from connectbot.directory.outgoing.sheet import HEADINGS, sheet
from connectbot.directory.outgoing.tables import TABLES, tables
from tests.directory.making import listing
from tests.directory.many import PLACE, TODAY, listings
from tests.directory.oakfield import districts, needs

SECRET = {"venue": "Hush House", "outcode": "LS9", "confidential": True}


@cache
def _many():
    return tuple(listings(300, seed=3))


def _around() -> Around:
    return Around({PLACE.id: PLACE}, needs(), districts())


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    ("place", "public", "found"),
    [
        (None, False, Chosen(["a", "line", "old", "there"], confidential=1)),
        (None, True, Chosen(["a", "line", "there"], confidential=1, out=1)),
        ("here", False, Chosen(["a", "old"], confidential=1)),
        ("millbrook", True, Chosen(["there"])),
        ("national", True, Chosen(["line"])),
        ("nowhere", False, Chosen([])),
    ],
)
def test_what_leaves_is_chosen(place, public, found):
    """Of one place or all, never a confidential one; for others, none that is out of date."""
    old = {"on": TODAY - timedelta(days=300), "by": "Sam", "how": "rang"}
    book = Book(
        [PLACE],
        [
            listing("there", place="millbrook", checked=old),
            listing("refuge", where=SECRET),
            listing("old", checked=old),
            listing("line", national=True, place="", checked=old),
            listing("a"),
        ],
    )
    assert chosen(book, place, TODAY, public=public) == found


def test_a_page_of_services_holds_them_all_and_gives_them_back():
    """What it is made of comes back from it, letter for letter."""
    text = "".join(service_page(_many(), len(_many()), _around(), public=False))
    told = json.loads(text)
    assert told["total_items"] == told["size"] == len(told["contents"]) == 300
    assert [body(row) for row in told["contents"]] == [body_of(one) for one in _many()]
    empty = json.loads("".join(service_page((), 0, _around(), public=True)))
    assert empty["empty"]
    assert empty["contents"] == []


def test_the_sheet_has_a_line_for_each_and_every_column_is_filled_somewhere():
    """What a listing says stands there in words; who checked it does not."""
    text = sheet(_many(), needs())
    rows = _rows(text)
    assert [row["ID"] for row in rows] == [one.id for one in _many()]
    assert not [name for name in HEADINGS if not any(row[name] for row in rows)]
    assert "Sam" not in text
    one = listing("tea", when="Tuesdays 2pm to 4pm", needs=["company", "x"], access={"loop": True})
    (row,) = _rows(sheet([one], needs()))
    assert row["When"] == "Tue 2pm to 4pm"
    assert row["Needs"] == f"{needs().get('company').title}; x"
    assert (row["Accessibility"], row["Postcode"]) == ("Hearing loop", "LS8")


def test_the_headings_are_taken_for_what_they_are():
    """Whoever edits the table and gives it back is asked nothing about the common columns."""
    meant = {one.heading: one for one in guesses(sheet_of(sheet(_many(), needs()).encode()))}
    assert not [one for one in meant.values() if one.asks]
    common = "Name Description Needs Venue Address Postcode When Cost Languages Phone".split()
    assert [meant[heading].field for heading in common] == [name.lower() for name in common]
    assert meant["Run by"].field == "organisation"
    assert (meant["Minimum age"].field, meant["Maximum age"].field) == ("least", "most")


@given(st.text(min_size=1, max_size=20))
def test_no_cell_is_a_formula(text):
    """Whatever somebody wrote, a spreadsheet shows it and runs nothing; it comes back as it was."""
    cell = safe(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in (text, f"'{text}")
    _, (_, back) = csv.reader(io.StringIO(table(["a", "b"], [{"a": "x", "b": text}]), newline=""))
    assert back == cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (-3, "-3"), (2.5, "2.5"), ("=1+1", "'=1+1"), ("+44", "'+44"), ("a=b", "a=b")],
)
def test_numbers_and_plain_words_stay_as_they_are(value, cell):
    """Only what would run is changed."""
    assert safe(value) == cell


def test_the_tables_lead_to_each_other():
    """Every id that a row names is a row of its table; nothing is lost between them."""
    files = tables(_many(), _around())
    package = json.loads(files.pop("datapackage.json"))
    rows = {name: _rows(files[f"{name}.csv"]) for name in TABLES}
    ids = {name: {row["id"] for row in found} for name, found in rows.items()}
    assert [one["name"] for one in package["resources"]] == list(TABLES)
    for one in package["resources"]:
        named = [field["name"] for field in one["schema"]["fields"]]
        assert named == next(csv.reader(io.StringIO(files[one["path"]])))
    leads = {
        "organization_id": "organizations",
        "service_id": "services",
        "location_id": "locations",
        "contact_id": "contacts",
        "taxonomy_id": "taxonomies",
        "taxonomy_term_id": "taxonomy_terms",
    }
    met = set()
    for name, found in rows.items():
        assert len(ids[name]) == len(found), name
        for row in found:
            for column, there in leads.items():
                if row.get(column):
                    assert row[column] in ids[there], (name, column)
                    met.add((name, column))
    assert {("schedules", "service_id"), ("phones", "contact_id"), ("addresses", "location_id"),
            ("accessibility", "location_id"), ("languages", "service_id")} <= met  # fmt: skip
    assert len(rows["services"]) == 300
    assert len(rows["schedules"]) == sum(len(one.when) for one in _many())
    assert tables([], _around()).keys() == {"datapackage.json"}


def test_pages_are_read_as_the_same_listings():
    """A folder of them is a community again, place and all."""
    files = pages(_many(), {PLACE.id: PLACE, "empty": PLACE})
    assert files.keys() == {
        "directory/places/millbrook/place.yaml",
        "directory/places/millbrook/listings.yaml",
        "directory/places/national/listings.yaml",
        "directory/places//listings.yaml",
    } - (
        {"directory/places//listings.yaml"}
        if all(o.place or o.national for o in _many())
        else set()
    )
    book, problems = Book.parse(files)
    assert not problems
    assert book.places == {PLACE.id: PLACE}
    assert {id: body_of(one) for id, one in book.listings.items()} == {
        one.id: body_of(one) for one in _many()
    }
    assert all("name" in one and "place" not in one for one in yaml.safe_load(
        files["directory/places/millbrook/listings.yaml"]))  # fmt: skip


def test_one_page_tells_the_place_of_each():
    """In one file the folder cannot say it."""
    told = yaml.safe_load(page(_many()))
    assert [one["id"] for one in told] == [one.id for one in _many()]
    assert {one.get("place", "national") for one in told} == {"millbrook", "national"}
    assert list(told[0])[:2] == ["id", "name"]
