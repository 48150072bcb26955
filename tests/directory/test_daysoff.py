"""Bank holidays and school terms: no session on a day off, none promised where nobody can tell."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from connectbot.directory.book import Book
from connectbot.directory.closing import next_on
from connectbot.directory.daysoff import NOTHING_KNOWN, Calendar, calendar
from connectbot.directory.hours import next_session, open_now
from connectbot.directory.place import Place
from connectbot.directory.saying import said_soon
from connectbot.directory.schedule import Schedule

TERMS = ((date(2026, 9, 2), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 12, 18)))
LEEDS = calendar("england", TERMS)
AN_HOUR = {"opens_at": "10:00", "closes_at": "11:00"}


def mondays(but: str | None, **more: object) -> Schedule:
    return Schedule.model_validate({"byday": "MO", **AN_HOUR, "except": but, **more})


# 26 October 2026 is a Monday of half term, 30 November is St Andrew's Day, 28 December a bank
# holiday everywhere because Boxing Day is a Saturday.
SESSIONS = [
    ("always on", mondays(None), LEEDS, "2026-10-26", "10-26", True),
    ("half term", mondays("school-holidays"), LEEDS, "2026-10-25", "11-02", True),
    ("in terms", mondays("term-time-only"), LEEDS, "2026-10-24", "11-02", True),
    ("after the last term known", mondays("term-time-only"), LEEDS, "2026-12-19", "12-21", False),
    ("no terms known", mondays("term-time-only"), NOTHING_KNOWN, "2026-10-25", "10-26", False),
    ("bank holiday", mondays("bank-holidays"), LEEDS, "2026-12-27", "01-04", True),
    ("another nation's", mondays("bank-holidays"), LEEDS, "2026-11-29", "11-30", True),
    ("Scotland's", mondays("bank-holidays"), calendar("scotland", ()), "2026-11-29", "12-07", True),
    ("nation unknown", mondays("bank-holidays"), calendar(None, ()), "2026-11-29", "11-30", False),
    ("no bank holiday", mondays("bank-holidays"), calendar(None, ()), "2026-11-22", "11-23", True),
    ("both", mondays("school-holidays,bank-holidays"), LEEDS, "2026-10-25", "11-02", True),
    ("which week?", mondays(None, interval=2), LEEDS, "2026-11-22", "11-23", False),
    (
        "the other week, after half term",
        mondays("school-holidays", interval=2, dtstart="2026-10-12"),
        LEEDS,
        "2026-10-20",
        "11-09",
        True,
    ),
]


@pytest.mark.parametrize(
    ("why", "schedule", "days", "today", "starts", "sure"),
    SESSIONS,
    ids=[row[0] for row in SESSIONS],
)
def test_days_off(
    why: str, schedule: Schedule, days: Calendar, today: str, starts: str, sure: bool
) -> None:
    """It is on next on the first day that is not off; sure only where that is known."""
    found = next_session([schedule], datetime.fromisoformat(today), days)
    assert found is not None
    assert (f"{found.starts:%m-%d}", found.sure) == (starts, sure)


def test_nobody_is_told_of_what_is_not_sure() -> None:
    """Where nobody can tell it is not said to be today, nor open now."""
    here = datetime(2026, 10, 26, 10, 30)
    unsure = next_session([mondays("term-time-only")], here)
    assert unsure is not None
    assert said_soon(unsure, here) is None
    assert not open_now([mondays("term-time-only")], here)
    assert open_now([mondays("bank-holidays")], here, LEEDS)


FILES = {
    "oakfield/place.yaml": """
name: Oakfield
team: Oakfield team
outcodes: [LS8]
staffed: always
nation: england
terms:
  - {from: 2026-11-02, to: 2026-12-18}
  - {from: 2026-09-02, to: 2026-10-23}
""",
    "oakfield/all.yaml": """
- {id: toddlers, name: Toddlers, needs: [family], when: "Mondays 10-11, term time only"}
- {id: tea, name: Tea, needs: [company], when: "Mondays 10-11"}
""",
}


def test_a_listing_keeps_the_calendar_of_its_place() -> None:
    """A place says its nation and its terms once; listings there know their days off."""
    book, problems = Book.parse(FILES)
    assert problems == []
    sunday = datetime(2026, 10, 25, 12)
    days = {id: next_on(listing, sunday) for id, listing in book.listings.items()}
    assert {id: f"{found.starts:%m-%d}" for id, found in days.items() if found} == {
        "toddlers": "11-02",
        "tea": "10-26",
    }


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    """Dates the wrong way round are told with their mend."""
    place = {"id": "a", "name": "A", "team": "B", "outcodes": ["LS8"], "staffed": "always"}
    with pytest.raises(ValidationError, match="ends before it begins; swap"):
        Place.model_validate({**place, "terms": [{"from": "2026-12-18", "to": "2026-11-02"}]})
