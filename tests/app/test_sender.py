"""The sender: at a pace, many at a time, never blindly again, and it finishes what it holds."""

import asyncio
from datetime import timedelta

import pytest

from connectbot import sender as sender_module
from connectbot.desk.ports import Redacted, Unlisted
from connectbot.model.delivery import Lost, Meaning, Refused
from connectbot.model.message import MessageClass
from connectbot.sender import IN_FLIGHT, Pace, Sender
from tests.app.scripted import FakeChannel, until

REPLY = MessageClass.REPLY


def sender_of(town, *channels):
    """A sender of these channels."""
    by_name = {channel.name: channel for channel in channels}
    return Sender(town.store, by_name, lambda: town.desk, lambda: town.now)


def numbers(count):
    """So many phones."""
    return [f"+4477009002{n:02d}" for n in range(count)]


@pytest.mark.parametrize(
    ("rate", "spent", "seconds", "left", "wait"),
    [
        (1.0, (), 0, 1, 0.0),
        (1.0, (1,), 0, 0, 1.0),
        (1.0, (0,), 0, 0, 1.0),
        (1.0, (3,), 0, -2, 3.0),
        (1.0, (3,), 3, 1, 0.0),
        (1.0, (1,), 60, 1, 0.0),
        (10.0, (5,), 0, 5, 0.0),
        (0.5, (1,), 1, 0, 1.0),
    ],
)
def test_a_pace_fills_again_and_one_message_may_overdraw_it(rate, spent, seconds, left, wait):
    """So many segments a second, never saved up for longer; a long text is paid off afterwards."""
    time = [100.0]
    pace = Pace(rate, lambda: time[0])
    for segments in spent:
        pace.spend(segments)
    time[0] += seconds
    assert (pace.left(), pace.wait_seconds()) == (left, pytest.approx(wait))


async def test_it_sends_what_may_go_and_keeps_what_came_back(town):
    """Two phones, two texts each: all are sent, in order for each phone."""
    channel = FakeChannel()
    for text in ("first", "second"):
        for number in numbers(2):
            await town.queue(text, REPLY, number)
    await sender_of(town, channel).drain("sms")
    assert channel.texts == ["first", "first", "second", "second"]
    assert await town.counts() == {"sent": 4}


async def test_it_is_woken_at_once_and_sends_many_at_a_time(town):
    """A nudge is enough; one phone that hangs does not hold back the others."""
    channel = FakeChannel()
    sender = sender_of(town, channel)
    sender.start()
    await asyncio.sleep(0.05)
    channel.gate.clear()
    for number in numbers(IN_FLIGHT + 1):
        await town.queue("hello", REPLY, number)
    sender.nudge()
    await until(lambda: len(channel.sent) == IN_FLIGHT)
    await asyncio.sleep(0.05)
    assert len(channel.sent) == IN_FLIGHT
    channel.gate.set()
    await until(lambda: len(channel.sent) == IN_FLIGHT + 1)
    await sender.stop()
    assert await town.counts() == {"sent": IN_FLIGHT + 1}


async def test_stopping_finishes_what_is_held_and_takes_nothing_more(town):
    """A send that is under way is settled before stop returns."""
    channel = FakeChannel()
    channel.gate.clear()
    for number in numbers(2):
        await town.queue("hello", REPLY, number)
    sender = sender_of(town, channel)
    sender.start()
    await until(lambda: len(channel.sent) == 2)
    stopping = asyncio.create_task(sender.stop())
    await asyncio.sleep(0.02)
    await town.queue("later", REPLY, numbers(3)[2])
    assert not stopping.done()
    channel.gate.set()
    await stopping
    assert await town.counts() == {"sent": 2, "queued": 1}


async def test_a_send_without_an_answer_is_left_as_lost(town, monkeypatch):
    """A provider that hangs does not keep the service from ending; later its list is asked."""
    monkeypatch.setattr(sender_module, "LAST_SECONDS", 0.05)
    channel = FakeChannel()
    channel.gate.clear()
    await town.queue("hello", REPLY)
    sender = sender_of(town, channel)
    sender.start()
    await until(lambda: channel.sent)
    await sender.stop()
    assert await town.counts() == {"lost": 1}


async def test_stopping_does_not_wait_for_a_slow_pace(town):
    """A long text at a slow pace is paid off by nobody when the service ends."""
    channel = FakeChannel(pace=0.01)
    await town.queue("a long one", REPLY, segments=10)
    sender = sender_of(town, channel)
    sender.start()
    await until(lambda: channel.sent)
    async with asyncio.timeout(2):
        await sender.stop()


async def test_the_pace_is_kept(town):
    """At one segment a second the second text is not sent with the first."""
    channel = FakeChannel(pace=1.0)
    for number in numbers(2):
        await town.queue("hello", REPLY, number)
    sender = sender_of(town, channel)
    sender.start()
    await until(lambda: channel.sent)
    await asyncio.sleep(0.1)
    assert len(channel.sent) == 1
    await until(lambda: len(channel.sent) == 2)
    await sender.stop()


async def test_a_refusal_is_logged_by_its_code(town, caplog):
    """The operator reads why, and nobody's words."""
    channel = FakeChannel()
    channel.script.append(Refused("21211", Meaning.ADDRESS))
    await town.queue("secret words", REPLY)
    await sender_of(town, channel).drain("sms")
    (record,) = [r for r in caplog.records if r.message == "a message was refused"]
    assert (record.code, record.state, record.channel) == ("21211", "address", "sms")
    assert "secret words" not in caplog.text


@pytest.mark.parametrize("answer", [Lost("time-out"), RuntimeError("the channel broke")])
async def test_a_lost_answer_is_asked_about_and_not_repeated(town, answer):
    """Also a channel that breaks its promise and raises may have sent it."""
    channel = FakeChannel(listed="SM-7")
    channel.script.append(answer)
    await town.queue("hello", REPLY)
    sender = sender_of(town, channel)
    await sender.drain("sms")
    assert await town.counts() == {"lost": 1}
    await sender.reconcile("sms")
    assert (len(channel.sent), await town.counts()) == (1, {"sent": 1})


@pytest.mark.parametrize(
    ("listed", "rounds", "sends", "end"),
    [
        ("SM-7", 1, 1, {"sent": 1}),
        (None, 1, 1, {"lost": 1}),
        (None, 2, 2, {"sent": 1}),
        (Redacted("no texts"), 2, 1, {"unknown": 1}),
        (Unlisted("no list"), 1, 2, {"sent": 1}),
        (OSError("no answer"), 3, 1, {"lost": 1}),
    ],
)
async def test_what_the_list_says_settles_it(town, listed, rounds, sends, end):
    """Found, not found twice, redacted, no list, and a list that cannot be read just now."""
    channel = FakeChannel(listed=listed)
    channel.script.append(Lost("time-out"))
    await town.queue("hello", REPLY)
    sender = sender_of(town, channel)
    await sender.drain("sms")
    for _ in range(rounds):
        await sender.reconcile("sms")
        town.later(seconds=61)
    await sender.drain("sms")
    assert (len(channel.sent), await town.counts()) == (sends, end)


async def test_a_store_that_fails_for_a_moment_stops_nothing(town, monkeypatch, caplog):
    """What could not be claimed is claimed later; what could not be kept is asked about."""
    monkeypatch.setattr(sender_module, "IDLE_SECONDS", 0.01)
    channel = FakeChannel(listed="SM-7")
    await town.queue("hello", REPLY)
    town.store.failures, town.store.of = 1, ("claim",)
    sender = sender_of(town, channel)
    await sender.drain("sms")
    assert channel.sent == []
    town.store.failures, town.store.of = 1, ("settle",)
    await sender.drain("sms")
    assert await town.counts() == {"sending": 1}
    town.now += timedelta(minutes=1)
    await sender.reconcile("sms")
    assert (len(channel.sent), await town.counts()) == (1, {"sent": 1})
    assert [record.message for record in caplog.records] == [
        "messages could not be claimed",
        "what the provider answered could not be kept",
    ]
