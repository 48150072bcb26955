"""What one transaction writes into the readings database."""

from __future__ import annotations

import asyncio
import json
import random
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from connectbot.desk.ports.readings import Released
from connectbot.model.checkin import Reading
from connectbot.store.keyring import KeyringError

_PUT = "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
_UNORDERED = "INSERT INTO marks VALUES ('unordered') ON CONFLICT DO NOTHING"
_CHANCE = random.SystemRandom()


class SqlitePen:
    """Keeps the promises of `ports.Pen` on a connection whose transaction has begun."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def put(self, readings: Sequence[Reading]) -> int:
        """Add those that are not there, shuffled."""
        rows = [_row(one) for one in _CHANCE.sample(readings, len(readings))]
        return await self._change_all(_PUT, rows)

    async def erase(self, pseudonyms: Collection[bytes]) -> int:
        """Take away everything under these pseudonyms."""
        gone = [(one,) for one in sorted(pseudonyms)]
        return await self._change_all("DELETE FROM readings WHERE pseudonym = ?", gone)

    async def unlink(self, cohort: str, fresh: Callable[[], bytes]) -> int:
        """New keys and pseudonyms for a cohort; from then on its key is known as destroyed."""
        asked = "SELECT key, pseudonym FROM readings WHERE cohort = ?"
        names: dict[bytes, bytes] = {}
        rows = []
        for key, pseudonym in self._connection.execute(asked, (cohort,)).fetchall():
            names.setdefault(pseudonym, fresh())
            rows.append((fresh(), names[pseudonym], key))
        changed = await self._change_all(
            "UPDATE readings SET key = ?, pseudonym = ? WHERE key = ?", rows
        )
        self._connection.execute(
            "INSERT INTO cohorts VALUES (?, '') ON CONFLICT DO UPDATE SET key_id = ''", (cohort,)
        )
        return changed

    async def knows(self, cohort: str, key_id: str) -> None:
        """Note with which key a cohort is made; KeyringError where it was another."""
        asked = "SELECT key_id FROM cohorts WHERE cohort = ?"
        row = self._connection.execute(asked, (cohort,)).fetchone()
        if row is None:
            self._connection.execute("INSERT INTO cohorts VALUES (?, ?)", (cohort, key_id))
        elif row[0] != key_id:
            raise KeyringError(_other(cohort, str(row[0])))

    async def release(self, released: Released) -> None:
        """Keep a release with its cells."""
        known = (released.id, released.quarter, released.hash, released.artefact)
        self._connection.execute("INSERT INTO releases VALUES (?, ?, ?, ?)", known)
        cells = [(released.id, *cell) for cell in released.cells.items()]
        await self._change_all("INSERT INTO released_cells VALUES (?, ?, ?)", cells)

    async def _change_all(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
        if not rows:
            return 0
        self._connection.execute(_UNORDERED)
        cursor = await asyncio.to_thread(self._connection.executemany, statement, rows)
        return cursor.rowcount


def _row(one: Reading) -> tuple[Any, ...]:
    return (
        one.key, one.pseudonym, one.cohort, one.place, one.plan, one.wave, one.instrument,
        one.version, _json(one.values), _json(one.strata),
    )  # fmt: skip


def _json(held: Mapping[str, Any]) -> str:
    """Always in one order: that of asking, or of choosing, is nobody's business here."""
    return json.dumps(dict(held), sort_keys=True)


def _other(cohort: str, before: str) -> str:
    if not before:
        return (
            f"The key of the cohort {cohort} was destroyed, and its readings lead nowhere: nothing "
            "more can be added to them."
        )
    return (
        f"cohort-{cohort}.key is not the key with which the readings of {cohort} were made (its id "
        f"was {before}): put that file back from the copy of your keys, or what the same people "
        "answer later would not be theirs."
    )
