"""The command line beside a running service: it gets through however busy the service is."""

from __future__ import annotations

import asyncio
import json

from tests.e2e.conftest import in_one_loop
from tests.e2e.service import run_beside, until
from tests.e2e.street import Street

pytestmark = in_one_loop

WRITERS = 12


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
