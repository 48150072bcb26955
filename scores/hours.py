"""How well opening times in words are understood: right, asked for nothing, silently wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from connectbot.directory.opening.reading import read_hours
from connectbot.directory.opening.telling import rows
from connectbot.directory.schedule import DAYS
from scores.grids import grid
from scores.rows import Row
from scores.shares import share

ASK = "ask"
"""The label of words from which nobody could know."""

_RUNS = {"MO-FR": ",".join(DAYS[:5]), "MO-SU": ",".join(DAYS)}
_GROUP = re.compile(
    r"(?:(?P<weeks>\d)w |(?P<months>\d)m |(?P<month>month ))?(?P<dates>day )?"
    r"(?P<days>[-\w,]+?)(?: (?P<opens>\d\d:\d\d)?-(?P<closes>\d\d:\d\d)?)?"
)

Times = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Judged:
    """One row: the words, what they mean and what they are read as; None is "ask"."""

    batch: str
    text: str
    wanted: Times | None
    taken: Times | None

    @property
    def right(self) -> bool:
        return self.taken == self.wanted

    @property
    def asked(self) -> bool:
        return not self.right and self.taken is None

    @property
    def wrong(self) -> bool:
        return not self.right and self.taken is not None


def judged(table: Iterable[Row]) -> list[Judged]:
    """Every row with what it is read as."""
    return [
        Judged(row.get("batch", ""), row["text"], _wanted(row["expected"]), _taken(row))
        for row in table
    ]


def _taken(row: Row) -> Times | None:
    read = read_hours(row["text"])
    return None if read.asks else _sorted(rows(read.schedules))


def _wanted(expected: str) -> Times | None:
    """A label as "2w TU 10:00-12:00 + SA", or as JSON."""
    if expected == ASK:
        return None
    if expected.startswith("{"):
        schedules = json.loads(expected).get("schedules")
        return None if schedules is None else _sorted(schedules)
    return _sorted(_group(group) for group in expected.split(" + "))


def _group(text: str) -> dict[str, Any]:
    found = _GROUP.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no label; write like `2w TU 10:00-12:00 + SA`")
    days = _RUNS.get(found["days"], found["days"])
    return {
        "freq": "MONTHLY" if found["month"] or found["months"] else "WEEKLY",
        "interval": int(found["weeks"] or found["months"] or 1),
        "byday": None if found["dates"] else days,
        "bymonthday": days if found["dates"] else None,
        "opens_at": found["opens"],
        "closes_at": found["closes"],
    }


_COMPARED = ("freq", "interval", "byday", "bymonthday", "opens_at", "closes_at")


def _sorted(schedules: Iterable[dict[str, Any]]) -> Times:
    return sorted((tuple(one[name] for name in _COMPARED) for one in schedules), key=str)


def report(results: Sequence[Judged]) -> Iterator[str]:
    """Right, asked and silently wrong by batch, then every row that is not right."""
    batches = list(dict.fromkeys(row.batch for row in results))
    lines = [_line(batch, [row for row in results if row.batch == batch]) for batch in batches]
    yield from grid(("batch", "right", "asked", "silently wrong"), [*lines, _line("all", results)])
    for row in results:
        if not row.right:
            yield f"{'asked' if row.asked else 'WRONG'}: {row.text!r} -> {row.taken}"


def _line(name: str, results: Sequence[Judged]) -> tuple[str, ...]:
    right, of = sum(row.right for row in results), len(results)
    wrong = sum(row.wrong for row in results)
    return name, share(right, of), str(sum(row.asked for row in results)), share(wrong, of)
