"""Tables as spreadsheets save them, and what their headings mean."""

from __future__ import annotations

import pytest

from connectbot.directory.incoming.headings import guesses, mapped
from connectbot.directory.incoming.sheets import Sheet, sheet_of
from connectbot.directory.incoming.table import facts_in

PLAIN = "Name,Day,Cost\nTea,Monday,£2\nWalk,Tuesday,free\n"

SAVED: list[tuple[str, bytes]] = [
    ("plain", PLAIN.encode()),
    ("with a mark", PLAIN.encode("utf-8-sig")),
    ("Windows letters", PLAIN.encode("cp1252")),
    ("two bytes a letter", PLAIN.encode("utf-16")),
    ("semicolons", PLAIN.replace(",", ";").encode()),
    ("tabs", PLAIN.replace(",", "\t").encode()),
    ("sep=", b"sep=,\n" + PLAIN.encode()),
    ("old line ends", PLAIN.replace("\n", "\r").encode()),
    ("a title above", b"Groups in Oakfield 2026,,\n,,\n" + PLAIN.encode()),
    ("blank rows", PLAIN.replace("\n", "\n,,\n").encode()),
    ("headings on each page", (PLAIN + "NAME,DAY,COST\n").encode()),
    ("columns of nothing", PLAIN.replace("Cost", "Cost,,").replace("£2", "£2,,").encode()),
    ("formulas kept from running", PLAIN.replace("£2", "'+£2").encode()),
]


@pytest.mark.parametrize(("how", "raw"), SAVED)
def test_it_is_the_same_however_it_was_saved(how: str, raw: bytes) -> None:
    """Marks, letters, parters, titles and gaps make no difference."""
    sheet = sheet_of(raw)
    cells = [tuple(cell.removeprefix("+") for cell in row) for _, row in sheet.rows]
    assert (sheet.headings, cells) == (
        ("Name", "Day", "Cost"),
        [("Tea", "Monday", "£2"), ("Walk", "Tuesday", "free")],
    ), how


def test_line_breaks_ragged_rows_and_two_of_a_name() -> None:
    """A line break in quotes is in the cell; short rows are filled, long ones cut with a note."""
    raw = b'Name,Note,Note\n"Tea\nand cake",a\nWalk,b,c,d\n'
    sheet = sheet_of(raw)
    assert sheet.headings == ("Name", "Note", "Note (2)")
    assert [row for _, row in sheet.rows] == [("Tea\nand cake", "a", ""), ("Walk", "b", "c")]
    assert "more cells than headings" in sheet.notes[0]


def test_headings_that_stand_over_others() -> None:
    """Merged headings go before those below them."""
    raw = b"Name,Where,,When,\n,Venue,Postcode,Day,Start\nTea,Hall,LS8 2AB,Mon,10:00\n"
    sheet = sheet_of(raw)
    assert sheet.headings == ("Name", "Where Venue", "Where Postcode", "When Day", "When Start")
    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "there are no headings"),
        (b"PK\x03\x04....", "Excel file"),
        (b"\xd0\xcf\x11\xe0..", "Excel file"),
        (b'Name,"\n' + b"x" * 1_000_100, "it is no table"),
    ],
)
def test_what_is_no_table(raw: bytes, why: str) -> None:
    """A sentence says what it is and what to do."""
    with pytest.raises(ValueError, match=why):
        sheet_of(raw)


def sheet(*headings: str, rows: int = 3, **cells: str) -> Sheet:
    row = tuple(cells.get(heading, "something") for heading in headings)
    return Sheet(headings, tuple((number, row) for number in range(2, rows + 2)))


MEANT = [
    ("Group Name", "Tea", "name", False),
    ("Organisation name", "Age Friends", "organisation", False),
    ("Telephone No.", "07700 900123", "phone", False),
    ("E-mail", "jo@example.org", "email", False),
    ("Column 7", "LS8 2AB", "postcode", True),
    ("Column 8", "www.example.org", "website", True),
    ("Postcode of the hall", "LS8 2AB", "postcode", False),
    ("Desciption", "Come along", "description", False),
    ("Where is the venue located", "Hall", "venue", True),
    ("Internal notes", "Jo owes us £5", "", False),
    ("Flibbertigibbet", "yes", "", False),
    ("Latitude", "north a bit", "latitude", True),
    ("Lat", "53.8", "latitude", False),
    ("Age from", "18", "least", False),
    ("Start", "10am", "opens", False),
    ("Day & Time", "Tuesdays 12-2", "when", False),
    ("Last checked", "1/9/2026", "assured", False),
    ("Cost", "LS8 2AB", "cost", True),
    ("Phone for bookings please", "07700 900123", "phone", False),
    ("Empty", "", "", False),
]


@pytest.mark.parametrize(("heading", "cell", "field", "asks"), MEANT)
def test_what_a_heading_means(heading: str, cell: str, field: str, asks: bool) -> None:
    """By its own words, by words like them, by what stands below; asked where it is not sure."""
    guess = guesses(Sheet((heading,), ((2, (cell,)), (3, (cell,)))))[0]
    assert (guess.field, guess.asks) == (field, asks)


def test_a_field_is_given_once() -> None:
    """Of two headings for one field the surer has it."""
    found = guesses(sheet("Name", "Names of things", Name="Tea"))
    assert [one.field for one in found].count("name") == 1
    assert found[0].field == "name"


def test_a_map_that_somebody_wrote() -> None:
    """It is taken as it is; what is no heading, no field, or has no name is refused."""
    there = sheet("What", "Notes", "Fee")
    assert mapped(there, {"what": "name", "Notes": "-", "Fee": None}) == {
        "What": "name",
        "Notes": "",
        "Fee": "",
    }
    for given, why in (
        ({"Other": "name"}, "no heading 'Other'"),
        ({"What": "title"}, "no field 'title'"),
        ({"What": "description"}, "no heading is the `name`"),
    ):
        with pytest.raises(ValueError, match=why):
            mapped(there, given)


def test_rows_as_facts() -> None:
    """Two columns of one field stand one after the other; n/a says nothing."""
    found = Sheet(("A", "B", "C", "D"), ((5, ("Tea", "1 High St", "Leeds", "n/a")),))
    facts = facts_in(found, {"A": "name", "B": "address", "C": "address", "D": "cost"})[0]
    assert facts.said == {"name": "Tea", "address": "1 High St, Leeds"}
    assert facts.label == "row 5"
    assert found.fingerprint == Sheet(("a", "b", "C", "D"), ()).fingerprint
