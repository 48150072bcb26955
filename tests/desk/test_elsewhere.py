"""Numbers we do not serve: danger words are answered, so many a day, and nothing else is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import elsewhere, handover, joining
from connectbot.desk.say import say
from connectbot.model.message import Address, Message, MessageClass
from tests.desk.town import JEAN, LEE, link_token

ABROAD = "+9990000000"
DANGER = "i want to kill myself"
HELLO = "im lonely since my husband died, LS8"


@pytest.fixture
def town(town):
    """Only British mobiles are served, and five texts a day go to all other phones together."""
    town.changed(
        elsewhere=lambda address: address.channel == "sms" and address.value.startswith("+999"),
        elsewhere_a_day=5,
    )
    return town


async def test_what_is_not_urgent_is_neither_kept_nor_answered(town):
    """Nothing is left of it, not even that somebody wrote."""
    taken = await town.text(HELLO, ABROAD)
    assert taken.dropped == elsewhere.NOT_SERVED
    assert not await town.delivered()
    assert not await town.store.read(lambda tx: tx.residents.on(Address("sms", ABROAD)))
    assert await town.store.read(lambda tx: tx.inbox.newest()) == 0
    assert (await town.text(HELLO)).dropped == ""


async def test_danger_words_are_answered_and_a_lead_is_told(town):
    """As they are from any other phone; and nothing follows by itself."""
    assert not (await town.text(DANGER, ABROAD)).dropped
    read = await town.delivered()
    assert "116 123" in " ".join(read[ABROAD])
    assert len(read[LEE]) == 1
    await town.text("menu", ABROAD)
    for _ in range(12):
        town.later(hours=1)
        await town.chase()
        await town.wake()
        await town.expire()
        assert ABROAD not in await town.delivered()


async def test_a_repeat_is_seen_to_be_one(town):
    """The provider brings it twice: it is answered once."""
    first = await town.text(DANGER, ABROAD, provider_id="SM-twice")
    await town.delivered()
    again = await town.text(DANGER, ABROAD, provider_id="SM-twice")
    assert (first.repeat, again.repeat) == (False, True)
    assert not await town.delivered()


async def test_so_many_a_day_and_no_more(town):
    """Whoever makes us text abroad costs five texts; the day after there are five again."""
    texts, refused = 0, []
    for number in range(12):
        town.later(minutes=5)
        refused.append((await town.text(DANGER, f"+99900000{number:02}")).dropped)
        texts += sum(len(read) for to, read in (await town.delivered()).items() if to != LEE)
    assert texts == 5
    assert refused[0] == ""
    assert refused[-1] == elsewhere.TOO_MANY
    assert not (await town.text(DANGER, JEAN)).dropped
    assert "116 123" in " ".join((await town.delivered())[JEAN])
    town.later(days=1)
    assert not (await town.text(DANGER, ABROAD)).dropped
    assert (await town.delivered())[ABROAD]


async def test_a_person_may_talk_with_them(town):
    """Who has opened the alert reads what they write, and what that person types goes."""
    await town.text(DANGER, ABROAD)
    (told,) = (await town.delivered())[LEE]
    talk = await town.take(link_token(told))
    assert not (await town.text("please help me", ABROAD)).dropped
    words = "I am here. Where are you?"
    await town.store.run(handover.answer, talk.id, "browser", words, "form-1", town.desk, town.now)
    assert (await town.delivered())[ABROAD] == [words]


@pytest.mark.parametrize("kind", MessageClass)
async def test_only_safety_goes_there(town, kind):
    """Whatever else is decided for such a number is not queued."""
    there = replace(await town.resident(ABROAD), last_inbound_at=town.now)
    await town.store.run(lambda tx: say(tx, there, Message("hello"), kind, town.desk, town.now))
    town.later(seconds=1)
    assert bool((await town.delivered())[ABROAD]) is (kind is MessageClass.SAFETY)


async def test_no_code_goes_there(town):
    """A number that somebody types into a web chat gets nothing unless we serve it."""
    there = await town.resident(ABROAD)
    phone = there.conversation.changed(saved={"phone": "mine"})
    heard = town.now - timedelta(days=1)

    def ask(tx):
        tx.residents.keep(there, phone, None, heard_at=heard)
        asking = tx.residents.at(Address("webchat", "session-1"), "oakfield", town.now)
        joining.send_code(tx, asking, ABROAD, town.desk, town.now)

    await town.store.run(ask)
    assert not await town.delivered()
    town.changed(elsewhere=lambda address: False)
    await town.store.run(ask)
    assert (await town.delivered())[ABROAD]
