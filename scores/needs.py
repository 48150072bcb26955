"""How well needs are understood: first, among three, both of two, and what is taken for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from connectbot.directory.needs import Needs
from scores.grids import confused, grid
from scores.rows import Row
from scores.shares import share

TWO = "two-needs"


@dataclass(frozen=True)
class Judged:
    """One row: the needs that are acceptable, the three heard, and what would be taken."""

    register: str
    wanted: tuple[str, ...]
    heard: tuple[str, ...]
    taken: tuple[str, ...]

    @property
    def first(self) -> bool:
        return self.heard[0] in self.wanted

    @property
    def among(self) -> bool:
        return not set(self.heard).isdisjoint(self.wanted)


def judged(needs: Needs, rows: Iterable[Row]) -> list[Judged]:
    """Each row beside what the matcher makes of its text."""
    return [
        Judged(
            row["register"],
            tuple(row["needs"].split("|")),
            tuple(match.id for match in needs.match(row["text"])[:3]),
            needs.confident(row["text"]),
        )
        for row in rows
    ]


def both_kept(needs: Needs, rows: Iterable[Row]) -> int:
    """Of messages with two needs, `one` and `other` (either of some, with / between them), how
    many are taken for both."""
    taken = ((row, needs.confident(row["text"])) for row in rows)
    return sum(
        all(not set(row[need].split("/")).isdisjoint(heard) for need in ("one", "other"))
        for row, heard in taken
    )


def report(rows: Sequence[Judged]) -> Iterator[str]:
    """Tables by register and by need, and the confusions met most often."""
    registers = sorted({row.register for row in rows})
    parts = {"all": list(rows)} | {
        name: [row for row in rows if row.register == name] for name in registers
    }
    yield from grid(
        ("register", "first", "among three", "taken unasked", "right when taken"),
        [_line(name, part) for name, part in parts.items()],
    )
    two = parts.get(TWO, [])
    both = sum(set(row.wanted[:2]) <= set(row.taken) for row in two)
    yield f"Of messages with two needs both are kept in {share(both, len(two))}."
    yield ""
    by_need = {need: [r for r in rows if r.wanted[0] == need] for need in _needs(rows)}
    yield from grid(
        ("need", "first", "among three"),
        [(need, *_found(part)) for need, part in by_need.items()],
    )
    yield ""
    yield from confused((row.wanted[0], row.heard[0]) for row in rows if not row.first)


def _needs(rows: Sequence[Judged]) -> list[str]:
    return sorted({row.wanted[0] for row in rows})


def _found(part: Sequence[Judged]) -> tuple[str, str]:
    first, among = sum(row.first for row in part), sum(row.among for row in part)
    return f"{first} of {len(part)}", f"{among} of {len(part)}"


def _line(name: str, part: Sequence[Judged]) -> tuple[str, ...]:
    taken = [row for row in part if row.taken]
    right = sum(set(row.taken) <= set(row.wanted) for row in taken)
    return (
        name,
        share(sum(row.first for row in part), len(part)),
        share(sum(row.among for row in part), len(part)),
        f"{len(taken)} of {len(part)}",
        f"{right} of {len(taken)}",
    )
