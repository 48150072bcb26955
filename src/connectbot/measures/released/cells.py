"""A cell: one group's figures on their way to being printed, and the draft of a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from connectbot.measures.released.figures import Better, change, mean, sd
from connectbot.measures.released.ledger import Ledger, Was

Kind = Literal["count", "tally", "level", "pairs", "change"]
"""`count` counts people, `tally` things that are not people (searches, stages of a funnel); `level`
is one answer of each, `pairs` two beside each other, `change` the difference of the two."""

Figures = Mapping[str, float]
"""What a cell tells, by column: whole numbers for people, others as they were reckoned."""

SHARES = ("improved", "same", "worse")
NOT_IMPROVED = "not_improved"
QUARTERS = 2
"""In how many quarters in a row a cell must be fit to print, after it was not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One group's figures.

    `people` are those behind it, one bit for each of the draft's people; `values` a column of their
    answers for each figure that is reckoned from answers, `hands` who enrolled each of them (""
    they did themselves, None nobody can tell any more). `about` names the answers it tells
    something of: cells with none in common are never subtracted from each other. `whole` is the key
    of the cell that this one is a part of, `by` by what; `fresh` says that it counts this quarter
    alone.

    The rules decide the rest: `kept_back` says why it is not printed, `repeats` that what was
    printed before is printed again, `warm` for how many quarters in a row it could have been.
    """

    key: str
    kind: Kind
    count: int
    people: int = 0
    values: tuple[tuple[float, ...], ...] = ()
    hands: tuple[str | None, ...] = ()
    about: tuple[str, ...] = ()
    whole: str = ""
    by: str = ""
    band: str = ""
    better: Better = "up"
    fresh: bool = False
    figures: Figures = field(default_factory=dict)
    kept_back: str = ""
    repeats: bool = False
    warm: int = 0
    as_at: str = ""

    def but(self, why: str) -> Cell:
        """The same, kept back; the first reason stays."""
        return self if self.kept_back else replace(self, kept_back=why)

    def again(self, was: Was) -> Cell:
        """The same as it was printed before."""
        shown = was.shown or {}
        return replace(
            self, repeats=True, figures=shown, as_at=was.as_at, kept_back="", warm=QUARTERS
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A release while the rules look at it: of which quarter, its cells in the order of their
    importance, and what was released before. `people` are the labels of each bit: all by which one
    of the people is or was called."""

    quarter: str
    cells: tuple[Cell, ...]
    ledger: Ledger = field(default_factory=Ledger)
    people: tuple[frozenset[bytes], ...] = ()

    def by_key(self) -> Mapping[str, Cell]:
        """The cells by their keys."""
        return {cell.key: cell for cell in self.cells}

    def bits(self) -> Mapping[bytes, int]:
        """Which bit a label is. Labels of the ledger that nobody has any more (their readings were
        erased) are bits of their own."""
        found = {label: bit for bit, labels in enumerate(self.people) for label in labels}
        for past in self.ledger.releases:
            for was in past.cells.values():
                for label in sorted(was.people - found.keys()):
                    found[label] = len(self.people) + len(found)
        return found


def mask(people: Iterable[bytes], bits: Mapping[bytes, int]) -> int:
    """People as bits."""
    found = 0
    for label in people:
        found |= 1 << bits[label]
    return found


def exact(cell: Cell) -> Figures:
    """What a cell would tell if there were no rules."""
    told: dict[str, float] = {"n": cell.count}
    if cell.kind == "level" and cell.count:
        told |= {"mean": mean(cell.values[0]), "sd": sd(cell.values[0])}
    if cell.kind == "pairs" and cell.count:
        told |= {"before": mean(cell.values[0]), "after": mean(cell.values[1])}
    if cell.kind == "change" and cell.count > 1:
        found = change(cell.values[0], cell.better)
        told |= {"change": found.mean, "low": found.low, "high": found.high, "sd": found.sd}
        told |= {name: getattr(found, name) for name in SHARES}
    return told
