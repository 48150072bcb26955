"""open_readings: from a URL to the readings database, refused where order would show."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from connectbot.store.migrating import DatabaseError, is_postgres
from connectbot.store.readings.file import ReadingsFile, connect
from connectbot.store.readings.schema import NEWEST, upgrade, version_of

_WHERE = "CONNECTBOT_MEASURES_URL"


def readings_path(url: str, contacts: str) -> Path:
    """The file of the readings database; DatabaseError where it may not be there.

    PostgreSQL is refused: it keeps rows in the order in which they came (heap, ctid, xmin, its
    log), so that whoever has the message log too could line them up.
    """
    if is_postgres(url):
        raise DatabaseError(
            f"{_WHERE}: readings cannot be kept in PostgreSQL, whose files tell in which order "
            f"they came. Leave {_WHERE} out, or name a file: sqlite:///folder/measures.db. "
            "(CONNECTBOT_DATABASE_URL may be PostgreSQL all the same.)"
        )
    name = url.removeprefix("sqlite:///")
    if name in (url, "", ":memory:"):
        raise DatabaseError(f"{_WHERE} names no file: write sqlite:///folder/measures.db")
    path = Path(name)
    if contacts.startswith("sqlite:///"):
        other = Path(contacts.removeprefix("sqlite:///"))
        if other.resolve() == path.resolve():
            raise DatabaseError(
                f"{_WHERE} and CONNECTBOT_DATABASE_URL name the same file {path}: readings lie in "
                "a database of their own, apart from numbers and names. Name another file."
            )
    return path


def open_readings(url: str, contacts: str = "") -> ReadingsFile:
    """The readings database at a URL, made and brought to this version where needed.

    `contacts` is the URL of the other database. Raises DatabaseError, one plain sentence.
    """
    path = readings_path(url, contacts)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        with closing(connect(path)) as database:
            if version_of(database) > NEWEST:
                raise DatabaseError(
                    f"The readings database {path} is at version {version_of(database)}, made by a "
                    f"newer connectbot; this one knows {NEWEST}. Start the newer program."
                )
            upgrade(database)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(
            f"The readings database {path} cannot be opened ({error}): let this user write in "
            f"{path.parent.absolute()}, and see that it is a database and the disk is not full."
        ) from error
    return ReadingsFile(path)


def status(url: str, contacts: str = "") -> tuple[int, int]:
    """The version of the readings database (0: there is none yet) and the newest; changes
    nothing."""
    path = readings_path(url, contacts)
    if not path.exists():
        return 0, NEWEST
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            return version_of(database), NEWEST
    except sqlite3.Error as error:
        raise DatabaseError(
            f"The readings database {path} cannot be read ({error}): restore it from a backup, or "
            "let this user read it."
        ) from error
