"""One town for each test, in a folder of its own."""

import pytest

from tests.desk.town import open_town


@pytest.fixture
async def town(tmp_path):
    """A town whose store is closed at the end."""
    made = open_town(tmp_path)
    yield made
    await made.store.close()
