"""One turn can be followed through the log: taken, answered, refused by the provider."""

import asyncio
import io
import json
import logging
from dataclasses import replace

import pytest

from connectbot.app import watching
from connectbot.app.service import Service
from connectbot.desk import receive
from connectbot.logs import Lines
from connectbot.model.delivery import Lost, Meaning, Refused
from connectbot.model.message import Address, Inbound
from connectbot.web.metrics import Metrics
from tests.app.scripted import FakeChannel
from tests.desk.town import JEAN


@pytest.fixture
def lines():
    """The log, as JSON, while the test runs."""
    stream, ours = io.StringIO(), logging.getLogger("connectbot")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(as_json=True))
    before = ours.level
    ours.addHandler(handler)
    ours.setLevel(logging.DEBUG)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    ours.removeHandler(handler)
    ours.setLevel(before)


def made(town, channel):
    """A service that counts."""
    return Service(town.store, town.desk, {"sms": channel}, lambda: town.now, watch=Metrics())


def text(town, words, id):
    """Jean writes."""
    return Inbound(Address("sms", JEAN), id, words, town.now)


async def test_a_turn_is_followed_to_what_it_sent(town, lines) -> None:
    """The line of a refusal has the id of the turn that caused the message; each turn has its
    own."""
    channel = FakeChannel()
    channel.script.append(Refused("30006", Meaning.MESSAGE))
    service = made(town, channel)
    await service.receive(text(town, "hello", "SM1"))
    await service.sender.drain("sms")
    town.later(minutes=1)
    await asyncio.gather(service.receive(text(town, "menu", "SM2")))
    turns = [line["turn"] for line in lines() if line["event"] == "a turn"]
    (refused,) = [line for line in lines() if line["event"] == "a message was refused"]
    assert len(set(turns)) == 2
    assert refused["turn"] == turns[0]


async def test_a_message_that_waited_has_a_turn_of_its_own(town, lines, monkeypatch) -> None:
    """Also where it breaks: the line that says so and what is said to them belong together."""
    service = made(town, channel := FakeChannel())
    resident = await town.resident()
    waits = text(town, "hello", "SM1")
    await town.store.run(lambda tx: tx.inbox.add(waits, resident.id, state="waiting"))

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(receive, "carry_out", broken)
    await service.answer_waiting(resident.id)
    (line,) = [one for one in lines() if one["event"] == "a message could not be answered"]
    await service.receive(replace(waits, provider_id="SM2"))
    await service.sender.drain("sms")
    assert {one.id[:8] for one in channel.sent if one.address.value == JEAN} >= {line["turn"]}


async def test_what_happened_is_counted(town) -> None:
    """Messages by what became of them, sends by how they ended, and the queues of this moment."""
    channel = FakeChannel()
    channel.script.extend([Refused("30006", Meaning.MESSAGE), Lost("gone")])
    service = made(town, channel)
    for words, id in (("hello", "SM1"), ("hello", "SM1"), ("menu", "SM2")):
        await service.receive(text(town, words, id))
    await service.sender.drain("sms")
    found = await watching.gauges(service, town.now, lambda: town.now)
    said = service.watch.text(found).decode()
    assert 'connectbot_inbound_total{channel="sms",result="answered"} 2.0' in said
    assert 'connectbot_inbound_total{channel="sms",result="repeat"} 1.0' in said
    assert 'connectbot_refused_total{channel="sms",code="30006"} 1.0' in said
    assert "connectbot_received_today 2.0" in said
    assert "connectbot_sending_paused 0.0" in said
    assert JEAN[1:] not in said
