"""A listing wholly, for a volunteer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectbot.directory.sheet import ages, sheet
from tests.directory import oakfield
from tests.directory.making import listing

NOW = datetime(2026, 11, 17, 10, tzinfo=UTC)  # a Tuesday

FULL = listing(
    "tea",
    name="Tea and Talk",
    organisation="Lantern",
    needs=["company", "unheard-of"],
    description="A pot of tea.",
    who="people who lost someone",
    peer=True,
    where={"venue": "The Hall", "address": "1 Mill Lane", "outcode": "LS8", "visits": ["LS7"]},
    when=[{"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}],
    cost="£1",
    ages={"least": 18},
    access={"step_free": True, "toilet": False, "quiet": True},
    languages=["English", "Urdu"],
    door={"ask_for": "Jean", "bus": "Bus 2", "steps": "No steps"},
    contact={"phone": "07700 900123", "email": "tea@lantern.example"},
    due=["insurance"],
    checked={
        "on": "2026-11-01",
        "by": "Sam",
        "how": "visited",
        "safeguarding": "2026-11-02",
        "insurance": "2027-01-31",
    },
)


def test_all_of_it() -> None:
    """Everything that is known stands under its label, in a fixed order."""
    title = oakfield.needs().get("company").title
    assert sheet(FULL, oakfield.needs(), NOW) == (
        ("id", "tea"),
        ("run by", "Lantern"),
        ("what", "A pot of tea."),
        ("for", "people who lost someone"),
        ("ages", "18 and over"),
        ("needs", f"{title}, unheard-of"),
        ("peers", "run by people who have been through it"),
        ("where", "The Hall, 1 Mill Lane, LS8 (LS7)"),
        ("when", "Tue 2pm to 4pm (today at 2pm)"),
        ("cost", "£1"),
        ("access", "no steps, no toilet, quiet; not known: hearing loop, parking"),
        ("languages", "English, Urdu"),
        ("ask for", "Jean"),
        ("getting in", "Bus 2. No steps"),
        ("phone", "07700 900123"),
        ("email", "tea@lantern.example"),
        (
            "checked",
            "2026-11-01 by Sam, visited; safeguarding seen 2026-11-02; insured until 2027-01-31",
        ),
        ("still right", "2026-11-01"),
        ("a name", "may be given to them"),
    )


def test_little_of_it() -> None:
    """What nobody has said is left out, save what somebody should find out."""
    bare = listing("a", checked=None, where={})
    assert sheet(bare, oakfield.needs(), NOW) == (
        ("id", "a"),
        ("run by", "nobody in particular"),
        ("needs", oakfield.needs().get("company").title),
        ("where", "By phone"),
        ("when", "by arrangement"),
        ("cost", "free"),
        ("languages", "English"),
        ("checked", "never"),
        ("a name", "is not given to them until somebody has checked it"),
    )


def test_access_known_or_not() -> None:
    """Where all is known nothing is asked, and where nothing is known all of it."""
    known = dict.fromkeys(("step_free", "toilet", "loop", "quiet", "parking"), True)
    needs = oakfield.needs()
    said = dict(sheet(listing("a", access=known), needs, NOW))["access"]
    assert said == "no steps, toilet, hearing loop, quiet, parking"
    asked = dict(sheet(listing("a"), needs, NOW))["access"]
    assert asked == "not known: no steps, toilet, hearing loop, quiet, parking"


def test_a_confidential_address() -> None:
    """A confidential address is given by phone, here too."""
    where = {"confidential": "yes", "venue": "Zebulon Lodge", "outcode": "LS16", "sector": "LS16 2"}
    rows = dict(sheet(listing("a", where=where), oakfield.needs(), NOW))
    assert rows["where"] == "Address given by phone"
    assert "LS16" not in str(rows)
    assert "access" in rows


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [(None, None, ""), (18, None, "18 and over"), (None, 25, "up to 25"), (18, 25, "18 to 25")],
)
def test_ages(least: int | None, most: int | None, words: str) -> None:
    """Ages in words; all ages are not mentioned."""
    assert ages(listing("a", ages={"least": least, "most": most}).ages) == words
