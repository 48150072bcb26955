"""A web chat over a tiny desk, served whole."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from connectbot.channels.webchat import WebChatSettings
from tests.web.echo import EchoDesk
from tests.web.serving import Client, client_of


@pytest.fixture
async def desk() -> EchoDesk:
    return EchoDesk(WebChatSettings(messages_a_minute=100, sockets_each=2, sockets=3))


@pytest.fixture
async def client(desk: EchoDesk) -> AsyncIterator[Client]:
    async with client_of(desk.channel.routes(), closing=[desk.channel.close]) as client:
        yield client
