"""When waves are due: the wall clock, the weekday, the days that are off, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.directory.daysoff import calendar as days_off
from connectbot.measures.calendar import after, closes, moment, reminders, waves
from connectbot.measures.plan import Span
from tests.measures.making import PLAN, plan, shipped

USUAL = shipped().plans["usual"]
LONDON = ZoneInfo("Europe/London")
ENGLAND = days_off("england", ())
TEN = time(10)


def off(day: date) -> bool:
    """Bank holidays in England."""
    return ENGLAND.runs("bank-holidays", day) is not True


def never(day: date) -> bool:
    """No day is off."""
    return False


def days(anchor: date, weekday: int | None = None, hour: time = TEN) -> list[str]:
    """The days of the usual plan, as they are meant."""
    found = waves(USUAL, anchor, hour, weekday, LONDON, off)
    return [f"{due.local:%a %Y-%m-%d %H:%M}" for due in found.values()]


@pytest.mark.parametrize(
    ("anchor", "weekday", "found"),
    [
        (
            date(2026, 9, 14),
            None,
            [
                "Mon 2026-09-14 10:00",
                "Mon 2026-10-26 10:00",
                "Mon 2026-12-14 10:00",
                "Mon 2027-03-15 10:00",
            ],
        ),
        (  # 30 November and three months is the last of February
            date(2026, 11, 30),
            None,
            [
                "Mon 2026-11-30 10:00",
                "Mon 2027-01-11 10:00",
                "Mon 2027-03-01 10:00",
                "Mon 2027-06-07 10:00",
            ],  # 31 May is a bank holiday
        ),
        (  # a leap day
            date(2028, 2, 29),
            None,
            [
                "Tue 2028-02-29 10:00",
                "Tue 2028-04-11 10:00",
                "Tue 2028-05-30 10:00",
                "Tue 2028-08-29 10:00",
            ],
        ),
        (  # begun on a Sunday: Monday, and Mondays from then on
            date(2026, 11, 22),
            None,
            [
                "Mon 2026-11-23 10:00",
                "Mon 2027-01-04 10:00",
                "Mon 2027-02-22 10:00",
                "Mon 2027-05-24 10:00",
            ],
        ),
        (  # their own day, from the first on
            date(2026, 11, 22),
            4,
            [
                "Fri 2026-11-27 10:00",
                "Fri 2027-01-08 10:00",
                "Fri 2027-02-19 10:00",
                "Fri 2027-05-21 10:00",
            ],
        ),
        (  # who chose a Sunday gets Sundays
            date(2026, 11, 22),
            6,
            [
                "Sun 2026-11-22 10:00",
                "Sun 2027-01-03 10:00",
                "Sun 2027-02-21 10:00",
                "Sun 2027-05-23 10:00",
            ],
        ),
        (  # Christmas Day, New Year's Day: the same weekday a week later, or two
            date(2026, 12, 25),
            4,
            [
                "Fri 2027-01-08 10:00",
                "Fri 2027-02-05 10:00",
                "Fri 2027-04-02 10:00",
                "Fri 2027-06-25 10:00",
            ],
        ),
    ],
)
def test_waves_come_on_these_days(anchor: date, weekday: int | None, found: list[str]) -> None:
    """Calendar arithmetic, on one weekday, on no Sunday or bank holiday unless chosen."""
    assert days(anchor, weekday) == found


def test_ten_stays_ten_when_the_clocks_change() -> None:
    """Begun in summer time: 9 o'clock UTC, and 10 o'clock UTC from the end of October on."""
    found = waves(USUAL, date(2026, 9, 14), TEN, None, LONDON, off)
    assert [due.at.hour for due in found.values()] == [9, 10, 10, 10]
    assert {due.at.astimezone(LONDON).time() for due in found.values()} == {TEN}
    assert all(due.at.tzinfo is UTC for due in found.values())


@pytest.mark.parametrize(
    ("day", "at"),
    [
        (
            date(2026, 3, 29),
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        ),  # does not exist: 02:30 there
        (date(2027, 3, 28), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # comes twice: the first
        (date(2027, 10, 31), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        (date(2026, 11, 1), datetime(2026, 11, 1, 1, 30, tzinfo=UTC)),
    ],
)
def test_every_hour_is_one_moment(day: date, at: datetime) -> None:
    """Half past one, on the nights when it is left out or comes twice."""
    assert moment(day, time(1, 30), LONDON) == at


@pytest.mark.parametrize(
    ("day", "span", "then"),
    [
        (date(2026, 11, 30), Span(months=3), date(2027, 2, 28)),
        (date(2027, 11, 30), Span(months=3), date(2028, 2, 29)),
        (date(2028, 2, 29), Span(months=12), date(2029, 2, 28)),
        (date(2026, 8, 31), Span(months=6), date(2027, 2, 28)),
        (date(2026, 12, 31), Span(days=42), date(2027, 2, 11)),
    ],
)
def test_months_are_calendar_months(day: date, span: Span, then: date) -> None:
    """A month that is too short ends on its last day."""
    assert after(day, span) == then


@settings(max_examples=150, deadline=None)
@given(
    anchor=st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    hour=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    weekday=st.none() | st.integers(0, 6),
    zone=st.sampled_from(["Europe/London", "Europe/Paris", "Australia/Lord_Howe", "UTC"]),
)
def test_whoever_begins_whenever(anchor: date, hour: time, weekday: int | None, zone: str) -> None:
    """Each wave comes after the one before, on no day that is off and at the wall clock's hour, at
    most three days before the calendar's own day; on one weekday where they have chosen it."""
    there = ZoneInfo(zone)
    found = waves(USUAL, anchor, hour, weekday, there, off)
    assert tuple(found) == USUAL.names
    moments = [due.at for due in found.values()]
    assert moments == sorted(set(moments))
    for name, due in found.items():
        day = due.local.date()
        assert not off(day)
        assert day.weekday() != 6 or weekday == 6
        assert due.at == moment(day, hour, there)
        assert due.at < due.late
        shown = due.at.astimezone(there)
        assert (shown.date(), shown.time()) == (day, hour) or _left_out(day, hour, there)
        target = after(anchor, USUAL.waves[name].after)
        assert timedelta(-3) <= day - target <= timedelta(6 + 14)
    if weekday is not None:
        assert {due.local.weekday() for due in found.values()} == {weekday}


def _left_out(day: date, hour: time, zone: ZoneInfo) -> bool:
    """Whether the clocks jump over this hour on that day."""
    back = moment(day, hour, zone).astimezone(zone)
    return back.replace(tzinfo=None) != datetime.combine(day, hour)


def test_no_two_waves_fall_on_one_day() -> None:
    """Waves eight days apart, and a first one that waits for its weekday: a week lies between."""
    near = plan(PLAN.replace("6 weeks", "8 days"))
    found = waves(near, date(2026, 11, 24), TEN, 0, LONDON, never)  # a Tuesday; they chose Mondays
    assert [f"{due.local:%a %d}" for due in found.values()] == ["Mon 30", "Mon 07"]


def test_who_says_that_every_day_is_off_is_not_believed() -> None:
    """Something is wrong with such a calendar: the waves come all the same."""
    found = waves(USUAL, date(2026, 11, 23), TEN, 0, LONDON, lambda day: True)
    assert [due.local.weekday() for due in found.values()] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("sent", "reminded"),
    [
        ("2026-11-24T10:00", ["2026-11-25T10:00", "2026-11-27T10:00"]),
        ("2026-10-24T10:00", ["2026-10-26T10:00", "2026-10-27T10:00"]),  # a Sunday, and 25 hours
        ("2026-12-24T10:00", ["2026-12-29T10:00"]),  # Christmas to the 28th, all off
        ("2026-11-28T18:30", ["2026-11-30T18:30", "2026-12-01T18:30"]),
    ],
)
def test_reminders_come_at_the_same_hour(sent: str, reminded: list[str]) -> None:
    """A day and three days later, on no Sunday or bank holiday, and no two at once."""
    at = datetime.fromisoformat(sent).replace(tzinfo=LONDON)
    found = reminders(USUAL, at.astimezone(UTC), LONDON, off)
    assert [f"{one.astimezone(LONDON):%Y-%m-%dT%H:%M}" for one in found] == reminded


def test_none_reminds_when_it_is_over() -> None:
    """Where every day until the end is off, nobody is reminded."""
    at = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert reminders(USUAL, at, LONDON, lambda day: True) == ()


@settings(max_examples=100, deadline=None)
@given(st.datetimes(datetime(2026, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC)))
def test_a_wave_is_over_after_seven_days_by_the_wall_clock(sent: datetime) -> None:
    """At most two reminders, in order, before it is over: at the hour at which it was sent."""
    over = closes(USUAL, sent, LONDON)
    told = reminders(USUAL, sent, LONDON, off)
    assert len(told) <= 2
    assert [sent, *told, over] == sorted({sent, *told, over})
    assert timedelta(days=7) - timedelta(hours=1) <= over - sent <= timedelta(days=7, hours=1)
    for one in told:
        assert not off(one.astimezone(LONDON).date())
        assert one.astimezone(LONDON).weekday() != 6
