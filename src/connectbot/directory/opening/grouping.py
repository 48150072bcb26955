"""Days and times put together: which times are of which days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connectbot.directory.opening.binding import Element, Row
from connectbot.directory.opening.clocks import DAY, Times, Unclear, settled
from connectbot.directory.opening.parts import Days, Hours

_ALL = Days((0, 1, 2, 3, 4, 5, 6))
_NOT_CERTAIN = "which times are of which days is not certain; write a line for each day"


@dataclass(frozen=True, slots=True)
class Group:
    """Days with one time of theirs; `number` tells where in the text it ends."""

    days: Days
    times: Times
    part: str | None
    number: int


def grouped(row: Row) -> list[Group]:
    """Each of the days with each of its times. Raises Unclear where it is not certain which."""
    found: list[Group] = []
    unsaid = False
    for block in _blocks(row.elements):
        for on, hours in _pairs(block):
            if unsaid and hours:
                raise Unclear(_NOT_CERTAIN)  # "Monday; Wednesday; Friday 9-11"
            found += _together(on, hours)
            unsaid = not hours
    if row.spread and len({(group.days, group.times) for group in found}) > 1:
        raise Unclear("whether all of it is every other week is not certain; write it on each line")
    if row.monthly and not any(group.days.which or group.days.dates for group in found):
        raise Unclear("say which of the month, like 1st Tuesday of the month")
    return found


def _together(on: Sequence[Element], hours: Sequence[Element]) -> list[Group]:
    days = [one.what for one in on if isinstance(one.what, Days)]
    if len({bool(one.which or one.dates) for one in days}) > 1:
        raise Unclear(
            "which days of the month is not certain; write each day with its own 1st or 2nd"
        )
    number = max(one.number for one in (*on, *hours))
    times = [_times(one.what) for one in hours if isinstance(one.what, Hours)]
    return [Group(one, time, part, number) for time, part in times or _UNSAID for one in days]


_UNSAID: list[tuple[Times, str | None]] = [((None, None), None)]


def _times(hours: Hours) -> tuple[Times, str | None]:
    """The times, and the part of the day where the times do not tell it."""
    if hours.daylong:
        return (0, DAY), None
    if hours.span is None:
        return (None, None), hours.part
    return settled(hours.span, hours.part), None


def _blocks(elements: Sequence[Element]) -> list[list[Element]]:
    """Split where a line or sentence ends, but days above their times stay together."""
    blocks: list[list[Element]] = []
    for element in elements:
        if not blocks or (element.gap == 2 and not _waits(blocks[-1], element)):
            blocks.append([])
        blocks[-1].append(element)
    return blocks


def _waits(block: Sequence[Element], element: Element) -> bool:
    return isinstance(element.what, Hours) and isinstance(block[-1].what, Days)


def _pairs(block: Sequence[Element]) -> list[tuple[list[Element], list[Element]]]:
    runs = _runs(block)
    if isinstance(runs[0][0].what, Days):
        return _days_first(runs)
    return _times_first(runs)


def _runs(block: Sequence[Element]) -> list[list[Element]]:
    runs: list[list[Element]] = []
    for element in block:
        if runs and isinstance(element.what, Days) == isinstance(runs[-1][-1].what, Days):
            runs[-1].append(element)
        else:
            runs.append([element])
    return runs


def _days_first(runs: Sequence[list[Element]]) -> list[tuple[list[Element], list[Element]]]:
    return [(runs[at], runs[at + 1] if at + 1 < len(runs) else []) for at in range(0, len(runs), 2)]


def _times_first(runs: Sequence[list[Element]]) -> list[tuple[list[Element], list[Element]]]:
    if len(runs) == 1:
        return [(_daily(runs[0]), runs[0])]
    if len(runs) % 2 == 0:
        pairs = [(runs[at + 1], runs[at]) for at in range(0, len(runs), 2)]
        if len(pairs) > 1 and any(days[0].gap for days, _ in pairs):
            raise Unclear(_NOT_CERTAIN)
        return pairs
    return _turned(runs)


def _daily(hours: Sequence[Element]) -> list[Element]:
    """Every day, where 24 hours are said and no day."""
    if any(isinstance(one.what, Hours) and one.what.daylong for one in hours):
        return [Element(_ALL, 0, hours[-1].number)]
    raise Unclear("no day is said; write like Tuesdays 2pm to 4pm")


def _turned(runs: Sequence[list[Element]]) -> list[tuple[list[Element], list[Element]]]:
    """ "9-5 Mon-Fri, Sat 10-1": the first time comes first, the others behind their days."""
    first, days, rest = runs[0], runs[1], runs[2:]
    if len(days) == 1 and len(rest) == 1:
        return [(days, [*first, *rest[0]])]
    if len(days) != 2 or not days[1].gap:
        raise Unclear(_NOT_CERTAIN)
    return [(days[:1], first), *_days_first([days[1:], *rest])]
