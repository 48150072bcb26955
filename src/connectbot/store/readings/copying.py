"""A copy of the readings database, and putting one back; it never holds a key."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from connectbot.store.backup import check_whole, draft_beside, refuse_used
from connectbot.store.migrating import DatabaseError
from connectbot.store.readings.file import connect
from connectbot.store.readings.schema import upgrade


def back_up(path: Path, target: Path) -> int:
    """Copy the readings to a new file of the owner's alone; how many bytes it has. Its pages are in
    the order of the keys, as in the database."""
    with draft_beside(target) as draft:
        with closing(connect(path)) as database:
            database.execute("VACUUM INTO ?", (str(draft),))
        check_whole(draft, target, "readings")
    return target.stat().st_size


def is_readings(file: Path) -> bool:
    """Whether a file is a copy of the readings, and not of the other database."""
    if not file.is_file():
        raise DatabaseError(f"There is no backup {file}: give the file that `db backup` made.")
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("SELECT key FROM readings LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def restore(source: Path, path: Path, now: datetime, *, replace: bool) -> None:
    """Put a copy back in the place of the readings; those that were there are kept beside them."""
    if path.exists():
        if not replace:
            raise DatabaseError(
                f"There are readings already at {path}: stop the service, and say --replace to put "
                "the backup in their place (the others are kept beside them)."
            )
        refuse_used(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft_beside(path, keep=True) as draft:
        shutil.copyfile(source, draft)
        check_whole(draft, source, "readings")
        with closing(connect(draft)) as database:
            upgrade(database)
        if path.exists():
            path.rename(path.with_name(f"{path.name}.before-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
