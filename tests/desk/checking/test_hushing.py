"""A check-in from the first text to the last: talked through, and not a word of it kept."""

import pytest

from connectbot.desk import deliver, tidy
from connectbot.desk.checking import hushing
from connectbot.model.delivery import HUSHED, Lost, Sent
from connectbot.model.message import Address
from tests.desk.checking.rounds import DAY, consented, due, enrol, enrolment, waves
from tests.desk.referring.jean import known


async def _kept(town):
    """Every word of ours and theirs that can still be read."""
    who = await town.resident()
    held = await town.store.read(lambda tx: tx.holding.all_of(who.id))
    return [one.text for one in held.messages if one.text]


async def _answers_all(town):
    read = await town.say("GO")
    for reply in ("7", "8", "6", "2", "2", "1", "1", "3"):
        town.later(minutes=1)
        read = await town.say(reply)
    return read


async def test_a_check_in_is_talked_through_and_not_a_word_kept(town):
    """From GO to the thanks: complete, on its way out, and neither question nor answer is left."""
    await consented(town)
    await due(town, "baseline")
    before = await _kept(town)
    read = await _answers_all(town)
    assert read[-1].startswith("Thank you, that is all.")
    assert (await waves(town))["baseline"].state == "complete"
    [leaving] = await town.store.read(lambda tx: tx.checkins.leaving("2026Q4"))
    assert {one.instrument for one in leaving.readings} == {"ons4", "ucla3", "ons-loneliness"}
    assert await _kept(town) == before


async def test_saying_yes_is_not_kept_either(town):
    """What somebody says of themselves stands sealed with the enrolment and nowhere else."""
    await enrol(town)
    await known(town)
    await due(town, "consent")
    before = await _kept(town)
    for words in ("GO", "1", "1", "10am", "1", "2", "4", "1", "1"):
        town.later(minutes=1)
        await town.say(words)
    made = await enrolment(town)
    assert made.state == "consented"
    assert set(made.strata) == {"age", "ethnicity", "disability", "language"}
    assert await _kept(town) == before
    assert (await waves(town))["baseline"].state == "waiting"


async def test_urgent_words_are_kept_for_whoever_is_told(town):
    """A person who was told of them reads them; they are no answer, and nothing leaves."""
    await consented(town)
    await due(town, "baseline")
    await town.say("GO")
    await town.say("2 and i want to die")
    assert "2 and i want to die" in await _kept(town)
    assert len(await town.store.read(hushing.to_redact)) == 1  # their GO


async def test_what_the_provider_keeps_is_emptied_later(town):
    """Until the provider has emptied an answer its id is known here, and then nothing is."""
    await consented(town)
    await due(town, "baseline")
    await town.say("GO")
    await town.say("7")
    waiting = await town.store.read(hushing.to_redact)
    assert [inbound.provider_id for _, inbound in waiting] == ["SM1", "SM2"]
    assert [inbound.text for _, inbound in waiting] == ["", ""]
    for seq, _ in waiting:
        await town.store.run(hushing.redacted, seq)
    assert await town.store.read(hushing.to_redact) == []
    again = await town.text("7")
    assert not again.repeat


async def _asked(town, **how):
    """A question of a check-in goes, and the provider says this of it."""
    [claimed] = await town.claim()
    assert claimed.hushed
    await town.settle(claimed, Sent(f"SM-{claimed.id}", **how))
    return claimed.id, f"SM-{claimed.id}"


async def test_a_question_that_the_provider_kept_is_emptied_there_later(town):
    """Which one is remembered until it is done; the operator sees that redaction is off, until it
    is on again."""
    await consented(town)
    await due(town, "baseline")
    await town.text("GO")
    id, provider_id = await _asked(town, kept=True)
    assert await town.store.read(hushing.said_to_redact) == [(2, id, "sms", provider_id)]
    off = await town.store.read(lambda tx: tx.switches.get(hushing.KEEPS))
    assert off == town.now.isoformat()
    await town.store.run(hushing.said_redacted, id)
    assert await town.store.read(hushing.said_to_redact) == []
    await town.text("7")
    await _asked(town)
    assert await town.store.read(hushing.said_to_redact) == []
    assert await town.store.read(lambda tx: tx.switches.get(hushing.KEEPS)) is None


@pytest.mark.parametrize("settled", [True, False])
async def test_a_send_in_doubt_is_swept(town, settled):
    """Words of a send that only its callback can settle go as soon as that is known."""
    await consented(town)
    await due(town, "baseline")
    await town.text("GO")
    for claimed in await town.claim():
        assert claimed.hushed
        await town.settle(claimed, Lost("no answer"))
        if settled:
            await town.store.run(deliver.found, claimed, "SM9", town.desk, town.now)
    town.later(hours=2)
    swept = await town.store.run(tidy.JOBS["hushed"], town.desk, town.now, 50)
    assert bool(swept) is settled
    ids = [provider_id for *_, provider_id in await town.store.read(hushing.said_to_redact)]
    assert ids == ["SM9"] * settled


async def test_on_a_page_the_question_stays_for_an_hour(town):
    """Whoever comes back to the page within the hour finds the question; then it goes."""
    await consented(town)
    who = await town.resident()
    talk = who.conversation.changed(checkin=f"checkin {(await enrolment(town)).id} baseline usual")
    page = Address("webchat", "visitor")

    def on_the_page(tx):
        there = tx.residents.at(page, "oakfield", town.now)
        tx.residents.keep(there, talk, None)

    await town.store.run(on_the_page)
    await town.text("hello", at=page)
    for claimed in await town.claim("webchat"):
        assert claimed.hushed
        await town.settle(claimed, Sent(""))
    replayed = await town.store.read(lambda tx: tx.outbox.replay(page, 0))
    assert all(one.message.text for _, one in replayed)
    assert replayed
    town.later(hours=2)
    await town.store.run(tidy.JOBS["hushed"], town.desk, town.now, 50)
    assert await town.store.read(lambda tx: tx.outbox.replay(page, 0)) == []
    said = await town.store.read(lambda tx: tx.outbox.purposes(page, HUSHED, town.now - DAY))
    assert said == [f"{HUSHED}-said"]  # no provider holds it, so nobody is asked to empty it


async def test_a_stop_in_the_middle_stops(town):
    """STOP at a question is a STOP like any other: nothing more comes."""
    await consented(town)
    await due(town, "baseline")
    await town.say("GO")
    await town.say("7")
    await town.say("STOP")
    assert (await enrolment(town)).state == "consented"
    assert (await town.resident()).stopped
    assert await due(town, "baseline") == []


async def test_being_asked_is_gone_on_with_where_it_was_left_on_a_shared_phone(town):
    """Hours later GO asks the open question, and what was said before it still counts; what closes
    it leaves nothing of that."""
    await enrol(town)
    await due(town, "consent")
    for words in ("GO", "others too", "more", "fine", "evenings", "tuesday"):
        town.later(minutes=1)
        await town.say(words)
    town.later(hours=5)
    read = await town.say("GO")
    assert [text[:4] for text in read] == ["The "]
    assert "How old are you?" in read[0]
    for words in ("72", "white", "no", "english"):
        town.later(minutes=1)
        await town.say(words)
    made = await enrolment(town)
    assert (made.state, made.weekday, made.strata["age"]) == ("consented", 1, "65-plus")
    assert not [
        field for field in (await town.resident()).conversation.saved if "checkin_" in field
    ]
