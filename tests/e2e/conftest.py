"""Services that several tests share, because starting one takes longer than most of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from urllib.parse import urlsplit

import psycopg
import pytest
import pytest_asyncio

from tests.e2e.street import Street
from tests.store.conftest import postgres_server

__all__ = ["postgres_server"]

one_loop = partial(pytest_asyncio.fixture, loop_scope="session")
in_one_loop = pytest.mark.asyncio(loop_scope="session")


@one_loop(scope="session")
async def shared(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Street]:
    """The starter community on SQLite, for tests that leave it as they found it."""
    async with Street(tmp_path_factory.mktemp("shared"), LOG_LEVEL="DEBUG") as street:
        yield street


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """An empty database of this test's own, on the server from the wheel."""
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS whole WITH (FORCE)")
        server.execute("CREATE DATABASE whole")
    name = urlsplit(postgres_server).path
    return postgres_server.replace(f"{name}?", "/whole?", 1)
