"""One client of the whole server over whatever routes a test brings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import DummyCookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from connectbot.web.server import application

Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def client_of(
    routes: Iterable[web.AbstractRouteDef], **options: Any
) -> AsyncIterator[Client]:
    """A client that follows no redirect by itself and keeps no cookie."""
    app = application(routes, **options)
    async with TestClient(TestServer(app), cookie_jar=DummyCookieJar()) as client:
        yield client
