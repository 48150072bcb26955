"""When something is next on: schedules against the clock of a place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from connectbot.directory.hours import Session, local, next_session, open_now
from connectbot.directory.schedule import Schedule

# 17 November 2026 is a Tuesday.


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


TUESDAYS = {"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}

CASES = [
    (TUESDAYS, "2026-11-17T10:00", "2026-11-17T14:00"),
    (TUESDAYS, "2026-11-17T15:59", "2026-11-17T14:00"),
    (TUESDAYS, "2026-11-17T16:00", "2026-11-24T14:00"),
    (TUESDAYS, "2026-11-18T00:00", "2026-11-24T14:00"),
    ({"byday": "MO,FR", "opens_at": "10:00"}, "2026-11-17T10:00", "2026-11-20T10:00"),
    ({"byday": "TU", "opens_at": "10:00"}, "2026-11-17T10:59", "2026-11-17T10:00"),
    ({"byday": "TU", "opens_at": "10:00"}, "2026-11-17T11:00", "2026-11-24T10:00"),
    ({"byday": "TU"}, "2026-11-17T23:00", "2026-11-17T00:00"),
    (
        {"byday": "MO", "opens_at": "22:00", "closes_at": "02:00"},
        "2026-11-17T01:00",
        "2026-11-16T22:00",
    ),
    (
        {"byday": "MO", "opens_at": "22:00", "closes_at": "24:00"},
        "2026-11-17T00:00",
        "2026-11-23T22:00",
    ),
    ({**TUESDAYS, "interval": 2, "dtstart": "2026-11-10"}, "2026-11-17T10:00", "2026-11-24T14:00"),
    ({**TUESDAYS, "interval": 2, "dtstart": "2026-12-01"}, "2026-11-17T10:00", "2026-11-17T14:00"),
    ({**TUESDAYS, "valid_from": "2026-12-02"}, "2026-11-17T10:00", "2026-12-08T14:00"),
    ({**TUESDAYS, "valid_to": "2026-11-10"}, "2026-11-17T10:00", None),
    ({"freq": "MONTHLY", "byday": "1TH"}, "2026-11-17T10:00", "2026-12-03T00:00"),
    ({"freq": "MONTHLY", "byday": "-1MO,3TU"}, "2026-11-18T10:00", "2026-11-30T00:00"),
    ({"freq": "MONTHLY", "byday": "-1TU,3TU"}, "2026-11-17T10:00", "2026-11-17T00:00"),
    ({"freq": "MONTHLY", "bymonthday": "15"}, "2026-11-17T10:00", "2026-12-15T00:00"),
    ({"freq": "MONTHLY", "byday": "5TU"}, "2026-10-01T10:00", "2026-12-29T00:00"),
    (
        {"freq": "MONTHLY", "bymonthday": "30", "interval": 12, "dtstart": "2026-02-01"},
        "2026-11-17T10:00",
        None,
    ),
    ({"freq": "MONTHLY", "bymonthday": "-1"}, "2026-11-17T10:00", "2026-11-30T00:00"),
    (
        {"freq": "MONTHLY", "byday": "1SA", "interval": 2, "dtstart": "2026-11-07"},
        "2026-11-17T10:00",
        "2027-01-02T00:00",
    ),
]


@pytest.mark.parametrize(("schedule", "here", "starts"), CASES)
def test_next(schedule: dict[str, str], here: str, starts: str | None) -> None:
    """The session on now, or the next one, by the wall clock of the place."""
    found = next_session([Schedule.model_validate(schedule)], at(here))
    assert (found.starts if found else None) == (at(starts) if starts else None)


def test_earliest_of_several() -> None:
    """Of several schedules the one that comes first counts."""
    both = [
        Schedule(byday="FR", opens_at="10:00"),
        Schedule(byday="WE", opens_at="18:00", closes_at="19:00"),
    ]
    found = next_session(both, at("2026-11-17T12:00"))
    assert found == Session(at("2026-11-18T18:00"), at("2026-11-18T19:00"))


def test_no_schedule() -> None:
    """Where no time is known there is no next time."""
    assert next_session([], at("2026-11-17T12:00")) is None


@pytest.mark.parametrize(
    ("here", "open_"),
    [("2026-11-17T13:59", False), ("2026-11-17T14:00", True), ("2026-11-17T16:00", False)],
)
def test_open_now(here: str, open_: bool) -> None:
    """Open from the minute it opens to the minute it closes."""
    assert open_now([Schedule.model_validate(TUESDAYS)], at(here)) is open_


def test_a_day_without_times_is_not_open() -> None:
    """Where only the day is known nobody can say that it is open now."""
    assert not open_now([Schedule(byday="TU")], at("2026-11-17T12:00"))


@pytest.mark.parametrize(
    ("now", "here"),
    [("2026-07-01T12:30", "2026-07-01T13:30"), ("2026-12-01T12:30", "2026-12-01T12:30")],
)
def test_wall_clock(now: str, here: str) -> None:
    """Moments are UTC outside and the wall clock of the place inside, summer time too."""
    assert local(at(now).replace(tzinfo=UTC), "Europe/London") == at(here)


@pytest.mark.parametrize(
    ("schedule", "sentence"),
    [
        ({"byday": "1MO"}, "`byday` of a WEEKLY schedule is written like MO,TH"),
        ({"freq": "MONTHLY", "byday": "MO"}, "`byday` of a MONTHLY schedule is written like 1MO"),
        ({}, "say on which days with `byday`"),
        ({"freq": "MONTHLY"}, "say on which days with `byday`"),
        ({"freq": "MONTHLY", "bymonthday": "0"}, "pattern"),
        ({"freq": "MONTHLY", "bymonthday": "32"}, "pattern"),
        ({"bymonthday": "3"}, "say on which days with `byday`"),
        ({"byday": "MO", "except": "rain"}, "write when it is not on as one or more of school-hol"),
        ({"byday": "MO", "opens_at": "2pm"}, "write a time as 14:00"),
        ({"byday": "MO", "opens_at": "25:00"}, "write a time as 14:00"),
        ({"freq": "DAILY", "byday": "MO"}, "WEEKLY"),
        ({"byday": "MO", "opens_at": ["10:00"]}, "valid string"),
    ],
)
def test_faulty_schedules(schedule: dict[str, str], sentence: str) -> None:
    """A schedule that says nothing certain is refused with the mend."""
    with pytest.raises(ValidationError) as refused:
        Schedule.model_validate(schedule)
    assert sentence in str(refused.value)
