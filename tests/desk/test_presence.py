"""Blocked and unblocked with the provider: nothing goes, and their own act opens it again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from connectbot.desk import deliver, presence
from connectbot.desk.ports import Traits
from connectbot.desk.rota import Rota, contacts_of
from connectbot.model.delivery import Lost, Meaning, Refused
from connectbot.model.message import Address, MessageClass
from tests.desk.promises import promised
from tests.desk.town import JEAN, LONDON, SAM, TRAITS

CHAT = Address("telegram", "900123")
REPLY, SAFETY = MessageClass.REPLY, MessageClass.SAFETY


@pytest.fixture
async def town(town):
    """Jean writes on Telegram."""
    telegram = Traits("telegram", True, False, 30.0, 4096, timedelta(seconds=1))
    town.changed(traits={**TRAITS, "telegram": telegram})
    await town.text("hello", at=CHAT)
    return town


async def gone(town, address=CHAT):
    await town.store.run(presence.gone, address, town.desk, town.now)


async def stopped(town):
    found = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))
    return found.stopped


async def test_whoever_blocks_us_gets_nothing_more(town):
    """What waited is dropped, and nothing new is said to them."""
    await gone(town)
    await gone(town)
    assert await town.leave("telegram") == []
    assert await stopped(town)


async def test_reminders_end_with_it(town):
    """What was promised for later is not kept for somebody who has left."""
    await promised(town)
    await gone(town, Address("sms", JEAN))
    town.later(days=7)
    assert await town.remind() == 0


async def test_letting_us_in_again_opens_it(town):
    """Unblocked, and likewise where only their next words show it."""
    await gone(town)
    await town.store.run(presence.back, CHAT, town.now)
    assert not await stopped(town)
    await gone(town)
    await town.text("hello again", at=CHAT)
    assert not await stopped(town)
    assert await town.leave("telegram")


async def test_who_sent_stop_stays_stopped(town):
    """Opening the chat again is no START: that word is theirs to say."""
    await town.text("STOP", at=CHAT)
    await gone(town)
    await town.store.run(presence.back, CHAT, town.now)
    await town.text("hello", at=CHAT)
    assert await stopped(town)
    await town.text("START", at=CHAT)
    assert not await stopped(town)


async def test_on_a_phone_writing_is_no_start(town):
    """Whoever opted out with the provider of texts can still write: there only START opens it."""
    await town.text("hello")
    await gone(town, Address("sms", JEAN))
    assert await town.say("hello again") == []


async def test_a_refusal_because_they_blocked_us_is_the_same(town):
    """The provider says so to a send, not only by itself."""
    (claimed,) = await town.claim("telegram")
    await town.settle(claimed, Refused("403", Meaning.STOPPED))
    assert await stopped(town)
    await town.text("hello", at=CHAT)
    assert not await stopped(town)


async def test_one_of_our_own_people_is_tried_again(town):
    """Who left the bot for a moment must not lose an alert for good."""
    sam = "Sam telegram:900123"
    town.changed(rota=Rota(LONDON, {"": contacts_of(sam)}, {"": contacts_of(sam)}))
    await gone(town)
    assert not await stopped(town)


@pytest.mark.parametrize(("to", "again"), [(JEAN, False), (SAM, True)])
async def test_a_safety_text_is_never_repeated_blindly_but_to_our_own_people(town, to, again):
    """Where no list can be asked, a resident's ends as unknown and somebody is told."""
    await town.leave()
    await town.queue("999", SAFETY, to)
    (claimed,) = await town.claim()
    await town.settle(claimed, Lost("time-out"))
    await town.store.run(deliver.unlisted, claimed, town.desk, town.now)
    assert bool(await town.claim()) is again
