"""Figures about a group: means, spread, change with its interval, what the missing could do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from connectbot.measures.released.student import quantile

Better = Literal["up", "down"]
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Change:
    """Later less earlier, of people who answered both times. `low` and `high` are the ends of the
    95 % t interval; `improved`, `same` and `worse` count people, by the measure's direction."""

    n: int
    mean: float
    sd: float
    low: float
    high: float
    improved: int
    same: int
    worse: int


def mean(values: Sequence[float]) -> float:
    """The mean. Raises ZeroDivisionError where nobody answered."""
    return sum(values) / len(values)


def sd(values: Sequence[float]) -> float:
    """The standard deviation of a sample (n - 1); 0.0 for one value."""
    n = len(values)
    if n < 2:
        return 0.0
    total = sum(values)
    squares = sum(value * value for value in values)
    # Exact whole numbers until the division: nothing is lost where values are nearly alike.
    return math.sqrt(max(0, n * squares - total * total) / (n * (n - 1)))


def change(differences: Sequence[float], better: Better) -> Change:
    """What a list of differences (later less earlier, two or more) says."""
    n, middle, spread = len(differences), mean(differences), sd(differences)
    half = quantile((1 + CONFIDENCE) / 2, n - 1) * spread / math.sqrt(n)
    up = sum(value > 0 for value in differences)
    down = sum(value < 0 for value in differences)
    improved, worse = (up, down) if better == "up" else (down, up)
    return Change(n, middle, spread, middle - half, middle + half, improved, n - up - down, worse)


def if_unchanged(mean: float, paired: int, missing: int) -> float:
    """The mean change of everybody who began, if nobody who is missing had changed at all."""
    return mean * paired / (paired + missing)


def tipping(mean: float, low: float, high: float, paired: int, missing: int) -> float | None:
    """By how many points the missing must have done worse than those who answered, for the interval
    around everybody's mean to reach 0: the greater, the surer. `mean` is as printed, with its sign.

    None where the interval holds 0 already, or where nobody is missing. The width for everybody is
    that of the answers given, for a larger group: reckoned from printed figures alone, so that it
    tells nothing that they do not.
    """
    if low <= 0 <= high or not missing:
        return None
    everybody = paired + missing
    half = (high - low) / 2 * math.sqrt(paired / everybody)
    return (abs(mean) - half) * everybody / missing
