"""A message that comes in: kept once, answered in order, never lost to a fault of ours."""

from dataclasses import replace

import pytest

from connectbot.desk import receive, sentences
from connectbot.flows import engine
from connectbot.model.message import Address, Inbound
from tests.desk.town import JEAN, SAM


async def test_a_resident_is_understood_and_answered(town):
    """Their own words bring a kind line and who this is, in one text."""
    (said,) = await town.say("im lonely since my husband died, LS8")
    assert said.startswith("I'm sorry.")
    assert "automatic helper, not a person" in said


async def test_the_whole_way_to_a_listing(town):
    """Two questions on, they see groups in or near LS8; nothing they said is asked again."""
    await town.say("im lonely since my husband died, LS8")
    await town.say("1")
    (shown,) = await town.say("1")
    assert "LS8" in shown
    full = await town.say("1")
    assert "Ask for" in full[0]


async def test_the_same_message_twice_is_answered_once(town):
    """A provider that repeats a webhook changes nothing."""
    inbound = Inbound(Address("sms", JEAN), "SM1", "hello", town.now)
    first = await town.store.run(receive.receive, inbound, town.desk, town.now)
    again = await town.store.run(receive.receive, inbound, town.desk, town.now)
    assert (first.repeat, again.repeat) == (False, True)
    assert len(await town.leave()) == 1


async def test_behind_a_waiting_message_one_is_only_kept(town):
    """While an earlier message waits, a new one waits behind it, and both are answered in order."""
    resident = await town.store.run(
        lambda tx: tx.residents.at(Address("sms", JEAN), "oakfield", town.now)
    )
    waiting = Inbound(Address("sms", JEAN), "SM-early", "im skint", town.now)
    await town.store.run(lambda tx: tx.inbox.add(waiting, resident.id, state="waiting"))
    received = await town.text("1")
    assert received.behind
    first = await town.store.run(receive.answer_next, resident.id, town.desk, town.now)
    second = await town.store.run(receive.answer_next, resident.id, town.desk, town.now)
    third = await town.store.run(receive.answer_next, resident.id, town.desk, town.now)
    assert (first.step, second.step, third) == ("welcome/hello", "welcome/consent", None)
    assert len(await town.leave()) == 2


async def test_a_message_that_breaks_the_code_is_parked_and_the_next_goes_on(town, monkeypatch):
    """They get a kind sentence and a person is told; the reason is kept without their words."""
    real = engine.advance

    def broken(conversation, inbound, world, now):
        if "poison" in inbound.text:
            raise ZeroDivisionError("poison words")
        return real(conversation, inbound, world, now)

    monkeypatch.setattr(engine, "advance", broken)
    received = await town.text("poison")
    assert received.parked == "ZeroDivisionError"
    gone = await town.leave()
    assert (JEAN, sentences.SORRY) in gone
    assert any(to == SAM for to, _ in gone)
    parked = await town.store.read(lambda tx: list(tx.inbox.parked()))
    assert [(p.channel, p.reason) for p in parked] == [("sms", "ZeroDivisionError")]
    assert await town.say("im lonely")


async def test_a_turn_that_cannot_be_carried_out_is_parked_too(town):
    """Where the whole use case failed, the message is kept as parked and they are told kindly."""
    inbound = Inbound(Address("sms", JEAN), "SM9", "hello", town.now)
    await town.store.run(receive.park, inbound, "OSError", town.desk, town.now)
    await town.store.run(receive.park, inbound, "OSError", town.desk, town.now)
    said = [text for to, text in await town.leave() if to == JEAN]
    assert said[0] == sentences.SORRY
    parked = await town.store.read(lambda tx: [one.reason for one in tx.inbox.parked()])
    assert parked == ["OSError"]


async def test_a_waiting_message_that_breaks_is_parked_and_the_one_behind_it_goes_on(town):
    """Nobody is stuck behind a message that cannot be answered."""
    resident = await town.resident()
    for number in (1, 2):
        one = Inbound(Address("sms", JEAN), f"W{number}", "hello", town.now)
        await town.store.run(lambda tx, one=one: tx.inbox.add(one, resident.id, state="waiting"))
    await town.store.run(receive.park_next, resident.id, "OSError", town.desk, town.now)
    assert (await town.delivered())[JEAN][0] == sentences.SORRY
    answered = await town.store.run(receive.answer_next, resident.id, town.desk, town.now)
    assert answered is not None
    parked = await town.store.read(lambda tx: [one.reason for one in tx.inbox.parked()])
    assert parked == ["OSError"]


async def test_with_nothing_waiting_nothing_is_parked(town):
    """Somebody else has answered it meanwhile, or they are forgotten."""
    resident = await town.resident()
    for id in (resident.id, 999):
        await town.store.run(receive.park_next, id, "OSError", town.desk, town.now)
    assert not await town.delivered()


async def test_an_answer_hours_late_is_one_neutral_line(town):
    """What is answered long after it was written says only that we were slow: they may not be
    alone with the phone any more."""
    await town.text("im lonely", received_at=town.now.replace(hour=9))
    assert [text for _, text in await town.leave()] == [sentences.SLOW]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "\ud800",
        "😀" * 1600,
        "x" * 100_000,
        "שלום",
        "   ",
        "\u202e\u202d",
        "'; DROP TABLE",
    ],
)
async def test_whatever_is_written_something_kind_comes_back(town, text):
    """Empty, unreadable, very long, right to left: an answer, and the next message goes on."""
    assert await town.say(text)
    assert await town.say("im lonely")


async def test_stop_is_confirmed_once_and_then_nothing_goes(town):
    """STOP ends everything; START brings it back."""
    await town.say("im lonely")
    assert len(await town.say("stop texting me")) == 1
    town.later(minutes=1)
    assert await town.say("hello") == []
    assert await town.say("PERSON") == []
    town.later(minutes=1)
    (welcome,) = await town.say("START")  # and nothing that was not said meanwhile
    assert welcome.startswith("Welcome back.")
    assert await town.say("hello")


async def test_where_the_provider_has_answered_stop_we_say_nothing(town):
    """The provider's own confirmation is enough."""
    await town.say("im lonely")
    await town.text("STOP", provider_said="STOP")
    assert await town.leave() == []


async def test_urgent_words_are_answered_even_after_stop(town):
    """Somebody who opted out and writes danger words is answered, and the lead is told."""
    await town.say("stop texting me")
    await town.text("i want to kill myself")
    gone = await town.leave()
    assert any("999" in text for to, text in gone if to == JEAN)
    assert any("urgent words" in text for to, text in gone if to != JEAN)
    assert not any("kill" in text for _, text in gone)


def test_a_reason_names_the_step_and_no_words(town):
    """What is kept of a fault is its type and where they stood."""
    assert receive.reason_of(ValueError("secret words")) == "ValueError"


async def test_a_place_that_nobody_knows_is_the_default_one(town):
    """A message for a place that is gone is answered by the default place."""
    assert (await town.text("hello", place="atlantis")).resident_id
    assert replace(town.desk).place_of("oakfield") == "oakfield"
