"""A copy is whole, holds no key, is paused from the first, and goes back only where it belongs."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from connectbot.store import backup, dumping
from connectbot.store.keyring import KeyringError
from connectbot.store.migrating import DatabaseError, sqlite_path
from connectbot.store.opening import open_store
from connectbot.store.rotating import rotate
from tests.cli.typed import typed
from tests.store.people import ANN, NOW, claim, heard, later, letter, texts


def someone(tx) -> int:
    """Ann has written, and an answer waits."""
    ann = tx.residents.at(ANN, "leeds", NOW)
    tx.inbox.add(heard("im lonely", id="SM1"), ann.id, state="done")
    tx.outbox.add(letter("Two groups near you", resident_id=ann.id))
    return ann.id


def back(copy: Path, folder: Path, keys: Path, *, replace: bool = False):
    """Put it back on another machine."""
    return backup.restore(copy, folder / "connectbot.db", keys, NOW, replace=replace)


@pytest.fixture
async def copy(sqlite_store, sqlite_url, tmp_path):
    """A backup of a database in which somebody has written."""
    await sqlite_store.run(someone)
    target = tmp_path / "copy.db"
    backup.back_up(sqlite_path(sqlite_url), target, NOW)
    return target


async def test_a_copy_is_whole_and_paused(copy, keys, tmp_path) -> None:
    """Put back elsewhere it has everybody, sends nothing, and knows a repeat; then it may go on."""
    assert copy.stat().st_mode & 0o777 == 0o600
    made_at = back(copy, tmp_path / "new", keys)
    assert made_at == NOW
    store = open_store(f"sqlite:///{tmp_path}/new/connectbot.db", keys)
    assert await store.run(claim) == []
    ann = await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW).id)
    repeat = await store.run(lambda tx: tx.inbox.add(heard(id="SM1"), ann, state="done"))
    assert repeat is None
    await store.run(lambda tx: tx.switches.set("sending", None, NOW))
    assert texts(await store.run(claim)) == ["Two groups near you"]
    await store.close()


async def test_what_is_too_late_by_then_does_not_go(copy, keys, tmp_path) -> None:
    """A restored answer past its time is not said when sending goes on."""
    back(copy, tmp_path / "new", keys)
    store = open_store(f"sqlite:///{tmp_path}/new/connectbot.db", keys)
    await store.run(lambda tx: tx.switches.set("sending", None, NOW))
    assert await store.run(claim, later(days=2)) == []
    assert len(await store.run(lambda tx: tx.outbox.expire(later(days=2)))) == 1
    await store.close()


async def test_it_is_one_moment_of_a_busy_database(sqlite_store, sqlite_url, keys, tmp_path):
    """While others write, a copy holds each message with its answer or neither."""
    going, begun = True, asyncio.Event()

    async def traffic() -> None:
        number = 0
        while going:
            number += 1

            def both(tx, id=f"SM{number}") -> None:
                tx.inbox.add(heard(id=id), None, state="done")
                tx.outbox.add(letter(id))

            await sqlite_store.run(both)
            begun.set()

    busy = asyncio.create_task(traffic())
    await begun.wait()
    for number in range(3):
        copy = tmp_path / f"copy-{number}.db"
        await asyncio.to_thread(backup.back_up, sqlite_path(sqlite_url), copy, NOW)
        with closing(sqlite3.connect(copy)) as database:
            counts = [
                database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in ("inbox", "outbox")
            ]
        assert counts[0] == counts[1] > 0
    going = False
    await busy


def test_a_copy_however_put_back_is_paused(copy) -> None:
    """Copied by hand over the database it is paused as well."""
    with closing(sqlite3.connect(copy)) as database:
        (value,) = database.execute("SELECT value FROM switches WHERE name = 'sending'").fetchone()
    assert value == "paused"


async def test_it_refuses_what_does_not_belong_together(copy, keys, tmp_path) -> None:
    """A database that is there or in use, another keyring, none: each said, nothing touched."""
    new = tmp_path / "new"
    with pytest.raises(KeyringError, match="There are no keys"):
        back(copy, new, tmp_path / "none")
    other = open_store(f"sqlite:///{new}/connectbot.db", tmp_path / "other")
    await other.run(someone)
    with pytest.raises(DatabaseError, match="say --replace"):
        back(copy, new, keys)
    with pytest.raises(DatabaseError, match="Another process uses"):
        back(copy, new, keys, replace=True)
    await other.close()
    with pytest.raises(KeyringError, match="not the one this database was written with"):
        back(copy, new, tmp_path / "other", replace=True)
    assert [path.name for path in new.iterdir()] == ["connectbot.db"]
    back(copy, new, keys, replace=True)
    names = sorted(path.name for path in new.iterdir())
    assert names == ["connectbot.db", "connectbot.db.before-20261121T100000Z"]


async def test_a_backup_from_before_a_rotation_says_where_its_key_is(
    sqlite_store, copy, keys, tmp_path
) -> None:
    """Sealed with a key that was put away it names the key; with a key that is gone it says so."""
    await rotate(sqlite_store, keys, lambda: NOW)
    with pytest.raises(DatabaseError, match=r"seal-0001\.key, which was put away"):
        back(copy, tmp_path / "new", keys)
    shutil.rmtree(keys / "retired")
    with pytest.raises(DatabaseError, match="does not have: put back the keyring"):
        back(copy, tmp_path / "new", keys)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.write_bytes(b"my shopping list" * 100), "no backup of ours"),
        (lambda path: path.unlink(), "There is no backup"),
        (lambda path: _damage(path), "damaged|no backup of ours"),
    ],
)
def test_a_spoilt_file_is_refused(copy, keys, tmp_path, spoil, says) -> None:
    """What is no backup, is not there or is damaged leaves everything as it was."""
    spoil(copy)
    with pytest.raises(DatabaseError, match=says):
        back(copy, tmp_path / "new", keys)
    assert not (tmp_path / "new" / "connectbot.db").exists()


def _damage(path: Path) -> None:
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(4096) + whole[middle + 4096 :])


def test_a_folder_that_may_not_be_written_is_said(sqlite_url, tmp_path) -> None:
    """Where the backup cannot be written, the sentence names it and nothing is left behind."""
    with pytest.raises(DatabaseError, match="could not be written"):
        backup.back_up(sqlite_path(sqlite_url), tmp_path / "none" / "copy.db", NOW)


@pytest.fixture
def client_programs(monkeypatch, postgres_server):
    """pg_dump and pg_restore of the server's own version."""
    with psycopg.connect(postgres_server) as database:
        (folder,) = database.execute(
            "SELECT setting FROM pg_config WHERE name = 'BINDIR'"
        ).fetchone()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


async def test_a_server_is_dumped_and_put_back(
    postgres_url, keys, tmp_path, client_programs
) -> None:
    """The same on PostgreSQL: everybody is there again, and what came after is not."""
    store = open_store(postgres_url, keys)
    ann = await store.run(someone)
    copy = tmp_path / "copy.dump"
    assert dumping.dump(postgres_url, copy) > 0
    assert copy.stat().st_mode & 0o777 == 0o600
    with pytest.raises(DatabaseError, match="there already"):
        dumping.dump(postgres_url, copy)
    await store.run(lambda tx: tx.residents.forget(ann))
    assert dumping.in_use(postgres_url)
    await store.close()
    with pytest.raises(DatabaseError, match="say --replace"):
        dumping.load(postgres_url, copy, replace=False)
    dumping.load(postgres_url, copy, replace=True)
    store = open_store(postgres_url, keys)
    assert await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW).id) == ann
    await store.close()


def test_without_its_programs_a_server_is_not_dumped(postgres_url, tmp_path, monkeypatch) -> None:
    """Where pg_dump is not there or fails, that is said and no file is left."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DatabaseError, match="pg_dump is not on this machine"):
        dumping.dump(postgres_url, tmp_path / "copy.dump")
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho no such thing >&2\nexit 1\n")
    (tmp_path / "pg_dump").chmod(0o700)
    with pytest.raises(DatabaseError, match=r"could not do it \(no such thing\)"):
        dumping.dump(postgres_url, tmp_path / "copy.dump")
    assert not (tmp_path / "copy.dump").exists()
    with pytest.raises(DatabaseError, match="There is no backup"):
        dumping.load(postgres_url, tmp_path / "copy.dump", replace=True)


async def test_the_commands_do_the_same_for_a_server(
    postgres_url, keys, tmp_path, client_programs, monkeypatch
) -> None:
    """`db backup` and `db restore` on PostgreSQL: paused afterwards, and refused while in use."""
    monkeypatch.setenv("CONNECTBOT_DATABASE_URL", postgres_url)
    monkeypatch.setenv("CONNECTBOT_KEYRING", str(keys))
    store = open_store(postgres_url, keys)
    ann = await store.run(someone)
    copy = str(tmp_path / "copy.dump")
    assert (await asyncio.to_thread(typed, "db", "backup", copy)).code == 0
    refused = await asyncio.to_thread(typed, "db", "restore", copy, "--replace")
    assert "stop the service first" in refused.err
    await store.close()
    put = await asyncio.to_thread(typed, "db", "restore", copy, "--replace")
    assert put.out.startswith("The backup is in place, and sending is paused.")
    store = open_store(postgres_url, keys)
    assert await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW).id) == ann
    assert await store.run(claim) == []
    await store.close()
