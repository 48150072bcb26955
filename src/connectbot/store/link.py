"""One open connection, the same for both kinds of database: rows out, changes in.

An error of the database ends the transaction, even where a use case catches it: what comes after
it fails too. Otherwise a batch thrown away half-way would go on writing outside any transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, Protocol

import psycopg

from connectbot.store.statement import Statement

Values = tuple[Any, ...]


class Link(Protocol):
    """What the groups of a transaction run their statements on."""

    @property
    def holds(self) -> bool:
        """Whether rows can be, and must be, held against other writers."""
        ...

    def rows(self, statement: Statement, /, **params: Any) -> list[Values]:
        """All rows of a statement."""
        ...

    def row(self, statement: Statement, /, **params: Any) -> Values | None:
        """Its first row, or None."""
        ...

    def change(self, statement: Statement, /, **params: Any) -> int:
        """How many rows it changed."""
        ...

    def change_many(self, statement: Statement, params: Iterable[dict[str, Any]], /) -> None:
        """The same change for each of these."""
        ...


class SqliteLink:
    """A connection of the sqlite3 module. One writer at a time, so nothing needs holding."""

    holds = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.failed: Exception | None = None

    def _run(self, statement: Statement, params: dict[str, Any]) -> sqlite3.Cursor:
        if self.failed is not None:
            raise self.failed
        return self._connection.execute(statement.sqlite, params)

    def rows(self, statement: Statement, /, **params: Any) -> list[Values]:
        """All rows of a statement."""
        try:
            return self._run(statement, params).fetchall()
        except sqlite3.Error as error:
            self.failed = error
            raise

    def row(self, statement: Statement, /, **params: Any) -> Values | None:
        """Its first row, or None."""
        found = self.rows(statement, **params)
        return found[0] if found else None

    def change(self, statement: Statement, /, **params: Any) -> int:
        """How many rows it changed."""
        try:
            return self._run(statement, params).rowcount
        except sqlite3.Error as error:
            self.failed = error
            raise

    def change_many(self, statement: Statement, params: Iterable[dict[str, Any]], /) -> None:
        """The same change for each of these."""
        if self.failed is not None:
            raise self.failed
        try:
            self._connection.executemany(statement.sqlite, params)
        except sqlite3.Error as error:
            self.failed = error
            raise


class PostgresLink:
    """A connection of psycopg; `holds` is False on one that may only read."""

    def __init__(self, connection: psycopg.Connection[Values], *, holds: bool) -> None:
        self._connection = connection
        self.holds = holds
        self.failed: Exception | None = None

    def _run(self, statement: Statement, params: dict[str, Any]) -> psycopg.Cursor[Values]:
        if self.failed is not None:
            raise self.failed
        try:
            return self._connection.execute(statement.postgres, params, binary=True)
        except psycopg.Error as error:
            self.failed = error
            raise

    def rows(self, statement: Statement, /, **params: Any) -> list[Values]:
        """All rows of a statement."""
        return self._run(statement, params).fetchall()

    def row(self, statement: Statement, /, **params: Any) -> Values | None:
        """Its first row, or None."""
        return self._run(statement, params).fetchone()

    def change(self, statement: Statement, /, **params: Any) -> int:
        """How many rows it changed."""
        return self._run(statement, params).rowcount

    def change_many(self, statement: Statement, params: Iterable[dict[str, Any]], /) -> None:
        """The same change for each of these, in one round trip."""
        if self.failed is not None:
            raise self.failed
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(statement.postgres, params)
        except psycopg.Error as error:
            self.failed = error
            raise
