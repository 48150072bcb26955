"""Schedules of a record as schedules of ours; what means nothing is told, and its words kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import ValidationError

from connectbot.directory.incoming.cleaning import clean
from connectbot.directory.incoming.days import clock_of, day_of
from connectbot.directory.incoming.facts import Facts, Row
from connectbot.directory.opening.reading import read_hours
from connectbot.directory.schedule import DAYS, Schedule

_SAID = (
    "mo mon monday",
    "tu tue tues tuesday",
    "we wed weds wednesday",
    "th thu thur thurs thursday",
    "fr fri friday",
    "sa sat saturday",
    "su sun sunday",
)
_NAMES = {name: code for code, names in zip(DAYS, _SAID, strict=True) for name in names.split()}
_MOST = 30  # schedules of one record; more is a diary
_PARTS = re.compile(r"[\s,;/&|+]+|\band\b")
_DAY = re.compile(r"(-?\d)?\s*([a-z]+?)s?")
_LINK = re.compile(r".*/(monday|tuesday|wednesday|thursday|friday|saturday|sunday)")


def when(facts: Facts, today: date) -> tuple[list[Row], str]:
    """The schedules, and words that could not be read ("")."""
    rows = [one for one in facts.when if isinstance(one, dict)]
    found = [made for row in rows[:_MOST] if (made := _schedule(facts, row, today)) is not None]
    if len(rows) > _MOST:
        facts.note("when", f"it has {len(rows)} times", f"the first {_MOST} are taken", "look")
    found = _joined(found)
    words = _words(facts, rows) if not found else ""
    if not words:
        return found, ""
    read = read_hours(words)
    if read.asks:
        facts.note("when", f"{words[:60]!r} can be read in more than one way, or in none",
                   f"its words are kept ({read.asks[0]})", "look")  # fmt: skip
        return [], words
    return [_dump(one) for one in read.schedules], ""


def _words(facts: Facts, rows: Iterable[Row]) -> str:
    """What stands there in words: of its own, of separate columns, of the schedules."""
    said = clean(facts.take("when"))
    days, opens, closes = (clean(facts.take(name)) for name in ("days", "opens", "closes"))
    if not said and days:
        begins, ends = clock_of(opens) or "", clock_of(closes) or ""
        for name, word, read in (("opens", opens, begins), ("closes", closes, ends)):
            if word and not read:
                facts.note(name, f"{word[:20]!r} is no time", "left out; write like 14:00", "look")
        said = f"{days} {begins} to {ends}" if begins and ends else f"{days} {begins}".strip()
    elif not said:
        # A column of days and times that was taken for one of beginnings; nothing of it is lost.
        said = " to ".join(word for word in (opens, closes) if word)
    told = [clean(str(row.get("description") or "")) for row in rows]
    return said or "; ".join(dict.fromkeys(text for text in told if text))[:300]


def _schedule(facts: Facts, row: Row, today: date) -> Row | None:
    made: dict[str, Any] = {}
    freq = str(row.get("freq") or "WEEKLY").upper()
    days = _days(row)
    if freq == "DAILY" and not days:
        facts.note("freq", "DAILY is not in the standard", "every day of the week")
        days = list(DAYS)
    monthly = freq == "MONTHLY" or any(len(day) > 2 for day in days)
    made["freq"] = "MONTHLY" if monthly else "WEEKLY"
    dates = str(row.get("bymonthday") or "").replace(" ", "").strip(",")
    if days:
        made["byday"] = ",".join(days)
    elif dates and monthly:
        made["bymonthday"] = dates
    elif _said(row, "byday"):
        facts.note(
            "byday", f"{_said(row, 'byday')[:20]!r} is no day", "left out; write like MO,TH", "look"
        )
    made.update(_times(facts, row), **_dates(facts, row, today))
    if (every := _said(row, "interval")).isdigit() and 1 < int(every) <= 12:
        made["interval"] = int(every)
    try:
        return _dump(Schedule.model_validate(made))
    except ValidationError:
        return None


def _said(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()


def _days(row: Row) -> list[str]:
    """ "MO", "1MO": from every way of writing them; what is no day is left out."""
    value = row.get("byday") or row.get("weekday") or row.get("day") or ""
    parts = value if isinstance(value, list) else _PARTS.split(str(value).lower())
    found = []
    for part in parts:
        text = str(part).lower().strip()
        text = linked[1] if (linked := _LINK.fullmatch(text)) else text
        if text.isdigit() and 1 <= int(text) <= 7:
            found.append(DAYS[int(text) - 1])
        elif (day := _DAY.fullmatch(text)) and (code := _code(day[2])):
            found.append(f"{day[1] or ''}{code}")
    return list(dict.fromkeys(found))


def _code(word: str) -> str | None:
    return _NAMES.get(word) or _NAMES.get(f"{word}s")


def _times(facts: Facts, row: Row) -> Row:
    found: Row = {}
    for name in ("opens_at", "closes_at"):
        said = _said(row, name)
        clock = clock_of(said) if said else None
        if said and clock is None:
            facts.note(name, f"{said[:20]!r} is no time", "left out; write like 14:00", "look")
        if clock is not None:
            found[name] = clock
    if found.get("closes_at") in ("00:00", "23:59"):
        found["closes_at"] = "24:00"
    if found.get("opens_at") == "24:00":
        found["opens_at"] = "00:00"
    if found.get("opens_at", "") == found.get("closes_at"):
        found.pop("closes_at")
    return found


def _dates(facts: Facts, row: Row, today: date) -> Row:
    found: Row = {}
    for name in ("dtstart", "valid_from", "valid_to"):
        said = _said(row, name)
        day = day_of(said) if said else None
        if said and day is None:
            facts.note(
                name, f"there is no day {said[:20]!r}", "left out; write like 2026-03-01", "look"
            )
        if day is not None:
            found[name] = day
    if (
        found.get("valid_from")
        and found.get("valid_to")
        and found["valid_from"] > found["valid_to"]
    ):
        facts.note("valid_to", "it ends before it begins", "both days are left out", "look")
        del found["valid_from"], found["valid_to"]
    ends = found.get("valid_to")
    if ends is not None and ends < today:
        facts.note("valid_to", f"these times ended on {ends}", "ask if it is still on", "look")
    return found


def _dump(schedule: Schedule) -> Row:
    return schedule.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _joined(rows: Iterable[Row]) -> list[Row]:
    """Weekly ones that differ in their days alone are one; the same twice is once."""
    found: dict[str, Row] = {}
    for row in rows:
        weekly = "freq" not in row
        key = json.dumps([v for v in row.items() if not weekly or v[0] != "byday"])
        if weekly and key in found:
            days = {*found[key]["byday"].split(","), *row["byday"].split(",")}
            row = {**row, "byday": ",".join(day for day in DAYS if day in days)}
        found[key] = row
    return list(found.values())
