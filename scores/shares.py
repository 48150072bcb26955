"""A share that was counted, and how far the true one may lie from it."""

from __future__ import annotations

from math import sqrt

SURE = 1.96
"""Standard errors on either side that hold the truth 95 times in 100."""


def between(some: int, of: int) -> tuple[float, float]:
    """The share that may be true (95 %, Wilson) where it held for `some` of so many."""
    if not of:
        return 0.0, 1.0
    share, twice = some / of, SURE * SURE
    middle = (share + twice / (2 * of)) / (1 + twice / of)
    wide = SURE / (1 + twice / of) * sqrt(share * (1 - share) / of + twice / (4 * of * of))
    return max(0.0, middle - wide), min(1.0, middle + wide)


def share(some: int, of: int) -> str:
    """Like "41 of 50 = 82 % (69 to 90)"; "-" where nothing was counted."""
    if not of:
        return "-"
    least, most = between(some, of)
    return f"{some} of {of} = {some / of:.0%} ({least:.0%} to {most:.0%})"
