"""The tables come from migrations alone, at once or not at all, and agree with the code."""

import sqlite3
import subprocess
import sys

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import NullPool, create_engine

from connectbot.store import migrating
from connectbot.store import sqlite as door
from connectbot.store.migrating import DatabaseError, Status, status, upgrade
from connectbot.store.tables import Row

NEWEST = "0013"


@pytest.fixture
def empty_postgres(postgres_server):
    """A PostgreSQL database without tables."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS empty_one")
        connection.execute("CREATE DATABASE empty_one")
    yield postgres_server.replace("/postgres?", "/empty_one?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE empty_one WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request, tmp_path):
    """Both kinds of database, without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/new folder %/x.db"
    return request.getfixturevalue("empty_postgres")


def test_looking_changes_nothing(empty) -> None:
    """An empty database has no version; asking makes neither file nor table."""
    assert status(empty) == status(empty) == Status(None, NEWEST)
    path = migrating.sqlite_path(empty)
    assert path is None or not path.parent.exists()


def test_upgrading_brings_the_newest(empty) -> None:
    """After an upgrade the database is at the newest version, and a second one changes nothing."""
    upgrade(empty)
    upgrade(empty)
    assert status(empty) == Status(NEWEST, NEWEST)


def test_the_newest_is_what_the_migrations_say() -> None:
    """The version read from the file names is the head of the migrations, and there is one."""
    config = Config()
    config.set_main_option("script_location", "connectbot.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_tables_and_migrations_agree(url) -> None:
    """What the migrations make is what the code says the tables are."""
    path = migrating.sqlite_path(url)
    if path is None:
        engine = create_engine(
            "postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool
        )
    else:
        engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []
        assert _indexes(connection) == _expected(engine)


def _indexes(connection) -> set[tuple[str, bool]]:
    """Each index with whether it covers only a part of its table: Alembic compares neither."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(
            "SELECT name, sql LIKE '%WHERE%' FROM sqlite_master WHERE type = 'index' AND sql > ''"
        )
    else:
        rows = connection.exec_driver_sql(
            "SELECT relname, indpred IS NOT NULL FROM pg_index JOIN pg_class ON oid = indexrelid "
            "WHERE relname LIKE 'ix_%%' OR relname ~ '^uq_(handovers_open|outbox_underway)'"
        )
    return {(name, bool(partial)) for name, partial in rows}


def _expected(engine) -> set[tuple[str, bool]]:
    return {
        (str(index.name), index.dialect_options[engine.dialect.name]["where"] is not None)
        for table in Row.metadata.tables.values()
        for index in table.indexes
    }


def test_processes_that_start_at_once_do_not_collide(empty) -> None:
    """Several processes may upgrade an empty database at the same time."""
    code = "import sys; from connectbot.store.migrating import upgrade; upgrade(sys.argv[1])"
    children = [
        subprocess.Popen([sys.executable, "-c", code, empty], stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    errors = [child.communicate()[1].decode()[-300:] for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], errors
    assert status(empty).current == NEWEST


def test_a_database_that_is_held_is_said_plainly(tmp_path, monkeypatch) -> None:
    """Where another process holds the file for too long the sentence names its folder."""
    monkeypatch.setattr(door, "LOCKED_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseError, match=f"database is locked.*write in {tmp_path}"):
        upgrade(f"sqlite:///{tmp_path}/x.db")
    other.close()


def test_a_user_without_rights_is_told(empty_postgres) -> None:
    """A user who may not make tables is told so, and which setting names the database."""
    with psycopg.connect(empty_postgres, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    guest = empty_postgres.replace("postgres:@", "guest:@")
    with pytest.raises(DatabaseError, match=r"permission denied.*CONNECTBOT_DATABASE_URL"):
        upgrade(guest)


def test_a_broken_migration_leaves_nothing(empty, monkeypatch) -> None:
    """A migration that fails half-way leaves the database as it was."""
    run = migrating._run_alembic

    def run_and_fail(connection):
        run(connection)
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrating, "_run_alembic", run_and_fail)
    with pytest.raises(RuntimeError, match="power cut"):
        upgrade(empty)
    assert status(empty).current is None
    path = migrating.sqlite_path(empty)
    if path is not None:
        with sqlite3.connect(path) as database:
            assert database.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        database.close()
