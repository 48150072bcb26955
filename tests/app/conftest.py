"""A town for each test of the parts that send, tick and serve."""

import pytest

from tests.app.scripted import FailingStore
from tests.desk.town import open_town


@pytest.fixture
async def town(tmp_path):
    """A town whose store can be told to fail."""
    made = open_town(tmp_path)
    made.store = FailingStore(made.store)
    yield made
    await made.store.close()
