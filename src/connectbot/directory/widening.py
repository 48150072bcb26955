"""How far a search had to go, said honestly: "Nothing in LS17; two in LS8, about 3 miles"."""

from __future__ import annotations

from collections.abc import Sequence

from connectbot.directory import words
from connectbot.directory.postcodes import outcode_of
from connectbot.directory.rings import about
from connectbot.directory.search import Hit
from connectbot.written.tongue import ENGLISH, Tongue

_COUNTED = ("", words.ONE, words.TWO, words.THREE, words.FOUR, words.FIVE)


def widening(hits: Sequence[Hit], area: str | None, tongue: Tongue = ENGLISH) -> str:
    """A sentence without its full stop where none of the hits is near: how many are shown in the
    district nearest to it, and how far that is. "" where there is nothing to be said."""
    if area is None or not hits or any(hit.near for hit in hits):
        return ""
    here = outcode_of(area)
    away = [hit for hit in hits if hit.miles is not None]
    if not away:
        return tongue(words.NOTHING_BUT_PHONE).format(area=here)
    nearest = min(away, key=lambda hit: (hit.miles, hit.listing.id))
    outcode = nearest.listing.where.outcode
    many = sum(hit.listing.where.outcode == outcode for hit in away)
    return tongue(words.NOTHING_BUT).format(
        area=here,
        count=_count(many, tongue),
        other=outcode,
        far=about(nearest.miles or 0.0, tongue),
    )


def _count(many: int, tongue: Tongue) -> str:
    return tongue(_COUNTED[many]) if many < len(_COUNTED) else str(many)
