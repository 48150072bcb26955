"""Times and distances in Welsh, as the starter says them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from connectbot.directory.rings import about
from connectbot.directory.saying import brief, clock, dated, listed, moment, soon, whole
from connectbot.directory.schedule import Schedule
from connectbot.written.catalogue import entries, tongue

PO = (Path(__file__).parents[2] / "flows/cy/messages.po").read_text("utf-8")
WELSH = tongue("cy", entries(PO, "cy.po")[0])
TUESDAY = datetime(2026, 11, 24, 9)


def schedule(**fields: object) -> Schedule:
    """One schedule, as it is written."""
    return Schedule.model_validate(fields)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "hanner nos"), (570, "9.30yb"), (720, "hanner dydd"), (840, "2yp"), (1140, "7yh")],
)
def test_the_clock(minutes: int, said: str) -> None:
    """Morning, afternoon and evening each have their letters."""
    assert clock(minutes, WELSH) == said


@pytest.mark.parametrize(
    ("fields", "short", "long"),
    [
        (
            {"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"},
            "Mawrth 2yp",
            "Mawrth 2yp tan 4yp",
        ),
        (
            {"byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"},
            "Llun-Gwener 9yb tan 5yp",
            "Llun-Gwener 9yb tan 5yp",
        ),
        ({"byday": "WE,TH"}, "Mercher ac Iau", "Mercher ac Iau"),
        (
            {"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "10:00"},
            "bob dydd 10yb",
            "bob dydd o 10yb",
        ),
        (
            {"freq": "MONTHLY", "byday": "2WE", "opens_at": "19:00"},
            "Mercher 2il o'r mis 7yh",
            "Mercher 2il o'r mis o 7yh",
        ),
        ({"freq": "MONTHLY", "byday": "1TU,3TU"}, "Mawrth 1af a 3ydd", "Mawrth 1af a 3ydd"),
        ({"freq": "MONTHLY", "bymonthday": "15"}, "15 o'r mis", "15 o'r mis"),
    ],
)
def test_times(fields: dict[str, str], short: str, long: str) -> None:
    """In a line among others, and in full."""
    one = [schedule(**fields)]
    assert (brief(one, WELSH), whole(one, WELSH)) == (short, long)


def test_what_is_on_soon() -> None:
    """Today, by the clock."""
    one = [schedule(byday="TU", opens_at="14:00", closes_at="16:00")]
    assert soon(one, TUESDAY, WELSH) == "heddiw am 2yp"


def test_moments() -> None:
    """When somebody will be told, or a text will come."""
    today = date(2026, 11, 24)
    assert moment(datetime(2026, 11, 24, 14), today, WELSH) == "am 2yp heddiw"
    assert moment(datetime(2026, 11, 25, 9), today, WELSH) == "am 9yb yfory"
    assert moment(datetime(2026, 11, 26, 9), today, WELSH) == "ddydd Iau am 9yb"
    assert dated(datetime(2026, 12, 1, 10), WELSH) == "ddydd Mawrth 1 Rhagfyr am 10yb"


def test_miles_and_lists() -> None:
    """As people say them."""
    assert (about(1, WELSH), about(3, WELSH)) == ("tua 1 filltir", "tua 3 milltir")
    assert listed(["Llun", "Mawrth", "Gwener"], WELSH) == "Llun, Mawrth a Gwener"
