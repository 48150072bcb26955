"""A phone that others see goes from hand to hand: whoever picks it up reads nothing of the last."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.flows.resting import SEEN
from connectbot.model.message import Address
from tests.desk.household import joan_and_ted
from tests.desk.town import JEAN, LEE, SAM

GROUPS = ("Friday Friends", "Long Table", "New Here", "LS7", "company", "lonely")
HELPLINES = ("0808", "not your fault")


async def a_group_on_a_shared_phone(town):
    """She said that others see the phone, and stands at a group she may choose."""
    for words in ("im lonely, LS7", "others too", "1", "1"):
        town.later(minutes=1)
        read = await town.say(words)
    assert read[0].startswith("New Here")


WORDS = (
    "hello?|who is this|GO|BACK|MENU|1|2|3|4|yes|MORE|HELP|what did she write|MY DETAILS|"
    "say how a place was|LIKES|it was shut|go back|this is Joan|JOIN|tell me again"
).split("|")
FEW = "1|2|3|4|5|0|GO|BACK|MENU|MORE|HELP|hello?|yes|no|START|MY DETAILS|LIKES|FORGET ME|ABOUT"


@pytest.mark.parametrize("words", WORDS)
async def test_no_word_brings_back_a_talk_that_was_left(town, words):
    """Whatever the next one types, and whatever they choose after it, nothing of hers is said."""
    await a_group_on_a_shared_phone(town)
    town.later(hours=5)
    for said in (words, "1", "BACK", "1", "2"):
        town.later(minutes=1)
        read = "\n".join(await town.say(said))
        assert not [word for word in GROUPS if word in read], read


async def test_she_says_anew_what_she_needs_and_where(town):
    """Who she is stays, and she is not welcomed again; where she looks may be where she means to
    go, and is asked."""
    await a_group_on_a_shared_phone(town)
    town.later(hours=5)
    (where,) = await town.say("i need a food bank")
    assert where.startswith("Whereabouts are you?")
    (shown, *_) = await town.say("LS9")
    assert "LS9" in shown


async def test_on_a_phone_of_her_own_the_talk_waits(town):
    """Nobody else sees it, so that she may answer when she likes."""
    await town.to_the_groups()
    town.later(hours=5)
    (shown, *_) = await town.say("1")
    assert shown.startswith("Tea and Talk")


async def test_a_name_opens_no_talk(town):
    """Ted had the phone, and now says that he is Joan: her groups are not shown to him."""
    await a_group_on_a_shared_phone(town)
    await town.say("it's not Joan, it's Ted")
    for said in ("this is Joan", "GO", "BACK", "1"):
        town.later(minutes=1)
        read = "\n".join(await town.say(said))
        assert "New Here" not in read, read


@pytest.mark.parametrize(
    ("minutes", "words", "told"),
    [(10, ("1",), True), (70, ("1",), False), (1, ("0", "hello", "BACK", "1"), False)],
)
async def test_the_rest_of_an_urgent_answer_is_not_for_whoever_finds_the_phone(
    town, minutes, words, told
):
    """1 brings it within the hour; left there, or later, no word does."""
    await a_group_on_a_shared_phone(town)
    await town.say("my husband hits me")
    town.later(minutes=minutes)
    read = "\n".join([text for said in words for text in await town.say(said)])
    assert [word for word in HELPLINES if word in read] == (list(HELPLINES) if told else [])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    hours=st.sampled_from([4, 5, 30, 24 * 89]),
    danger=st.booleans(),
    talk=st.lists(
        st.sampled_from(FEW.split("|")),
        min_size=1,
        max_size=8,
    ),
)
async def test_nobody_reads_what_another_left(town, hours, danger, talk):
    """For every walk through words that say nothing of one's own, however long they waited."""
    town.number += 1
    number = f"+4477009{town.number % 99_999:05d}"
    for words in ("im lonely, LS7", "others too", "1", "1", *["my husband hits me"] * danger):
        town.later(minutes=1)
        await town.say(words, number)
    town.later(hours=hours)
    for words in talk:
        town.later(minutes=1)
        read = "\n".join(await town.say(words, number))
        assert not [word for word in (*GROUPS, *HELPLINES) if word in read], (words, read)


async def test_who_says_that_the_phone_is_theirs_alone_changes_nothing_for_her_safety(town):
    """Others saw it once: one of them may say "just me", and what was promised stays neutral."""
    await a_group_on_a_shared_phone(town)
    for words in ("1", "remind me before it"):
        (promised, *_) = await town.say(words)
    assert "on Thursday 26 November at 10am" in promised
    town.later(hours=5)
    for words in ("MY DETAILS", "who sees this phone", "just me", "nothing more"):
        town.later(minutes=1)
        await town.say(words)
    talk = (await town.resident()).conversation
    assert talk.saved["phone"] == "mine"
    assert SEEN in talk.tags
    town.now = datetime(2026, 11, 26, 10, 5, tzinfo=UTC)
    assert await town.remind() == 1
    read = "\n".join((await town.delivered())[JEAN])
    assert "Reply GO" in read
    assert "New Here" not in read
    (neutral, *_) = await town.say("my husband hits me")
    assert neutral.startswith("Thanks, got it.")


async def test_a_person_who_has_the_talk_keeps_it(town):
    """What others may not read over is put away, but not that Lee answers her."""
    await a_group_on_a_shared_phone(town)
    await town.text("my husband hits me")
    (alert,) = (await town.delivered())[LEE]
    await town.take(alert.rsplit("/", 1)[1])
    town.later(hours=5)
    assert await town.say("hello") == []
    found = await town.store.run(
        lambda tx: tx.residents.at(Address("sms", JEAN), "oakfield", town.now)
    )
    assert found.conversation.with_person


async def test_somebody_who_says_that_she_has_moved_may_hold_her_phone(town):
    """A person is told; and when she writes again of danger the answer is as careful as before."""
    await a_group_on_a_shared_phone(town)
    await town.text("this is her husband. she has moved. stop texting her")
    read = await town.delivered()
    assert "one of us should know" in read[SAM][0]
    (neutral, *_) = await town.say("my husband hits me")
    assert neutral.startswith("Thanks, got it.")


async def test_whoever_says_their_own_name_goes_on(town):
    """Ted has the phone and says so: his talk stands."""
    await joan_and_ted(town)
    (shown, *_) = await town.say("Ted here. GO")
    assert "LS9" in shown
