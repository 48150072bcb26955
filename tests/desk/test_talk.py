"""A person has a talk: the bot is silent, their words go, and it answers again when given back."""

from datetime import UTC, datetime

import pytest

from connectbot.desk import forget, handover, sentences
from connectbot.flows import engine
from connectbot.model.delivery import Meaning, Refused
from connectbot.model.message import Address
from tests.desk.town import JEAN, LEE, SAM, link_token

NIGHT = datetime(2026, 11, 24, 23, tzinfo=UTC)


async def asked(town, words="PERSON", who=SAM):
    """Somebody asks for a person; the token in the text to our own."""
    await town.text(words)
    return link_token((await town.delivered())[who][0])


async def answer(town, talk, text, *, form="form-1", browser="browser"):
    """A person types something in the talk's page."""
    return await town.store.run(handover.answer, talk.id, browser, text, form, town.desk, town.now)


async def give_back(town, talk, browser="browser"):
    """A person has finished."""
    return await town.store.run(handover.give_back, talk.id, browser, town.desk, town.now)


async def test_a_link_belongs_to_the_first_browser(town):
    """Whoever opens the link first has the talk, as often as they like; nobody else gets in."""
    token = await asked(town)
    talk = await town.take(token, "sam's")
    assert talk is not None
    assert (await town.take(token, "sam's")) is not None
    assert await town.take(token, "another") is None
    assert await town.take("no-such-token", "sam's") is None
    assert await town.store.read(handover.talk_of, talk.id, "sam's") is not None
    assert await town.store.read(handover.talk_of, talk.id, "another") is None


async def test_the_bot_is_silent_while_a_person_has_the_talk(town):
    """Whatever they write is kept for the person, and the bot says nothing."""
    talk = await town.take(await asked(town))
    for words in ("hello?", "1", "PERSON", "MENU", "\0"):
        assert await town.say(words) == []
    lines = await town.store.read(handover.transcript, talk.id)
    assert [line.text for line in lines if line.who == "them"][:3] == ["PERSON", "hello?", "1"]


async def test_urgent_words_are_answered_all_the_same(town):
    """A person having the talk does not hold back the safety reply, nor the text to the lead."""
    await town.take(await asked(town))
    await town.text("i want to kill myself")
    read = await town.delivered()
    assert any("999" in text for text in read[JEAN])
    assert "urgent words" in read[LEE][0]


async def test_nobody_else_is_chased_once_it_is_taken(town):
    """The promised time is kept when a person has opened the talk and answered."""
    talk = await town.take(await asked(town))
    assert await answer(town, talk, "Hello, Sam here.")
    await town.delivered()
    town.later(minutes=40)
    assert await town.chase() == 0
    assert not await town.delivered()


async def test_whoever_takes_it_and_does_not_answer_is_not_waited_for(town):
    """Opened and left without a word: the next person is told, and can take it over."""
    talk = await town.take(await asked(town), "sam's")
    await town.say("are you there?")
    town.later(minutes=31)
    await town.chase()
    read = await town.delivered()
    assert "asking Lee" in read[JEAN][0]
    assert await town.take(link_token(read[LEE][0]), "lee's")
    assert not await answer(town, talk, "Sorry, I was away.", browser="sam's")
    assert await answer(town, talk, "Hello, Lee here.", form="form-2", browser="lee's")


async def test_what_they_write_in_a_talk_is_answered_within_the_promise(town):
    """After an answer, their next words start the promised time again, once."""
    talk = await town.take(await asked(town))
    assert await answer(town, talk, "Hello, Sam here.")
    town.later(hours=3)
    await town.say("thank you. one more thing")
    town.later(minutes=20)
    await town.say("hello?")
    town.later(minutes=11)
    await town.chase()
    assert "asking Lee" in (await town.delivered())[JEAN][-1]


async def test_when_nobody_answers_in_a_taken_talk_the_bot_comes_back(town):
    """Everybody was told and nobody answered: it is said, and the bot answers again."""
    await town.take(await asked(town))
    for _ in range(2):
        town.later(minutes=31)
        await town.chase()
    assert sentences.NOBODY_LEFT in (await town.delivered())[JEAN]
    assert await town.say("MENU")


async def test_more_urgent_words_in_a_taken_talk_are_told_again(town):
    """The lead who took the first alert hears of more urgent words, though not of each one."""
    await town.text("i want to kill myself")
    await town.take(link_token((await town.delivered())[LEE][0]))
    town.later(hours=2)
    for _ in range(3):
        await town.text("i want to end my life")
        town.later(minutes=1)
    assert len((await town.delivered())[LEE]) == 1


async def test_their_words_go_at_night_and_outside_the_caps(town):
    """Quiet hours and the cap on automatic texts do not hold back what a person typed."""
    town.now = NIGHT
    await town.text("PERSON")
    talk = await town.take(link_token((await town.delivered())[SAM][0]))
    for number in range(8):
        assert await answer(town, talk, f"line {number}", form=f"form-{number}")
    said = (await town.delivered())[JEAN]
    assert said[-8:] == [f"line {number}" for number in range(8)]


async def test_the_same_form_twice_is_said_once(town):
    """A form sent again by an impatient thumb changes nothing."""
    talk = await town.take(await asked(town))
    assert await answer(town, talk, "hello Jean")
    assert await answer(town, talk, "hello Jean")
    assert await answer(town, talk, "another thing", form="form-2")
    assert (await town.delivered())[JEAN] == ["hello Jean", "another thing"]


async def test_only_the_browser_that_has_the_talk_may_answer_or_give_back(town):
    """For everybody else the talk is not there."""
    talk = await town.take(await asked(town))
    assert not await answer(town, talk, "hello", browser="another")
    assert not await give_back(town, talk, browser="another")
    assert not await town.delivered()


async def test_given_back_the_bot_talks_again(town):
    """They read that the helper is back, it answers, and the link is used up."""
    token = await asked(town)
    talk = await town.take(token)
    assert await give_back(town, talk)
    assert (await town.delivered())[JEAN] == [sentences.HANDED_BACK]
    assert await town.say("hello")
    assert await town.take(token) is None
    assert not await give_back(town, talk)


async def test_given_back_no_question_for_the_person_is_open_any_more(town):
    """What the helper asked while they waited is over: it does not say that a person reads on."""
    talk = await town.take(await asked(town))
    assert (await town.resident()).conversation.frames != ()
    await give_back(town, talk)
    assert (await town.resident()).conversation.frames == ()


async def test_with_two_talks_the_bot_waits_for_both(town):
    """Sam still has the talk when the lead gives theirs back; then the bot is still silent."""
    sams = await town.take(await asked(town), "sam's")
    lees = await town.take(await asked(town, "i want to kill myself", LEE), "lee's")
    assert await give_back(town, lees, "lee's")
    assert await town.say("hello") == []
    assert await give_back(town, sams, "sam's")
    assert (await town.delivered())[JEAN] == [sentences.HANDED_BACK]


async def test_after_a_safeguarding_talk_the_bot_is_back_without_a_word(town):
    """They never asked for that person, so nothing is said about one."""
    talk = await town.take(await asked(town, "i want to kill myself", LEE), "lee's")
    await give_back(town, talk, "lee's")
    assert not await town.delivered()
    assert await town.say("hello")


async def test_what_waited_about_the_talk_is_not_said_once_it_is_taken(town):
    """Nobody reads in the morning that nobody came, when somebody came at night."""
    town.now = NIGHT
    token = await asked(town)
    town.later(minutes=30)
    await town.chase()
    await town.leave()
    assert await town.take(token) is not None
    town.now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert not await town.delivered()


async def test_stop_ends_the_texts_also_while_a_person_has_the_talk(town):
    """What the person had typed and types meanwhile is never sent; after START new words go."""
    talk = await town.take(await asked(town))
    await answer(town, talk, "are you there?")
    await town.text("STOP")
    assert await town.leave() == []
    await answer(town, talk, "hello?", form="form-2")
    assert await town.leave() == []
    await town.text("START")
    await answer(town, talk, "welcome back", form="form-3")
    assert (await town.delivered())[JEAN] == ["welcome back"]


async def test_forgotten_somebody_has_no_talk(town):
    """The talk, the link and the words are gone; the text that was on its way changes nothing."""
    await town.text("PERSON")
    (to_jean, to_sam) = sorted(await town.claim(), key=lambda claimed: claimed.address.value)
    assert (to_jean.address.value, to_sam.address.value) == (JEAN, SAM)
    await town.store.run(forget.forget, Address("sms", JEAN), town.desk, town.now)
    await town.settle(to_sam, Refused("30005", Meaning.MESSAGE))
    town.later(minutes=40)
    assert await town.chase() == 0
    assert not await town.delivered()
    assert await town.take(link_token(to_sam.message.text)) is None


async def test_forgotten_while_a_person_has_the_talk(town):
    """The page of the person finds nothing any more."""
    talk = await town.take(await asked(town))
    await town.store.run(forget.forget, Address("sms", JEAN), town.desk, town.now)
    assert not await answer(town, talk, "hello")
    assert not await give_back(town, talk)
    assert await town.store.read(handover.transcript, talk.id) == []


async def test_a_turn_that_breaks_meanwhile_says_who_has_the_talk(town, monkeypatch):
    """A fault of ours while a person is there calls nobody else."""
    await town.take(await asked(town))

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "advance", broken)
    await town.text("anything")
    assert await town.delivered() == {JEAN: [sentences.SORRY, sentences.asked_before("Sam")]}


@pytest.mark.parametrize("words", ["i want to kill myself", "he hits me"])
async def test_the_lead_reads_neither_kinds_nor_words(town, words):
    """A safeguarding text says that there is something to read, once while it waits."""
    await town.text(words)
    await town.text(f"{words} again")
    read = await town.delivered()
    (told,) = read[LEE]
    link = told.rsplit(" ", 1)[1]
    assert told == sentences.told_safeguarding("Oakfield", link)
    assert SAM not in read


async def test_nothing_is_said_to_somebody_who_asked_us_to_stop(town):
    """STOP in the middle of a talk: what the person types does not leave; their page says so."""
    talk = await town.take(await asked(town))
    await town.say("STOP")
    assert await answer(town, talk, "Hello, Sam here.")
    assert not (await town.delivered())[JEAN]
    assert await town.store.read(handover.has_stopped, talk.id)
    assert not await town.store.read(handover.has_stopped, "no-such-talk")


async def test_giving_back_is_said_at_night_to_somebody_who_has_just_written(town):
    """It answers their own words, so quiet hours do not hold it back."""
    town.now = NIGHT
    talk = await town.take(await asked(town))
    await town.say("thank you, good night")
    assert await give_back(town, talk)
    assert sentences.HANDED_BACK in (await town.delivered())[JEAN]
