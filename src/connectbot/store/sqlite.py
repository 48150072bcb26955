"""SQLite's two doors: one writer that puts many use cases into one commit, and some readers."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Concatenate, ParamSpec, TypeVar

from connectbot.desk.ports import Tx
from connectbot.store.batches import Batches
from connectbot.store.jobs import Crew, Done, Job, StoreClosed, answer
from connectbot.store.link import SqliteLink
from connectbot.store.tx import Transaction
from connectbot.store.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")

BATCH = 64
PAUSE_SECONDS = 0.0005
LOCKED_SECONDS = 12.0  # a provider waits fifteen seconds for its answer
READERS = 3

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")


class SqliteStore:
    """Keeps the promises of `ports.Store` in one file."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self.vault = vault
        self._writer = _Writer(lambda: Batches(connect(path), vault))
        self._readers = Crew("store-reader", READERS, lambda: _Reader(connect(path), vault))
        self._foreign_seen = 0

    async def run(
        self, use_case: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case in a transaction: its answer after COMMIT, or its error, nothing kept."""
        value: T = await self._writer.do(Job(use_case, args, kwargs))
        return value

    async def read(
        self, query: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on a reading connection; it sees what was committed before it began."""
        value: T = await self._readers.do(Job(query, args, kwargs))
        return value

    async def changed(self) -> bool:
        """Whether another process has written since this was last asked."""
        await self.run(lambda tx: None)
        before, self._foreign_seen = self._foreign_seen, self._writer.foreign_writes
        return self._foreign_seen != before

    async def settled(self) -> None:
        """Wait until every transaction that had begun to write before has ended."""
        await self.run(lambda tx: None)  # one at a time: ours comes after them

    async def close(self) -> None:
        """Finish what is held, then close."""
        await self._writer.close()
        await self._readers.close()


def connect(path: Path) -> sqlite3.Connection:
    """A connection that leaves transactions to us and loses nothing in a power cut."""
    connection = sqlite3.connect(
        path, timeout=LOCKED_SECONDS, isolation_level=None, cached_statements=256
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


class _Writer:
    """The one thread that writes; whatever is waiting when it comes round is one batch."""

    def __init__(self, open_batches: Callable[[], Batches]) -> None:
        self._open_batches = open_batches
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._closed = False
        self.foreign_writes = 0

    async def do(self, job: Job) -> Any:
        if self._closed:
            raise StoreClosed("The store is closed.")
        if self._thread.ident is None:
            self._thread.start()
        self._jobs.put(job)
        return await job.future

    async def close(self) -> None:
        self._closed = True
        if self._thread.ident is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        batches: Batches | None = None
        while batch := self._next_batch():
            try:
                batches = batches or self._open_batches()
                done = batches.commit(batch)
                self.foreign_writes = batches.foreign_writes
            except Exception as error:  # a thread that ends leaves everybody waiting
                done = [Done(job, error=error) for job in batch]
            answer(done)
            if len(batch) > 1 or not self._jobs.empty():
                time.sleep(PAUSE_SECONDS)  # or another process never finds the lock free
        if batches is not None:
            batches.close()

    def _next_batch(self) -> list[Job]:
        batch: list[Job] = []
        job = self._jobs.get()
        while job is not None:
            batch.append(job)
            if len(batch) == BATCH:
                return batch
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return batch
        if batch:
            self._jobs.put(None)  # the end comes after this batch
        return batch


class _Reader:
    """A connection that cannot write."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        connection.execute("PRAGMA query_only=ON")
        self._connection = connection
        self._link = SqliteLink(connection)
        self._tx = Transaction(self._link, vault)
        self._vault = vault

    def do(self, job: Job) -> Any:
        """Run one query in a transaction of its own: it sees one moment."""
        self._link.failed = None
        self._vault.refresh()
        self._connection.execute("BEGIN")
        try:
            return job(self._tx)
        finally:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
