"""Opening times in people's words read into schedules; where nobody could know, it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connectbot.directory.opening.binding import Row, row
from connectbot.directory.opening.clocks import DAY, Times, Unclear, settled
from connectbot.directory.opening.cursor import Cursor
from connectbot.directory.opening.grouping import Group, grouped
from connectbot.directory.opening.lexing import LONGEST, tokens
from connectbot.directory.opening.parts import Days
from connectbot.directory.opening.sorting import parts
from connectbot.directory.opening.words import Kind
from connectbot.directory.schedule import DAYS, Schedule

_TOO_LONG = f"that is longer than {LONGEST} letters; write only the days and times"
_AT_LEAST = 60  # minutes that something lasts whose end is not said
_ORDER = ("school-holidays", "term-time-only", "bank-holidays")


@dataclass(frozen=True, slots=True)
class Hours:
    """What was read: schedules, or `asks`, each a sentence with the mend, and then no schedule.

    `words` are the words as they were written.
    """

    schedules: tuple[Schedule, ...]
    asks: tuple[str, ...]
    words: str


def read_hours(text: str) -> Hours:
    """The schedules that a text says, never a guess. A rhythm longer than one week or month has no
    day on which it ran, since words do not tell."""
    if len(text) > LONGEST:
        return Hours((), (_TOO_LONG,), text)
    try:
        found = _read(text)
    except Unclear as unclear:
        return Hours((), (str(unclear),), text)
    return Hours(tuple(found), (), text)


def schedules(when: object) -> object:
    """What stands under `when` in a listing, each text among it read. Raises ValueError with the
    words and the mend where it would ask."""
    if isinstance(when, str):
        return _taken(when)
    if not isinstance(when, list):
        return when
    lists = [_taken(one) if isinstance(one, str) else (one,) for one in when]
    return [one for inside in lists for one in inside]


def _taken(text: str) -> tuple[Schedule, ...]:
    found = read_hours(text)
    if found.asks:
        raise ValueError(f"`{text}`: {found.asks[0]}")
    return found.schedules


def _read(text: str) -> list[Schedule]:
    words = tokens(text)
    found = row(parts(Cursor(words)))
    groups = _shut(_without(grouped(found), found.off), found)
    if not groups:
        raise Unclear("no day is said; write like Tuesdays 2pm to 4pm")
    untimed = all(group.times == (None, None) for group in groups)
    if untimed and any(word.kind is Kind.CONTACT for word in words):
        raise Unclear("only those who run it know the times; ask them, or leave `when` out")
    _apart(groups)
    return _schedules(groups, found)


def _without(groups: Iterable[Group], off: set[int]) -> list[Group]:
    """Without the weekdays on which it is not."""
    kept = []
    for group in groups:
        left = tuple(day for day in group.days.weekdays if day not in off)
        if left == group.days.weekdays:
            kept.append(group)
        elif group.days.which:
            raise Unclear("which days are left out is not certain")
        elif left:
            days = Days(left, weeks=group.days.weeks)
            kept.append(Group(days, group.times, group.part, group.number))
    return kept


def _shut(groups: Sequence[Group], found: Row) -> list[Group]:
    """With the hours taken out in which it is closed."""
    kept = list(groups)
    for span in found.shut:
        opens, closes = settled(span, None)
        if opens is None or closes is None:
            raise Unclear("when it is closed is not certain")
        kept = [half for group in kept for half in _halves(group, opens, closes)]
    return kept


def _halves(group: Group, shuts: int, opens: int) -> list[Group]:
    start, end = group.times
    if start is None or end is None or not start < shuts < opens < end:
        raise Unclear("when it is closed is not certain")
    times: list[Times] = [(start, shuts), (opens, end)]
    return [Group(group.days, one, group.part, group.number) for one in times]


def _apart(groups: Sequence[Group]) -> None:
    """Two times of one day that overlap contradict each other."""
    seen: dict[tuple[object, ...], list[Times]] = {}
    for group in groups:
        days = group.days
        for day in (*days.weekdays, *days.dates):
            key = (day, days.which, bool(days.dates), days.weeks, days.months)
            for other in seen.setdefault(key, []):
                if other != group.times and _overlap(other, group.times):
                    raise Unclear("one day has two times that overlap; write each day once")
            seen[key].append(group.times)


def _overlap(one: Times, other: Times) -> bool:
    (start, end), (begin, finish) = _range(one), _range(other)
    return start < finish and begin < end


def _range(times: Times) -> tuple[int, int]:
    opens, closes = times
    start = opens if opens is not None else 0
    end = closes if closes is not None else (start + _AT_LEAST if opens is not None else DAY)
    return start, end if end > start else end + DAY


def _schedules(groups: Sequence[Group], found: Row) -> list[Schedule]:
    """One schedule for groups that differ in their days alone."""
    together: dict[tuple[object, ...], list[Days]] = {}
    for group in groups:
        days = group.days
        names = _except(group, groups, found)
        kind = "month" if days.which else "date" if days.dates else "week"
        interval = days.months if kind != "week" else days.weeks
        key = (kind, interval, group.times, group.part, names)
        together.setdefault(key, []).append(days)
    return [_schedule(key, days) for key, days in together.items()]


def _except(group: Group, groups: Sequence[Group], found: Row) -> tuple[str, ...]:
    """When in the year it is not, of what was said of this group or of all."""
    names = {
        name for number, said in found.nots for name in said if _of(number, group, groups, found)
    }
    return tuple(name for name in _ORDER if name in names)


def _of(number: int, group: Group, groups: Sequence[Group], found: Row) -> bool:
    """Whether what stands at `number` is of this group. In a sentence with times it is of these;
    between two times it is of the one before; else it is of all."""

    def sentence(place: int) -> int:
        return sum(end < place for end in found.ends)

    here = [one for one in groups if sentence(one.number) == sentence(number)]
    if here and group not in here:
        return False
    ends = sorted({one.number for one in here or groups})
    before = [end for end in ends if end < number]
    return not before or number > ends[-1] or before[-1] == group.number


def _schedule(key: tuple[object, ...], days: Sequence[Days]) -> Schedule:
    kind, interval, times, part, names = key
    opens, closes = times if isinstance(times, tuple) else (None, None)
    return Schedule.model_validate(
        {
            "freq": "WEEKLY" if kind == "week" else "MONTHLY",
            "interval": interval,
            "byday": None if kind == "date" else _byday(days),
            "bymonthday": _dates(days) if kind == "date" else None,
            "opens_at": _clock(opens),
            "closes_at": _clock(closes),
            "part": part,
            "except": ",".join(names) if isinstance(names, tuple) and names else None,
        }
    )


def _byday(days: Sequence[Days]) -> str:
    found = {(which, day) for one in days for which in one.which or (0,) for day in one.weekdays}
    inside = sorted(found, key=lambda pair: (pair[0] < 0, pair[0], pair[1]))
    return ",".join(f"{which or ''}{DAYS[day]}" for which, day in inside)


def _dates(days: Sequence[Days]) -> str:
    found = {day for one in days for day in one.dates}
    return ",".join(str(day) for day in sorted(found, key=lambda day: (day < 0, day)))


def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"
