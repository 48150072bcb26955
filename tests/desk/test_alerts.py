"""Urgent words: somebody is told, and who opened it is kept; no flood, and nothing is lost."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.desk import deliver, handover, sentences
from connectbot.desk.rota import Rota
from connectbot.desk.tell import MOST_FROM_WEB
from connectbot.model.delivery import Meaning, Refused
from connectbot.model.message import Address
from tests.desk.town import JEAN, LEE, LONDON, SAM, link_token, rota

URGENT = "i want to kill myself"
LEADS = f"Lee {LEE}; Sam {SAM}"


async def told(town):
    """Who of our people was told how often, since they were last asked."""
    read = await town.delivered()
    return {
        name: len(read[number]) for name, number in (("Lee", LEE), ("Sam", SAM)) if read[number]
    }


async def unopened(town):
    """The alerts that nobody opened and nobody is to be told of any more."""
    return await town.store.read(handover.unopened)


async def rounds(town, count):
    """Who is told while nobody opens it: each time the promised half hour is over."""
    found = []
    for _ in range(count):
        town.later(minutes=30)
        left = await town.chase()
        found.append((await told(town), left))
    return found


async def test_nobody_opens_it_so_all_are_told_then_the_first_again_and_it_stays_to_be_seen(town):
    """Lee, Sam, Lee once more; then the operator reads of it, and nobody is told for ever."""
    town.changed(rota=rota(urgent=LEADS))
    await town.text(URGENT)
    assert await told(town) == {"Lee": 1}
    assert await unopened(town) == []
    assert await rounds(town, 5) == [
        ({"Sam": 1}, 0),
        ({"Lee": 1}, 0),
        ({}, 1),
        ({}, 0),
        ({}, 0),
    ]
    (one,) = await unopened(town)
    assert (one.kind, one.told, one.acknowledged_at) == ("safeguarding", (0, 1, 0), None)
    assert one.escalated_at == town.now - timedelta(minutes=90)


async def test_opening_it_is_acknowledging_it(town):
    """Who opened it first stays with it, also when it was given back; nobody else is told."""
    await town.text(URGENT)
    token = link_token((await town.delivered())[LEE][0])
    town.later(minutes=10)
    talk = await town.take(token)
    assert talk.acknowledged_at == town.now
    await town.store.run(
        handover.answer, talk.id, "browser", "I am here", "f1", town.desk, town.now
    )
    assert [one for one, _ in await rounds(town, 3)] == [{}, {}, {}]
    await town.store.run(handover.give_back, talk.id, "browser", town.desk, town.now)
    kept = await town.store.read(lambda tx: tx.handovers.get(talk.id))
    assert (kept.acknowledged_at, kept.taken_by) == (talk.acknowledged_at, "Lee")
    assert await unopened(town) == []


async def test_whoever_is_there_is_told_once_more_and_only_in_their_hours(town):
    """At the end of the list the first is off: they are told when they come."""
    words = f"Lee {LEE} 09:00-13:00; Sam {SAM} 09:00-13:00"
    town.changed(rota=rota(urgent=words))
    await town.text(URGENT)
    assert await told(town) == {"Lee": 1}
    assert [one for one, _ in await rounds(town, 1)] == [{"Sam": 1}]
    town.now = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
    assert await town.chase() == 0
    assert await told(town) == {}
    town.now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert await town.chase() == 0
    assert await told(town) == {"Lee": 1}


async def test_a_list_that_grew_shorter_ends(town):
    """Everybody left the list meanwhile: it stays to be seen."""
    await town.text(URGENT)
    await told(town)
    town.changed(rota=Rota(LONDON))
    assert await rounds(town, 1) == [({}, 1)]
    assert len(await unopened(town)) == 1


async def test_with_nobody_on_the_list_it_stays_to_be_seen_at_once(town):
    """A place without a lead: the operator reads that somebody wrote urgent words."""
    town.changed(rota=Rota(LONDON))
    await town.text(URGENT)
    assert len(await unopened(town)) == 1


async def test_many_urgent_words_are_one_alert(town):
    """Ten messages within the hour: each is answered, and the lead is told once."""
    await town.text(URGENT)
    for _ in range(9):
        town.later(minutes=2)
        await town.text("i want to end my life")
    read = await town.delivered()
    assert len(read[LEE]) == 1
    assert len([text for text in read[JEAN] if "999" in text]) >= 7


async def test_after_all_were_told_more_urgent_words_wait_for_the_promised_time(town):
    """The list is used up: within the hour it is the same alert, then the first is told afresh."""
    await town.text(URGENT)
    assert await rounds(town, 2) == [({"Lee": 2}, 0), ({}, 1)]
    town.later(minutes=5)
    await town.text(URGENT)
    await town.text(URGENT)
    assert await told(town) == {}
    assert await unopened(town) == []
    assert await rounds(town, 3) == [({"Lee": 1}, 0), ({"Lee": 1}, 0), ({}, 1)]


async def test_after_an_hour_they_are_told_at_once(town):
    """Urgent words of the evening are not those of the morning."""
    await town.text(URGENT)
    await rounds(town, 3)
    town.later(hours=2)
    await town.text(URGENT)
    assert await told(town) == {"Lee": 1}


async def test_urgent_words_after_it_was_given_back_are_a_new_alert(town):
    """The lead has finished; what comes after that is told at once."""
    await town.text(URGENT)
    talk = await town.take(link_token((await town.delivered())[LEE][0]))
    await town.store.run(handover.give_back, talk.id, "browser", town.desk, town.now)
    town.later(minutes=5)
    await town.text(URGENT)
    assert await told(town) == {"Lee": 1}


async def test_a_phone_that_takes_no_texts_is_counted_where_the_operator_sees_it(town):
    """The only lead cannot be reached: they are tried once more, and then it is seen."""
    await town.text(URGENT)
    for _ in range(4):
        for claimed in await town.claim():
            if claimed.address.value == LEE:
                await town.settle(claimed, Refused("30006", Meaning.MESSAGE))
    assert await town.chase() == 1
    assert await town.chase() == 0
    assert len(await unopened(town)) == 1


def browser(number):
    """Somebody's web chat."""
    return Address("webchat", f"browser-{number}")


@pytest.mark.parametrize(("words", "number"), [("PERSON", SAM), (URGENT, LEE)])
async def test_a_hundred_web_chats_are_not_a_hundred_texts(town, words, number):
    """Six are told in an hour and then that more wait; each still waits, and comes when its turn
    does."""
    for one in range(100):
        await town.text(words, at=browser(one))
    texts = (await town.delivered())[number]
    assert len(texts) == MOST_FROM_WEB + 1
    assert texts[-1] == sentences.told_more("Oakfield")
    for _ in range(5):
        town.later(minutes=11)
        await town.chase()
    assert (await town.delivered())[number] == []
    town.later(minutes=11)
    await town.chase()
    more = (await town.delivered())[number]
    assert len(more) == MOST_FROM_WEB + 1
    assert len({link_token(text) for text in (*texts[:6], *more[:6])}) == 2 * MOST_FROM_WEB


async def test_a_chat_that_has_to_wait_is_told_the_truth(town):
    """Nobody was told of them yet, so nothing says so."""
    for one in range(MOST_FROM_WEB):
        await town.text("PERSON", at=browser(one))
    await town.leave("webchat")
    for _ in range(2):
        await town.text("PERSON", at=browser("last"))
    said = [text for to, text in await town.leave("webchat") if to == "browser-last"]
    assert said[0].startswith(sentences.BUSY)
    assert "has been told" not in str(said)


async def test_web_chats_do_not_hold_back_a_text(town):
    """Somebody who texts is told of at once, whatever goes on in web chat."""
    for one in range(20):
        await town.text(URGENT, at=browser(one))
    await town.delivered()
    await town.text(URGENT)
    assert await told(town) == {"Lee": 1}


async def test_our_reply_that_did_not_arrive_is_told_once(town):
    """Both texts of one reply fail: the lead reads it once."""
    await town.text(URGENT)
    refused, read = 0, []
    for _ in range(4):
        for claimed in await town.claim():
            if claimed.address.value == JEAN:
                refused += 1
                await town.settle(claimed, Refused("30003", Meaning.MESSAGE))
            else:
                read.append(claimed.message.text)
                await town.settle(claimed, deliver.Sent("SM"))
    assert refused == 2
    assert len([text for text in read if "could NOT be delivered" in text]) == 1
