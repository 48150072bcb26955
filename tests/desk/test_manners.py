"""A button, an opened talk, a correction: what each comes to on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import manners, receive, sentences
from connectbot.desk.ports import Traits
from connectbot.model.message import Address, Inbound, MessageClass
from tests.desk.town import LEE, SAM, TRAITS, link_token

CHAT = Address("telegram", "900123")
TELEGRAM = Traits("telegram", True, False, 30.0, 4096, timedelta(seconds=1))


@pytest.fixture
async def town(town):
    """Jean writes on Telegram."""
    town.changed(traits={**TRAITS, "telegram": TELEGRAM})
    return town


async def opened(town, about="", place=None):
    return await town.text("START", at=CHAT, manner="opened", about=about, place=place)


async def question(town):
    """The newest question at her chat: its id and its options."""
    return await town.store.read(lambda tx: tx.outbox.question(CHAT))


async def press(town, id, number, update=""):
    """She presses a button; the same one twice has the same provider id."""
    fields = {"manner": "pressed", "about": id, "provider_id": update or f"press:{id}"}
    return await town.text(str(number), at=CHAT, **fields)


async def read(town):
    """All that she reads now, a message a second."""
    said = []
    for _ in range(6):
        said += [text for _, text in await town.leave("telegram")]
        town.later(seconds=1)
    return said


async def test_buttons_alone_lead_from_the_welcome_to_a_group(town):
    """Opened, and then only pressed: each choice is taken as the words on its button."""
    await opened(town)
    assert "automatic helper" in (await read(town))[-1]
    for _ in range(2):
        id, _ = await question(town)
        assert not (await press(town, id, 1)).passed
    await read(town)
    await town.text("im lonely since my husband died, LS8", at=CHAT)
    assert any("LS8" in text for text in await read(town))
    id, listings = await question(town)
    taken = await press(town, id, 1)
    assert taken.words == listings.options[0]
    assert any("Ask for Jean" in text for text in await read(town))


async def test_pressed_twice_it_counts_once(town):
    """The second press, also of another option, changes nothing and is nothing new."""
    await opened(town)
    id, _ = await question(town)
    assert (await press(town, id, 1)).words == "Just me"
    await read(town)
    for number in (1, 2):
        again = await press(town, id, number)
        assert (again.repeat, again.passed, again.words) == (True, False, "")
    assert await read(town) == []


@pytest.mark.parametrize("number", [0, 9, "x"])
async def test_a_button_that_was_never_there_is_harmless(town, number):
    """An option the question does not have is a question that has passed."""
    await opened(town)
    id, _ = await question(town)
    await read(town)
    assert (await press(town, id, number)).passed
    assert (await press(town, "0" * 32, 1)).passed
    assert await read(town) == []


async def test_a_newer_question_makes_the_older_button_harmless(town):
    """Also where the newer one has not gone yet."""
    await opened(town)
    id, _ = await question(town)
    await town.text("just me", at=CHAT)
    assert (await press(town, id, 1)).passed
    assert (await question(town))[0] != id
    assert not (await press(town, (await question(town))[0], 1)).passed


async def test_where_any_words_will_do_an_old_button_is_harmless(town):
    """A question without options is open: what stands on a button is no answer to it."""
    await opened(town)
    for _ in range(2):
        id, _ = await question(town)
        await press(town, id, 1)
    resident = await _resident(town)
    assert not manners.opening.takes_a_button(resident.conversation, town.desk.world, town.now)
    before = (await question(town))[0]
    await read(town)
    late = await press(town, before, 1, update="another")
    assert late.passed
    assert await read(town) == []


async def _resident(town):
    return await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))


async def test_a_button_of_a_talk_that_is_over_is_harmless(town):
    """They said no and the talk ended: the question under it is answered for good."""
    await opened(town)
    await press(town, (await question(town))[0], 1)
    id, _ = await question(town)
    await press(town, id, 2)
    await read(town)
    assert (await press(town, id, 1, update="another")).passed
    assert await read(town) == []


async def test_a_button_of_what_a_person_answers_now_is_words_to_them(town):
    """Who has the talk reads the choice, and the bot says nothing."""
    await opened(town)
    await press(town, (await question(town))[0], 1)
    await town.text("PERSON", at=CHAT)
    talk = await town.take(link_token((await town.delivered())[SAM][0]))
    await read(town)
    id, asked = await question(town)
    assert (await press(town, id, 1)).words == asked.options[0]
    assert await read(town) == []
    lines = await town.store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert lines[-1].text == asked.options[0]


async def test_a_press_behind_other_messages_is_looked_at_when_its_turn_comes(town):
    """By then a newer question may have been asked: then it is answered with nothing."""
    await opened(town)
    await read(town)
    id, _ = await question(town)
    resident = await _resident(town)
    words = Inbound(CHAT, "u1", "just me", town.now)
    button = replace(words, provider_id="u2", text="2", manner="pressed", about=id)

    def keep(tx):
        tx.inbox.add(words, resident.id, state="waiting")
        return receive.receive(tx, button, town.desk, town.now)

    assert (await town.store.run(keep)).behind
    assert (await press(town, id, 2, update="u2")).repeat
    answered = [
        await town.store.run(receive.answer_next, resident.id, town.desk, town.now)
        for _ in range(3)
    ]
    assert [one and one.passed for one in answered] == [False, True, None]


async def test_an_opened_talk_is_the_welcome_for_a_newcomer_and_start_for_the_others(town):
    """Opened again before the welcome is over, it begins again; after that it is START."""
    await opened(town)
    first = await read(town)
    await opened(town)
    assert await read(town) == first
    for _ in range(2):
        await press(town, (await question(town))[0], 1)
    await read(town)
    await opened(town)
    assert await read(town) == [town.desk.world.safety.start_text("Oakfield")]


async def test_a_link_may_name_the_place(town):
    """At first contact it is the place; an unknown one is the default, and later it changes
    nothing."""
    places = sorted(town.desk.world.book.places)
    other = next(place for place in places if place != "oakfield")
    await opened(town, place=other)
    assert (await _resident(town)).conversation.place == other
    await opened(town, place="oakfield")
    assert (await _resident(town)).conversation.place == other


async def test_a_link_may_name_what_is_wanted(town):
    """Whom we know, and who has no talk open, begins the flow that the link names."""
    await opened(town)
    for words in ("just me", "go on", "MENU"):
        await town.text(words, at=CHAT)
    await read(town)
    for unknown in ("asks-cost", "nowhere", ""):
        await opened(town, about=unknown)
        assert await read(town) == [town.desk.world.safety.start_text("Oakfield")]
    await opened(town, about="find-support")
    assert [frame.flow for frame in (await _resident(town)).conversation.frames] == ["find-support"]


async def test_a_correction_is_no_second_answer(town):
    """Words changed into other words are kept and answered with nothing."""
    await opened(town)
    await read(town)
    before = (await _resident(town)).conversation
    said = await town.text("2", at=CHAT, manner="edited")
    assert not said.passed
    assert await read(town) == []
    assert (await _resident(town)).conversation == before


async def test_urgent_words_in_a_correction_are_answered(town):
    """They get what urgent words always get, and the lead is told."""
    await opened(town)
    await read(town)
    await town.text("i want to kill myself", at=CHAT, manner="edited")
    assert "999" in " ".join(await read(town))
    assert [to for to, _ in await town.leave()] == [LEE]


async def test_a_message_a_second_to_one_chat(town):
    """The pause is kept by the rows themselves, so that a restart keeps it as well."""
    for text in ("one", "two"):
        await town.queue(text, MessageClass.REPLY, at=CHAT)
    assert [text for _, text in await town.leave("telegram")] == ["one"]
    town.later(milliseconds=900)
    assert await town.leave("telegram") == []
    await town.restart()
    town.changed(traits={**TRAITS, "telegram": TELEGRAM})
    town.later(milliseconds=100)
    assert [text for _, text in await town.leave("telegram")] == ["two"]


async def test_after_a_fault_a_button_is_parked_like_any_message(town, monkeypatch):
    """The step breaks: a kind sentence, and the button is known."""
    await opened(town)
    await read(town)
    id, _ = await question(town)
    monkeypatch.setattr(manners.engine, "advance", None)
    assert (await press(town, id, 1)).parked
    assert sentences.SORRY in await read(town)
    assert (await press(town, id, 1)).repeat
