"""Student's t: which value leaves a given share above it, for intervals around a mean."""

from __future__ import annotations

import math
from functools import lru_cache

_TINY = 1e-300
_SAME = 1e-16
_MOST = 500
_STEPS = 60


@lru_cache(4096)
def quantile(share: float, df: int) -> float:
    """The t that a share of the distribution with `df` degrees of freedom lies below.

    Good to 1e-9 of its size for one to a thousand degrees and shares from 0.5 up to 0.9999; tests
    hold it against an independent library. Raises ValueError outside of that.
    """
    if not 0.5 <= share <= 0.9999 or df < 1:
        raise ValueError(f"no quantile for the share {share} and {df} degrees of freedom")
    t, above = 0.0, 1.0
    while below(above, df) < share:
        t, above = above, above * 2
    # Newton's steps from the left never pass a root of a curve that bends downwards.
    for _ in range(_STEPS):
        step = (share - below(t, df)) / _density(t, df)
        t += step
        if abs(step) <= 1e-14 * t:
            break
    return t


def below(t: float, df: int) -> float:
    """The share of the distribution that lies below a t of zero or more."""
    return 1 - _beta(df / 2, 0.5, df / (df + t * t)) / 2


def _density(t: float, df: int) -> float:
    front = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    return math.exp(front - (df + 1) / 2 * math.log1p(t * t / df))


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function, as a continued fraction (Lentz's method)."""
    if x in (0.0, 1.0):
        return x
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _kept(1 - (a + b) * x / (a + 1))
    found, step, m = d, 0.0, 0
    while abs(step - 1) > _SAME and m < _MOST:
        m += 1
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _kept(1 + even * d)
        c = _kept(1 + even / c)
        found *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _kept(1 + odd * d)
        c = _kept(1 + odd / c)
        step = d * c
        found *= step
    return found


def _kept(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
