"""The directory read from files, and what is said about faults in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.book import Book
from connectbot.directory.checks import problems, stale, uk_phone

PLACE = """\
name: Oakfield
team: Oakfield team
outcodes: [LS7, LS8]
numbers: ["+447700900000"]
staffed: Monday to Friday
"""
BENCH = "id: bench\nname: The bench\nneeds: [company]\n"
TWO = "- id: one\n  name: One\n  needs: [company]\n- id: two\n  name: Two\n  needs: [talk]\n"


def told(files: dict[str, str]) -> list[str]:
    return [str(problem) for problem in Book.parse(files)[1]]


def test_places_and_listings() -> None:
    """A file holds one listing or a list, and each belongs to the place of its folder."""
    zone = PLACE + "timezone: Europe/Paris\n"
    book, faults = Book.parse(
        {"p/oakfield/a.yaml": BENCH, "p/oakfield/b.yaml": TWO, "p/oakfield/place.yaml": zone}
    )
    assert faults == []
    assert set(book.listings) == {"bench", "one", "two"}
    bench, place = book.listing("bench"), book.place("oakfield")
    assert bench is not None
    assert (bench.place, bench.timezone) == ("oakfield", "Europe/Paris")
    assert place is not None
    assert place is book.place_of_number("+447700900000")
    assert place is book.place_of_area("LS8")
    assert book.sources["two"] == ("p/oakfield/b.yaml", 4)


def test_unknown() -> None:
    """What is not in the book is None."""
    book, _ = Book.parse({})
    assert book.listing("x") is None
    assert book.place("x") is None
    assert book.place_of_number("+447700900000") is None
    assert book.place_of_area("LS8") is None
    assert book.shelf("x", "company").anywhere == []


def test_national() -> None:
    """The folder `national` holds listings that serve every place."""
    book, faults = Book.parse({"places/national/lines.yaml": BENCH})
    assert faults == []
    assert book.shelf("", "company").anywhere == ["bench"]
    assert problems(book, {"company"}, (), date(2026, 11, 17)) == []


def test_shelves() -> None:
    """A listing stands on the shelf of each of its needs, by where one goes or where they come."""
    files = {
        "o/a.yaml": "id: a\nname: Aa\nneeds: [company, talk]\nwhere: {outcode: LS8}\n",
        "o/b.yaml": "id: b\nname: Bb\nneeds: [talk]\nwhere: {visits: [LS7, LS8]}\n",
        "o/c.yaml": "id: c\nname: Cc\nneeds: [talk]\n",
        "o/d.yaml": "id: d\nname: Dd\nneeds: [talk]\nwhere: {outcode: LS9, visits: [LS8]}\n",
    }
    talk = Book.parse(files)[0].shelf("o", "talk")
    assert talk.there == {"LS8": ["a"], "LS9": ["d"]}
    assert talk.visiting == {"LS7": ["b"], "LS8": ["b", "d"]}
    assert talk.anywhere == ["c"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"o/a.yaml": BENCH, "o/b.yaml": BENCH},
            "o/b.yaml:1: the id `bench` is already used at o/a.yaml:1; give this one another",
        ),
        (
            {"o/a.yaml": BENCH + "nedes: [talk]\n"},
            "o/a.yaml:4: unknown word `nedes`; did you mean `needs`?",
        ),
        (
            {"o/a.yaml": "- id: a\n  name: Aa\n"},
            "o/a.yaml:1: `needs` is missing; add a line `needs: ...`",
        ),
        (
            {"o/a.yaml": BENCH + "checked: {on: soon, by: Sam, how: rang}\n"},
            "o/a.yaml:4: `on` should be a date, like 2026-03-31, not `soon`",
        ),
        ({"o/a.yaml": "- just a text\n"}, "o/a.yaml:1: "),
        ({"o/a.yaml": "where: [\n"}, "o/a.yaml:"),
        ({"o/place.yaml": "name: Oakfield\n"}, "o/place.yaml:1: `outcodes` is missing"),
        ({"o/place.yaml": "- name: Oakfield\n"}, "o/place.yaml:1: "),
        ({"o/place.yaml": "a: b: c\n"}, "o/place.yaml:1: "),
        (
            {"o/place.yaml": PLACE + "timezone: Leeds\n"},
            "this is no time zone; in the UK write Europe/London",
        ),
        ({"o/place.yaml": PLACE + "timezone: ../etc\n"}, "this is no time zone"),
        ({"o/place.yaml": PLACE.replace("+44", "0")}, "`numbers` item 1"),
        ({"place.yaml": PLACE}, "place.yaml:1: `id` is missing; add a line `id: ...`"),
    ],
)
def test_faults(files: dict[str, str], sentence: str) -> None:
    """A fault is told with its file, its line and the mend."""
    assert [text for text in told(files) if sentence in text]


def test_the_rest_is_kept() -> None:
    """One faulty listing leaves the others in the book."""
    book, faults = Book.parse({"o/a.yaml": TWO.replace("Two", "x"), "o/b.yaml": "{"})
    assert list(book.listings) == ["one"]
    assert len(faults) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([PLACE, BENCH, TWO]),
    st.text(st.characters(), max_size=8),
    st.integers(0, 150),
    st.sampled_from(["o/place.yaml", "o/a.yaml", "a.yaml", ""]),
)
def test_no_file_breaks_it(text: str, junk: str, at: int, file: str) -> None:
    """No file, however damaged, raises: it is read or its problems are told."""
    Book.parse({file: text[:at] + junk + text[at:]})


TODAY = date(2026, 11, 17)
CHECKED = BENCH + "checked: {on: 2026-11-01, by: Sam, how: rang}\n"


def checks(more: str, text: str = CHECKED) -> list[str]:
    book, faults = Book.parse({"oakfield/place.yaml": PLACE, "oakfield/a.yaml": text + more})
    assert faults == []
    found = problems(book, {"company"}, {"LS7", "LS8"}, TODAY)
    assert not any(problem.warning for problem in found)
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("contact: {phone: 07700 900123}\nwhere: {outcode: LS8, visits: [LS7]}\n", None),
        ("contact: {email: jean@hall.example}\n", None),
        ("contact: {phone: 12345}\n", "the phone is no UK number; write it like 07700 900123"),
        ("where: {outcode: LS88}\n", "there is no postcode district `LS88`; write one like LS8"),
        ("where: {outcode: LS8, sector: LS8 6}\n", "there is no postcode sector `LS8 6`"),
        ("where: {visits: [LS8, Leeds]}\n", "there is no postcode district `Leeds`"),
        ("assured: {when: 2030-01-01}\n", "`assured` says 2030-01-01, which is in the future"),
    ],
)
def test_checks(more: str, sentence: str | None) -> None:
    """A listing whose phone or district cannot be right is told."""
    found = checks(more)
    assert found == [] if sentence is None else sentence in found[0]


def test_an_email_that_is_none() -> None:
    """What is no e-mail address is told with one that is, and no pattern is shown to anybody."""
    _, (fault,) = Book.parse({"oakfield/a.yaml": CHECKED + "contact: {email: ring us}\n"})
    assert fault.text == "`email` cannot be `ring us`; write it like tea@example.org"


def test_unknown_need_and_future_check() -> None:
    """A need nobody knows and a check in the future are told."""
    text = CHECKED.replace("company", "hats").replace("2026-11-01", "2027-11-01")
    assert checks("", text) == [
        "oakfield/a.yaml:1: `bench`: it was checked in the future; mend the year of `on`",
        "oakfield/a.yaml:1: `bench`: there is no need `hats`; see needs.yaml for their ids",
    ]


def test_unknown_place() -> None:
    """A listing in a folder without a place is told."""
    book, _ = Book.parse({"elsewhere/a.yaml": CHECKED})
    found = problems(book, {"company"}, (), TODAY)
    assert "there is no place `elsewhere`; put a place.yaml into its folder" in str(found)


def test_stale() -> None:
    """Listings nobody has checked, or not for half a year, are warned about."""
    files = {
        "o/a.yaml": BENCH,
        "o/b.yaml": CHECKED.replace("id: bench", "id: old").replace("2026-11-01", "2026-01-01"),
        "o/c.yaml": CHECKED.replace("id: bench", "id: new"),
    }
    found = stale(Book.parse(files)[0], TODAY)
    assert all(problem.warning for problem in found)
    assert [str(problem) for problem in found] == [
        "o/a.yaml:1: `bench`: nobody has checked it; it is shown, but never given a person's name",
        "o/b.yaml:1: `old`: last checked on 2026-01-01; ring them and write the new day",
    ]


@pytest.mark.parametrize(
    ("phone", "right"),
    [
        ("07700 900123", True),
        ("+447700900123", True),
        ("+44 7700 900123", True),
        ("+44 (0)7700 900123", False),
        ("(07700) 900-123", True),
        ("0800 1111", True),
        ("0800 111", False),
        ("0808 2000 247", True),
        ("116 123", True),
        ("999", True),
        ("111", True),
        ("7700900123", False),
        ("+33 1 23 45 67 89", False),
        ("07700 90012", False),
        ("ring Jean", False),
        ("", False),
        ("07700 900123 ext 4", False),
    ],
)
def test_uk_phone(phone: str, right: bool) -> None:
    """Numbers as they are written in the UK, long ones and the short ones for help."""
    assert uk_phone(phone) is right
