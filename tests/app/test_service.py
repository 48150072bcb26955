"""The running service: kept or refused, answered in order, never lost, and stopped cleanly."""

import asyncio
import logging
from dataclasses import replace

import pytest

from connectbot.app import service as service_module
from connectbot.app.service import Service
from connectbot.desk import receive, remind, sentences
from connectbot.flows import engine
from connectbot.model.delivery import Receipt
from connectbot.model.effect import Remind
from connectbot.model.message import Address, Inbound
from connectbot.safety.book import SafetyBook
from tests.app.scripted import FakeChannel, until
from tests.desk.town import JEAN, LEE, SAM

ROB = "+447700900150"
REAL = receive.carry_out


@pytest.fixture
def channel():
    """The only way out."""
    return FakeChannel()


@pytest.fixture
def service(town, channel):
    """A service that is not started: its ticks are called by the tests."""
    return Service(town.store, town.desk, {"sms": channel}, lambda: town.now)


def text(words, id="SM1", sender=JEAN, **fields):
    """A message from outside."""
    return replace(Inbound(Address("sms", sender), id, words, fields.pop("at")), **fields)


def breaks_on(words):
    """A turn that cannot be carried out where these words were said."""

    def carry_out(tx, resident, turn, desk, now, inbound):
        if inbound is not None and inbound.text == words:
            raise ZeroDivisionError(words)
        REAL(tx, resident, turn, desk, now, inbound)

    return carry_out


async def waiting(town, *messages, sender=JEAN):
    """Messages that were kept but not answered."""
    resident = await town.resident(sender)
    for words in messages:
        one = text(words, f"{sender}-{words}", sender, at=town.now)
        await town.store.run(lambda tx, one=one: tx.inbox.add(one, resident.id, state="waiting"))
    return resident


def reasons(town):
    """Why messages are parked."""
    return town.store.read(lambda tx: [parked.reason for parked in tx.inbox.parked()])


async def test_a_message_is_answered_as_soon_as_it_came(town, service, channel):
    """From start to the channel, and the callback back: nothing waits for a tick."""
    await service.start()
    await service.receive(text("im lonely", at=town.now))
    await until(lambda: channel.sent)
    id = channel.sent[0].id
    await service.take_receipt(Receipt(id, "SM-x", "delivered", 9, delivered=True))
    assert await town.counts() == {"delivered": 1}
    await service.stop()
    assert channel.closed


async def test_the_same_message_twice_is_answered_once(town, service, channel):
    """A repeat returns quietly, so that the provider gets its 200."""
    for _ in range(2):
        await service.receive(text("im lonely", at=town.now))
    await service.sender.drain("sms")
    assert len(channel.sent) == 1


async def test_a_turn_that_cannot_be_carried_out_is_parked(
    town, service, channel, monkeypatch, caplog
):
    """The message is kept with its reason, they read something kind, and the next one goes on."""
    monkeypatch.setattr(receive, "carry_out", breaks_on("poison"))
    await service.receive(text("poison", at=town.now))
    await service.receive(text("hello", "SM2", at=town.now))
    await service.sender.drain("sms")
    assert await reasons(town) == ["ZeroDivisionError"]
    assert channel.sent[0].address.value == SAM
    assert sentences.SORRY in [c.message.text for c in channel.sent if c.address.value == JEAN]
    assert "poison" not in [getattr(record, "reason", "") for record in caplog.records]


async def test_a_step_that_breaks_is_logged_without_words(town, service, monkeypatch, caplog):
    """The operator reads which resident and what broke."""

    def broken(*_):
        raise ZeroDivisionError("their words")

    monkeypatch.setattr(engine, "advance", broken)
    await service.receive(text("hello", at=town.now))
    (record,) = [r for r in caplog.records if r.message == "a message was parked"]
    assert (record.reason, record.channel) == ("ZeroDivisionError", "sms")
    assert "their words" not in caplog.text


async def test_what_cannot_be_kept_is_refused(town, service):
    """With the store down the message is raised on, so that the provider comes again."""
    town.store.failures = 2
    with pytest.raises(OSError, match="disk"):
        await service.receive(text("hello", at=town.now))
    assert await town.counts() == {}


async def test_messages_behind_others_are_answered_in_their_order(town, service, channel):
    """Whoever brings the later one sets the earlier ones going."""
    await waiting(town, "im lonely")
    service.sender.start()
    await service.receive(text("1", "SM2", at=town.now))
    await until(lambda: len(channel.sent) == 2)
    assert "sees this phone" in channel.texts[0]
    await service.stop()


async def test_a_waiting_message_that_breaks_is_parked_and_logged(
    town, service, monkeypatch, caplog
):
    """The one behind it is answered, and so is the next resident's."""
    monkeypatch.setattr(receive, "carry_out", breaks_on("poison"))
    await waiting(town, "poison", "im lonely")
    await waiting(town, "im lonely", sender=ROB)
    await service.drain_waiting()
    assert await reasons(town) == ["ZeroDivisionError"]
    assert await town.store.read(lambda tx: list(tx.inbox.residents_waiting())) == []
    assert "a message could not be answered" in caplog.text


async def test_with_the_store_down_waiting_messages_stay_waiting(town, service, caplog):
    """Nothing is parked that is not broken itself; the next tick answers it."""
    await waiting(town, "im lonely")
    town.store.failures = 2
    await service.drain_waiting()
    assert "waiting messages stay where they are" in caplog.text
    await service.drain_waiting()
    assert await reasons(town) == []
    assert (await town.delivered())[JEAN]


async def test_a_slow_turn_is_logged_with_its_step(town, service, monkeypatch, caplog):
    """Which step it came to and how long it took, never what was said."""
    monkeypatch.setattr(service_module, "SLOW_TURN_MS", -1)
    await service.receive(text("im lonely since Harold died", at=town.now))
    (record,) = [r for r in caplog.records if r.message == "a slow turn"]
    assert (record.flow_step, record.levelno) == ("welcome/hello", logging.WARNING)
    assert record.milliseconds >= 0
    assert "Harold" not in caplog.text


async def test_missed_messages_are_fetched_once(town, service, channel):
    """What the provider lists and we have not seen is answered; what we know is left alone."""
    service.listed = ("sms",)
    await service.receive(text("im lonely", "SM1", at=town.now))
    channel.came_in = [text("im lonely", "SM1", at=town.now), text("1", "SM2", at=town.now)]
    for _ in range(2):
        await service.fetch_missed()
    await service.sender.drain("sms")
    assert len(channel.sent) == 2


async def test_it_is_asked_from_when_it_was_asked_last_also_after_a_restart(town, service, channel):
    """A downtime of a day is asked about in full, with a few minutes to spare."""
    service.listed = ("sms",)
    first = town.now
    await service.fetch_missed()
    town.later(days=1)
    again = Service(town.store, town.desk, {"sms": channel}, lambda: town.now, ("sms",))
    await again.fetch_missed()
    assert channel.asked == [first - service_module.OVERLAP] * 2


@pytest.mark.parametrize("how", ["no answer", "the message cannot be kept"])
async def test_a_list_that_fails_holds_up_no_other_and_is_asked_again(town, channel, caplog, how):
    """The same time is asked about again, so that nothing is passed over."""
    other = FakeChannel("telegram")
    both = {"sms": channel, "telegram": other}
    service = Service(town.store, town.desk, both, lambda: town.now, ("sms", "telegram"))
    await service.fetch_missed()
    first = town.now - service_module.OVERLAP
    town.later(hours=1)
    missed = text("im lonely", at=town.now)
    channel.came_in = OSError("no answer") if how == "no answer" else [missed]
    town.store.failures = 0 if how == "no answer" else 2
    town.store.of = ("take", "park")
    await service.fetch_missed()
    assert "missed messages could not be fetched" in caplog.text
    channel.came_in = [missed]
    town.later(hours=1)
    await service.fetch_missed()
    assert (channel.asked, len(other.asked)) == ([first, first, first], 3)
    assert other.asked[2] > other.asked[1]
    assert await town.counts() == {"queued": 1}


async def test_what_falls_due_is_done_by_the_ticks(town, service, channel, caplog):
    """Reminders, people who have not come, late answers and lost ones."""
    await town.to_the_groups()
    await town.say("PERSON", ROB)
    for _ in range(2):
        town.later(minutes=30)
        await service.chase()
    await service.sender.drain("sms")
    assert channel.sent[0].address.value == LEE
    assert "nobody is left to tell about a talk" in caplog.text
    town.later(days=1)
    await service.wake()
    await town.queue("late", receive.MessageClass.REPLY, send_before=town.now)
    await service.expire()
    assert "messages were not sent in time" in caplog.text
    await service.reconcile()
    assert {claimed.address.value for claimed in await town.claim()} == {JEAN}


async def test_a_step_that_breaks_while_nobody_wrote_is_logged(town, service, monkeypatch, caplog):
    """The reason names the step."""
    await town.to_the_groups()

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "wake", broken)
    town.later(days=1)
    await service.wake()
    (record,) = [r for r in caplog.records if r.message == "a step broke while nobody wrote"]
    assert record.reason == "ZeroDivisionError at find-support/nearby"


async def test_stopping_finishes_what_is_held(town, service, channel):
    """A text under way is settled before the store is closed."""
    channel.gate.clear()
    await service.start()
    await service.receive(text("im lonely", at=town.now))
    await until(lambda: channel.sent)
    stopping = asyncio.create_task(service.stop())
    await asyncio.sleep(0.02)
    assert not channel.closed
    channel.gate.set()
    await stopping
    await town.restart()
    assert await town.counts() == {"sent": 1}


async def test_a_channel_that_breaks_on_closing_does_not_keep_the_store_open(
    town, service, channel
):
    """The store is closed whatever else happens."""
    channel.breaks_closing = True
    with pytest.raises(OSError, match="line"):
        await service.stop()
    with pytest.raises(Exception, match=r".+"):
        await town.counts()


async def test_what_was_promised_is_sent_when_it_falls_due(town, service, channel):
    """The tick keeps the promise and wakes the sender."""
    jean = await town.resident()
    ask = Remind("tea-and-talk", "week")
    await town.store.run(remind.promise, jean, ask, town.desk, town.now)
    await service.remind()
    town.later(days=8)
    await service.remind()
    await service.remind()
    await service.sender.drain("sms")
    assert [claimed.address.value for claimed in channel.sent] == [JEAN]


async def test_a_broken_screen_is_logged_at_start_and_once_a_day(town, channel, caplog):
    """With what is wrong, and the name of the event that alarms may be set on."""
    broken = replace(town.desk.world, safety=SafetyBook.standing_in("safety.yaml"))
    desk = replace(town.desk, world=broken)
    service = Service(town.store, desk, {"sms": channel}, lambda: town.now)
    await service.start()
    await service.clock.finish(1)
    for _ in range(3):
        await service.alarm()
    said = [one for one in caplog.records if one.message == service_module.NOT_WHOLE]
    assert len(said) == 2
    assert all(one.event_kind == "safety-screen" and "safety.yaml" in one.reason for one in said)
    await service.sender.stop()
