"""Died, moved, in hospital, the wrong person: nothing decided for them goes any more."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.flows import sentences
from connectbot.flows.leaving import PAUSED
from connectbot.model.message import Address, MessageClass
from tests.desk.household import everybody, joan_and_ted
from tests.desk.town import JEAN, LEE, SAM, link_token

ENDS = {
    "wrong number mate": sentences.WRONG_PERSON,
    "this is her son, she died on monday": sentences.SOMEBODY_DIED,
    "my husband has died stop sending him texts": sentences.SOMEBODY_DIED,
    "this is his sister. he has moved away": sentences.SOMEBODY_MOVED,
}


@pytest.mark.parametrize(("words", "answer"), ENDS.items())
async def test_everything_stops_at_once(town, words, answer):
    """What waited is not sent, a person is told, kind words are said, and then nothing any more."""
    await town.to_the_groups()
    await town.queue("Remember Tea and Talk", MessageClass.SERVICE, resident_id=1)
    town.later(minutes=1)
    await town.text(words)
    read = await town.delivered()
    assert read[JEAN] == [answer]
    assert "one of us should know" in read[SAM][0]
    town.later(days=1)
    await town.wake()
    await town.chase()
    assert not (await town.delivered())[JEAN]
    assert await town.say("hello") == []
    assert (await town.resident()).conversation.saved == {}


@pytest.mark.parametrize(("words", "answer"), ENDS.items())
async def test_after_start_they_are_welcomed_as_anybody(town, words, answer):
    """Somebody who is left behind may want company themselves: nothing of before is used."""
    await town.to_the_groups()
    town.later(minutes=1)
    await town.say(words)
    town.later(minutes=1)
    await town.say("START")
    town.later(minutes=1)
    (welcome,) = await town.say("im lonely")
    assert "automatic helper" in welcome


async def test_hospital_is_a_pause(town):
    """Nothing is begun meanwhile; what they told us is still there when somebody writes."""
    await town.to_the_groups()
    town.later(minutes=1)
    await town.text("this is her son, shes in hospital")
    read = await town.delivered()
    assert read[JEAN] == [sentences.IN_HOSPITAL]
    assert read[SAM]
    resident = await town.resident()
    assert PAUSED in resident.conversation.tags
    for _ in range(3):
        town.later(days=1)
        await town.wake()
        await town.chase()
    assert not (await town.delivered())[JEAN]
    shown, *_ = await town.say("im home. i want company")
    assert "LS8" in shown
    assert PAUSED not in (await town.resident()).conversation.tags


async def test_one_of_two_has_died(town):
    """Joan tells of Ted: nothing more comes for him, his details go, hers and the phone stay."""
    await joan_and_ted(town)
    town.later(minutes=1)
    await town.say("this is Joan now")
    town.later(minutes=1)
    ted = (await everybody(town))["Ted"]
    await town.queue("for Ted", MessageClass.REPLY, resident_id=ted.id)
    await town.text("Ted has died")
    read = await town.delivered()
    assert read[JEAN] == [sentences.ONE_DIED]
    assert read[SAM]
    assert set(await everybody(town)) == {"Joan"}
    gone = await town.store.read(lambda tx: tx.residents.get(ted.id))
    assert gone.conversation.saved == {}
    town.later(minutes=1)
    assert await town.say("im lonely")


async def test_one_of_two_is_in_hospital(town):
    """Ted may come home: his details are kept, and he is still among the names."""
    await joan_and_ted(town)
    town.later(minutes=1)
    await town.say("this is Joan now")
    town.later(minutes=1)
    assert await town.say("Ted is in hospital") == [sentences.IN_HOSPITAL]
    assert set(await everybody(town)) == {"Joan", "Ted"}


async def test_the_one_who_had_the_phone_is_gone(town):
    """Whoever writes does not say the name: it is asked who has the phone, and he is not named."""
    await joan_and_ted(town)
    assert await town.say("this is his daughter, he died") == [sentences.ONE_DIED]
    town.later(minutes=1)
    (asked,) = await town.say("hello")
    assert asked == f"{sentences.WHO}\n1 Joan\n2 {sentences.SOMEONE_ELSE}"


async def test_a_wrong_number_is_wrong_for_all_of_them(town):
    """Nobody on it is written to any more."""
    await joan_and_ted(town)
    joan = (await everybody(town))["Joan"]
    await town.queue("a person's words", MessageClass.REPLY, resident_id=joan.id, automatic=False)
    assert await town.say("wrong number") == [sentences.WRONG_PERSON]
    assert not (await town.delivered())[JEAN]


async def test_a_person_who_has_the_talk_says_the_kind_words(town):
    """The bot is silent and stops what it had decided; the person is told why on their page."""
    await town.to_the_groups()
    await town.text("PERSON")
    await town.take(link_token((await town.delivered())[SAM][0]))
    town.later(minutes=1)
    assert await town.say("this is her son, she died") == []
    assert (await town.resident()).stopped


async def test_a_loss_of_their_own_is_met_with_company(town):
    """Nothing stops for somebody who writes that their own husband has died."""
    await town.to_the_groups()
    town.later(minutes=1)
    assert await town.say("my husband died last year")
    assert not (await town.resident()).stopped


async def test_urgent_words_after_it_are_answered(town):
    """Danger words from whoever has the phone are answered, as after STOP."""
    await town.to_the_groups()
    await town.say("this is her son, she died")
    town.later(minutes=1)
    await town.text("i want to kill myself")
    read = await town.delivered()
    assert any("999" in text for text in read[JEAN])
    assert read[LEE]


BEFORE = st.lists(
    st.sampled_from(
        "im lonely, LS8|1|2|others too|go on|PERSON|i want to kill myself|GO|this is Ted now".split(
            "|"
        )
    ),
    max_size=6,
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(before=BEFORE, news=st.sampled_from(sorted(ENDS)), wait=st.sampled_from([0, 1, 60, 2000]))
async def test_nothing_addressed_to_them_goes_afterwards(town, before, news, wait):
    """Whatever went before and however long one waits: after the one kind answer there is nothing
    more for them, unless they write danger words or START."""
    town.number += 1
    number = f"+4477009{town.number % 99_999:05d}"
    town.later(days=1)
    for words in before:
        await town.text(words, number)  # much is still waiting when the news comes
    writer = await town.resident(number)
    if not writer.sharing:
        await town.queue("for them", MessageClass.SERVICE, number, resident_id=writer.id)
    await town.text(news, number)
    kind = {*ENDS.values(), sentences.ONE_DIED, sentences.ONE_MOVED}
    theirs = []
    for minutes in (wait, 60 * 24, 60 * 48):
        claimed = await town.claim()
        while claimed:
            for one in claimed:
                row = await town.store.read(lambda tx, one=one: _resident_of(tx, one.id))
                if row == writer.id:
                    theirs.append(one.message.text)
                await town.store.run(lambda tx, one=one: tx.outbox.sent(one.id, "SM", town.now))
            claimed = await town.claim()
        town.later(minutes=minutes)
        await town.wake()
        await town.chase()
        await town.expire()
    assert set(theirs) <= kind


def _resident_of(tx, id):
    from sqlalchemy import bindparam, select

    from connectbot.store.statement import Statement
    from connectbot.store.tables import OUTBOX

    row = tx.link.row(
        Statement(select(OUTBOX.c.resident_id).where(OUTBOX.c.id == bindparam("id"))), id=id
    )
    return row[0]


async def test_the_number_itself_is_stopped_with_its_reason(town):
    """The operator can see why nothing goes there."""
    await town.say("wrong number")
    assert (await town.resident()).stopped
    chat = Address("webchat", "one")
    await town.text("wrong person", at=chat)
    assert await town.leave("webchat")
