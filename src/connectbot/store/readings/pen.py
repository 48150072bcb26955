"""What one transaction writes into the readings database."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from connectbot.desk.ports.readings import Released
from connectbot.model.checkin import Reading
from connectbot.store.keyring import KeyringError

_PUT = "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
ALL = (
    "SELECT key, pseudonym, cohort, place, plan, wave, instrument, version, answers, strata "
    "FROM readings"
)
_DESTROYED = "INSERT INTO cohorts VALUES (?, '') ON CONFLICT DO UPDATE SET key_id = ''"
_THERE = "SELECT pseudonym, plan, wave, instrument FROM readings WHERE cohort = ?"
_UNORDERED = "INSERT INTO marks VALUES ('unordered') ON CONFLICT DO NOTHING"
_CHANCE = random.SystemRandom()


class SqlitePen:
    """Keeps the promises of `ports.Pen` on a connection whose transaction has begun."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def put(self, readings: Sequence[Reading]) -> int:
        """Add those that are not there, shuffled."""
        return await asyncio.to_thread(self._put, readings)

    def _put(self, readings: Sequence[Reading]) -> int:
        # A copy of the contacts that was put back brings a check-in again that has crossed since.
        cohorts = {one.cohort for one in readings}
        there = {row for cohort in cohorts for row in self._connection.execute(_THERE, (cohort,))}
        new = [
            one
            for one in readings
            if (one.pseudonym, one.plan, one.wave, one.instrument) not in there
        ]
        return self._change_all(_PUT, _shuffled(new))

    async def erase(self, pseudonyms: Collection[bytes]) -> int:
        """Take away everything under these pseudonyms."""
        gone = [(one,) for one in sorted(pseudonyms)]
        asked = "DELETE FROM readings WHERE pseudonym = ?"
        return await asyncio.to_thread(self._change_all, asked, gone)

    async def unlink(self, cohort: str, coarser: Callable[[list[Reading]], list[Reading]]) -> int:
        """Random pseudonyms for a cohort; from then on its key is known as destroyed."""
        return await asyncio.to_thread(self._unlink, cohort, coarser)

    def _unlink(self, cohort: str, coarser: Callable[[list[Reading]], list[Reading]]) -> int:
        asked = f"{ALL} WHERE cohort = ? ORDER BY key"
        found = [reading_of(row) for row in self._connection.execute(asked, (cohort,))]
        names: dict[bytes, bytes] = {}
        for one in found:
            names.setdefault(one.pseudonym, os.urandom(len(one.pseudonym)))
        kept = coarser([replace(one, pseudonym=names[one.pseudonym]) for one in found])
        self._connection.execute("DELETE FROM readings WHERE cohort = ?", (cohort,))
        self._connection.execute(_DESTROYED, (cohort,))
        self._connection.execute(_UNORDERED)
        return self._change_all(_PUT, _shuffled(kept))

    async def knows(self, cohort: str, key_id: str) -> None:
        """Note with which key a cohort is made; KeyringError where it was another."""
        asked = "SELECT key_id FROM cohorts WHERE cohort = ?"
        row = self._connection.execute(asked, (cohort,)).fetchone()
        if row is None:
            self._connection.execute("INSERT INTO cohorts VALUES (?, ?)", (cohort, key_id))
        elif row[0] != key_id:
            raise KeyringError(_other(cohort, str(row[0])))

    async def release(self, released: Released) -> None:
        """Keep a release."""
        known = (
            released.id, released.place, released.quarter, released.hash, released.artefact,
        )  # fmt: skip
        self._change_all("INSERT INTO releases VALUES (?, ?, ?, ?, ?)", [known])

    def _change_all(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> int:
        if not rows:
            return 0
        self._connection.execute(_UNORDERED)
        return self._connection.executemany(statement, rows).rowcount


def reading_of(row: tuple[Any, ...]) -> Reading:
    """A reading from its row, as ALL asks for it."""
    key, name, cohort, place, plan, wave, instrument, version, answers, strata = row
    return Reading(
        key, name, cohort, place, plan, wave, instrument, version,
        json.loads(answers), json.loads(strata),
    )  # fmt: skip


def _shuffled(readings: Sequence[Reading]) -> list[tuple[Any, ...]]:
    return [_row(one) for one in _CHANCE.sample(readings, len(readings))]


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
