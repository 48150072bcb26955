"""Which numbers a pretend phone may have: those that Ofcom keeps for stories."""

from __future__ import annotations

import re

_PRETEND = re.compile(r"(?:\+44|0044|0)?(7700900[0-9]{3})")
_SPACING = re.compile(r"[\s()-]+")


def pretend_number(typed: str) -> str | None:
    """`+447700900123` for any usual way of writing it; None for a number that could be real."""
    found = _PRETEND.fullmatch(_SPACING.sub("", typed))
    return f"+44{found[1]}" if found else None
