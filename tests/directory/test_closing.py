"""Closed on days said ahead: no session is told on them, and the day it opens again is."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from connectbot.directory.closing import next_on, open_again, resting, shut
from connectbot.directory.shown import full
from connectbot.directory.wishes import Wishes, on_when_wished, session
from tests.directory.making import listing
from tests.directory.test_assured import NOW

EVERY_DAY = [{"byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "14:00", "closes_at": "16:00"}]
CLOSED = [
    {"from": "2026-11-24", "to": "2026-11-30", "why": "new floor"},
    {"from": "2026-12-01", "to": "2026-12-02"},
]
TEA = listing("tea", when=EVERY_DAY, closed=CLOSED)


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    """A moment by the clock of the place."""
    return datetime(2026, month, day, hour)


def test_the_next_session_is_after_it() -> None:
    """One closure runs into the next; before them and after them it is as ever."""
    starts = {day: next_on(TEA, at(day)).starts.date() for day in (22, 23, 24, 30)}  # type: ignore[union-attr]
    opens = date(2026, 12, 3)
    assert starts == {22: date(2026, 11, 22), 23: date(2026, 11, 23), 24: opens, 30: opens}
    assert next_on(TEA, at(23, 17)).starts.date() == opens  # type: ignore[union-attr]
    assert next_on(listing("a", closed=CLOSED), at(24)) is None


def test_what_it_says() -> None:
    """Until when, in a line; nothing where it is open."""
    assert resting(TEA, date(2026, 11, 24)) == "closed until 3 December"
    assert resting(TEA, date(2026, 11, 23)) == ""
    assert open_again(TEA, date(2026, 12, 2)) == date(2026, 12, 3)
    assert shut(TEA, date(2026, 11, 30)).why == "new floor"  # type: ignore[union-attr]
    assert "every day 2pm to 4pm (closed until 3 December)" in full(TEA, NOW).lower().replace(
        "december", "December"
    )


@pytest.mark.parametrize(
    ("wishes", "day", "on"),
    [
        (Wishes(times=frozenset({"today"})), 23, True),
        (Wishes(times=frozenset({"today"})), 24, False),
        (Wishes(times=frozenset({"tomorrow"})), 23, False),
        (Wishes(times=frozenset({"afternoon"})), 24, True),
        (Wishes(open_now=True), 24, False),
    ],
)
def test_wishes_know_it(wishes: Wishes, day: int, on: bool) -> None:
    """What must be on today or tomorrow is not there while it is closed."""
    assert on_when_wished(TEA, wishes, at(day, 15)) is on
    if wishes.times == {"afternoon"}:
        assert session(TEA, wishes, at(day, 15)).starts == at(3, 14, 12)  # type: ignore[union-attr]


def test_days_the_wrong_way_round() -> None:
    """It is refused with its mend."""
    with pytest.raises(ValidationError, match="swap them"):
        listing("a", closed=[{"from": "2026-12-02", "to": "2026-12-01"}])
