"""The first look at when something may be on never leaves out what is on."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from connectbot.directory.schedule import DAYS, Schedule
from connectbot.directory.times import hours_of, may_be_on
from connectbot.directory.timing import session_for

MONDAY = datetime(2026, 11, 23)
CLOCKS = ["00:00", "09:00", "10:30", "12:00", "19:45", "23:30", "24:00"]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """Some rhythm, past midnight or without a time as it falls."""
    day = draw(st.sampled_from(DAYS))
    monthly = draw(st.booleans())
    given = {
        "freq": "MONTHLY" if monthly else "WEEKLY",
        "byday": f"{draw(st.integers(1, 4))}{day}" if monthly else day,
        "opens_at": draw(st.none() | st.sampled_from(CLOCKS)),
        "closes_at": draw(st.none() | st.sampled_from(CLOCKS)),
    }
    if monthly and draw(st.booleans()):
        given |= {"byday": None, "bymonthday": "1,15"}
    return Schedule.model_validate(given)


@given(
    st.lists(schedules(), max_size=3),
    st.integers(0, 31 * 24 * 60),
    st.frozensets(st.sampled_from([*DAYS, "today", "tomorrow", "morning"])),
    st.booleans(),
)
@example([Schedule(byday="SU", opens_at="23:30", closes_at="02:00")], 60, frozenset(), True)
@example([Schedule(byday="MO", opens_at="24:00")], 5, frozenset({"MO"}), False)
def test_what_is_on_is_never_left_out(
    when: list[Schedule], minutes: int, times: frozenset[str], open_now: bool
) -> None:
    """Whatever runs and whatever is wished: where a session is on as it must be, the hours of the
    week say that it may be."""
    here = MONDAY + timedelta(minutes=minutes)
    asked = bool(times & {*DAYS, "today", "tomorrow"}) or open_now
    if asked and session_for(when, here, times, open_now) is not None:
        assert may_be_on(hours_of(when), here, times, open_now)


def test_most_of_what_is_not_on_is_seen_at_once() -> None:
    """Something on Tuesday mornings is not looked at any further on a Sunday, or at midnight."""
    tea = hours_of([Schedule(byday="TU", opens_at="10:00", closes_at="12:00")])
    none, tuesday = frozenset[str](), MONDAY + timedelta(days=1)
    assert not may_be_on(tea, MONDAY, frozenset({"SU"}), False)
    assert not may_be_on(tea, tuesday, none, True)
    assert may_be_on(tea, tuesday.replace(hour=11), none, True)
    assert not may_be_on(tea, tuesday.replace(hour=12), none, True)
    assert may_be_on(tea, MONDAY, frozenset({"tomorrow"}), False)
    assert not may_be_on(tea, tuesday, frozenset({"tomorrow"}), False)
    assert may_be_on(tea, MONDAY, none, False)
