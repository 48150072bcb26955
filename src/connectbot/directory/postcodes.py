"""Postcode districts and sectors of Great Britain: finding one in a text, and how far apart."""

from __future__ import annotations

import re
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
_ONE_DIGIT = re.compile(r" ?(\d)(?=[\s,.!?;)]*$|[,.!?;)\n])", re.ASCII)


class Districts:
    """Outcode -> (latitude, longitude) of the centre of its addresses; sectors too, where their
    table is given. Of its 10,848 lines only those asked for are ever read."""

    __slots__ = ("_centres", "_found", "_sectors")

    def __init__(self, centres: dict[str, tuple[float, float]], sectors: str = "") -> None:
        self._centres = centres
        self._sectors = sectors
        self._found: dict[str, tuple[float, float] | None] = {}

    @classmethod
    def parse(cls, text: str, sectors: str = "") -> Districts:
        """From CSV with a heading and district, lat, lon first; `sectors` alike. Raises ValueError
        with the line."""
        centres = {}
        for number, line in enumerate(text.splitlines()[1:], start=2):
            cells = line.split(",", 3)
            try:
                centres[cells[0]] = (float(cells[1]), float(cells[2]))
            except (IndexError, ValueError):
                raise ValueError(f"line {number}: expected district,latitude,longitude") from None
        return cls(centres, sectors)

    def __contains__(self, area: object) -> bool:
        """Whether a district or a sector is known."""
        if isinstance(area, str) and " " in area:
            return self._sector(area) is not None
        return area in self._centres

    def __len__(self) -> int:
        return len(self._centres)

    def find(self, text: str) -> str | None:
        """The outcode in a text ("LS8", "ls8 2aa", "LS 8"), the surest one first, else None.

        Whole postcodes win. Shapes that are also words or units ("me 2", "b12", "m8") count only
        alone, in capitals after a comma, or after a word such as "in" or "near".
        """
        best = self._best(text)
        return None if best is None else _outcode(best)

    def area(self, text: str) -> str | None:
        """The sector ("LS8 2") where a whole postcode or a sector stands in a text and is known,
        else the outcode as `find` gives it. The rest of a postcode is never kept."""
        best = self._best(text)
        if best is None:
            return None
        rest = _ONE_DIGIT.match(text, best.end())
        digit = best[5][0] if best[5] else rest[1] if rest else ""
        sector = f"{_outcode(best)} {digit}"
        return sector if digit and self._sector(sector) is not None else _outcode(best)

    def _best(self, text: str) -> re.Match[str] | None:
        found = (
            (_sureness(match, text), match)
            for match in _SHAPE.finditer(text)
            if _outcode(match) in self._centres
        )
        sure, match = max(found, default=(0, None), key=lambda one: one[0])
        return match if sure else None

    def centre(self, code: str) -> tuple[float, float] | None:
        """The centre of a district or a sector; of a sector nobody knows, that of its district."""
        sector = self._sector(code) if " " in code else None
        return sector or self._centres.get(outcode_of(code))

    def _sector(self, code: str) -> tuple[float, float] | None:
        if code not in self._found:
            self._found[code] = self._read(code)
        return self._found[code]

    def _read(self, sector: str) -> tuple[float, float] | None:
        start = self._sectors.find(f"\n{sector},")
        if start < 0:
            return None
        _, lat, lon = self._sectors[start + 1 : self._sectors.find("\n", start + 1)].split(",")[:3]
        return float(lat), float(lon)

    def miles(self, a: str, b: str) -> float | None:
        """Miles between the centres of two districts or sectors as the crow flies; None where
        unknown. A sector that is not in the table stands where its district does."""
        if a == b:
            return 0.0
        here, there = self.centre(a), self.centre(b)
        if here is None or there is None:
            return None
        (lat1, lon1), (lat2, lon2) = here, there
        north = sin(radians(lat2 - lat1) / 2) ** 2
        east = sin(radians(lon2 - lon1) / 2) ** 2
        across = north + cos(radians(lat1)) * cos(radians(lat2)) * east
        return 2 * _EARTH_MILES * asin(sqrt(across))


def outcode_of(area: str) -> str:
    """The district of a district or a sector: "LS8" of "LS8 2"."""
    return area.split(" ", 1)[0]


def _outcode(match: re.Match[str]) -> str:
    return (match[1] + match[3]).upper()


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
