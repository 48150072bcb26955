"""What somebody asks the feed for, read from the words of an address, with bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import TypeVar

from connectbot.directory.postcodes import Districts
from connectbot.directory.schedule import DAYS

USUAL_SIZE = 50
"""Services on a page where nobody says how many."""

MOST_SIZE = 500
"""Services on a page at most."""

_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_FAR = 2_000_000  # metres; there is no more of the United Kingdom
_LATE = 10**9  # pages
_LONG = 200  # letters of a search
_CLOCK = re.compile(r"([01]?\d|2[0-4]):?([0-5]\d)(?::[0-5]\d)?Z?")

Value = TypeVar("Value")


class Unclear(ValueError):
    """What was asked cannot be read: a sentence for each fault, with its mend."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which services: every one of these that is said must be so. Ages in years, times in minutes
    after midnight, `metres` from the middle of `area`."""

    search: str = ""
    terms: frozenset[str] = frozenset()
    taxonomies: frozenset[str] = frozenset()
    minimum_age: float | None = None
    maximum_age: float | None = None
    days: frozenset[int] = frozenset()
    start: int | None = None
    end: int | None = None
    area: str = ""
    metres: float | None = None
    modified_after: datetime | None = None
    located: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A filter and the page of what it finds; `full` asks for whole services."""

    filter: Filter = Filter()
    page: int = 1
    size: int = USUAL_SIZE
    full: bool = False


def read_query(said: Mapping[str, str], districts: Districts, *, located: bool = False) -> Query:
    """The query in the parameters of an address; those nobody knows are passed over, and so are
    those that say nothing. `located` asks only for what is somewhere. Raises Unclear."""
    faults: list[str] = []

    def take(name: str, read: Callable[[str], Value], unsaid: Value, mend: str) -> Value:
        text = said.get(name, "").strip()
        if not text:
            return unsaid
        try:
            return read(text)
        except ValueError:
            faults.append(f"{name}: {mend}")
            return unsaid

    none: float | None = None
    filter = Filter(
        search=take("search", _words, "", f"write at most {_LONG} letters"),
        terms=take("taxonomy_term_id", _ids, frozenset(), ""),
        taxonomies=take("taxonomy_id", _ids, frozenset(), ""),
        minimum_age=take("minimum_age", _years, none, "write years, like 18"),
        maximum_age=take("maximum_age", _years, none, "write years, like 65"),
        days=take("day", _days, frozenset(), "write a day, like MO or monday"),
        start=take("start_time", _minutes, None, "write a time, like 09:30"),
        end=take("end_time", _minutes, None, "write a time, like 17:00"),
        area=take(
            "postcode", _area(districts), "", "write a postcode or district of Great Britain"
        ),
        metres=take("proximity", _metres, none, "write metres, like 2000"),
        modified_after=take(
            "modified_after", _moment, None, "write a time, like 2026-11-01T09:00Z"
        ),
        located=located,
    )
    query = Query(
        filter,
        take("page", _from_one(_LATE), 1, f"write a page from 1 to {_LATE}"),
        take("per_page", _from_one(MOST_SIZE), USUAL_SIZE, f"write a size from 1 to {MOST_SIZE}"),
        take("full", _yes, False, "write true or false"),
    )
    if filter.metres is not None and not said.get("postcode", "").strip():
        faults.append("proximity: say from where, with postcode")
    if faults:
        raise Unclear("; ".join(faults))
    return query


def _words(text: str) -> str:
    if len(text) > _LONG:
        raise ValueError(text)
    return text.casefold()


def _ids(text: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in text.split(","))


def _number(text: str, most: float) -> float:
    value = float(text) if text.isascii() else float("nan")
    if not isfinite(value) or not 0 <= value <= most:
        raise ValueError(text)
    return value


def _years(text: str) -> float:
    return _number(text, 150)


def _metres(text: str) -> float:
    return _number(text, _FAR)


def _from_one(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", text) or not 1 <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return read


def _yes(text: str) -> bool:
    meant = {"true": True, "1": True, "false": False, "0": False}.get(text.lower())
    if meant is None:
        raise ValueError(text)
    return meant


def _days(text: str) -> frozenset[int]:
    return frozenset(_day(part.strip()) for part in text.split(","))


def _day(text: str) -> int:
    if text.upper() in DAYS:
        return DAYS.index(text.upper())
    return _NAMES.index(text.lower())


def _minutes(text: str) -> int:
    found = _CLOCK.fullmatch(text)
    minutes = int(found[1]) * 60 + int(found[2]) if found else 1441
    if minutes > 1440:
        raise ValueError(text)
    return minutes


def _area(districts: Districts) -> Callable[[str], str]:
    def read(text: str) -> str:
        area = districts.area(text) if len(text) <= _LONG else None
        if area is None:
            raise ValueError(text)
        return area

    return read


def _moment(text: str) -> datetime:
    """A moment as people write it; a day begins at midnight, and what names no zone is UTC."""
    # A plus in an address is read as a blank.
    text = re.sub(r" (\d\d:?\d\d)$", r"+\1", text) if "T" in text else text
    try:
        moment = datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
