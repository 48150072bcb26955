"""What several suites start from."""

import pytest

from connectbot.store.migrating import upgrade


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """An SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("tables") / "connectbot.db"
    upgrade(f"sqlite:///{path}")
    return path
