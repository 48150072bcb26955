"""A town for each test of the parts that send, tick and serve."""

import shutil

import pytest

from connectbot.store.migrating import upgrade
from tests.app.scripted import FailingStore
from tests.desk.town import open_town


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "connectbot.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
async def town(tmp_path, tables):
    """A town whose store can be told to fail."""
    (tmp_path / "data").mkdir()
    shutil.copy(tables, tmp_path / "data" / "connectbot.db")
    made = open_town(tmp_path)
    made.store = FailingStore(made.store)
    yield made
    await made.store.close()
