"""What the provider hears back, and what happens when much happens at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from connectbot.fakes.twilio import Receipts
from connectbot.model.delivery import Sent
from connectbot.model.message import Address, Message
from tests.channels.bench import claimed
from tests.channels.benches.sms import PUBLIC, TOKENS, SmsBench, body_of, signature

THEM = "+447700900123"


@pytest.fixture
async def bench() -> AsyncIterator[SmsBench]:
    made = SmsBench()
    await made.open()
    made.twilio.receipts = Receipts(statuses=())
    yield made
    await made.close()


async def test_the_answer_is_an_empty_list_of_things_to_do(bench: SmsBench) -> None:
    """An empty Response as text/xml: nothing is ever said through it."""
    body = body_of({})
    headers = {"X-Twilio-Signature": signature(f"{PUBLIC}/twilio/sms", body, TOKENS[0])}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bench.address}/twilio/sms", data=body.encode(), headers=headers) as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "text/xml")
        assert await answer.text() == "<Response/>"


async def test_many_sends_at_once_share_one_client(bench: SmsBench) -> None:
    """Twenty texts leave together, each once, with the library loaded a single time."""
    messages = [claimed(Address("sms", THEM), Message(f"{n}"), f"{n:032x}") for n in range(20)]
    outcomes = await asyncio.gather(*(bench.channel.send(one) for one in messages))
    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert len({outcome.provider_id for outcome in outcomes if isinstance(outcome, Sent)}) == 20
    assert sorted(bench.arrived(), key=int) == [f"{n}" for n in range(20)]


async def test_a_closed_channel_opens_again(bench: SmsBench) -> None:
    """Closing lets go of connections; the next send makes new ones."""
    one = claimed(Address("sms", THEM), Message("hello"))
    await bench.channel.send(one)
    await bench.channel.close()
    assert isinstance(await bench.channel.send(one), Sent)
