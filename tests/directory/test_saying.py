"""Times in the words a resident reads."""

from __future__ import annotations

from datetime import datetime

import pytest

from connectbot.directory.saying import brief, clock, soon, whole
from connectbot.directory.schedule import Schedule

ALL = "MO,TU,WE,TH,FR,SA,SU"


def schedules(*written: dict[str, str]) -> list[Schedule]:
    return [Schedule.model_validate(one) for one in written]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "midnight"),
        (720, "noon"),
        (540, "9am"),
        (570, "9.30am"),
        (840, "2pm"),
        (1440, "midnight"),
        (30, "12.30am"),
        (750, "12.30pm"),
        (1560, "2am"),
    ],
)
def test_clock(minutes: int, words: str) -> None:
    """Clock times as people say them."""
    assert clock(minutes) == words


TIMES = [
    ([], "by arrangement", ""),
    ([{"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}], "Tue 2pm", "Tue 2pm to 4pm"),
    ([{"byday": "TU", "opens_at": "14:00"}], "Tue 2pm", "Tue from 2pm"),
    ([{"byday": "TU", "closes_at": "16:00"}], "Tue", "Tue until 4pm"),
    ([{"byday": "SA"}], "Sat", "Sat"),
    (
        [{"byday": "MO,TU,WE,TH,FR", "opens_at": "09:00", "closes_at": "17:00"}],
        "Mon-Fri 9am to 5pm",
        "Mon-Fri 9am to 5pm",
    ),
    (
        [{"byday": "MO,WE", "opens_at": "09:30", "closes_at": "12:30"}],
        "Mon and Wed 9.30am",
        "Mon and Wed 9.30am to 12.30pm",
    ),
    (
        [{"byday": "MO,WE,FR", "opens_at": "10:00", "closes_at": "12:00"}],
        "Mon, Wed and Fri 10am",
        "Mon, Wed and Fri 10am to noon",
    ),
    ([{"byday": ALL, "opens_at": "00:00", "closes_at": "24:00"}], "any time", "any time"),
    (
        [{"byday": "SA,SU", "opens_at": "00:00", "closes_at": "24:00"}],
        "Sat and Sun day and night",
        "Sat and Sun day and night",
    ),
    (
        [{"byday": ALL, "opens_at": "08:30", "closes_at": "09:30"}],
        "every day 8.30am",
        "every day 8.30am to 9.30am",
    ),
    (
        [{"byday": "TU", "interval": "2", "dtstart": "2026-01-06", "opens_at": "14:00"}],
        "every other Tue 2pm",
        "every other Tue from 2pm",
    ),
    (
        [{"byday": "TU", "interval": "6", "dtstart": "2026-01-06"}],
        "every 6 weeks on Tue",
        "every 6 weeks on Tue",
    ),
    (
        [{"freq": "MONTHLY", "byday": "1TH,-1FR", "opens_at": "19:30", "closes_at": "21:00"}],
        "1st Thu and last Fri of the month 7.30pm",
        "1st Thu and last Fri of the month 7.30pm to 9pm",
    ),
    (
        [{"freq": "MONTHLY", "byday": "2FR,4FR", "opens_at": "14:00", "closes_at": "16:00"}],
        "2nd and 4th Fri 2pm",
        "2nd and 4th Fri 2pm to 4pm",
    ),
    (
        [{"freq": "MONTHLY", "bymonthday": "1,2,3,11,22,-1"}],
        "1st, 2nd, 3rd, 11th, 22nd and last day of the month",
        "1st, 2nd, 3rd, 11th, 22nd and last day of the month",
    ),
    (
        [{"freq": "MONTHLY", "byday": "1SA", "interval": "2", "dtstart": "2026-11-07"}],
        "1st Sat every 2 months",
        "1st Sat every 2 months",
    ),
    (
        [{"byday": "MO", "opens_at": "11:00"}, {"byday": "TH", "opens_at": "10:00"}],
        "Mon 11am and more",
        "Mon from 11am, Thu from 10am",
    ),
    (
        [{"byday": "SA", "part": "morning"}, {"byday": "SU", "interval": "3"}],
        "Sat mornings and more",
        "Sat mornings; every 3 weeks on Sun",
    ),
    (
        [
            {"byday": "MO", "opens_at": "14:00", "except": "term-time-only,bank-holidays"},
            {"byday": "TU", "opens_at": "14:00"},
        ],
        "Mon 2pm and more",
        "Mon from 2pm (in school terms, not on bank holidays); Tue from 2pm",
    ),
    (
        [{"byday": "WE", "opens_at": "13:30", "closes_at": "15:00", "except": "school-holidays"}],
        "Wed 1.30pm",
        "Wed 1.30pm to 3pm (not in school holidays)",
    ),
]


@pytest.mark.parametrize(("written", "short", "long"), TIMES)
def test_times(written: list[dict[str, str]], short: str, long: str) -> None:
    """A rhythm in its shortest true words, and in full."""
    assert brief(schedules(*written)) == short
    assert whole(schedules(*written)) == long


SOON = [
    ({"byday": "TU", "opens_at": "14:00", "closes_at": "16:00"}, "today at 2pm"),
    ({"byday": "TU", "opens_at": "11:00", "closes_at": "13:00"}, "on now until 1pm"),
    ({"byday": "TU", "opens_at": "11:30"}, "on now"),
    ({"byday": "TU", "opens_at": "13:00", "closes_at": "18:30"}, "today from 1pm"),
    ({"byday": "WE", "opens_at": "10:00", "closes_at": "11:00"}, "tomorrow at 10am"),
    ({"byday": "WE", "opens_at": "09:00", "closes_at": "17:00"}, "tomorrow from 9am"),
    ({"byday": "TU"}, "today"),
    ({"byday": "WE"}, "tomorrow"),
    ({"byday": "TH", "opens_at": "10:00"}, None),
    ({"byday": ALL, "opens_at": "00:00", "closes_at": "24:00"}, "any time today"),
    ({"byday": "MO", "opens_at": "20:00", "closes_at": "13:00"}, "on now until 1pm"),
    ({"byday": "MO", "valid_to": "2026-01-01"}, None),
]


@pytest.mark.parametrize(("written", "words"), SOON)
def test_soon(written: dict[str, str], words: str | None) -> None:
    """Today and tomorrow are said as such; anything later is not soon."""
    assert soon(schedules(written), datetime.fromisoformat("2026-11-17T12:00")) == words
