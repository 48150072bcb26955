"""What a release is made of, and how it is laid out: facts, tables, rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from connectbot.measures.plan import START
from connectbot.measures.released.cells import Cell, Kind
from connectbot.measures.released.people import Measure, Person

SEP = "|"
CHANGE = ("n", "change", "low", "high", "sd", "improved", "same", "worse", "not_improved")
BEFORE_AFTER = ("n", "before", "after")
LEVEL = ("n", "mean", "sd")
COUNT = ("n",)
FUNNEL = ("n", "of_due")
MISSING = ("if_unchanged", "tipping")
"""Columns that are reckoned from printed ones alone, once these are known."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: what it is of, and the cell it shows. `parts` name what it is of for
    programs: the measure, the group, the need, and how many listings there are for it. With
    `if_printed` it does not stand there while its cell is kept back."""

    label: str
    cell: str
    parts: Mapping[str, str | int] = field(default_factory=dict)
    if_printed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `funnel` is the wave whose funnel it carries, "" where it is not about answers."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    funnel: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a release is made of. `waves` in their order, the start first; `funnel` how many
    reached each stage, by wave; `searches` those of this quarter, as (need, district, how many
    found nothing, how many something); `referrals` those made in the quarter before, by how they
    stand, each with the resident and who made it; `needs` the titles of needs, `listings` how many
    the directory has for each, which everybody may know."""

    place: str
    title: str
    quarter: str
    measures: tuple[Measure, ...]
    waves: tuple[str, ...]
    people: tuple[Person, ...]
    funnel: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    searches: tuple[tuple[str, str, int, int], ...] = ()
    referrals: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, int] = field(default_factory=dict)

    @property
    def later(self) -> tuple[str, ...]:
        """The waves that are compared with the start."""
        return tuple(wave for wave in self.waves if wave != START)


Made = tuple[Table, list[Cell]]
"""A table and the cells that stand in it."""


def keyed(*parts: str) -> str:
    """The key of a cell."""
    return SEP.join(parts)


def of_people(key: str, kind: Kind, found: Sequence[tuple[int, Person]], **more: Any) -> Cell:
    """A cell of these people, each with their bit."""
    people = 0
    for bit, _ in found:
        people |= 1 << bit
    hands = tuple(person.referrer for _, person in found)
    return Cell(key, kind, len(found), people, hands=hands, **more)
