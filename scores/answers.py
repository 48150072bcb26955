"""How well answers are understood: right, asked again for nothing, silently wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from connectbot.flows import answers
from connectbot.safety.reserved import Keyword, keyword
from scores.grids import grid
from scores.rows import Row

AGAIN = "?"
"""The value of a row where a careful person would ask again."""

OPTOUT = "optout"


@dataclass(frozen=True)
class Judged:
    """One row: what was expected and typed, the true value and what we take it for."""

    kind: str
    text: str
    wanted: str
    taken: str

    @property
    def right(self) -> bool:
        return self.taken == self.wanted

    @property
    def asked(self) -> bool:
        return not self.right and self.taken == AGAIN

    @property
    def wrong(self) -> bool:
        return not self.right and self.taken != AGAIN


def judged(rows: Iterable[Row], today: date) -> list[Judged]:
    """Each row beside what we take it for; `today` where the row names no day."""
    return [Judged(row["expects"], row["text"], row["value"], _taken(row, today)) for row in rows]


def _taken(row: Row, today: date) -> str:
    if row["expects"] == OPTOUT:
        return "stop" if keyword(row["text"]) is Keyword.STOP else "none"
    value = answers.understand(
        row["expects"],
        row["text"],
        options=[option for option in row["options"].split("|") if option],
        today=date.fromisoformat(row["today"]) if row["today"] else today,
    )
    return AGAIN if value is None else value


def report(rows: Sequence[Judged]) -> Iterator[str]:
    """A table by kind, and every row that is not right."""
    kinds = sorted({row.kind for row in rows})
    parts = {"all": list(rows)} | {kind: [r for r in rows if r.kind == kind] for kind in kinds}
    yield from grid(
        ("kind", "rows", "right", "asked again", "silently wrong"),
        [_line(name, part) for name, part in parts.items()],
    )
    yield ""
    faults = [row for row in rows if not row.right]
    yield from grid(
        ("kind", "typed", "meant", "taken for"),
        [(row.kind, row.text, row.wanted, row.taken) for row in faults],
    )


def _line(name: str, part: Sequence[Judged]) -> tuple[str, ...]:
    right, asked = sum(row.right for row in part), sum(row.asked for row in part)
    wrong = sum(row.wrong for row in part)
    return name, str(len(part)), f"{right / len(part):.1%}", str(asked), str(wrong)
