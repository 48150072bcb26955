"""Postcode districts of Great Britain: finding one in what somebody wrote, and how far apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt

_SHAPE = re.compile(
    r"(?<![^\W_])([a-z]{1,2})( ?)(\d[a-z\d]?)(?:( ?)(\d[a-z]{2}))?(?![^\W_])",
    re.IGNORECASE | re.ASCII,
)
_LEADS_IN = re.compile(
    r"\b(?:in|near|nr|from|around|round|postcode|code|area|is) *$", re.IGNORECASE
)
_PAUSE = re.compile(r"[,.;:(\n-] *$")
_WORDS = frozenset(
    {"al", "cm", "co", "da", "ha", "la", "me", "ml", "ne", "pa", "pe", "so", "st", "yo"}
)
_ALONE = 40  # characters: no longer text is a district alone
_LOOK_BACK = 12  # characters: the longest word that leads in, and a space
_EARTH_MILES = 3958.8


class Districts:
    """Outcode -> (latitude, longitude) of the centre of its addresses."""

    __slots__ = ("_centres",)

    def __init__(self, centres: dict[str, tuple[float, float]]) -> None:
        self._centres = centres

    @classmethod
    def parse(cls, text: str) -> Districts:
        """From CSV with a heading and district, lat, lon first. Raises ValueError with the line."""
        centres = {}
        for number, line in enumerate(text.splitlines()[1:], start=2):
            cells = line.split(",", 3)
            try:
                centres[cells[0]] = (float(cells[1]), float(cells[2]))
            except (IndexError, ValueError):
                raise ValueError(f"line {number}: expected district,latitude,longitude") from None
        return cls(centres)

    def __contains__(self, outcode: object) -> bool:
        return outcode in self._centres

    def __len__(self) -> int:
        return len(self._centres)

    def find(self, text: str) -> str | None:
        """The outcode in a text ("LS8", "ls8 2aa", "LS 8"), the surest one first, else None.

        Whole postcodes win. Shapes that are also words or units ("me 2", "b12", "m8") count only
        alone, in capitals after a comma, or after a word such as "in" or "near".
        """
        best = max(self._candidates(text), default=None, key=lambda found: found[0])
        return None if best is None else best[1]

    def _candidates(self, text: str) -> Iterator[tuple[int, str]]:
        for match in _SHAPE.finditer(text):
            outcode = (match[1] + match[3]).upper()
            if outcode in self._centres and (sure := _sureness(match, text)):
                yield sure, outcode

    def miles(self, a: str, b: str) -> float | None:
        """Miles between the centres of two districts as the crow flies; None where unknown."""
        if a == b:
            return 0.0
        if a not in self._centres or b not in self._centres:
            return None
        (lat1, lon1), (lat2, lon2) = self._centres[a], self._centres[b]
        north = sin(radians(lat2 - lat1) / 2) ** 2
        east = sin(radians(lon2 - lon1) / 2) ** 2
        across = north + cos(radians(lat1)) * cos(radians(lat2)) * east
        return 2 * _EARTH_MILES * asin(sqrt(across))


def _sureness(match: re.Match[str], text: str) -> int:
    """3 for a whole postcode, 2 for a clear outcode, 1 for one that leans on its surroundings."""
    letters, gap, _digits, _gap, inward = match.groups()
    if inward:
        return 3
    if not gap and len(letters) == 2 and letters.lower() not in _WORDS:
        return 2
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    capital = letters.isupper()
    alone = len(text) <= _ALONE and match[0] == text.strip(" .,!?\n")
    spaced = bool(gap) and len(letters) == 2
    led = _LEADS_IN.search(before) or (capital and (spaced or _PAUSE.search(before)))
    return 1 if alone or led else 0
