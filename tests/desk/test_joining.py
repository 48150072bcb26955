"""One person, two ways to write: joined by a code that goes to the phone, and by nothing else."""

import re
from datetime import UTC, datetime

import pytest

from connectbot.desk import forget, receive
from connectbot.desk import sentences as said
from connectbot.model.message import Address, Inbound
from tests.desk.town import JEAN, SAM, link_token

CHAT = Address("webchat", "session-1")
ASKED = "If that phone has texted me before"


async def write(town, *messages):
    """Somebody writes in the web chat; what comes back to the last."""
    answers = []
    for words in messages:
        town.later(minutes=1)
        await town.text(words, at=CHAT)
        answers = [text for _, text in await town.leave("webchat")]
    return answers


async def at_the_number(town):
    """Jean has texted, and now asks in the web chat to be known there too."""
    await town.to_the_groups()
    return await write(town, "hello", "just me", "go on", "JOIN", "07700 900101")


async def the_code(town):
    """The six figures that came to the phone, "" where none came."""
    read = (await town.delivered())[JEAN]
    found = re.search(r"\b\d{6}\b", " ".join(read))
    return found[0] if found else ""


async def test_the_code_makes_them_one(town):
    """What the phone knew is known in the chat, and both lead to one talk from then on."""
    (asked,) = await at_the_number(town)
    assert asked.startswith(ASKED)
    before = await town.resident()
    (thanks,) = await write(town, await the_code(town))
    assert thanks.startswith("Thank you. I know now that it is you.")
    chat = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))
    assert chat.id == (await town.resident()).id == before.id
    assert chat.conversation.saved["area"] == "LS8"
    (shown, *_) = await write(town, "i need a food bank")
    assert "LS8" in shown


async def test_the_text_tells_nothing(town):
    """It names the place and the code, in one text."""
    await at_the_number(town)
    (text,) = (await town.delivered())[JEAN]
    assert text == said.code("Oakfield", re.search(r"\d{6}", text)[0])
    assert len(text) <= 160


async def test_three_wrong_codes_end_it(town):
    """After the third nothing is joined, and the right one comes too late."""
    await at_the_number(town)
    code = await the_code(town)
    wrong = "000000" if code != "000000" else "111111"
    (left,) = await write(town, wrong, wrong, wrong)
    assert left.startswith("All right, we leave it.")
    await write(town, code)
    chat = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))
    assert chat.id != (await town.resident()).id


async def test_a_code_ends_after_a_quarter_of_an_hour(town):
    """A code that lies about on a phone opens nothing."""
    await at_the_number(town)
    code = await the_code(town)
    town.later(minutes=15)
    (again,) = await write(town, code)
    assert again.startswith("That is not it, sorry.")


async def never_wrote(town):
    """A number that nobody has written to us from."""


async def long_silent(town):
    """The number may be somebody else's by now."""
    await town.to_the_groups()
    town.later(days=90)


async def stopped(town):
    """They asked for no more texts."""
    await town.to_the_groups()
    await town.say("STOP")


async def shared(town):
    """Two people write from it, and a code proves a phone, not a person."""
    await town.to_the_groups()
    await town.say("this is Ted now")


async def seen_by_others(town):
    """Whoever sees the phone would read the code, and be her."""
    for words in ("im lonely, LS8", "others too", "go on"):
        town.later(minutes=1)
        await town.say(words)


async def seen_once(town):
    """One of those who see it said that it is theirs alone."""
    await seen_by_others(town)
    for words in ("MY DETAILS", "who sees this phone", "just me", "nothing more"):
        town.later(minutes=1)
        await town.say(words)


async def never_said(town):
    """Nobody said yet who sees the phone."""
    await town.say("im lonely, LS8")


async def in_quiet_hours(town):
    """Nothing that we begin arrives at night."""
    await town.to_the_groups()
    town.now = datetime(2026, 11, 24, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "given",
    [
        never_wrote,
        long_silent,
        stopped,
        shared,
        seen_by_others,
        seen_once,
        never_said,
        in_quiet_hours,
    ],
)
async def test_no_code_goes_and_the_answer_is_the_same(town, given):
    """Nobody learns here which numbers write to us, nor wakes anybody up."""
    await given(town)
    await town.leave()
    (asked,) = await write(town, "hello", "just me", "go on", "JOIN", "07700 900101")
    assert asked.startswith(ASKED)
    assert await the_code(town) == ""
    (again,) = await write(town, "123456")
    assert again.startswith("That is not it, sorry.")


async def test_a_number_gets_few_codes(town):
    """Nobody can fill somebody's phone with codes, from however many web chats."""
    await at_the_number(town)
    assert await the_code(town)
    for chat in range(2, 8):
        at = Address("webchat", f"session-{chat}")
        for words in ("hello", "just me", "go on", "JOIN", "07700 900101"):
            town.later(minutes=2)
            await town.text(words, at=at)
    assert await the_code(town) == ""
    town.later(hours=3)
    await write(town, "MENU", "JOIN", "07700 900101")
    assert await the_code(town)


async def test_a_screen_that_others_see_stays_one(town):
    """What keeps somebody safe on either side holds on both."""
    await town.to_the_groups()
    await write(town, "hello", "others too", "go on", "JOIN", "07700 900101")
    (thanks,) = await write(town, await the_code(town))
    assert thanks.startswith("Thank you.")
    joined = (await town.resident()).conversation
    assert joined.saved["phone"] == "shared"
    assert {"welcomed", "seen"} <= joined.tags


async def test_a_child_stays_one(town):
    """Who said on the phone that they are a child is one in the chat too."""
    await town.to_the_groups()
    await town.say("im 12")
    await write(town, "hello", "just me", "go on", "JOIN", "07700 900101")
    (thanks,) = await write(town, await the_code(town))
    assert thanks.startswith("Thank you.")
    assert "young" in (await town.resident()).conversation.tags


async def test_a_talk_with_a_person_goes_with_them(town):
    """Sam has the talk on the phone; joined, what is written in the chat is in it."""
    await town.to_the_groups()
    await town.text("PERSON")
    await write(town, "hello", "just me", "go on", "JOIN", "07700 900101")
    read = await town.delivered()
    talk = await town.take(link_token(read[SAM][0]))
    code = re.search(r"\b\d{6}\b", " ".join(read[JEAN]))[0]
    await write(town, code)
    assert await write(town, "hello?") == []
    lines = await town.store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert "hello?" in [line.text for line in lines]


async def test_leaving_the_chat_quickly_keeps_the_phone(town):
    """The chat is forgotten with its words; the phone is known as before."""
    await at_the_number(town)
    await write(town, await the_code(town))
    await town.store.run(forget.forget, CHAT, town.desk, town.now)
    assert (await town.resident()).conversation.saved["area"] == "LS8"
    fresh = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))
    assert fresh.new


async def test_forgotten_meanwhile_there_is_nobody_to_join(town):
    """Nothing breaks, and nothing is brought back."""
    await at_the_number(town)
    code = await the_code(town)
    await town.store.run(forget.forget, Address("sms", JEAN), town.desk, town.now)
    assert await write(town, code)
    assert (await town.resident()).new


async def test_one_who_died_is_written_to_nowhere(town):
    """Both ways of writing are stopped."""
    await at_the_number(town)
    await write(town, await the_code(town))
    town.later(minutes=1)
    await town.say("this is her son, she died")
    assert await write(town, "hello") == []


async def test_answers_go_where_they_were_asked(town):
    """A message from the phone is answered on the phone, one that waited there too."""
    await at_the_number(town)
    await write(town, await the_code(town))
    town.later(minutes=1)
    assert await town.say("MENU")
    assert await town.leave("webchat") == []


async def test_a_message_that_waited_is_answered_where_it_was_written(town):
    """Joined, the phone was used last; what still waits from the chat is answered in the chat."""
    await at_the_number(town)
    await write(town, await the_code(town))
    await town.say("hello")
    one = await town.resident()

    def waits(tx):
        tx.inbox.add(Inbound(CHAT, "late", "HELP", town.now), one.id, state="waiting")

    await town.store.run(waits)
    await town.store.run(receive.answer_next, one.id, town.desk, town.now)
    assert [text for _, text in await town.leave("webchat")]
    assert await town.leave() == []
