"""A quarter is released once, from the fifteenth day after it ended."""

from datetime import date

import pytest

from connectbot.measures.released.ledger import Refused
from connectbot.measures.released.timetable import (
    before,
    begins,
    following,
    releasable,
    release_day,
)


@pytest.mark.parametrize(
    ("today", "done", "quarter"),
    [
        (date(2026, 10, 15), "", "2026Q3"),
        (date(2026, 12, 31), "", "2026Q3"),
        (date(2027, 1, 15), "2026Q3", "2026Q4"),
        (date(2027, 12, 1), "2026Q3", "2027Q3"),
    ],
)
def test_the_quarter_that_has_just_ended_is_released(today: date, done: str, quarter: str) -> None:
    """Also where some before it never were: those are past."""
    assert releasable(today, done) == quarter


@pytest.mark.parametrize(
    ("today", "done", "day"),
    [
        (date(2026, 10, 14), "", "2026Q3 can be released from 2026-10-15 on"),
        (date(2027, 1, 1), "2026Q3", "2026Q4 can be released from 2027-01-15 on"),
        (date(2026, 11, 22), "2026Q3", "2026Q4 can be from 2027-01-15 on"),
    ],
)
def test_at_other_times_it_says_when(today: date, done: str, day: str) -> None:
    """A refusal names the first day on which it would not be one."""
    with pytest.raises(Refused, match=day):
        releasable(today, done)


def test_quarters_follow_each_other_over_the_year() -> None:
    """And a release day is the fifteenth of a first month."""
    assert (following("2026Q4"), before("2027Q1")) == ("2027Q1", "2026Q4")
    assert release_day("2026Q4") == date(2027, 1, 15)


@pytest.mark.parametrize("quarter", ["2026", "2026Q5", "XQ1", "2026-11"])
def test_what_is_no_quarter_is_not_read_as_one(quarter: str) -> None:
    """A month or a year is none."""
    with pytest.raises(ValueError, match="2026Q4"):
        begins(quarter)
