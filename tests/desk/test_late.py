"""An answer that comes too late becomes one neutral line, and GO brings the open question again."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk import receive, sentences
from connectbot.model.delivery import Meaning, Refused
from connectbot.model.message import Address, Inbound, MessageClass
from tests.desk.town import JEAN, LEE

NIGHT = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
NINE = datetime(2026, 11, 25, 9, tzinfo=UTC)


async def pause(town, value="paused"):
    """The operator stops sending, or with None lets it go on."""
    await town.store.run(lambda tx: tx.switches.set("sending", value, town.now))


async def read_by_jean(town):
    """What leaves for Jean now."""
    return (await town.delivered())[JEAN]


async def test_a_late_answer_becomes_one_line_and_go_brings_the_question_again(town):
    """Paused for an hour: they read that we were slow; GO shows the very question they are at."""
    asked = await town.to_the_groups()
    await pause(town)
    await town.text("2")
    town.later(minutes=16)
    assert await town.expire() == 2
    town.later(minutes=44)
    await pause(town, None)
    assert await read_by_jean(town) == [sentences.SLOW]
    shown = await town.say("GO")
    assert shown[-1].startswith("Would that suit you?")
    assert shown != asked


@pytest.mark.parametrize("words", ["im lonely", "HELP", "MENU"])
async def test_go_works_wherever_they_stand(town, words):
    """At the first question and with no flow at all something is asked or offered."""
    await pause(town)
    await town.text(words)
    town.later(minutes=16)
    await town.expire()
    await pause(town, None)
    assert await read_by_jean(town) == [sentences.SLOW]
    assert any("1 " in text for text in await town.say("GO"))


async def test_three_late_answers_are_one_line(town):
    """However much they wrote meanwhile, and whenever each answer ended."""
    await pause(town)
    for _ in range(3):
        await town.text("hello?")
        town.later(minutes=7)
        await town.expire()
    for _ in range(3):
        town.later(minutes=7)
        await town.expire()
    await pause(town, None)
    assert await read_by_jean(town) == [sentences.SLOW]


async def test_a_later_slow_answer_is_owned_up_to_anew(town):
    """The line of yesterday does not stand for an answer that was missed today."""
    for _ in range(2):
        await pause(town)
        await town.text("hello?")
        town.later(minutes=16)
        await town.expire()
        await pause(town, None)
        assert await read_by_jean(town) == [sentences.SLOW]
        town.later(hours=1)


async def test_messages_fetched_after_a_downtime_get_one_line(town):
    """Three texts of hours ago, read only now: one line, whatever went in between."""
    read = []
    for minutes in (180, 175, 120):
        at = town.now - timedelta(minutes=minutes)
        await town.text("are you there", received_at=at)
        read += await read_by_jean(town)
    assert read == [sentences.SLOW]


async def test_the_line_waits_for_the_morning_and_is_still_said_then(town):
    """Quiet hours bind it, and a long night does not swallow it."""
    town.now = NIGHT
    await pause(town)
    await town.text("hello?")
    town.later(minutes=16)
    await town.expire()
    await pause(town, None)
    assert await read_by_jean(town) == []
    town.now = NINE - timedelta(minutes=1)
    assert await town.expire() == 0
    town.now = NINE
    assert await read_by_jean(town) == [sentences.SLOW]


async def test_late_urgent_words_are_owned_up_to_at_once_and_the_lead_is_told(town):
    """At any hour: a line that tells nothing to whoever holds the phone, and a human who reads."""
    town.now = NIGHT
    await town.text("i want to kill myself", received_at=NIGHT - timedelta(minutes=20))
    read = await town.delivered()
    assert read[JEAN] == [sentences.SLOW]
    assert "urgent words" in read[LEE][0]


@pytest.mark.parametrize("words", ["STOP", "WRONG PERSON"])
async def test_late_words_that_end_it_all_are_obeyed_in_silence(town, words):
    """Whoever asked for no more texts hours ago gets none about that."""
    await town.say("hello")
    await town.text(words, received_at=town.now - timedelta(hours=3))
    assert await read_by_jean(town) == []
    assert (await town.resident()).stopped


async def test_a_late_message_that_says_nothing_gets_nothing(town):
    """While a person has the talk there is no answer of ours to be late with."""
    await town.say("PERSON")
    await town.take("token-1")
    await town.text("hello", received_at=town.now - timedelta(hours=1))
    assert not await town.delivered()


async def test_what_we_began_ends_in_silence(town):
    """A reminder that did not go in time is not made up for."""
    await town.to_the_groups()
    town.later(days=1)
    await town.wake()
    await pause(town)
    town.later(hours=12)
    assert await town.expire() == 1
    await pause(town, None)
    assert not await town.delivered()


async def test_an_answer_to_somebody_forgotten_is_not_made_up_for(town):
    """There is nobody to write to."""
    await town.queue("hello", MessageClass.REPLY, resident_id=999)
    town.later(days=1)
    assert await town.expire() == 1
    assert not await town.delivered()


async def test_a_channel_that_is_switched_off_breaks_nothing(town):
    """An answer to a web chat that is gone waits and ends; everybody else's is made up for."""
    there = Inbound(Address("webchat", "a-browser"), "W1", "hello", town.now)
    await town.store.run(receive.receive, there, town.desk, town.now)
    await pause(town)
    await town.text("hello")
    only_texts = {"sms": town.desk.traits["sms"]}
    town.changed(traits=only_texts)
    town.later(minutes=16)
    assert await town.expire() == 2
    await pause(town, None)
    assert await read_by_jean(town) == [sentences.SLOW]


async def test_an_answer_tried_again_too_late_is_late_as_well(town):
    """A busy provider for a quarter of an hour is the same as a pause."""
    await town.text("hello")
    (claimed,) = await town.claim()
    await town.settle(claimed, Refused("20429", Meaning.RETRY, timedelta(minutes=20)))
    town.later(minutes=20)
    assert await town.claim() == []
    await town.expire()
    assert await read_by_jean(town) == [sentences.SLOW]


async def test_an_answer_counts_from_their_words_not_from_when_we_read_them(town):
    """Read ten minutes late, it may leave for five minutes more; then it is a neutral line."""
    await pause(town)
    await town.text("im lonely, LS8", received_at=town.now - timedelta(minutes=10))
    town.later(minutes=6)
    await town.expire()
    await pause(town, None)
    assert await read_by_jean(town) == [sentences.SLOW]


async def test_an_answer_to_urgent_words_that_did_not_leave_in_time_is_said_neutrally(town):
    """After a quarter of an hour another may hold the phone: one line, at any hour, also to
    somebody who sent STOP; and the lead reads that our reply did not arrive, once."""
    town.now = NIGHT
    await town.text("STOP")
    await read_by_jean(town)
    await pause(town)
    await town.text("i want to kill myself")
    town.later(minutes=16)
    await town.expire()
    await pause(town, None)
    read = await town.delivered()
    assert read[JEAN] == [sentences.SLOW]
    assert len([text for text in read[LEE] if "could NOT be delivered" in text]) == 1


async def test_every_urgent_message_is_answered_however_late(town):
    """Three hours of them, read in the morning: each gets its neutral line, and nothing more."""
    for minutes in (180, 120, 60):
        at = town.now - timedelta(minutes=minutes)
        await town.text("i want to kill myself", received_at=at)
    assert await read_by_jean(town) == [sentences.SLOW] * 3


async def test_an_answer_to_urgent_words_of_somebody_forgotten_is_not_made_up_for(town):
    """There is nobody to write to, and nobody to tell of."""
    await town.queue("999", MessageClass.SAFETY, resident_id=999, purpose="safety")
    town.later(days=1)
    assert await town.expire() == 1
    assert not await town.delivered()
