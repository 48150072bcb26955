"""What the provider answered: tried again, halted, stopped, given up, or asked about first."""

from datetime import timedelta

import pytest

from connectbot.desk import deliver
from connectbot.model.delivery import Lost, Meaning, Receipt, Refused, Sent
from connectbot.model.message import MessageClass
from tests.desk.town import JEAN, SAM

REPLY, SERVICE, SAFETY = MessageClass.REPLY, MessageClass.SERVICE, MessageClass.SAFETY


async def only(town):
    """The one message that may leave now."""
    (claimed,) = await town.claim()
    return claimed


async def test_sent_it_is_out_of_the_queue(town):
    """What the provider has is not offered again."""
    await town.queue("hello", REPLY)
    await town.settle(await only(town), Sent("SM-1"))
    assert await town.claim() == []
    assert await town.counts() == {"sent": 1}


async def test_certainly_not_sent_it_is_tried_again_later_and_later(town):
    """The wait doubles from half a minute up to half an hour."""
    await town.queue("hello", REPLY)
    again, waits = await only(town), []
    for _ in range(8):
        await town.settle(again, Refused("20429", Meaning.RETRY))
        began = town.now
        while not (found := await town.claim()):
            town.later(seconds=30)
        again = found[0]
        waits.append((town.now - began) // timedelta(seconds=30))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_the_provider_may_say_how_long_to_wait(town):
    """Its own word goes before our doubling."""
    await town.queue("hello", REPLY)
    await town.settle(await only(town), Refused("20429", Meaning.RETRY, timedelta(seconds=5)))
    assert await town.claim() == []
    town.later(seconds=5)
    assert (await only(town)).attempt == 2


async def test_a_fault_of_our_account_halts_the_channel_and_keeps_the_queue(town):
    """Nothing is lost and nothing is tried until somebody has mended it."""
    await town.queue("first", REPLY)
    await town.queue("second", REPLY, SAM)
    first, second = await town.claim()
    await town.settle(first, Refused("20003", Meaning.HALT))
    await town.settle(second, Refused("20003", Meaning.HALT))
    town.later(minutes=5)
    assert await town.claim() == []
    assert await town.store.read(lambda tx: tx.switches.get("halt:sms")) == "20003"
    await town.store.run(lambda tx: tx.switches.set("halt:sms", None, town.now))
    assert {text for _, text in await town.leave()} == {"first", "second"}


async def test_opted_out_with_the_provider_is_opted_out_with_us(town):
    """What waits is taken back, and nothing more is begun, until they write START."""
    await town.queue("first", REPLY)
    await town.queue("second", SERVICE)
    await town.settle(await only(town), Refused("21610", Meaning.STOPPED))
    assert await town.counts() == {"failed": 1, "suppressed": 1}
    assert (await town.resident()).stopped
    assert await town.say("hello") == []
    assert await town.say("START")


async def test_an_address_that_cannot_be_reached_is_not_tried_again_until_it_writes(town):
    """A number that answers is good after all."""
    await town.queue("first", REPLY)
    await town.settle(await only(town), Refused("21211", Meaning.ADDRESS))
    await town.queue("second", REPLY)
    assert await town.claim() == []
    assert await town.say("hello")


async def test_a_message_that_will_never_go_ends_and_the_next_one_goes(town):
    """One bad message does not hold back the others."""
    for text in ("bad", "good"):
        await town.queue(text, REPLY)
    await town.settle(await only(town), Refused("21617", Meaning.MESSAGE))
    assert (await only(town)).message.text == "good"


async def look(town, claimed, found=None, **how):
    """The provider's list was asked."""
    await town.store.run(deliver.found, claimed, found, town.desk, town.now, **how)


async def unsettled(town):
    """Sends whose answer is not known."""
    return list(await town.store.run(deliver.unsettled, "sms", town.now))


async def lost(town, kind=REPLY):
    """A message whose answer was lost."""
    await town.queue("hello", kind)
    await town.settle(await only(town), Lost("time-out"))
    (claimed,) = await unsettled(town)
    return claimed


async def test_a_lost_answer_holds_back_and_is_found_in_the_list(town):
    """It is not repeated blindly; once the list shows it, it is sent."""
    claimed = await lost(town)
    await town.queue("next", REPLY)
    assert await town.claim() == []
    await look(town, claimed, "SM-7")
    assert [text for _, text in await town.leave()] == ["next"]


async def test_not_found_twice_it_is_sent_once_more_and_then_ends_as_unknown(town):
    """Two looks a minute apart, one more send, two looks again: then nobody repeats it."""
    claimed = await lost(town)
    await look(town, claimed)
    assert await town.claim() == []
    assert await unsettled(town) == []
    town.later(seconds=61)
    await look(town, (await unsettled(town))[0])
    again = await only(town)
    assert again.attempt == 2
    await town.settle(again, Lost("time-out"))
    for _ in range(2):
        await look(town, (await unsettled(town))[0])
        town.later(seconds=61)
    assert await town.claim() == []
    assert await town.counts() == {"unknown": 1}


async def test_a_send_that_was_killed_is_asked_about_after_its_lease(town):
    """A claim whose process died is reconciled too."""
    await town.queue("hello", REPLY)
    await town.claim()
    assert await unsettled(town) == []
    town.later(seconds=46)
    (claimed,) = await unsettled(town)
    await look(town, claimed, "SM-1")
    assert await town.counts() == {"sent": 1}


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=2)])
async def test_what_is_not_worth_repeating_ends_as_unknown(town, late):
    """Where the list holds no texts, or its time is over, it is never sent again."""
    claimed = await lost(town)
    for _ in range(2):
        town.now += late
        await look(town, claimed, again=bool(late))
    assert await town.claim() == []
    assert await town.counts() == {"unknown": 1}


@pytest.mark.parametrize(("kind", "again"), [(REPLY, True), (SAFETY, False), (SERVICE, False)])
async def test_without_any_list_an_answer_is_said_again_once(town, kind, again):
    """An answer twice is better than none; what we began is not worth saying twice, and of a safety
    text that may not have arrived a person is told."""
    claimed = await lost(town, kind)
    await town.store.run(deliver.unlisted, claimed, town.desk, town.now)
    repeated = await town.claim()
    assert bool(repeated) is again
    for one in repeated:
        await town.settle(one, Lost("time-out"))
        await town.store.run(deliver.unlisted, one, town.desk, town.now)
    assert await town.counts() == {"unknown": 1}
    assert JEAN not in await town.delivered()


async def test_a_callback_that_came_first_has_the_last_word(town):
    """Meanwhile delivered, it is neither repeated nor given up."""
    claimed = await lost(town, SERVICE)
    arrived = Receipt(claimed.id, "SM-1", "delivered", 9, delivered=True)
    await town.store.run(deliver.receipt, arrived, town.desk, town.now)
    await town.store.run(deliver.unlisted, claimed, town.desk, town.now)
    await town.settle(claimed, Refused("21610", Meaning.MESSAGE))
    await look(town, claimed)
    assert await town.counts() == {"delivered": 1}
