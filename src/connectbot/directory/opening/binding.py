"""Parts put in a row of days and times, each rhythm and each "closed" bound to its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from connectbot.directory.opening.clocks import Span, Unclear
from connectbot.directory.opening.parts import Days, Gap, Hours, Left, Monthly, Not, Part, Rhythm

_MOST_OF_MONTH = 5


@dataclass(frozen=True, slots=True)
class Element:
    """Days or times in their order; `gap` is 0 where they follow at once, 1 after a comma or "and",
    2 after the end of a sentence or line."""

    what: Days | Hours
    gap: int
    number: int

    @property
    def bare_part(self) -> bool:
        """Whether it is only a part of the day, without a time."""
        return isinstance(self.what, Hours) and self.what.span is None and not self.what.daylong

    @property
    def timed(self) -> bool:
        """Whether it is a time."""
        return isinstance(self.what, Hours) and self.what.span is not None


@dataclass(slots=True)
class Row:
    """Days and times in order, and what is said of all of them.

    `nots` are names with the number of the part at which they stand, `ends` where sentences end;
    `shut` are hours in which it is closed, `off` weekdays on which it is not; `spread` tells of a
    rhythm that may be everyone's.
    """

    elements: list[Element] = field(default_factory=list)
    nots: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    off: set[int] = field(default_factory=set)
    shut: list[Span] = field(default_factory=list)
    spread: bool = False
    monthly: bool = False


def row(parts: Sequence[Part]) -> Row:
    """The parts in a row. Raises Unclear where something cannot be bound."""
    found, gap = Row(), 2
    coming: Rhythm | None = None
    for number, part in enumerate(parts):
        if isinstance(part, Gap):
            gap = max(gap, 2 if part.hard else 1)
            coming = _ended(found, number, coming) if part.hard else coming
        elif isinstance(part, Rhythm):
            coming = _rhythm(found, parts, number, part, gap) or coming
        elif isinstance(part, Days):
            gap, coming = _days(found, parts, number, part, gap, coming)
        elif isinstance(part, Hours):
            found.elements.append(Element(part, gap, number))
            gap, coming = 0, None
        else:
            _of_all(found, number, part)
    found.elements = _parts_bound(found.elements)
    return found


def _ended(found: Row, number: int, coming: Rhythm | None) -> Rhythm | None:
    """The rhythm that still waits for its days after a sentence ends."""
    found.ends.append(number)
    taken = bool(found.elements) and isinstance(found.elements[-1].what, Days)
    return None if taken else coming


def _of_all(found: Row, number: int, part: Monthly | Left | Not) -> None:
    if isinstance(part, Monthly):
        found.monthly = True
    elif isinstance(part, Not):
        found.nots.append((number, part.names))
    elif part.hours is not None:
        found.shut.append(part.hours)
    else:
        found.off.update(part.weekdays or _closed_before(found))


def _closed_before(found: Row) -> set[int]:
    """The days of "Sunday and Wednesday: closed", taken out of the row."""
    if not found.elements or not isinstance(found.elements[0].what, Days):
        raise Unclear("when it is closed is not certain")
    off: set[int] = set()
    while found.elements and isinstance(days := found.elements[-1].what, Days):
        if days.which or days.dates:
            raise Unclear("when it is closed is not certain")
        off.update(days.weekdays)
        found.elements.pop()
    if not off:
        raise Unclear("when it is closed is not certain")
    return off


def _days(
    found: Row, parts: Sequence[Part], number: int, days: Days, gap: int, coming: Rhythm | None
) -> tuple[int, Rhythm | None]:
    last = _last_weekly(found)
    if last is not None and _which_of(days) and not isinstance(_after(parts, number)[0], Hours):
        found.elements[last] = _with(found.elements[last], days.dates)
        return gap, coming
    if coming is not None:
        days = days.every(coming.weeks, coming.months)
    found.elements.append(Element(days, gap, number))
    return 0, coming


def _which_of(days: Days) -> bool:
    """Whether dates may be which of the month: the 1st to the 5th."""
    return bool(days.dates) and max(days.dates) <= _MOST_OF_MONTH


def _with(element: Element, which: tuple[int, ...]) -> Element:
    if not isinstance(element.what, Days) or len(element.what.weekdays) > 1:
        raise Unclear("which days of the month is not certain; write like 1st Saturday")
    return replace(element, what=element.what.of_month(which))


def _last_weekly(found: Row) -> int | None:
    """The place of the only days, if they are weekly."""
    places = [at for at, one in enumerate(found.elements) if isinstance(one.what, Days)]
    if len(places) != 1:
        return None
    days = found.elements[places[0]].what
    return places[0] if isinstance(days, Days) and not (days.which or days.dates) else None


def _after(parts: Sequence[Part], number: int) -> tuple[Part | None, bool]:
    """What comes next, and whether at once."""
    rest = [part for part in parts[number + 1 :] if not isinstance(part, Monthly)]
    later = next((part for part in rest if not isinstance(part, Gap)), None)
    return later, bool(rest) and rest[0] is later


def _rhythm(
    found: Row, parts: Sequence[Part], number: int, rhythm: Rhythm, gap: int
) -> Rhythm | None:
    """The rhythm if it belongs to what comes; else it is given to what was before it."""
    if rhythm == Rhythm(1, 0):
        return None
    later, at_once = _after(parts, number)
    if isinstance(later, Days) and (at_once or not found.elements):
        found.spread = found.spread or not at_once
        return rhythm
    if not found.elements:
        return rhythm
    found.spread = found.spread or gap > 0
    last = max(at for at, one in enumerate(found.elements) if isinstance(one.what, Days) or not at)
    while last >= 0 and isinstance(days := found.elements[last].what, Days):
        found.elements[last] = replace(
            found.elements[last], what=days.every(rhythm.weeks, rhythm.months)
        )
        last -= 1
    return None


def _parts_bound(elements: Sequence[Element]) -> list[Element]:
    """Each part of a day told to the time it belongs to; what has no time of its own stays."""
    kept = list(elements)
    at = 0
    while at < len(kept):
        owner = _owner(kept, at) if kept[at].bare_part else None
        if owner is None:
            at += 1
            continue
        part, hours = cast(Hours, kept[at].what), cast(Hours, kept[owner].what)
        kept[owner] = replace(kept[owner], what=replace(hours, part=part.part))
        if owner == at + 1:
            kept[owner] = replace(kept[owner], gap=max(kept[at].gap, kept[owner].gap))
        elif at + 1 < len(kept):
            kept[at + 1] = replace(kept[at + 1], gap=max(kept[at].gap, kept[at + 1].gap))
        del kept[at]
    return kept


def _owner(elements: Sequence[Element], at: int) -> int | None:
    """The time that a part of the day belongs to; None where it stands for itself."""
    before = at - 1
    after = at + 1 if at + 1 < len(elements) else None
    if after is not None and _free(elements[after]) and not elements[after].gap:
        return after
    if before >= 0 and _free(elements[before]) and not elements[at].gap:
        return before
    if after is not None and _free(elements[after]) and elements[after].gap < 2:
        return after
    if elements[at].gap < 2 or after is None:
        return _time_before(elements, at)
    return next((n for n in range(after, len(elements)) if elements[n].timed), None)


def _time_before(elements: Sequence[Element], at: int) -> int | None:
    """In "2 to 4 on Thursday afternoons" the time stands before the days."""
    if elements[at].gap or (at + 1 < len(elements) and not elements[at + 1].gap):
        return None
    before = at - 1
    while before > 0 and isinstance(elements[before].what, Days):
        before -= 1
    first = before == 0 or elements[before].gap == 2
    return before if first and before >= 0 and _free(elements[before]) else None


def _free(element: Element) -> bool:
    return element.timed and isinstance(element.what, Hours) and element.what.part is None
