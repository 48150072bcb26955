"""The tables of the readings database and their version: nothing in them knows an order.

WITHOUT ROWID, so that no number is given to what comes first; no moment, no channel, no word.
"""

from __future__ import annotations

import sqlite3

VERSIONS = (
    """
    CREATE TABLE readings (
        key BLOB NOT NULL PRIMARY KEY,
        pseudonym BLOB NOT NULL,
        cohort TEXT NOT NULL,
        place TEXT NOT NULL,
        plan TEXT NOT NULL,
        wave TEXT NOT NULL,
        instrument TEXT NOT NULL,
        version TEXT NOT NULL,
        answers TEXT NOT NULL,
        strata TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cohorts (
        cohort TEXT NOT NULL PRIMARY KEY,
        key_id TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE releases (
        id TEXT NOT NULL PRIMARY KEY,
        place TEXT NOT NULL,
        quarter TEXT NOT NULL,
        hash TEXT NOT NULL,
        artefact TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE marks (
        name TEXT NOT NULL PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
    """,
)
"""What makes each version from the one before; the first from nothing."""

NEWEST = len(VERSIONS)
TABLES = ("readings", "cohorts", "releases", "marks")


def version_of(database: sqlite3.Connection) -> int:
    """The version of the tables; 0 where there are none."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def upgrade(database: sqlite3.Connection) -> None:
    """Bring the tables to the newest version, all of it or nothing; two processes do not
    collide."""
    if version_of(database) == NEWEST:
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        for number in range(version_of(database), NEWEST):
            for statement in VERSIONS[number].split(";")[:-1]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number + 1}")
        database.execute("COMMIT")
    except BaseException:
        database.execute("ROLLBACK")
        raise
