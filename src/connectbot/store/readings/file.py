"""The readings database, an SQLite file: whatever is in it tells nothing of when it came.

No write-ahead log: the journal of a transaction holds pages as they were before it and is gone
after it. What was added lies in a page in the order in which it came, so the file is written anew,
in the order of its keys, after each transaction that adds.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TypeVar

from connectbot.desk.ports.readings import Released
from connectbot.model.checkin import Reading
from connectbot.store.readings.pen import ALL, SqlitePen, reading_of

T = TypeVar("T")

LOCKED_SECONDS = 12.0
_PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",  # what VACUUM sorts is never in a file of its own
)
_RELEASES = (
    "SELECT id, place, quarter, hash, artefact FROM releases WHERE ?1 IN ('', place) "
    "ORDER BY quarter, id"
)


def connect(path: Path) -> sqlite3.Connection:
    """A connection that leaves transactions to us and nothing in free space."""
    connection = sqlite3.connect(
        path, timeout=LOCKED_SECONDS, isolation_level=None, check_same_thread=False
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


class ReadingsFile:
    """Keeps the promises of `ports.Readings` in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._one = asyncio.Lock()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[SqlitePen]:
        """A transaction, alone among all processes from its beginning; then the file in order."""
        async with self._one:
            connection = await asyncio.to_thread(connect, self.path)
            try:
                await asyncio.to_thread(connection.execute, "BEGIN IMMEDIATE")
                yield SqlitePen(connection)
                await asyncio.to_thread(connection.execute, "COMMIT")
            finally:
                await asyncio.to_thread(connection.close)  # what was not committed is not kept
        await self.tidy()

    async def tidy(self) -> bool:
        """Write the file anew where something was added since it was last in order."""
        async with self._one:
            return await asyncio.to_thread(self._tidy)

    def _tidy(self) -> bool:
        with closing(connect(self.path)) as database:
            if database.execute("SELECT 1 FROM marks WHERE name = 'unordered'").fetchone() is None:
                return False
            database.execute("VACUUM")
            # The mark goes last: killed before, the file is written anew once more.
            database.execute("DELETE FROM marks WHERE name = 'unordered'")
        return True

    async def readings(self) -> Sequence[Reading]:
        """All readings, by their keys."""
        rows = await self._read(lambda database: database.execute(f"{ALL} ORDER BY key").fetchall())
        return [reading_of(row) for row in rows]

    async def under(self, pseudonyms: Collection[bytes]) -> Sequence[Reading]:
        """The readings under these pseudonyms."""
        wanted = set(pseudonyms)
        return [one for one in await self.readings() if one.pseudonym in wanted]

    async def cohorts(self) -> Mapping[str, str]:
        """Every cohort with the id of its key, "" where that was destroyed."""
        asked = "SELECT cohort, key_id FROM cohorts ORDER BY cohort"
        return dict(await self._read(lambda database: database.execute(asked).fetchall()))

    async def keep_release(self, released: Released) -> None:
        """Keep a release for good."""
        async with self.writing() as pen:
            await pen.release(released)

    async def releases(self, place: str = "") -> Sequence[Released]:
        """Every release (of one place), by quarter and id."""
        rows = await self._read(lambda database: database.execute(_RELEASES, (place,)).fetchall())
        return [Released(*row) for row in rows]

    async def _read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        def once() -> T:
            with closing(connect(self.path)) as database:
                database.execute("PRAGMA query_only=ON")
                return query(database)

        return await asyncio.to_thread(once)
