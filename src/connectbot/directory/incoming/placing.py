"""Where a record is: its postcode and its point on the map, each held against the other."""

from __future__ import annotations

import re

from connectbot.directory.incoming.cleaning import clean, shortened
from connectbot.directory.incoming.facts import Facts, Row
from connectbot.directory.postcodes import Districts

_FAR = 15.0  # miles between a postcode and its own point; a district is rarely wider
_NEAR = 12.0  # miles to the nearest district; farther is the sea
_SOUTH, _NORTH, _WEST, _EAST = 49.8, 60.9, -8.7, 1.8
_NI = re.compile(r"\bBT\d{1,2}\b", re.IGNORECASE)
_SHAPED = re.compile(r"^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$")
_SECRET = re.compile(
    r"\b(?:women'?s refuge|refuge accommodation|safe house|address (?:is )?(?:kept )?"
    r"(?:confidential|withheld|secret|not disclosed|undisclosed))\b",
    re.IGNORECASE,
)
_VENUE, _ADDRESS = 60, 80


def where(facts: Facts, districts: Districts) -> tuple[Row, bool]:
    """What stands under `where`, and whether it lies outside the UK by all that is said."""
    if _SECRET.search(" ".join(map(facts.take, ("name", "description", "venue")))):
        facts.note(
            "where",
            "it may be a refuge, or its address is not to be known",
            "no address is taken over; write `where` yourself, with `confidential: yes` if so",
            "look",
        )
        return {}, False
    found, point, area = _building(facts), _point(facts), _area(facts, districts)
    if area is None and point is not None:
        if not _in_uk(point):
            return found, True
        area = _nearest(facts, districts, point)
    elif area is not None and point is not None:
        _agree(facts, districts, area, point)
    if area is not None:
        found["outcode"] = area.split(" ")[0]
        found["sector"] = area if " " in area else None
    return {name: value for name, value in found.items() if value}, False


def _building(facts: Facts) -> Row:
    """The venue and the address."""
    found: Row = {}
    for name, longest in (("venue", _VENUE), ("address", _ADDRESS)):
        said = clean(facts.take(name)).strip(" ,.")
        if len(said) > longest:
            facts.note(name, f"it is longer than {longest} letters", "shortened", "told")
        found[name] = shortened(said, longest)
    return found if found["address"] != found["venue"] else {"venue": found["venue"]}


def _area(facts: Facts, districts: Districts) -> str | None:
    """The sector or district of the postcode, or of one that stands in the address."""
    said = clean(facts.take("postcode")).upper()
    tight = re.sub(r"[^A-Z0-9]", "", said)
    if _SHAPED.match(tight):
        said = f"{tight[:-3]} {tight[-3:]}"
    area = districts.area(said) if said else None
    if area is not None:
        return area
    other = districts.area(f"{facts.take('address')}, {facts.take('town')}".upper())
    if said and _NI.search(said):
        facts.note("postcode", f"{said} is in Northern Ireland, whose postcodes I do not have",
                   "found by its name and place only", "told")  # fmt: skip
    elif said:
        facts.note(
            "postcode", f"there is no postcode {said[:20]!r}", "write it like LS8 2AB", "look"
        )
    return other


def _point(facts: Facts) -> tuple[float, float] | None:
    """(latitude, longitude); None where it is none, with a note."""
    said = (facts.take("latitude"), facts.take("longitude"))
    if not all(said):
        return None
    try:
        lat, lon = (float(one.replace(",", ".")) for one in said)
    except ValueError:
        lat = lon = 999.0
    if _in_uk((lon, lat)) and not _in_uk((lat, lon)):
        facts.note("latitude", "latitude and longitude were the wrong way round", "swapped")
        return lon, lat
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat, lon) == (0.0, 0.0):
        facts.note("latitude", f"{said[0][:12]}, {said[1][:12]} is nowhere on earth" if (lat, lon)
                   != (0.0, 0.0) else "0, 0 is in the sea off Africa",
                   "left out; write the true point or none", "look")  # fmt: skip
        return None
    return lat, lon


def _in_uk(point: tuple[float, float]) -> bool:
    return _SOUTH <= point[0] <= _NORTH and _WEST <= point[1] <= _EAST


def _nearest(facts: Facts, districts: Districts, point: tuple[float, float]) -> str | None:
    outcode, miles = districts.nearest(*point)
    if miles > _NEAR:
        facts.note("latitude", "no place in the UK is near its point", "write its postcode", "look")
        return None
    if not facts.take("postcode"):
        facts.note("postcode", f"there is none; its point lies in {outcode}", f"{outcode} taken")
    return outcode


def _agree(facts: Facts, districts: Districts, area: str, point: tuple[float, float]) -> None:
    miles = districts.away(area, *point)
    if miles is not None and miles > _FAR:
        told = f"its point is {miles:.0f} miles from its own postcode ({area})"
        facts.note("latitude", told, "the postcode is believed; mend one of the two", "look")
