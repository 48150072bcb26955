"""How far the order of one thing tells the order of another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Spearman's rank correlation; 0 where either never changes."""
    first, second = _ranks(one), _ranks(other)
    middle = (len(first) - 1) / 2
    together = sum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    spread = sum((a - middle) ** 2 for a in first) * sum((b - middle) ** 2 for b in second)
    return together / spread**0.5 if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for place in order[at:end]:
            ranks[place] = (at + end - 1) / 2
        at = end
    return ranks


def offsets(file: Path, keys: Sequence[bytes]) -> list[int]:
    """Where in a file each key stands; -1 where it does not."""
    content = file.read_bytes()
    return [content.find(key) for key in keys]


def page_size(file: Path) -> int:
    """Of an SQLite file."""
    return int.from_bytes(file.read_bytes()[16:18], "big")
