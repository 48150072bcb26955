"""When answers leave and when their key goes: whole weeks and quarters, as tables."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.desk.checking.timing import clock_of
from connectbot.desk.unlinking import (
    destroyed_at,
    due,
    pseudonym,
    quarter_end,
    readings_of,
    ready,
)
from connectbot.measures import calendar
from connectbot.measures.plan import AHEAD, OFFERED, Span
from connectbot.model.checkin import Leaving, Part, quarter_of
from tests.desk.town import WORLD, desk_for_tests

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def leaving(number: int, wave: str = "baseline", since: datetime = NOW) -> Leaving:
    part = Part(bytes([number]) * 16, "pulse", "1", {"satisfied": 7})
    key = bytes([number, len(wave)]) * 8
    return Leaving(
        key, number, "2026Q4", since, f"e{number}", "oakfield", "usual", wave, {}, (part,)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("waiting", "going"),
    [
        ([], 0),
        ([leaving(n) for n in range(9)], 0),
        ([leaving(n) for n in range(10)], 10),
        ([*(leaving(n) for n in range(9)), leaving(9, "6-weeks")], 0),
        ([*(leaving(n) for n in range(10)), leaving(10, "6-weeks")], 10),
        ([leaving(0, since=NOW - timedelta(days=7)), leaving(1)], 2),
        ([leaving(0, since=NOW - timedelta(days=7)), leaving(1, "6-weeks")], 1),
    ],
)
def test_ten_of_a_kind_or_a_week(waiting, going) -> None:
    """Who waits leaves with nine others of the same wave, or after a week."""
    assert len(ready(waiting, NOW)) == going


@pytest.mark.parametrize(
    ("quarter", "ends"),
    [
        ("2026Q1", datetime(2026, 4, 1, tzinfo=UTC)),
        ("2026Q2", datetime(2026, 7, 1, tzinfo=UTC)),
        ("2026Q3", datetime(2026, 10, 1, tzinfo=UTC)),
        ("2026Q4", datetime(2027, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_quarter_ends_where_the_next_begins(quarter, ends) -> None:
    """In UTC; nobody is enrolled in it any more."""
    assert quarter_end(quarter) == ends


@pytest.mark.parametrize(
    ("closes", "at"),
    [
        (None, datetime(2027, 3, 2, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 3, 2, tzinfo=UTC)),
        (datetime(2027, 7, 1, 9, tzinfo=UTC), datetime(2027, 8, 30, 9, tzinfo=UTC)),
    ],
)
def test_a_key_goes_sixty_days_after_the_last_wave(closes, at) -> None:
    """Never within its quarter, when others may be enrolled still."""
    closings = {"2026Q4": closes} if closes else {}
    assert due(closings, ["2026Q4"], at - timedelta(seconds=1)) == []
    assert due(closings, ["2026Q4"], at) == ["2026Q4"]


@given(
    day=st.dates(date(2026, 9, 1), date(2045, 1, 1)),
    later=st.integers(0, 91),
    ahead=st.integers(0, AHEAD.days),
    lag=st.integers(0, OFFERED.days),
    weekday=st.none() | st.integers(0, 6),
)
def test_nobody_is_led_to_for_longer_than_they_are_told(day, later, ahead, lag, weekday) -> None:
    """Whenever somebody says yes: the last of those who were enrolled in the same quarter, whose
    first day was far ahead, who said yes late and was asked late, too, holds the key for 15 months
    at most (`flows/check-in-consent.yaml` says so), and no longer than their plan says."""
    plan, desk = WORLD.measures.plans["usual"], desk_for_tests()
    cohort = quarter_of(day)
    last = min(day + timedelta(days=later), quarter_end(cohort).date() - timedelta(days=1))
    anchor = last + timedelta(days=ahead + lag)
    zone, off = clock_of("oakfield", desk)
    dues = calendar.waves(plan, anchor, time(19, 59), weekday, zone, off)
    closes = max(calendar.closes(plan, due.late, zone) for due in dues.values())
    gone = destroyed_at(cohort, closes).date()
    assert gone <= calendar.after(day, Span(months=15))
    assert gone - day <= plan.traceable


def test_crossing_twice_gives_the_same_reading() -> None:
    """The key and the pseudonym hang on the cohort's key, and on nothing that changes."""
    (once,), (again,) = (readings_of(leaving(1), b"k" * 32) for _ in range(2))
    assert once == again
    assert len(once.key) == len(once.pseudonym) == 16
    assert once.key != leaving(1).readings[0].key
    assert readings_of(leaving(1), b"o" * 32)[0].pseudonym != once.pseudonym
    assert pseudonym(b"k" * 32, "e1") == once.pseudonym
