"""A service that is starting: up, not ready, and nobody who comes then is turned away."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import ClientSession, web

from connectbot.web.early import open_port
from connectbot.web.server import CannotListen, application, serving


async def asked(session: ClientSession, address: str, path: str) -> tuple[int, object]:
    """The status and what it says."""
    async with session.get(address + path) as answer:
        return answer.status, await answer.json()


async def test_it_is_up_before_it_is_ready() -> None:
    """Health is answered; everything else is asked to come back, and told why."""
    async with open_port("127.0.0.1", 0) as opened, ClientSession() as session:
        address = f"http://127.0.0.1:{opened.listening.getsockname()[1]}"
        assert await asked(session, address, "/healthz") == (200, {"status": "ok"})
        status, said = await asked(session, address, "/readyz")
        assert (status, said) == (503, {"status": "not ready", "checks": {"start": "under way"}})
        async with session.post(f"{address}/twilio/sms", data={"Body": "hello"}) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (503, "2")


async def test_who_comes_while_the_port_changes_hands_is_answered() -> None:
    """Between the two nobody listens for a moment: a request waits for the one that comes."""

    async def hello(request: web.Request) -> web.Response:
        return web.json_response("hello")

    async with open_port("127.0.0.1", 0) as opened, ClientSession() as session:
        port = opened.listening.getsockname()[1]
        listening = await opened.take()
        waiting = asyncio.create_task(asked(session, f"http://127.0.0.1:{port}", "/hello"))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        app = application([web.get("/hello", hello)])
        async with serving(app, "127.0.0.1", port, listening=listening) as address:
            assert address == f"http://127.0.0.1:{port}"
            assert await waiting == (200, "hello")


async def test_a_port_that_is_taken_is_told() -> None:
    """With the mend."""
    async with open_port("127.0.0.1", 0) as opened:
        port = opened.listening.getsockname()[1]
        with pytest.raises(CannotListen, match="choose another port"):
            async with open_port("127.0.0.1", port):
                raise AssertionError
