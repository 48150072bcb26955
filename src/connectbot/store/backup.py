"""A copy of the database while the service runs, and putting one back.

A copy never holds a key, and it is paused from the first: put back in whatever way, it sends
nothing until somebody says so, or it would say again what was said since.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from connectbot.desk import ports
from connectbot.desk.ports.switches import PAUSED, RESTORED, SENDING
from connectbot.store import rekeying
from connectbot.store.keyring import RETIRED, key_names, open_keyring
from connectbot.store.link import SqliteLink
from connectbot.store.migrating import DatabaseError, upgrade
from connectbot.store.opening import refuse_other_keys
from connectbot.store.sqlite import connect
from connectbot.store.switches import SwitchRows
from connectbot.store.tx import Transaction
from connectbot.store.vault import Vault

MADE = "backup"
"""The switch that says when the last backup was made."""


def back_up(path: Path, target: Path, now: datetime) -> int:
    """Copy an SQLite database to a new file of the owner's alone; how many bytes it has."""
    with draft_beside(target) as draft:
        with closing(connect(path)) as database:
            database.execute("VACUUM INTO ?", (str(draft),))
        check_whole(draft, target)
        with closing(_plainly(draft)) as copy:
            pause(SwitchRows(SqliteLink(copy)), now, now)
    return target.stat().st_size


def restore(source: Path, path: Path, keyring: Path, now: datetime, *, replace: bool) -> datetime:
    """Put a copy back in the place of a database; when the copy was made.

    Everything is looked at before anything is changed; a database that was there is kept beside it.
    Raises DatabaseError, KeyringError.
    """
    if not source.is_file():
        raise DatabaseError(f"There is no backup {source}: give the file that `db backup` made.")
    if path.exists():
        if not replace:
            raise DatabaseError(
                f"There is a database already at {path}: stop the service, and say --replace to "
                "put the backup in its place (the other one is kept beside it)."
            )
        refuse_used(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft_beside(path, keep=True) as draft:
        shutil.copyfile(source, draft)
        check_whole(draft, source)
        upgrade(f"sqlite:///{draft.absolute()}")
        made_at = _check_keys(draft, keyring, path.parent, now)
        if path.exists():
            path.rename(path.with_name(f"{path.name}.before-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    return made_at


def pause(switches: ports.Switches, made_at: datetime, now: datetime) -> None:
    """Nothing goes out of this copy until somebody resumes it."""
    switches.set(SENDING, PAUSED, now)
    switches.set(RESTORED, made_at.isoformat(), now)


def check_whole(file: Path, named: Path, table: str = "alembic_version") -> None:
    """DatabaseError where a file is damaged, or has not this table of ours."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            database.execute(f"SELECT * FROM {table} LIMIT 1").fetchone()  # noqa: S608 - ours
    except sqlite3.DatabaseError as error:
        raise DatabaseError(
            f"{named} is no backup of ours ({error}): give a file that `connectbot db backup` made."
        ) from error
    if said != "ok":
        raise DatabaseError(f"{named} is damaged ({said}): take an older backup.")


def _check_keys(draft: Path, folder: Path, data: Path, now: datetime) -> datetime:
    keys = open_keyring(folder, data=data, make=False)
    with closing(connect(draft)) as database:
        database.execute("PRAGMA journal_mode=DELETE")
        marks = {row[0] for row in database.execute("SELECT fingerprint FROM keyring_marks")}
        refuse_other_keys(keys, marks)
        link = SqliteLink(database)
        known = {*key_names(folder).values()}
        missing = sorted(rekeying.count(Transaction(link, Vault(keys))).keys() - known)
        if missing:
            raise DatabaseError(_where_is(missing[0], folder))
        switches = SwitchRows(link)
        said = switches.get(RESTORED)
        made_at = datetime.fromisoformat(said) if said else now
        pause(switches, made_at, now)
    return made_at


def _where_is(id: str, folder: Path) -> str:
    for name, other in key_names(folder, retired=True).items():
        if other == id:
            return (
                f"This backup was sealed with {name}, which was put away since: move it from "
                f"{folder / RETIRED} to {folder}, restore, then run `connectbot keys rotate`."
            )
    return (
        f"This backup was sealed with the key {id}, which the keyring {folder} does not have: put "
        "back the keyring that belongs to it from the copy of your keys."
    )


def refuse_used(path: Path) -> None:
    """DatabaseError where another process has the database open."""
    try:
        with closing(_plainly(path)) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # only somebody who is alone may
    except sqlite3.OperationalError as error:
        raise DatabaseError(
            f"Another process uses {path} ({error}): stop the service first."
        ) from error


def _plainly(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=1.0, isolation_level=None)


@contextmanager
def draft_beside(target: Path, *, keep: bool = False) -> Iterator[Path]:
    """A file beside the target, of the owner's alone, that becomes it when the block ends well."""
    if not keep and target.exists():
        raise DatabaseError(f"{target} is there already: choose another name for the backup.")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield draft
        _to_disk(draft)
        draft.rename(target)
        _to_disk(target.parent)
    except OSError as error:
        raise DatabaseError(
            f"{target} could not be written ({error.strerror}): let this user write in "
            f"{target.parent.absolute()}, and see that the disk is not full."
        ) from error
    except sqlite3.OperationalError as error:
        raise DatabaseError(
            f"{target} could not be written ({error}): see that the disk is not full."
        ) from error
    finally:
        for name in (draft.name, f"{draft.name}-wal", f"{draft.name}-shm"):
            with suppress(OSError):
                draft.with_name(name).unlink()


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
