"""Which version the tables have, and bringing them to the newest.

Alembic is slow to import, so looking at the version does without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from connectbot.store.postgres import away
from connectbot.store.sqlite import connect

if TYPE_CHECKING:
    from sqlalchemy import Connection

_VERSIONS = Path(__file__).parent / "migrations" / "versions"
_LOOK = "SELECT version_num FROM alembic_version"
_LOCK = "SELECT pg_advisory_xact_lock(7236703)"  # any number, the same in every process


class DatabaseError(Exception):
    """The database cannot be used; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Status:
    """The version the tables have (None: there are none yet) and the newest there is."""

    current: str | None
    newest: str


def sqlite_path(url: str) -> Path | None:
    """The file of an SQLite URL (three slashes: from here; four: from the root), else None."""
    if not url.startswith("sqlite:"):
        return None
    name = make_url(url).database
    if not name or name == ":memory:":
        raise DatabaseError(
            "CONNECTBOT_DATABASE_URL names no file: write sqlite:///folder/connectbot.db"
        )
    return Path(name)


def is_postgres(url: str) -> bool:
    """Whether the URL names a PostgreSQL server."""
    return url.startswith(("postgresql://", "postgres://"))


def status(url: str) -> Status:
    """Look at the version of a database; changes nothing and makes nothing."""
    newest = max(path.name[:4] for path in _VERSIONS.glob("[0-9]*.py"))
    path = sqlite_path(url)
    if path is not None:
        return Status(_sqlite_version(path), newest)
    if is_postgres(url):
        return Status(_postgres_version(url), newest)
    raise DatabaseError(
        "CONNECTBOT_DATABASE_URL must begin with sqlite:/// or postgresql://, and does not."
    )


def upgrade(url: str) -> None:
    """Bring the tables to the newest version; two processes at once do not collide."""
    found = status(url)
    if found.current is not None and found.current > found.newest:
        raise DatabaseError(
            f"The database is at version {found.current}, made by a newer connectbot; this one "
            f"knows {found.newest}. Start the newer program, or restore an older backup."
        )
    if found.current == found.newest:
        return
    try:
        with _locked(url) as connection:
            _run_alembic(connection)
    except (OSError, DBAPIError) as error:
        path = sqlite_path(url)
        where = path.parent.absolute() if path else "the database of CONNECTBOT_DATABASE_URL"
        why = str(error.orig if isinstance(error, DBAPIError) else error).partition("\n")[0]
        raise DatabaseError(
            f"The tables could not be brought to version {found.newest} ({why}): let this user "
            f"write in {where}, and see that nothing else holds it and the disk is not full."
        ) from error


def _run_alembic(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "connectbot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def _locked(url: str) -> Iterator[Connection]:
    """A connection in a transaction that keeps other migrations out until it commits."""
    from sqlalchemy import NullPool, create_engine, event

    path = sqlite_path(url)
    if path is None:
        engine = create_engine(
            "postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool
        )
        lock = _LOCK
    else:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
        lock = "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(lock))
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _sqlite_version(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            row = database.execute(_LOOK).fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise DatabaseError(
            f"The database {path} cannot be read ({error}): let this user read and write it and "
            "its folder."
        ) from error
    except sqlite3.DatabaseError as error:
        raise DatabaseError(
            f"{path} is not a database ({error}): restore it from a backup, or move it away."
        ) from error
    return str(row[0]) if row else None


def _postgres_version(url: str) -> str | None:
    try:
        with psycopg.connect(url, connect_timeout=5) as database:
            row = database.execute(_LOOK).fetchone()
    except psycopg.errors.UndefinedTable:
        return None
    except psycopg.OperationalError as error:
        raise away() from error
    return str(row[0]) if row else None
