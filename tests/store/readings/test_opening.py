"""Where readings may be kept, and which version their database has."""

import sqlite3
from contextlib import closing

import pytest

from connectbot.desk.ports import Released
from connectbot.store.migrating import DatabaseError
from connectbot.store.readings import open_readings
from connectbot.store.readings.opening import readings_path, status
from connectbot.store.readings.schema import NEWEST, TABLES


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("postgresql://localhost/measures", "readings cannot be kept in PostgreSQL"),
        ("postgres://localhost/measures", "readings cannot be kept in PostgreSQL"),
        ("sqlite:///data/../data/connectbot.db", "name the same file"),
        ("measures.db", "names no file"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
def test_a_place_that_is_not_apart_is_refused(url, why) -> None:
    """With the setting's name and the mend."""
    with pytest.raises(DatabaseError, match=why) as error:
        readings_path(url, "sqlite:///data/connectbot.db")
    assert "CONNECTBOT_MEASURES_URL" in str(error.value)


def test_contacts_on_a_server_keep_readings_in_a_file(tmp_path) -> None:
    """PostgreSQL for the one does not stand in the way of the other."""
    path = tmp_path / "measures.db"
    assert readings_path(f"sqlite:///{path}", "postgresql://localhost/contacts") == path


def test_it_is_made_once_and_looking_makes_nothing(tmp_path) -> None:
    """For its owner alone; every table without row numbers."""
    path = tmp_path / "apart" / "measures.db"
    url = f"sqlite:///{path}"
    assert status(url) == (0, NEWEST)
    assert not path.exists()
    open_readings(url)
    open_readings(url)
    assert status(url) == (NEWEST, NEWEST)
    assert path.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(path)) as database:
        made = dict(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert set(made) == set(TABLES)
    assert all("WITHOUT ROWID" in sql for sql in made.values())


def test_a_newer_one_and_a_broken_one_are_refused(tmp_path) -> None:
    """In a sentence that names the file."""
    url = f"sqlite:///{tmp_path / 'measures.db'}"
    open_readings(url)
    with closing(sqlite3.connect(tmp_path / "measures.db")) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(DatabaseError, match="made by a newer connectbot"):
        open_readings(url)
    (tmp_path / "measures.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_readings(url)
    with pytest.raises(DatabaseError, match="cannot be read"):
        status(url)


def test_a_version_is_made_whole_or_not_at_all(tmp_path, monkeypatch) -> None:
    """What breaks half-way leaves the version before."""
    broken = ("CREATE TABLE readings (key BLOB PRIMARY KEY); CREATE TABLE readings (key BLOB);",)
    monkeypatch.setattr("connectbot.store.readings.schema.VERSIONS", broken)
    url = f"sqlite:///{tmp_path / 'measures.db'}"
    with pytest.raises(DatabaseError, match="already exists"):
        open_readings(url)
    assert status(url)[0] == 0


async def test_a_release_is_kept_for_good(tmp_path) -> None:
    """By place; the same one twice is an error."""
    readings = open_readings(f"sqlite:///{tmp_path / 'measures.db'}")
    first = Released("2026Q4-oakfield", "oakfield", "2026Q4", "hash", "{}")
    await readings.keep_release(first)
    await readings.keep_release(Released("2026Q4-elm", "elm", "2026Q4", "hash", "{}"))
    assert await readings.releases("oakfield") == [first]
    assert [one.place for one in await readings.releases()] == ["elm", "oakfield"]
    with pytest.raises(sqlite3.IntegrityError):
        await readings.keep_release(first)
