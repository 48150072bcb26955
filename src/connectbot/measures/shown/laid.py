"""What a shown release is made of: sections, charts with their words, sheets of figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["counts", "pairs", "changes"]
"""`counts` is one bar a row, `pairs` two beside each other, `changes` a bar from nought with its
interval."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart; `value` (and `later` of pairs, `low` and `high` of changes) as printed,
    None where it is not."""

    label: str
    value: float | None
    later: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: its label (and a shorter `name`), its figures as they are read, "of
    2026Q3" where it is from then."""

    label: str
    name: str
    figures: tuple[str, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: only columns of which something is printed."""

    id: str
    title: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, its table, and its words: `says` what it shows, `not_said` what it does not.
    `series` names what stands beside each other, `unit` what the axis counts."""

    kind: Kind
    sheet: Sheet
    bars: tuple[Bar, ...]
    unit: str
    says: str
    not_said: str
    series: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The table it is drawn from."""
        return self.sheet.id

    @property
    def title(self) -> str:
        """What it is of."""
        return self.sheet.title


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: charts, further tables, and what is not printed and why."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A release as it is shown. `facts` are its particulars as (label, words), `rules` what it was
    made by."""

    id: str
    title: str
    place: str
    quarter: str
    lead: str
    sections: tuple[Section, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    rules: tuple[str, ...] = field(default_factory=tuple)
