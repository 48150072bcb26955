"""When we write again: wall clock of the place, waking hours, in time, also when clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectbot.desk.promising import after, before, written
from connectbot.desk.rota import QuietHours
from connectbot.directory.hours import Session

LONDON = ZoneInfo("Europe/London")
QUIET = QuietHours(time(20), time(9), LONDON)


def every(day):
    """Every day is one on which something is begun."""
    return day


def wall(moment):
    """What the clock of the place shows then."""
    return moment.astimezone(LONDON).replace(tzinfo=None) if moment else None


@pytest.mark.parametrize(
    ("asked", "starts", "due"),
    [
        ("2026-11-20 12:00", "2026-11-24 14:00", "2026-11-24 10:00"),
        ("2026-11-20 12:00", "2026-11-24 12:00", "2026-11-24 10:00"),
        ("2026-11-20 12:00", "2026-11-24 10:30", "2026-11-23 18:00"),
        ("2026-11-23 19:00", "2026-11-24 10:15", "2026-11-24 09:15"),
        ("2026-11-23 19:00", "2026-11-24 11:00", "2026-11-24 10:00"),
        ("2026-11-24 11:00", "2026-11-24 14:00", "2026-11-24 13:00"),
        ("2026-11-23 20:30", "2026-11-24 09:30", "2026-11-24 09:00"),
        ("2026-11-24 09:00", "2026-11-24 10:00", None),
        ("2026-11-24 19:00", "2026-11-24 22:00", None),
        ("2026-10-20 12:00", "2026-10-25 14:00", "2026-10-25 10:00"),
        ("2027-03-20 12:00", "2027-03-28 14:00", "2027-03-28 10:00"),
    ],
)
def test_when_a_reminder_comes(asked, starts, due):
    """The morning of the day; the evening before what is on in the morning; an hour before where
    these have gone by, or at the end of the quiet hours; not at all at night, or too soon."""
    now = datetime.fromisoformat(asked).replace(tzinfo=LONDON)
    found = before(Session(datetime.fromisoformat(starts)), LONDON, QUIET, now)
    assert wall(found) == (datetime.fromisoformat(due) if due else None)


def test_a_day_without_a_time_is_reminded_of_in_the_morning():
    """Where only the day is known, its morning will do, and later it is too late."""
    session = Session(datetime(2026, 11, 24), timed=False)
    asked = datetime(2026, 11, 20, 12, tzinfo=LONDON)
    assert wall(before(session, LONDON, QUIET, asked)) == datetime(2026, 11, 24, 10)
    assert before(session, LONDON, QUIET, datetime(2026, 11, 24, 11, tzinfo=LONDON)) is None


@pytest.mark.parametrize(
    ("session", "due"),
    [
        (None, "2026-12-01 10:00"),
        (Session(datetime(2026, 11, 26, 14)), "2026-12-01 10:00"),
        (Session(datetime(2026, 12, 8, 14), datetime(2026, 12, 8, 16)), "2026-12-09 10:00"),
    ],
)
def test_when_we_come_back_and_ask(session, due):
    """In a week, or the day after they could go where that is later."""
    now = datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert wall(after(session, LONDON, QUIET, now, ordinary=every)) == datetime.fromisoformat(due)


def test_we_come_back_on_an_ordinary_day():
    """Where nothing is begun on the day, on the next one on which something is."""
    now = datetime(2026, 12, 18, 15, tzinfo=UTC)
    found = after(None, LONDON, QUIET, now, ordinary=lambda day: day + timedelta(days=4))
    assert wall(found) == datetime(2026, 12, 29, 10)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 10, 20, 12, tzinfo=UTC), "2026-10-27T10:00 Europe/London"),
        (datetime(2027, 3, 24, 12, tzinfo=UTC), "2027-03-31T10:00 Europe/London"),
    ],
)
def test_ten_stays_ten_when_the_clocks_change(now, due):
    """A promise across the change of the clocks is kept by the clock on the wall."""
    assert written(after(None, LONDON, QUIET, now, ordinary=every), LONDON) == due


@given(
    asked=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    ahead=st.integers(1, 15 * 24 * 60),
    length=st.none() | st.integers(15, 240),
)
def test_no_reminder_comes_at_night_or_too_late(asked, ahead, length):
    """Whenever it is asked for and whatever it is of."""
    now = asked.replace(tzinfo=UTC)
    starts = now.astimezone(LONDON).replace(tzinfo=None) + timedelta(minutes=ahead)
    ends = None if length is None else starts + timedelta(minutes=length)
    due = before(Session(starts, ends), LONDON, QUIET, now)
    if due is not None:
        assert now < due
        assert due.astimezone(UTC) < starts.replace(tzinfo=LONDON).astimezone(UTC)
        assert not QUIET.quiet(due)
    back = after(Session(starts, ends), LONDON, QUIET, now, ordinary=every)
    assert back - now > timedelta(days=5)
    assert not QUIET.quiet(back)
