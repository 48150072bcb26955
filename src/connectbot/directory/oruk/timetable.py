"""When it is on, in the shape of the standard and back.

The standard is `freq`, `byday`, `opens_at` and the like, which are ours too. What it has no word
for, such as school holidays, stands in its `description` for people and under `OURS` for us.
"""

from __future__ import annotations

from typing import Any

from connectbot.directory.oruk.ids import uid
from connectbot.directory.oruk.terms import Row
from connectbot.directory.saying import whole
from connectbot.directory.schedule import Schedule

OURS = "connectbot"
"""Under this key stands what the standard has no word for."""

_SAME = ("interval", "byday", "bymonthday", "opens_at", "dtstart", "valid_from", "valid_to")
_ONLY_OURS = ("except", "part")
_MIDNIGHT, _NEARLY = "24:00", "23:59"


def schedules_of(when: tuple[Schedule, ...], service: str) -> list[Row]:
    """The schedules of a service, in their order."""
    return [_row(one, f"{service} {number}") for number, one in enumerate(when)]


def _row(schedule: Schedule, name: str) -> Row:
    data: dict[str, Any] = schedule.model_dump(mode="json", by_alias=True, exclude_none=True)
    ours = {word: data[word] for word in _ONLY_OURS if word in data}
    row: Row = {"id": uid("schedule", name), "freq": schedule.freq}
    row.update((word, data[word]) for word in _SAME if word in data)
    if schedule.closes_at is not None:
        # A clock of 24 hours that reads 24:00 is refused by many who read the feed.
        row["closes_at"] = _NEARLY if schedule.closes_at == _MIDNIGHT else schedule.closes_at
    if schedule.closes_at == _MIDNIGHT:
        ours["closes_at"] = _MIDNIGHT
    row["description"] = whole((schedule,))
    return {**row, OURS: ours} if ours else row


def when_of(rows: object) -> list[Row]:
    """The schedules as a listing keeps them, without what is usual."""
    return [_back(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _back(row: Row) -> Row:
    said = {word: row[word] for word in (*_SAME, "freq", "closes_at") if word in row}
    ours = row.get(OURS)
    data = {**said, **(ours if isinstance(ours, dict) else {})}
    usual = {"freq": "WEEKLY", "interval": 1}
    return {word: value for word, value in data.items() if usual.get(word) != value}
