"""SIGTERM: what is held is finished, and it is over within ten seconds."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from connectbot.fakes.twilio.faults import slow
from tests.e2e.conftest import in_one_loop
from tests.e2e.ledger import kept_in
from tests.e2e.service import until
from tests.e2e.street import Street

pytestmark = [in_one_loop, pytest.mark.alone]

HER = "+447700900131"


async def test_a_send_in_flight_is_settled_before_the_end(tmp_path: Path) -> None:
    """The provider takes two seconds to answer: it is waited for, kept, and not sent again."""
    async with Street(tmp_path, LOG_LEVEL="WARNING") as street:
        street.twilio.faults.append(slow(2))
        await street.text(HER, "hello")
        await until(lambda: bool(street.received(HER)), "the text reached her phone")
        async with aiohttp.ClientSession() as page:
            socket = await page.ws_connect(f"{street.service.url}/chat/ws")
            await socket.send_json({"type": "hello"})
            assert (await socket.receive_json())["type"] == "welcome"
            code, seconds = await street.service.stop()
            assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert code == 0
        assert 1 < seconds < 10
        assert "error" not in street.service.log
        kept = kept_in(tmp_path)[HER]
        assert kept.states[-1] in ("sent", "delivered")
        await street.service.start()
        await street.ask(HER, "1")
        assert len(street.received(HER)) == 2


async def test_a_provider_that_never_answers_holds_nobody_up(tmp_path: Path) -> None:
    """Its list hangs from the start and a send hangs too: it ends within ten seconds."""
    hanging = asyncio.Event()

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await hanging.wait()
        writer.close()

    silent = await asyncio.start_server(never, "127.0.0.1", 0)
    street = Street(tmp_path, LOG_LEVEL="WARNING")
    try:
        await street.open()
        port = silent.sockets[0].getsockname()[1]
        street.service.settings["TWILIO_API_URL"] = f"http://127.0.0.1:{port}"
        await street.service.start()
        await street.text(HER, "hello")
        await asyncio.sleep(0.3)
        code, seconds = await street.service.stop()
        assert code == 0
        assert seconds < 10
        assert "error" not in street.service.log, street.service.log
        assert kept_in(tmp_path)[HER].states == ["done", "lost"]
    finally:
        hanging.set()
        silent.close()
        await silent.wait_closed()
        await street.__aexit__()
