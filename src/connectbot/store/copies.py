"""How long copies of the databases may lie about, and which lie too long.

Whoever was erased lives on in an older copy, and until the key of their quarter is destroyed what
they were answering, too.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

SEALED = timedelta(days=14)
"""How long answers are sealed beside whoever gave them: a week while they are given, a week until
they have left."""

LIVE = timedelta(days=7)
"""How long a copy may be kept: shorter than the seal."""

FOLDER = "backup-folder"
"""The switch that says where the last backup was put."""

_DAY = re.compile(r"(20[0-9]{2})-?([01][0-9])-?([0-3][0-9])")
_OURS = re.compile(r".*\.(db|dump)")


def name_of(now: datetime) -> str:
    """How a copy made now is called, where nobody named it."""
    return f"connectbot-{now:%Y-%m-%d-%H%M}.db"


def beside(file: Path) -> Path:
    """Where the copy of the readings goes that belongs to this copy."""
    return file.with_name(f"{file.stem}.measures{file.suffix}")


def too_old(folder: Path, today: date) -> list[str]:
    """The names of copies in a folder that are older than they may be, by the day in their name,
    oldest first."""
    if not folder.is_dir():
        return []
    found = [(day, path.name) for path in folder.iterdir() if (day := _day(path.name))]
    return [name for day, name in sorted(found) if today - day > LIVE]


def _day(name: str) -> date | None:
    found = _DAY.search(name)
    if found is None or _OURS.fullmatch(name) is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
