"""PostgreSQL's two doors: threads that write, threads that read, a connection each."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

import psycopg
from sqlalchemy import String, cast, func, select, text

from connectbot.desk.ports import Tx
from connectbot.store.jobs import Crew, Job
from connectbot.store.link import PostgresLink, Values
from connectbot.store.statement import Statement
from connectbot.store.tx import Transaction
from connectbot.store.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")

WRITERS = 8
READERS = 4
TRIES = 6
MARGIN_SECONDS = 1.0  # between looking at the keyring and the first statement
PATIENCE_SECONDS = 5.0  # a server that was killed answers again within three


_WRITTEN = Statement(select(cast(func.pg_current_wal_lsn(), String)))
_SERVER_TIME = Statement(select(func.clock_timestamp()))
_STILL_OPEN = Statement(
    text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
        "backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start < :since"
    )
)


class DatabaseAway(Exception):
    """The database server did not answer; the sentence says what to do."""


class PostgresStore:
    """Keeps the promises of `ports.Store` on a server, beside any number of other processes."""

    def __init__(self, url: str, vault: Vault) -> None:
        self.vault = vault
        self._writers = Crew("store-writer", WRITERS, lambda: _Hand(url, vault, writes=True))
        self._readers = Crew("store-reader", READERS, lambda: _Hand(url, vault, writes=False))
        self._seen: str | None = None

    async def run(
        self, use_case: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case in a transaction: its answer after COMMIT, or its error, nothing kept.

        Use cases whose first argument is an `Inbound` run in the order they came in for each
        sender.
        """
        value: T = await self._writers.do(Job(use_case, args, kwargs))
        return value

    async def read(
        self, query: Callable[Concatenate[Tx, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query on a reading connection; it sees what was committed before it began."""
        value: T = await self._readers.do(Job(query, args, kwargs))
        return value

    async def changed(self) -> bool:
        """Whether somebody may have written since this was last asked; we count, too."""
        before, self._seen = self._seen, await self._readers.do(Job(_written, (), {}))
        return self._seen != before

    async def settled(self) -> None:
        """Wait until every transaction that had begun before has ended, of any process."""
        await asyncio.sleep(MARGIN_SECONDS)
        since = await self._readers.do(Job(_server_time, (), {}))
        while await self._readers.do(Job(_still_open, (since,), {})):  # noqa: ASYNC110 - of others
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        """Finish what is held, then close."""
        await asyncio.gather(self._writers.close(), self._readers.close())


class _Session:
    """A connection with what works on it."""

    def __init__(self, connection: psycopg.Connection[Values], vault: Vault, writes: bool) -> None:
        if not writes:
            connection.read_only = True
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.connection = connection
        self.link = PostgresLink(connection, holds=writes)
        self.tx = Transaction(self.link, vault)

    def roll_back(self) -> None:
        """Keep nothing; a connection that is gone keeps nothing anyway."""
        with suppress(psycopg.Error):
            self.connection.rollback()

    def asks_again(self) -> bool:
        """Whether what failed may go well the next time."""
        wanted = psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected
        failed = self.link.failed
        return failed is not None and (self.connection.closed or isinstance(failed, wanted))


class _Hand:
    """One connection, made again when it is lost."""

    def __init__(self, url: str, vault: Vault, *, writes: bool) -> None:
        self._url = url
        self._vault = vault
        self._writes = writes
        self._session: _Session | None = None

    def do(self, job: Job) -> Any:
        """Run one job; again where the server asks for it or the connection is lost before COMMIT.

        An error of COMMIT itself is not tried again: it may have been done.
        """
        left = TRIES
        while True:
            left -= 1
            session = self._ready()
            try:
                value = job(session.tx)
                if session.link.failed is not None:
                    raise session.link.failed
            except BaseException as error:
                session.roll_back()
                if left and session.asks_again():
                    continue
                raise (session.link.failed or error) from None
            session.connection.commit()
            return value

    def close(self) -> None:
        """Let go of the connection."""
        if self._session is not None:
            self._session.connection.close()

    def _ready(self) -> _Session:
        self._vault.refresh()
        if self._session is None or self._session.connection.closed:
            self._session = _Session(self._connect(), self._vault, self._writes)
        self._session.link.failed = None
        return self._session

    def _connect(self) -> psycopg.Connection[Values]:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return psycopg.connect(self._url, connect_timeout=3)
            except psycopg.OperationalError as error:
                if time.monotonic() > end:
                    raise away() from error
                time.sleep(0.2)


def _written(tx: Transaction) -> str:
    """How far the server's log of changes has come."""
    return str(tx.link.rows(_WRITTEN)[0][0])


def _server_time(tx: Transaction) -> datetime:
    found: datetime = tx.link.rows(_SERVER_TIME)[0][0]
    return found


def _still_open(tx: Transaction, since: datetime) -> int:
    return int(tx.link.rows(_STILL_OPEN, since=since)[0][0])


def away() -> DatabaseAway:
    """What to say when the server does not answer; the URL may hold a password, so it is not."""
    return DatabaseAway(
        "The database server named in CONNECTBOT_DATABASE_URL does not answer: see that it runs "
        "and that host, user and password in the URL are right."
    )
