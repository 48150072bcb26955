"""One town for each test, in a folder of its own."""

import shutil

import pytest

from tests.desk.town import open_town


@pytest.fixture
async def town(tmp_path, tables):
    """A town whose store is closed at the end."""
    (tmp_path / "data").mkdir()
    shutil.copy(tables, tmp_path / "data" / "connectbot.db")
    made = open_town(tmp_path)
    yield made
    await made.store.close()
