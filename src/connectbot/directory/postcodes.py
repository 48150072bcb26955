"""Postcode districts and sectors of Great Britain: finding one in a text, and how far apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
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
_A_DEGREE = 69.0  # miles from south to north, a little less than there are
_SLACK = 0.001  # miles by which a sum of distances may be rounded
_REMEMBERED = 256  # areas of which it is known how far the districts are
_ONE_DIGIT = re.compile(r" ?(\d)(?=[\s,.!?;)]*$|[,.!?;)\n])", re.ASCII)


Point = tuple[float, float]
"""Latitude and longitude."""


class Districts:
    """Outcode -> (latitude, longitude) of the centre of its addresses; sectors too, where their
    table is given. Of its 10,848 lines only those of districts asked for are ever read."""

    __slots__ = ("_away", "_centres", "_found", "_sectors", "_wide")

    def __init__(self, centres: dict[str, tuple[float, float]], sectors: str = "") -> None:
        self._centres = centres
        self._sectors = sectors
        self._found: dict[str, dict[str, Point]] = {}
        self._wide: dict[str, float] = {}  # how far from its middle its sectors lie at most
        self._away = lru_cache(_REMEMBERED)(_not_yet)

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
        return self._sectors_of(outcode_of(code)).get(code)

    def _sectors_of(self, outcode: str) -> dict[str, Point]:
        """The sectors of a district; they stand together in the table, and are read together."""
        if outcode not in self._found:
            self._found[outcode] = dict(self._read(outcode))
        return self._found[outcode]

    def _read(self, outcode: str) -> Iterator[tuple[str, Point]]:
        start = self._sectors.find(f"\n{outcode} ") + 1
        while start and self._sectors.startswith(f"{outcode} ", start):
            over = self._sectors.find("\n", start)
            sector, lat, lon = self._sectors[start : over if over > 0 else None].split(",")[:3]
            yield sector, (float(lat), float(lon))
            start = over + 1

    def outward(self, area: str, outcodes: Iterable[str], most: float) -> list[tuple[float, str]]:
        """Those districts of which a part may lie within so many miles, the nearest first: (miles
        that every sector of it is away at least, outcode). At 0 where nobody knows where it is."""
        away, here = self._away(area), self.centre(area)
        found = []
        for outcode in outcodes:
            least = away.get(outcode)
            if least is None:
                least = away[outcode] = self._least(here, outcode, most)
            if least <= most:
                found.append((least, outcode))
        return sorted(found)

    def _least(self, here: Point | None, outcode: str, most: float) -> float:
        there = self._centres.get(outcode)
        if here is None or there is None:
            return 0.0
        if outcode not in self._wide:
            sectors = self._sectors_of(outcode).values()
            self._wide[outcode] = _SLACK + max((_apart(there, one) for one in sectors), default=0.0)
        wide = self._wide[outcode]
        # Whoever is too far north or south is too far; most are, and that is soon told.
        north = abs(here[0] - there[0]) * _A_DEGREE - wide
        return north if north > most else max(0.0, _apart(here, there) - wide)

    def miles(self, a: str, b: str) -> float | None:
        """Miles between the centres of two districts or sectors as the crow flies; None where
        unknown. A sector that is not in the table stands where its district does."""
        if a == b:
            return 0.0
        here, there = self.centre(a), self.centre(b)
        return None if here is None or there is None else _apart(here, there)

    def away(self, area: str, latitude: float, longitude: float) -> float | None:
        """Miles from a point to the centre of a district or a sector; None where it is unknown."""
        centre = self.centre(area)
        return None if centre is None else _apart(centre, (latitude, longitude))

    def nearest(self, latitude: float, longitude: float) -> tuple[str, float]:
        """The district whose centre is nearest to a point, and how many miles off that is. Raises
        ValueError where no district is known."""
        narrow = cos(radians(latitude)) ** 2

        def far(centre: tuple[float, float]) -> float:
            return (centre[0] - latitude) ** 2 + narrow * (centre[1] - longitude) ** 2

        code = min(self._centres, key=lambda code: far(self._centres[code]))
        return code, _apart(self._centres[code], (latitude, longitude))


def _not_yet(area: str) -> dict[str, float]:
    """How far districts are from an area; each is worked out when it is asked for."""
    return {}


def _apart(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Miles between two points as the crow flies."""
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
