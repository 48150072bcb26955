"""How well urgent words are noticed, and how often what is harmless is taken for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from connectbot.safety.screen import Screen
from scores.grids import confused, grid
from scores.rows import Row
from scores.shares import share

CALM = "none"
"""The kind of a message that is harmless."""


@dataclass(frozen=True)
class Judged:
    """One message: its kind and way of speaking, and the kinds the screen sees in it."""

    kind: str
    way: str
    seen: tuple[str, ...]

    @property
    def danger(self) -> bool:
        return self.kind != CALM


def judged(screen: Screen, rows: Iterable[Row]) -> list[Judged]:
    """Each message beside what the screen makes of it. Developing rows call the kind `label`, and
    the way of speaking `kind`."""
    return [
        Judged(row.get("label") or row["kind"], _way(row), screen.look(row["text"])) for row in rows
    ]


def _way(row: Row) -> str:
    return row["kind"] if "label" in row else row["way"]


def apart(screen: Screen, rows: Iterable[Row], taught: Iterable[Row]) -> list[Row]:
    """The rows that the model has not learned from, as it reads them."""
    known = {tuple(screen.words(row["text"])) for row in taught}
    return [row for row in rows if tuple(screen.words(row["text"])) not in known]


def report(rows: Sequence[Judged]) -> Iterator[str]:
    """Tables by kind and by way of speaking."""
    danger = [row for row in rows if row.danger]
    calm = [row for row in rows if not row.danger]
    kinds = sorted({row.kind for row in danger})
    lines = [("all", share(_seen(danger), len(danger)), _named(danger))]
    for kind in kinds:
        part = [row for row in danger if row.kind == kind]
        lines.append((kind, share(_seen(part), len(part)), _named(part)))
    yield from grid(("kind", "noticed", "and named among the kinds said"), lines)
    yield f"Harmless, but taken for urgent: {share(_seen(calm), len(calm))}."
    yield ""
    yield from confused(
        (row.kind, (*row.seen, "nothing")[0]) for row in danger if row.seen[:1] != (row.kind,)
    )
    yield ""
    ways = sorted({row.way for row in rows})
    yield from grid(
        ("way of speaking", "danger noticed", "harmless taken for it"),
        [
            (way, *(_of([row for row in part if row.way == way]) for part in (danger, calm)))
            for way in ways
        ],
    )


def _seen(part: Sequence[Judged]) -> int:
    return sum(bool(row.seen) for row in part)


def _named(part: Sequence[Judged]) -> str:
    return f"{sum(row.kind in row.seen for row in part)} of {_seen(part)}"


def _of(part: Sequence[Judged]) -> str:
    return f"{_seen(part)} of {len(part)}" if part else "-"
