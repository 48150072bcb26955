"""One town for each test, in a folder of its own."""

import shutil

import pytest

from connectbot.store.migrating import upgrade
from tests.desk.town import open_town


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "connectbot.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
async def town(tmp_path, tables):
    """A town whose store is closed at the end."""
    (tmp_path / "data").mkdir()
    shutil.copy(tables, tmp_path / "data" / "connectbot.db")
    made = open_town(tmp_path)
    yield made
    await made.store.close()
