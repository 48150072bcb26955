"""From a URL and a keyring to a store: what is missing is made, what is wrong is said."""

import sqlite3
import sys
from pathlib import Path

import psycopg
import pytest

from connectbot.store import sqlite as door
from connectbot.store.keyring import KeyringError
from connectbot.store.migrating import DatabaseError, sqlite_path
from connectbot.store.opening import open_store
from connectbot.store.postgres import DatabaseAway
from tests.store.faults import note


async def test_a_new_folder_is_made_and_filled(tmp_path) -> None:
    """Data folder, tables and keys are made on first use, for their owner alone."""
    path = tmp_path / "some" / "data" / "connectbot.db"
    store = open_store(f"sqlite:///{path}", tmp_path / "keys")
    assert await store.run(note, "x") == "x"
    await store.close()
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys" / "lookup.key").exists()


async def test_what_was_kept_is_there_again(url, keys) -> None:
    """A store opened again holds what it held."""
    for seen in (None, "here"):
        store = open_store(url, keys)
        assert await store.read(lambda tx: tx.switches.get("x")) == seen
        await store.run(note, "x")
        await store.close()


async def test_a_relative_url_is_from_here(tmp_path, monkeypatch) -> None:
    """Three slashes name a file from where we stand, four one from the root."""
    monkeypatch.chdir(tmp_path)
    store = open_store("sqlite:///data/x.db", Path("keys"))
    await store.close()
    assert (tmp_path / "data" / "x.db").exists()
    assert sqlite_path("sqlite:////srv/x.db") == Path("/srv/x.db")
    assert sqlite_path("postgresql://host/x") is None


def test_another_keyring_is_refused(url, tmp_path) -> None:
    """A database opens only with the keyring it was written with, and no new one is made for it."""
    open_store(url, tmp_path / "keys")
    with pytest.raises(KeyringError, match="There are no keys"):
        open_store(url, tmp_path / "lost")
    assert not (tmp_path / "lost").exists()
    open_store(f"sqlite:///{tmp_path}/other/x.db", tmp_path / "strange")
    with pytest.raises(KeyringError, match="not the one this database was written with"):
        open_store(url, tmp_path / "strange")


def test_keys_are_not_made_inside_the_data(tmp_path) -> None:
    """A keyring in the data folder is refused."""
    with pytest.raises(KeyringError, match="inside the data folder"):
        open_store(f"sqlite:///{tmp_path}/data/x.db", tmp_path / "data" / "keys")


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://host/x", "connectbot.db", ""]
)
def test_a_url_we_do_not_know_is_said_plainly(url, keys) -> None:
    """A URL that is no file and no PostgreSQL server names the setting."""
    with pytest.raises(DatabaseError, match="CONNECTBOT_DATABASE_URL"):
        open_store(url, keys)


def test_a_file_that_is_no_database_is_said_plainly(tmp_path, keys) -> None:
    """Something else in the database's place is left alone and named."""
    path = tmp_path / "data" / "x.db"
    path.parent.mkdir()
    path.write_bytes(b"my shopping list, which is longer than a header" * 10)
    with pytest.raises(DatabaseError, match=f"{path} is not a database"):
        open_store(f"sqlite:///{path}", keys)
    assert path.read_bytes().startswith(b"my shopping list")


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path, keys) -> None:
    """Where the data folder cannot be made the sentence names file and folder."""
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="let this user write"):
        open_store(f"sqlite:///{tmp_path}/file/data/x.db", keys)


def test_a_folder_in_the_files_place_is_said_plainly(tmp_path, keys) -> None:
    """A folder with the database's name is named."""
    (tmp_path / "data" / "x.db").mkdir(parents=True)
    with pytest.raises(DatabaseError, match="let this user"):
        open_store(f"sqlite:///{tmp_path}/data/x.db", keys)


def test_a_newer_database_is_not_touched(sqlite_url, keys) -> None:
    """A database of a newer version is refused, with what to do."""
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(DatabaseError, match=r"9999.*newer connectbot"):
        open_store(sqlite_url, keys)


def test_a_server_that_is_away_is_said_plainly(keys) -> None:
    """Where no server answers the setting is named, and nothing of the URL is shown."""
    with pytest.raises(DatabaseAway, match="CONNECTBOT_DATABASE_URL") as caught:
        open_store("postgresql://someone:secret@/nowhere?host=/nowhere", keys)
    assert "secret" not in str(caught.value)


def test_a_server_lost_while_opening_is_said_plainly(postgres_url, keys, monkeypatch) -> None:
    """A server that goes away half-way is said in the same words."""
    true_connect, calls = psycopg.connect, []

    def connect(*args, **kwargs):
        calls.append(args)
        if len(calls) > 1:
            raise psycopg.OperationalError("gone")
        return true_connect(*args, **kwargs)

    monkeypatch.setattr(psycopg, "connect", connect)
    with pytest.raises(DatabaseAway, match="does not answer"):
        open_store(postgres_url, keys)


def test_a_database_that_is_held_is_said_plainly(sqlite_url, keys, monkeypatch) -> None:
    """Where another process holds the file while it is first opened, the sentence names it."""
    monkeypatch.setattr(door, "LOCKED_SECONDS", 0.05)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match=r"cannot be opened.*database is locked"):
        open_store(sqlite_url, keys)
    other.close()


async def test_opening_is_quick_when_nothing_is_to_be_done(sqlite_url, keys) -> None:
    """A database at the newest version is opened without the migration tool, slow to import."""
    import asyncio

    code = (
        "import sys; from pathlib import Path; from connectbot.store.opening import open_store; "
        "open_store(sys.argv[1], Path(sys.argv[2])); sys.exit('alembic' in sys.modules)"
    )
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", code, sqlite_url, str(keys))
    assert await child.wait() == 0
