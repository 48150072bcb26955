"""Group commit on one SQLite connection: many use cases, a savepoint each, one COMMIT.

One that comes alone needs no savepoint. A full disk, an interrupt or OR ROLLBACK throws away
the whole transaction, the good use cases with the bad one; then all of the batch run again, one by
one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress

from connectbot.store.jobs import Done, Job
from connectbot.store.link import SqliteLink
from connectbot.store.tx import Transaction
from connectbot.store.vault import Vault


class Destroyed(Exception):
    """The whole batch was thrown away by the database."""


class Batches:
    """The writer's work on its connection. `foreign_writes` counts what others committed."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        self._connection = connection
        self._link = SqliteLink(connection)
        self._tx = Transaction(self._link, vault)
        self._vault = vault
        self._version = self._data_version()
        self.foreign_writes = 0

    def commit(self, batch: Sequence[Job]) -> list[Done]:
        """How each job ended; what ended well is durable."""
        try:
            self._begin()
        except sqlite3.Error as error:
            return [Done(job, error=error) for job in batch]
        if len(batch) == 1:  # nobody to be kept from what it does: no savepoint to write down
            return [self._alone(batch[0])]
        try:
            return self._together(batch)
        except Destroyed:
            return self._one_by_one(batch)

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def _together(self, batch: Sequence[Job]) -> list[Done]:
        try:
            done = [self._under_savepoint(job) for job in batch]
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise Destroyed from error
        return done

    def _under_savepoint(self, job: Job) -> Done:
        self._connection.execute("SAVEPOINT one")
        done = self._try(job)
        if not self._connection.in_transaction:
            raise Destroyed
        if done.error is not None:
            self._connection.execute("ROLLBACK TO one")
        self._connection.execute("RELEASE one")
        return done

    def _one_by_one(self, batch: Sequence[Job]) -> list[Done]:
        done: list[Done] = []
        for job in batch:
            try:
                self._begin()
            except sqlite3.Error as error:
                return done + [Done(left, error=error) for left in batch[len(done) :]]
            done.append(self._alone(job))
        return done

    def _alone(self, job: Job) -> Done:
        done = self._try(job)
        try:
            if done.error is None:
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            done = Done(job, error=error)
        self._roll_back()
        return done

    def _try(self, job: Job) -> Done:
        self._link.failed = None
        try:
            done = Done(job, job(self._tx))
        except BaseException as error:  # whatever it is, it belongs to this job alone
            done = Done(job, error=error)
        return done if self._link.failed is None else Done(job, error=self._link.failed)

    def _begin(self) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        self._vault.refresh()  # now that nobody else can write with a key we do not know
        version = self._data_version()
        self.foreign_writes += version != self._version
        self._version = version

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
