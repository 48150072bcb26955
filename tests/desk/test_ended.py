"""A message that ends without arriving: where somebody counted on it, somebody is told."""

from datetime import timedelta

import pytest

from connectbot.desk import deliver, sentences
from connectbot.desk.rota import Rota
from connectbot.model.delivery import Lost, Meaning, Receipt, Refused, Sent
from tests.desk.town import JEAN, LEE, LONDON, SAM, rota

ROB = "+447700900997"
URGENT = "i want to kill myself"


async def claimed_for(town, number):
    """The first message to this number that may go, while all before it is delivered."""
    found = None
    while found is None and (claimed := await town.claim()):
        for one in claimed:
            if one.address.value == number:
                found = one
            else:
                await town.settle(one, Sent(f"SM-{one.id}"))
    assert found is not None, number
    return found


def failed(id, code="30003", meaning=None):
    """The provider's last word: it did not arrive."""
    return Receipt(id, "", "undelivered", 9, delivered=False, code=code, meaning=meaning)


async def by_refusal(town, claimed, meaning):
    await town.settle(claimed, Refused("21211", meaning))


async def by_receipt(town, claimed, meaning):
    await town.settle(claimed, Sent("SM-1"))
    receipt = failed(claimed.id, meaning=meaning)
    await town.store.run(deliver.receipt, receipt, town.desk, town.now)


async def by_silence(town, claimed, meaning):
    await town.settle(claimed, Lost("time-out"))
    for again in (False, False):
        await town.store.run(deliver.found, claimed, None, town.desk, town.now, again=again)


@pytest.mark.parametrize(
    ("ends", "meaning"),
    [
        (by_refusal, Meaning.MESSAGE),
        (by_refusal, Meaning.ADDRESS),
        (by_refusal, Meaning.STOPPED),
        (by_receipt, None),
        (by_receipt, Meaning.ADDRESS),
        (by_receipt, Meaning.STOPPED),
        (by_silence, None),
    ],
)
async def test_a_text_to_sam_that_does_not_arrive_is_followed_by_one_to_lee(town, ends, meaning):
    """Lee is told at once, not after the promised time; and next time Sam is tried again."""
    await town.text("PERSON")
    await ends(town, await claimed_for(town, SAM), meaning)
    read = await town.delivered()
    assert len(read[LEE]) == 1
    assert sentences.asking_next("Lee") in read[JEAN]
    await town.text("PERSON", "+447700900150")
    assert SAM in await town.delivered()


async def test_sam_is_tried_also_after_a_stop_from_that_phone(town):
    """A link worker who tried out STOP still hears of residents: the provider has the last word."""
    await town.say("STOP", SAM)
    await town.text("PERSON")
    assert SAM in await town.delivered()


async def test_an_old_text_that_fails_late_hurries_nobody(town):
    """Once Lee was told in Sam's stead, Sam's text failing changes nothing for a third."""
    town.changed(rota=rota(f"Sam {SAM}; Lee {LEE}; Rob {ROB}"))
    await town.text("PERSON")
    sams = await claimed_for(town, SAM)
    await town.settle(sams, Sent("SM-1"))
    town.later(minutes=30)
    await town.chase()
    await town.leave()
    await town.store.run(deliver.receipt, failed(sams.id), town.desk, town.now)
    assert not await town.delivered()


async def test_a_text_that_fails_after_sam_has_come_hurries_nobody(town):
    """Once the talk is taken, nobody else is needed."""
    await town.text("PERSON")
    sams = await claimed_for(town, SAM)
    await town.settle(sams, Sent("SM-1"))
    await town.take("token-1")
    await town.store.run(deliver.receipt, failed(sams.id), town.desk, town.now)
    assert LEE not in await town.delivered()


async def test_a_text_to_somebody_taken_off_the_list_waits_for_the_promised_time(town):
    """Whose text it was cannot be told any more; the next one is asked in time all the same."""
    await town.text("PERSON")
    sams = await claimed_for(town, SAM)
    await town.settle(sams, Sent("SM-1"))
    town.changed(rota=rota(""))
    await town.store.run(deliver.receipt, failed(sams.id), town.desk, town.now)
    town.later(minutes=30)
    assert await town.chase() == 1


async def test_a_safety_reply_that_is_refused_is_told_to_the_lead_exactly_so(town):
    """A named human reads that our answer did not arrive."""
    await town.text(URGENT)
    reply = await claimed_for(town, JEAN)
    await town.leave()
    await town.settle(reply, Refused("21610", Meaning.STOPPED))
    told = (await town.delivered())[LEE]
    assert [text.split(": ", 1)[1][:29] for text in told] == ["our reply to a message with ur"[:29]]
    assert "could NOT be delivered" in told[0]


async def test_a_safety_reply_that_was_not_sent_in_time_is_told_to_the_lead(town):
    """A reply that waited for an hour is a reply that did not come."""
    await town.text(URGENT)
    reply = await claimed_for(town, JEAN)
    await town.leave()
    await town.settle(reply, Refused("20429", Meaning.RETRY, timedelta(hours=2)))
    town.later(minutes=61)
    await town.expire()
    assert any("could NOT be delivered" in text for text in (await town.delivered())[LEE])


async def test_the_lead_on_duty_is_told_of_it(town):
    """Whoever is there soonest reads it, whatever their place on the list."""
    town.changed(rota=rota(urgent=f"Lee {LEE} 20:00-21:00; Rob {ROB}"))
    await town.text(URGENT)
    reply = await claimed_for(town, JEAN)
    await town.leave()
    await town.settle(reply, Refused("x", Meaning.MESSAGE))
    read = await town.delivered()
    assert (len(read[ROB]), LEE in read) == (1, False)


async def test_without_a_lead_nobody_is_told(town):
    """Where there is nobody to tell, nothing breaks."""
    town.changed(rota=Rota(LONDON))
    await town.text(URGENT)
    await town.settle(await claimed_for(town, JEAN), Refused("x", Meaning.MESSAGE))
    assert LEE not in await town.delivered()


@pytest.mark.parametrize(("closed", "told"), [(True, 0), (False, 1)])
async def test_a_safety_reply_to_somebody_since_forgotten(town, closed, told):
    """While the alert is open the lead is told that it did not go; afterwards there is nobody left
    to ring or write to."""
    await town.text(URGENT)
    reply = await claimed_for(town, JEAN)
    resident = await town.resident()

    def ended_after_forgetting(tx):
        message = tx.outbox.give_up(reply.id, "failed", "x", town.now)
        if closed:
            given = (resident.id, "oakfield", "safeguarding", "x", town.now, town.now)
            tx.handovers.close(tx.handovers.open(*given)[0].id, town.now)
        tx.residents.forget(resident.id)
        deliver.undelivered(tx, message, town.desk, town.now)

    await town.store.run(ended_after_forgetting)
    read = await town.delivered()
    assert JEAN not in read
    assert len(read[LEE]) == told


async def test_words_that_nobody_counts_on_end_in_silence(town):
    """A reminder that could not go is nobody's emergency."""
    await town.to_the_groups()
    town.later(days=1)
    await town.wake()
    await town.settle(await claimed_for(town, JEAN), Refused("x", Meaning.MESSAGE))
    assert not await town.delivered()
