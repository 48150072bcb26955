"""A copy of a PostgreSQL database, and putting one back, by pg_dump and pg_restore.

What backup.py does for SQLite; the pause is written once it is back.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from connectbot.store.migrating import DatabaseError, status, upgrade

LET_GO_SECONDS = 2.0
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
}


def dump(url: str, target: Path) -> int:
    """Write a database to a new file of the owner's alone; how many bytes it has."""
    if target.exists():
        raise DatabaseError(f"{target} is there already: choose another name for the backup.")
    target.touch(mode=0o600)
    try:
        _run(url, "pg_dump", "--format=custom", "--no-owner", f"--file={target}")
    except BaseException:
        with suppress(OSError):
            target.unlink()
        raise
    return target.stat().st_size


def load(url: str, source: Path, *, replace: bool) -> None:
    """Put such a file back, all of it or nothing, and bring the tables to the newest version."""
    if not source.is_file():
        raise DatabaseError(f"There is no backup {source}: give the file that `db backup` made.")
    if status(url).current is not None and not replace:
        raise DatabaseError(
            "There are tables already in the database of CONNECTBOT_DATABASE_URL: stop the "
            "service, and say --replace to put the backup in their place."
        )
    over = ("--clean", "--if-exists") if replace else ()
    name = conninfo_to_dict(url).get("dbname") or "postgres"
    _run(
        url, "pg_restore", "--single-transaction", "--no-owner", *over, f"--dbname={name}",
        str(source),
    )  # fmt: skip
    upgrade(url)


def in_use(url: str) -> bool:
    """Whether another process is connected to the database; a server takes a moment to let go of
    one that has just left."""
    asked = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    until = time.monotonic() + LET_GO_SECONDS
    with psycopg.connect(url, connect_timeout=5, autocommit=True) as database:
        while (row := database.execute(asked).fetchone()) and row[0]:
            if time.monotonic() > until:
                return True
            time.sleep(0.05)
    return False


def _run(url: str, program: str, *words: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise DatabaseError(
            f"{program} is not on this machine: install PostgreSQL's client programs of the same "
            "version as the server (Debian: postgresql-client), or back up on the server itself."
        )
    said = conninfo_to_dict(url)
    # The password goes by the environment: what is on a command line everybody here can read.
    given = {_VARIABLES[name]: str(value) for name, value in said.items() if name in _VARIABLES}
    ended = subprocess.run(  # noqa: S603 - the program by its whole path, no shell
        [found, *words], env={**os.environ, **given}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        why = (ended.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise DatabaseError(f"{program} could not do it ({why}): mend that and try again.")
