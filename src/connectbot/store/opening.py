"""open_store: from a URL and a keyring to a store that is ready."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

from connectbot.store.keyring import Keyring, KeyringError, open_keyring
from connectbot.store.migrating import DatabaseError, sqlite_path, upgrade
from connectbot.store.postgres import PostgresStore, away
from connectbot.store.sqlite import SqliteStore, connect
from connectbot.store.vault import Vault

_SET_MARK = "INSERT INTO keyring_marks VALUES ({}) ON CONFLICT DO NOTHING"
_MARK = "SELECT fingerprint FROM keyring_marks"


def open_store(url: str, keyring: Path) -> SqliteStore | PostgresStore:
    """The store at a URL: folders, tables and keys are made where they are missing.

    Raises DatabaseError, DatabaseAway or KeyringError, each one plain sentence.
    """
    path = sqlite_path(url)
    if path is not None:
        return _sqlite(url, path, keyring)
    upgrade(url)
    try:
        with psycopg.connect(url, connect_timeout=5) as database:
            marks = {row[0] for row in database.execute(_MARK)}
            keys = _keys(keyring, None, marks)
            if not marks:
                database.execute(_SET_MARK.format("%s"), (keys.fingerprint,))
    except psycopg.OperationalError as error:
        raise away() from error
    return PostgresStore(url, Vault(keys, watch=True))


def _sqlite(url: str, path: Path, keyring: Path) -> SqliteStore:
    try:
        upgrade(url)
        with closing(connect(path)) as database:
            marks = {row[0] for row in database.execute(_MARK)}
            keys = _keys(keyring, path.parent, marks)
            if not marks:
                database.execute(_SET_MARK.format("?"), (keys.fingerprint,))
    except sqlite3.Error as error:
        raise DatabaseError(
            f"The database {path} cannot be opened ({error}): let this user write in "
            f"{path.parent.absolute()}, and see that the disk is not full."
        ) from error
    return SqliteStore(path, Vault(keys, watch=True))


def _keys(folder: Path, data: Path | None, marks: set[str]) -> Keyring:
    """The keyring, refused where the database was written with another one.

    With other keys every resident would be a stranger, and nobody's STOP would be remembered.
    """
    keys = open_keyring(folder, data=data, make=not marks)
    refuse_other_keys(keys, marks)
    return keys


def refuse_other_keys(keys: Keyring, marks: set[str]) -> None:
    """KeyringError where a database with these marks was written with another keyring."""
    if not marks <= keys.fingerprints:
        raise KeyringError(
            f"The keyring {keys.folder} is not the one this database was written with: put back "
            "the one that belongs to it, or set CONNECTBOT_KEYRING to where it is."
        )
