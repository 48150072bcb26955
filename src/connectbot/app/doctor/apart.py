"""The readings database and the keys that lead to it."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from connectbot.app.doctor.finding import Finding, broken, good
from connectbot.settings import Settings
from connectbot.store.cohorts import cohort_keys, unusable
from connectbot.store.migrating import DatabaseError
from connectbot.store.readings import ReadingsFile
from connectbot.store.readings.opening import readings_path, status

THING = "readings"


async def readings(settings: Settings) -> list[Finding]:
    """The readings database, its version, and whether every key of its quarters is there."""
    try:
        made, newest = await asyncio.to_thread(status, settings.measures, settings.database)
        path = readings_path(settings.measures, settings.database)
    except DatabaseError as error:
        return [broken(THING, str(error))]
    if not made:
        return [good(THING, "There are none yet: `connectbot serve` makes their database.")]
    whole = await asyncio.to_thread(_whole, path)
    if whole != "ok":
        said = f"{path} is damaged ({whole}): stop the service, and `connectbot db restore` a copy."
        return [broken(THING, said)]
    return [await _keys(settings, path, made, newest)]


async def _keys(settings: Settings, path: Path, made: int, newest: int) -> Finding:
    there = cohort_keys(settings.keys)
    if shut := unusable(settings.keys):
        said = " ".join(shut.values())
        return broken(THING, f"{said} Until then no answers of that quarter are kept.")
    for cohort, id in (await ReadingsFile(path).cohorts()).items():
        if id and there.get(cohort) != id:
            return broken(
                THING,
                f"The key cohort-{cohort}.key with which they were made is not in {settings.keys}: "
                "put it back from the copy of your keys. Until then nothing crosses, and nobody's "
                "answers of that quarter can be erased.",
            )
    return good(THING, f"Whole, at version {made} of {newest}; every key of theirs is there.")


def _whole(path: Path) -> str:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        return str(error)
