"""Two people on one number: each has a talk of their own, and it is asked who has the phone."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.flows import sentences
from connectbot.model.message import Address
from tests.desk.household import BEFORE, WHO, everybody, joan_and_ted, somebody_begins
from tests.desk.town import JEAN, LEE, SAM


async def test_a_second_person_begins_afresh(town):
    """Ted is welcomed as anybody, nothing of Joan's is used, and nobody asks who sees the phone."""
    await town.say("im lonely, LS8")
    for words in ("others too", "go on"):
        await town.say(words)
        town.later(minutes=5)
    welcome, *_ = await town.say("it's not Joan, it's Ted")
    assert "automatic helper, not a person" in welcome
    assert "Who sees this phone" not in welcome
    found = await everybody(town)
    assert found["Ted"].conversation.saved == {"phone": "shared", "name": "Ted"}
    assert found["Joan"].conversation.saved["area"] == "LS8"
    assert found["Joan"].conversation.saved["phone"] == "shared"


async def test_ted_and_his_words_in_one_message(town):
    """What comes after the name is answered as his."""
    await town.say("hello")
    town.later(minutes=5)
    welcome, *_ = await town.say("this is Ted now, we have no food, LS9")
    assert "automatic helper" in welcome
    town.later(minutes=5)
    (shown, *_) = await town.say("1")
    assert "LS9" in shown


async def test_after_some_hours_it_is_asked_who_it_is(town):
    """First names and nothing else; then what they wrote is answered, in their own talk."""
    await joan_and_ted(town)
    town.later(hours=5)
    assert await town.say("i need a food bank") == [WHO]
    town.later(minutes=1)
    (where, *_) = await town.say("1")
    assert where.startswith("Whereabouts are you?")
    town.later(minutes=1)
    (shown, *_) = await town.say("LS7")
    assert "LS7" in shown


async def test_within_the_hour_it_is_the_same_one(town):
    """Nobody is asked who they are between two texts."""
    await joan_and_ted(town)
    town.later(hours=1)
    assert WHO not in await town.say("MENU")


@pytest.mark.parametrize("words", ["Joan", "joan", "1", "its joan"])
async def test_a_name_or_a_number_says_who_it_is(town, words):
    """However they say it; the next text is in their talk."""
    await joan_and_ted(town)
    town.later(hours=5)
    await town.say("hello")
    town.later(minutes=1)
    assert await town.say(words)
    assert (await town.resident()).conversation.saved["name"] == "Joan"


async def test_a_known_name_needs_no_question(town):
    """Whoever says who they are is not asked."""
    await joan_and_ted(town)
    town.later(hours=5)
    assert WHO not in await town.say("Joan here. MENU")
    assert (await town.resident()).conversation.saved["name"] == "Joan"


async def test_somebody_else_gives_a_first_name_and_is_welcomed(town):
    """A third one on the phone begins afresh, and is among the names the next time."""
    await joan_and_ted(town)
    town.later(hours=5)
    await town.say("i need help with the gas bill, LS8")
    assert await town.say("someone else") == [sentences.FIRST_NAME]
    town.later(minutes=1)
    welcome, *_ = await town.say("Priya")
    assert "automatic helper" in welcome
    town.later(hours=5)
    (asked,) = await town.say("hello")
    assert asked.split("\n")[1:4] == ["1 Joan", "2 Ted", "3 Priya"]


async def test_who_gives_no_name_is_welcomed_all_the_same(town):
    """A name is asked for twice, and nobody is kept out for want of one."""
    await joan_and_ted(town)
    town.later(hours=5)
    await town.say("hello")
    await town.say("3")
    assert await town.say("why?") == [sentences.FIRST_NAME]
    town.later(minutes=1)
    welcome, *_ = await town.say("no")
    assert "automatic helper" in welcome


async def test_who_never_says_is_taken_for_somebody_new(town):
    """After three puzzling answers nothing of anybody's is used, and they are welcomed."""
    await joan_and_ted(town)
    town.later(hours=5)
    for words in ("hello", "what", "eh"):
        town.later(minutes=1)
        assert await town.say(words) == [WHO]
    town.later(minutes=1)
    welcome, *_ = await town.say("dunno")
    assert "automatic helper" in welcome


async def test_urgent_words_are_answered_whoever_it_is(town):
    """At once, neutrally as the phone is shared, and the lead is told; then who it is is asked."""
    await joan_and_ted(town)
    town.later(hours=5)
    await town.text("i want to kill myself")
    read = await town.delivered()
    assert read[JEAN]
    assert WHO not in read[JEAN]
    assert "urgent words" in read[LEE][0]
    town.later(minutes=1)
    (asked,) = await town.say("im lonely")
    assert asked.endswith(WHO)
    town.later(minutes=1)
    await town.text("2")
    read = await town.delivered()
    assert read[JEAN]
    assert LEE not in read  # once is enough
    found = await everybody(town)
    talk, _ = await town.store.run(
        lambda tx: tx.handovers.open(
            found["Ted"].id, "oakfield", "safeguarding", "x", town.now, town.now
        )
    )
    assert talk.why == "urgent-words"


@pytest.mark.parametrize("words", ["is this free?", "who is this?", "HELP", "PERSON", "STOP"])
async def test_the_first_questions_are_answered_whoever_it_is(town, words):
    """Is it free, who is this, help, a person, stop: whoever asks."""
    await joan_and_ted(town)
    town.later(hours=5)
    await town.say("hello")
    town.later(minutes=1)
    answer = await town.say(words)
    assert answer
    assert answer[0] != WHO


async def test_a_menu_waits_for_who_it_is(town):
    """MENU, BACK, GO and FORGET ME mean somebody: they are asked first, and then obeyed."""
    await joan_and_ted(town)
    town.later(hours=5)
    assert await town.say("forget me") == [WHO]
    town.later(minutes=1)
    (sure,) = await town.say("2")
    assert sure.startswith("I can forget all you told me.")
    town.later(minutes=1)
    assert await town.say("1") == []
    assert set(await everybody(town)) == {"Joan"}
    town.later(minutes=1)
    (asked,) = await town.say("hello")
    assert asked == f"{sentences.WHO}\n1 Joan\n2 {sentences.SOMEONE_ELSE}"


async def test_somebody_forgotten_meanwhile_is_nobody(town):
    """A name that was on the list is chosen when nobody has it any more: they are welcomed."""
    await joan_and_ted(town)
    town.later(hours=5)
    await town.say("hello")
    for one in (await everybody(town)).values():
        if one.conversation.saved.get("name"):
            await town.store.run(lambda tx, one=one: tx.residents.forget(one.id))
    town.later(minutes=1)
    assert await town.say("1") == [sentences.FIRST_NAME]
    assert await town.say("Joan")
    assert (await town.resident()).conversation.saved == {"phone": "shared", "name": "Joan"}


async def test_a_name_we_do_not_know_on_a_shared_phone(town):
    """Whether it is the one who wrote, who never gave a name, is asked; then the name is known."""
    await somebody_begins(town)
    town.later(hours=5)
    assert await town.say("this is Joan. is there a food bank") == [BEFORE]
    town.later(minutes=1)
    (where, *_) = await town.say("1")
    assert where.startswith("Whereabouts are you?")
    assert (await town.resident()).conversation.saved["name"] == "Joan"


async def test_and_where_it_is_somebody_new_both_are_on_the_phone(town):
    """The one who never gave a name is the other person from then on."""
    await somebody_begins(town)
    town.later(hours=5)
    await town.say("this is Ted")
    town.later(minutes=1)
    welcome, *_ = await town.say("no im new")
    assert "automatic helper" in welcome
    town.later(hours=5)
    (asked,) = await town.say("hello")
    assert asked == f"{sentences.WHO}\n1 {sentences.THE_OTHER}\n2 Ted\n3 {sentences.SOMEONE_ELSE}"


async def test_while_one_is_away_the_talk_moves_on_without_a_word(town):
    """Joan's reminder does not come to the phone that Ted has now."""
    await joan_and_ted(town)
    await town.store.run(_set_wake, (await everybody(town))["Joan"], town.now)
    for _ in range(4):
        town.later(days=1)
        await town.wake()
    read = (await town.delivered())[JEAN]
    neutral = sentences.NEUTRAL.format(place="Oakfield")
    assert read.count(neutral) <= 1  # Ted's
    assert (await everybody(town))["Joan"].conversation.frames == ()


def _set_wake(tx, resident, at):
    tx.residents.keep(resident, resident.conversation, at)


async def test_a_person_looks_after_one_who_is_away(town):
    """Joan asked for a person; while Ted has the phone nothing is said of it, and Sam may write."""
    await town.say("PERSON")
    town.later(minutes=1)
    await town.say("this is Ted now")
    town.later(minutes=40)
    await town.chase()
    read = await town.delivered()
    assert not any("asking Lee" in text for text in read[JEAN])
    assert SAM not in read
    assert LEE in read


WORDS = st.sampled_from(
    """this is Ted now|this is Joan now|1|2|3|hello|MENU|im lonely, LS7|we have no food, LS9|LS7|
    LS9|FORGET ME|PERSON|BACK|GO|more|Ted|Joan|something else|the heating is off|yes""".split("|")
)
WAITS = st.sampled_from([1, 1, 1, 30, 60 * 5, 60 * 24 * 91])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(talk=st.lists(st.tuples(WORDS, WAITS), min_size=1, max_size=14))
async def test_two_on_a_number_never_see_each_others_saved_words(town, talk):
    """Whatever they write and however the phone goes round: what one saved is said to no other."""
    town.number += 1
    number = f"+4477009{town.number % 99_999:05d}"
    town.later(days=1)
    secrets: dict[int, set[str]] = {}
    for words, wait in talk:
        await town.text(words.strip(), number)
        writer = await town.resident(number)
        for text in (await town.delivered())[number]:
            others = {
                word
                for id, theirs in secrets.items()
                if id != writer.id
                for word in theirs - secrets.get(writer.id, set())
            }
            mine = set(_saved(writer))
            assert not [word for word in others - mine if word in text], (words, text)
        for one in await town.store.run(lambda tx: tx.residents.on(Address("sms", number))):
            secrets.setdefault(one.id, set()).update(_saved(one))
        town.later(minutes=wait)


def _saved(resident):
    """What was saved of somebody that would be known again in a text."""
    return {resident.conversation.saved["area"]} if "area" in resident.conversation.saved else set()


async def test_the_names_are_not_in_clear(town):
    """First names lie sealed like everything else they said."""
    await joan_and_ted(town)
    with closing(sqlite3.connect(town.folder / "data" / "connectbot.db")) as database:
        dump = "\n".join(database.iterdump())
    assert "Joan" not in dump
    assert "Ted" not in dump
