"""Leaving quickly: nothing is kept, in no window and on no line."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import WSMsgType

from connectbot.channels.webchat.session import address_of
from tests.channels.webchat.pages import hear, page, say
from tests.web.echo import EchoDesk
from tests.web.serving import Client


async def test_forgetting_erases_and_closes_every_window(client: Client, desk: EchoDesk) -> None:
    """Nothing is kept, not even what is said over a line that is still open."""
    async with page(client) as (one, session), page(client, session) as (two, _):
        await say(one, "a0000001", "hello")
        await hear(one, "ack", 1)
        body = f'{{"type": "hello", "session": "{session}"}}'
        assert (await client.post("/chat/forget", data=body)).status == 204
        for socket in (one, two):
            codes = [frame.data async for frame in socket if frame.type is WSMsgType.CLOSE]
            assert codes or socket.close_code == 4003
    assert desk.forgotten == [address_of(session)]
    assert desk.texts == []


async def test_words_under_way_are_forgotten_with_the_rest(client: Client, desk: EchoDesk) -> None:
    """Forgetting waits for what is just being kept, and takes nothing after it."""
    kept, go_on = asyncio.Event(), asyncio.Event()
    keep = desk.receive

    async def slowly(inbound: Any) -> None:
        kept.set()
        await go_on.wait()
        await keep(inbound)

    desk.channel._talks._receive = slowly  # the desk is slow here, as a full disk makes it
    async with page(client) as (socket, session):
        await say(socket, "a0000001", "hello")
        await say(socket, "a0000002", "more")
        await kept.wait()
        body = f'{{"type": "hello", "session": "{session}"}}'
        forgetting = asyncio.create_task(client.post("/chat/forget", data=body))
        await asyncio.sleep(0.05)
        assert desk.forgotten == []
        go_on.set()
        assert (await forgetting).status == 204
    assert desk.texts == []
