"""What an attacker works out from printed figures alone: every number that they leave possible."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from random import Random

from connectbot.measures.released.student import quantile

TOKEN = "*"
PRIME = (1 << 61) - 1
Sums = frozenset[tuple[int, int, int]]
"""Possible (number of people, sum, sum of squares)."""


def band(printed: float) -> tuple[float, float]:
    """Where a figure lies that was printed with one decimal, or with all it has."""
    half = 0.05 if round(printed, 1) == printed else 1e-9
    return printed - half - 1e-9, printed + half + 1e-9


def people(printed: float) -> range:
    """How many people a printed number may be of: it is rounded to five, or it is exact."""
    n = int(printed)
    return range(n - 2, n + 3) if n % 5 == 0 else range(n, n + 1)


@lru_cache(100_000)
def sums(
    n: float, mean: float, sd: float, low: float | None = None, high: float | None = None
) -> Sums:
    """Every (n, sum, squares) of whole answers that prints these figures."""
    return frozenset(_sums(n, mean, sd, low, high))


def _sums(
    printed: float, mean: float, sd: float, low: float | None, high: float | None
) -> Iterator[tuple[int, int, int]]:
    (least, most), (thin, wide) = band(mean), band(sd)
    for n in people(printed):
        if n < 2:
            continue
        for total in range(math.ceil(least * n), math.floor(most * n) + 1):
            middle = total / n
            narrow, broad = max(thin, 0.0), wide
            for end in (low, high):
                if end is not None:
                    t = quantile(0.975, n - 1) / math.sqrt(n)
                    near, far = band(end)
                    found = sorted((abs(near - middle) / t, abs(far - middle) / t))
                    narrow, broad = max(narrow, found[0]), min(broad, found[1])
            first = narrow**2 * (n - 1) + total * total / n
            last = broad**2 * (n - 1) + total * total / n
            for squares in range(math.ceil(first - 1e-6), math.floor(last + 1e-6) + 1):
                if (squares - total) % 2 == 0:  # x and x * x are odd together
                    yield n, total, squares


def of_row(row: Mapping[str, object]) -> Sums | None:
    """The possible sums behind a printed row; None where it is not printed."""
    if row["n"] == TOKEN or TOKEN in (row.get("mean", row.get("change")), row["sd"]):
        return None
    mean = row["mean"] if "mean" in row else row["change"]
    return sums(row["n"], mean, row["sd"], row.get("low"), row.get("high"))


def left_over(
    before: Sums, after: Sums, values: Sequence[int], all_: Sequence[int], others: int = 0
) -> set[int]:
    """Which of these answers one person may have given who came between two rows (or went, the
    other way), with so many others, of whom only what all may answer is known."""
    if not others:
        return {
            value
            for value in values
            if any(
                (n + 1, sum_ + value, squares + value * value) in after
                for n, sum_, squares in before
            )
        }
    least, most = min(all_) * others, max(all_) * others
    far = max(value * value for value in all_) * others
    gone = {
        (total - less, squares - fewer)
        for n, less, fewer in before
        for more, total, squares in after
        if more == n + 1 + others
    }
    return {
        value
        for value in values
        if any(
            least <= total - value <= most and 0 <= squares - value * value <= far
            for total, squares in gone
        )
    }


def told_apart(sets: Sequence[frozenset[int]], rng: Random, turns: int = 3) -> list[int]:
    """Sizes of small groups (one to nine people) whose sum follows from the sums of these sets, by
    elimination over all of them at once."""
    atoms: dict[tuple[bool, ...], int] = {}
    for one in set().union(*sets) if sets else ():
        inside = tuple(one in some for some in sets)
        atoms[inside] = atoms.get(inside, 0) + 1
    found: list[int] = []
    columns = sorted(atoms, key=lambda inside: -atoms[inside])
    for turn in range(turns):
        if turn:
            rng.shuffle(columns)
        rows = [[int(inside[row]) for inside in columns] for row in range(len(sets))]
        for row in _reduced(rows):
            size = sum(atoms[inside] for inside, value in zip(columns, row, strict=True) if value)
            if 0 < size < 10:
                found.append(size)
    return found


def _reduced(rows: list[list[int]]) -> list[list[int]]:
    """The rows brought to echelon form: in each, as few columns as these pivots allow."""
    done = 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((at for at in range(done, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        over = pow(rows[done][column], -1, PRIME)
        rows[done] = [value * over % PRIME if value else 0 for value in rows[done]]
        for at, row in enumerate(rows):
            factor = row[column]
            if at != done and factor:
                rows[at] = [
                    (value - factor * other) % PRIME if other else value
                    for value, other in zip(row, rows[done], strict=True)
                ]
        done += 1
        if done == len(rows):
            break
    return rows[:done]
