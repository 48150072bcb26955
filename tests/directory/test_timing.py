"""Times wished, held against when things run."""

from __future__ import annotations

from datetime import datetime

import pytest

from connectbot.directory.schedule import Schedule
from connectbot.directory.timing import fitting, session_for, suits

TUESDAY = datetime(2026, 11, 17, 10)


def runs(byday: str, opens: str | None = None, closes: str | None = None) -> Schedule:
    monthly = any(letter.isdigit() for letter in byday)
    return Schedule(
        freq="MONTHLY" if monthly else "WEEKLY", byday=byday, opens_at=opens, closes_at=closes
    )


ALL = frozenset({"morning", "afternoon", "evening", "weekend", "weekday"})
SUITS = [
    (runs("TU", "09:30", "11:30"), {"morning", "weekday"}),
    (runs("TU", "11:30", "13:30"), {"afternoon", "weekday"}),
    (runs("TU", "11:45", "12:15"), {"weekday"}),
    (runs("TU", "11:30", "12:00"), {"morning", "weekday"}),
    (runs("SA", "14:00"), {"afternoon", "weekend"}),
    (runs("SA,MO", "19:00", "02:00"), {"evening", "weekend", "weekday"}),
    (runs("SU"), {"weekend"}),
    (runs("TU", None, "17:00"), {"weekday"}),
    (runs("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00"), ALL),
    (runs("1SU", "16:45"), {"afternoon", "weekend"}),
    (runs("TU", "23:30"), {"weekday"}),
]


@pytest.mark.parametrize(("schedule", "kept"), SUITS)
def test_suits(schedule: Schedule, kept: set[str]) -> None:
    """An hour of it, or all of a shorter one, has to lie in the part of the day."""
    assert suits(schedule, ALL) == kept
    assert suits(schedule, frozenset()) == frozenset()


def test_fitting() -> None:
    """Of those on the day asked for, the ones that suit best; all where none suits."""
    early, late, friday = runs("TU", "09:00"), runs("TU", "19:00"), runs("FR", "19:00")
    three = (early, late, friday)
    assert fitting(three, frozenset()) == three
    assert fitting(three, {"today"}) == three
    assert fitting(three, {"TU"}) == (early, late)
    assert fitting(three, {"TU", "evening"}) == (late,)
    assert fitting(three, {"evening"}) == (late, friday)
    assert fitting((early,), {"evening"}) == (early,)
    assert fitting(three, {"SU"}) == ()
    assert fitting((), {"SU", "evening"}) == ()


SESSIONS = [
    ("now", runs("TU", "09:00", "11:00"), set(), True, "17T09:00"),
    ("not yet", runs("TU", "11:00", "12:00"), set(), True, None),
    ("some time today is not now", runs("TU"), set(), True, None),
    ("never", runs("SU", "09:00"), {"TU"}, True, None),
    ("today", runs("TU", "14:00"), {"today"}, False, "17T14:00"),
    ("today, at some time", runs("TU"), {"today"}, False, "17T00:00"),
    ("over for today", runs("TU", "07:00", "09:00"), {"today"}, False, None),
    ("today or tomorrow", runs("WE", "09:00"), {"today", "tomorrow"}, False, "18T09:00"),
    ("tomorrow", runs("TU,WE", "09:00"), {"tomorrow"}, False, "18T09:00"),
    ("not tomorrow", runs("TH", "09:00"), {"tomorrow"}, False, None),
    ("none known", None, {"tomorrow"}, False, None),
    ("past midnight", runs("TU,WE", "19:00", "02:00"), {"tomorrow"}, False, "18T19:00"),
    ("past midnight, once", runs("TU", "19:00", "02:00"), {"tomorrow"}, False, None),
    ("on a day", runs("TH", "09:00"), {"TH"}, False, "19T09:00"),
    ("on one of two days", runs("FR", "09:00"), {"TH", "FR"}, False, "20T09:00"),
    ("not on that day", runs("FR", "09:00"), {"TH"}, False, None),
    ("in the evening, if possible", runs("FR", "09:00"), {"evening"}, False, "20T09:00"),
]


@pytest.mark.parametrize(
    ("why", "schedule", "times", "now", "starts"), SESSIONS, ids=[row[0] for row in SESSIONS]
)
def test_session_for(
    why: str, schedule: Schedule | None, times: set[str], now: bool, starts: str | None
) -> None:
    """The next session on a day asked for, or on now; at what suits, where there is a choice."""
    found = session_for((schedule,) if schedule else (), TUESDAY, times, now)
    expected = None if starts is None else datetime.fromisoformat(f"2026-11-{starts}")
    assert (found and found.starts) == expected
