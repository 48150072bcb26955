"""The command line beside a running service: it gets through however busy the service is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.e2e.conftest import in_one_loop
from tests.e2e.service import run_beside, until
from tests.e2e.street import Street

pytestmark = [in_one_loop, pytest.mark.alone]

WRITERS = 12


@pytest.fixture
async def resumed(shared: Street) -> AsyncIterator[None]:
    """Whatever a test finds, the street that others share sends again after it."""
    yield
    await run_beside(shared.service, "send", "resume")


@pytest.mark.usefixtures("resumed")
async def test_a_writer_gets_through_beside_a_saturated_service(shared: Street) -> None:
    """Pausing takes seconds while every phone writes at once; nothing goes until it is resumed."""
    busy, taken = True, 0

    async def write(number: str) -> None:
        nonlocal taken
        while busy:
            await shared.text(number, "LS8")
            taken += 1

    writing = [asyncio.create_task(write(f"+4477009005{n:02}")) for n in range(WRITERS)]
    try:
        await asyncio.sleep(0.5)
        said, seconds = await run_beside(shared.service, "send", "pause")
    finally:
        busy = False
        await asyncio.gather(*writing)
    assert said.startswith("Paused.")
    assert seconds < 8
    assert taken > 10 * WRITERS, "the service had little to do"
    await asyncio.sleep(0.5)
    before = len(shared.twilio.messages)
    await shared.text("+447700900520", "hello")
    await asyncio.sleep(0.5)
    assert len(shared.twilio.messages) == before + 1, "something was sent while paused"
    status = json.loads((await run_beside(shared.service, "send", "status", "--json"))[0])
    assert status["paused"]
    assert status["messages"]["queued"] > 0
    assert await run_beside(shared.service, "send", "resume")
    await until(lambda: bool(shared.received("+447700900520")), "what waited was sent")


async def test_whoever_watches_reads_numbers_and_no_people(shared: Street) -> None:
    """On this machine /metrics answers, through a proxy it does not; nobody's number is in it."""
    number = "+447700900521"
    await shared.ask(number, "hello")
    address = f"{shared.service.url}/metrics"
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as answer:
            said = await answer.text()
        async with session.get(address, headers={"X-Forwarded-For": "203.0.113.9"}) as answer:
            assert answer.status == 404
    assert 'connectbot_inbound_total{channel="sms",result="answered"}' in said
    assert 'connectbot_send_seconds_count{channel="sms",outcome="sent"}' in said
    assert number[1:] not in said
