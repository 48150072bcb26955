"""What we say of a schedule is read as that schedule again."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from connectbot.directory.opening.reading import read_hours
from connectbot.directory.saying import whole
from connectbot.directory.schedule import DAYS, Schedule

_QUARTERS = [f"{hour:02d}:{minute:02d}" for hour in range(24) for minute in (0, 15, 30, 45)]
_DAYTIME = st.tuples(st.sampled_from(_QUARTERS), st.sampled_from([*_QUARTERS[1:], "24:00"])).filter(
    lambda pair: pair[0] < pair[1]
)
_NIGHT = st.tuples(st.sampled_from(_QUARTERS[-20:]), st.sampled_from(_QUARTERS[1:40]))
_TIMES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda pair: {"opens_at": pair[0], "closes_at": pair[1]}, _DAYTIME | _NIGHT),
    st.builds(lambda opens: {"opens_at": opens}, st.sampled_from(_QUARTERS)),
    st.builds(lambda closes: {"closes_at": closes}, st.sampled_from([*_QUARTERS[1:], "24:00"])),
    st.builds(lambda part: {"part": part}, st.sampled_from(["morning", "evening", "night"])),
    st.just({}),
)
_NOT = st.sampled_from(
    [None, "school-holidays", "term-time-only", "bank-holidays", "school-holidays,bank-holidays"]
)
_MONTHLY = st.one_of(
    st.builds(
        lambda days: {"byday": ",".join(f"{which}{day}" for which, day in days)},
        st.lists(
            st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1]), st.sampled_from(DAYS)),
            min_size=1,
            max_size=3,
            unique=True,
        ).map(lambda days: sorted(days, key=lambda day: (day[0] < 0, day[0], DAYS.index(day[1])))),
    ),
    st.builds(
        lambda days: {"bymonthday": ",".join(map(str, days))},
        st.lists(st.sampled_from([*range(1, 32), -1]), min_size=1, max_size=3, unique=True).map(
            lambda days: sorted(days, key=lambda day: (day < 0, day))
        ),
    ),
)
_ONE_MONTHLY = st.builds(
    lambda days, interval, times, but: [
        {"freq": "MONTHLY", **days, "interval": interval, **times, "except": but}
    ],
    *(_MONTHLY, st.integers(1, 3), _TIMES, _NOT),
)


@st.composite
def _weekly(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Each day of the week in one of three schedules, or in none."""
    of = {day: draw(st.integers(0, 3)) for day in DAYS}
    found = []
    for number in range(1, 4):
        days = ",".join(day for day in DAYS if of[day] == number)
        if days:
            rhythm = {"byday": days, "interval": draw(st.integers(1, 4))}
            found.append({**rhythm, **draw(_TIMES), "except": draw(_NOT)})
    return found


def _sayable(schedules: list[Schedule]) -> bool:
    """ "Any time" is said of a line that never closes; people who write it mean less."""
    return not any("any time" in whole([one]) for one in schedules)


def _merged(schedules: list[Schedule]) -> set[tuple[object, ...]]:
    found: dict[tuple[object, ...], set[str]] = {}
    for one in schedules:
        kind = (one.freq, one.interval, one.opens_at, one.closes_at, one.part, one.except_)
        days = f"{one.byday or ''},{one.bymonthday or ''}".strip(",").split(",")
        found.setdefault((*kind, one.byday is None), set()).update(days)
    return {(*kind, frozenset(days)) for kind, days in found.items()}


@given((_weekly() | _ONE_MONTHLY).filter(bool))
def test_what_is_said_is_read_again(written: list[dict[str, Any]]) -> None:
    """A resident's sentence and the words a group may write are one language."""
    schedules = [Schedule.model_validate(one) for one in written]
    if not _sayable(schedules):
        return
    read = read_hours(whole(schedules))
    assert not read.asks, (whole(schedules), read.asks)
    assert _merged(list(read.schedules)) == _merged(schedules), whole(schedules)
