"""Which listings are asked about, and at which hour."""

from datetime import date, datetime

import pytest

from connectbot.directory.asking import due, hour_for
from connectbot.directory.place import USUAL, Place
from tests.directory.making import listing

TODAY = date(2026, 11, 24)
HERE = Place(id="here", name="Here", team="Team", outcodes=("LS8",), staffed="always")
QUIET = HERE.model_copy(update={"id": "quiet", "keeping": USUAL.model_copy(update={"ask": 0})})
PLACES = {"here": HERE, "quiet": QUIET}


def checked(on: str) -> dict[str, str]:
    """Somebody made sure of it on this day."""
    return {"on": on, "by": "Sam", "how": "rang"}


@pytest.mark.parametrize(
    ("more", "asked", "is_due"),
    [
        ({"checked": checked("2026-11-01")}, None, False),
        ({"checked": checked("2026-08-01")}, None, True),
        ({"checked": checked("2026-01-01")}, None, True),
        ({"checked": None}, None, True),
        ({"checked": checked("2026-08-01")}, date(2026, 11, 10), False),
        ({"checked": checked("2026-01-01")}, date(2026, 8, 1), True),
        ({"checked": checked("2026-08-01"), "place": "quiet"}, None, False),
        ({"checked": checked("2026-08-01"), "place": "elsewhere"}, None, True),
        ({"checked": checked("2026-08-01"), "national": True, "place": ""}, None, False),
        ({"assured": {"on": "2026-11-01"}, "checked": checked("2026-01-01")}, None, False),
    ],
)
def test_three_months_without_a_word_are_enough(more, asked, is_due) -> None:
    """Unless they were asked as lately, or their place asks nobody."""
    last = {"tea": asked} if asked else {}
    assert due([listing("tea", **more)], PLACES, last, TODAY) == ["tea"] * is_due


def test_the_longest_unheard_of_come_first() -> None:
    """What nobody ever made sure of before everything else."""
    found = [
        listing("a", checked=checked("2026-08-01")),
        listing("b", checked=checked("2026-02-01")),
        listing("c", checked=None),
    ]
    assert due(found, PLACES, {}, TODAY) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("when", "here", "asked"),
    [
        ("Tuesdays 2pm to 4pm", "2026-11-23T09:00", "2026-11-24T14:00"),
        ("Tuesdays 2pm to 4pm", "2026-11-24T15:00", "2026-11-24T15:00"),
        ("Tuesdays 2pm to 4pm", "2026-11-24T17:00", "2026-12-01T14:00"),
        ("Tuesdays", "2026-11-23T09:00", "2026-11-24T10:00"),
        ((), "2026-11-23T08:00", "2026-11-23T10:00"),
        ((), "2026-11-23T11:30", "2026-11-23T11:30"),
        ((), "2026-11-23T18:00", "2026-11-24T10:00"),
        ((), "2026-11-21T11:00", "2026-11-23T10:00"),
        ((), "2026-11-20T19:00", "2026-11-23T10:00"),
    ],
)
def test_it_is_asked_while_somebody_is_there(when, here, asked) -> None:
    """On a day when it is on; on a weekday by day where that is not known."""
    found = hour_for(listing("tea", when=when), datetime.fromisoformat(here))
    assert found == datetime.fromisoformat(asked)


def test_what_is_on_next_spring_is_asked_about_now() -> None:
    """Two weeks are as long as we wait for its day."""
    closed = [{"from": "2026-11-01", "to": "2027-03-01"}]
    one = listing("tea", when="Tuesdays 2pm to 4pm", closed=closed)
    assert hour_for(one, datetime(2026, 11, 23, 11)) == datetime(2026, 11, 23, 11)
