"""How far a search had to go, said honestly: "Nothing in LS17; two in LS8, about 3 miles"."""

from __future__ import annotations

from collections.abc import Sequence

from connectbot.directory.postcodes import outcode_of
from connectbot.directory.rings import about
from connectbot.directory.search import Hit

_COUNTED = ("", "one", "two", "three", "four", "five")


def widening(hits: Sequence[Hit], area: str | None) -> str:
    """A sentence without its full stop where none of the hits is near: how many are shown in the
    district nearest to it, and how far that is. "" where there is nothing to be said."""
    if area is None or not hits or any(hit.near for hit in hits):
        return ""
    nothing = f"Nothing in {outcode_of(area)}"
    away = [hit for hit in hits if hit.miles is not None]
    if not away:
        return f"{nothing}, but by phone"
    nearest = min(away, key=lambda hit: (hit.miles, hit.listing.id))
    outcode = nearest.listing.where.outcode
    many = sum(hit.listing.where.outcode == outcode for hit in away)
    return f"{nothing}; {_count(many)} in {outcode}, {about(nearest.miles or 0.0)}"


def _count(many: int) -> str:
    return _COUNTED[many] if many < len(_COUNTED) else str(many)
