"""FORGET ME while a person has the talk or is still to read an alert, and what goes with time."""

from datetime import timedelta

import pytest

from connectbot.desk import handover, sentences, tidy
from connectbot.desk.tidy import UNREAD
from tests.desk.household import everybody
from tests.desk.test_talk import answer, asked, give_back
from tests.desk.town import JEAN, LEE, SAM, link_token, rota

ASKED = "I can forget all you told me."


async def alert(town):
    """She wrote urgent words; the text to Lee."""
    await town.say("hello")
    await town.text("my husband hits me")
    return (await town.delivered())[LEE][0]


async def tidied(town):
    return await town.store.run(tidy.tidy, town.desk, town.now)


async def test_it_is_asked_and_done_while_a_person_has_the_talk(town):
    """The question comes though the bot is silent otherwise; Sam is told that it is over."""
    talk = await town.take(await asked(town))
    (sure,) = await town.say("FORGET ME")
    assert sure.startswith(ASKED)
    (again,) = await town.say("what do you mean")
    assert "Shall I forget all" in again
    await town.text("1")
    read = await town.delivered()
    assert (read[JEAN], read[SAM]) == ([], [sentences.told_forgotten("Oakfield")])
    assert not await answer(town, talk, "hello?")
    assert (await town.resident()).new


async def test_a_no_leaves_the_talk_with_the_person(town):
    """Nothing has changed, and the bot is silent again."""
    talk = await town.take(await asked(town))
    await town.say("forget me")
    assert await town.say("2") == ["All right. Nothing has changed."]
    assert await town.say("are you there sam?") == []
    assert await town.say("1") == []
    assert await answer(town, talk, "I am here")


async def test_another_reserved_word_is_no_answer(town):
    """A person answers it; the question still stands."""
    await town.take(await asked(town))
    await town.say("forget me")
    assert await town.say("MENU") == []
    assert await town.say("2") == ["All right. Nothing has changed."]


async def test_who_is_off_the_list_is_not_told(town):
    """The operator took everybody off meanwhile: what was asked is done all the same."""
    await town.take(await asked(town))
    await town.say("FORGET ME")
    town.changed(rota=rota(asked="", urgent=""))
    await town.text("1")
    assert not await town.delivered()
    assert (await town.resident()).new


@pytest.mark.parametrize("opened", [True, False])
async def test_an_alert_is_read_first(town, opened):
    """Whoever has the phone may write FORGET ME: Lee finds what she wrote, and nothing more is
    said there; when Lee gives the talk back all of it goes."""
    link = link_token(await alert(town))
    talk = await town.take(link) if opened else None
    await town.say("FORGET ME")
    await town.text("1")
    read = await town.delivered()
    assert read[JEAN] == []
    assert read[LEE] == ([sentences.told_forgotten_after("Oakfield")] if opened else [])
    talk = talk or await town.take(link)
    lines = await town.store.read(handover.transcript, talk.id)
    assert "my husband hits me" in [line.text for line in lines]
    assert await town.store.read(handover.is_shared, talk.id)
    assert set(await everybody(town)) == set()
    welcome = await town.say("hello")
    assert "automatic helper" in welcome[0]
    assert await tidied(town) == 0
    assert await give_back(town, talk)
    assert not await town.delivered()
    assert await tidied(town)
    assert await town.store.read(handover.transcript, talk.id) == []
    assert not (await town.resident()).new


async def test_an_alert_that_nobody_reads_does_not_keep_them_for_ever(town):
    """After a month what was written goes all the same."""
    await alert(town)
    await town.say("FORGET ME")
    await town.text("1")
    town.now += UNREAD - timedelta(days=1)
    assert await tidied(town) == 0
    town.later(days=2)
    assert await tidied(town) == 1


async def test_a_talk_page_knows_who_else_reads_it(town):
    """Where others see the phone or have it, our people are told before they write."""
    talk = await town.take(await asked(town))
    assert not await town.store.read(handover.is_shared, talk.id)
    assert not await town.store.read(handover.is_shared, "no-such-talk")
    await town.text("this is Ted now")
    assert await town.store.read(handover.is_shared, talk.id)
