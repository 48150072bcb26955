"""A group's published contact is asked whether it is still right, and only they can answer."""

from datetime import timedelta

import pytest

from connectbot.desk.asking.words import CHANGED, NOT_UNDERSTOOD, RIGHT, STOPPED, WORDS
from connectbot.directory.assured import assured_on
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from tests.desk.groups import DOT, TUESDAY_AT_TWO, Groups, asked
from tests.desk.town import JEAN, LEE

WEEK = timedelta(days=7)


@pytest.fixture
async def groups(town) -> Groups:
    """A town with a darts night that nobody has made sure of since June, asked on its Tuesday."""
    return await asked(town)


async def test_it_is_still_right(town, groups) -> None:
    """One figure is enough: all of it is said to be so today, and Dot is nobody's resident."""
    assert await town.say("1", DOT) == [RIGHT]
    assert assured_on(await groups.listing()) == TUESDAY_AT_TWO.date()
    (_, last) = await town.store.read(lambda tx: tx.listings.history("darts"))
    assert (last.act.kind, last.act.door) == ("contact", "text")
    assert await town.store.read(lambda tx: tx.residents.on(Address("sms", DOT))) == []
    town.now += 3 * WEEK
    assert await groups.tick() == 0


@pytest.mark.parametrize(
    "said", ["1.", "Yes", "still right thanks", "Yes all correct", "No change"]
)
async def test_it_is_still_right_in_other_words(town, groups, said) -> None:
    """As people answer a short question."""
    assert await town.say(said, DOT) == [RIGHT]


async def test_it_has_stopped(town, groups) -> None:
    """It is hidden at once, and a maintainer makes sure."""
    assert await town.say("3", DOT) == [STOPPED]
    assert (await groups.kept()).state == "hidden"
    (one,) = await groups.queue()
    assert (one.kind, one.by, one.to) == ("stopped", "contact", Address("sms", DOT))


async def test_something_changed(town, groups) -> None:
    """What changed is kept for a maintainer, and Dot is told when it is put right."""
    assert await town.say("2", DOT) == [CHANGED]
    assert await town.say("we are on thursdays 7pm to 9pm from now on", DOT) == [WORDS]
    (one,) = await groups.queue()
    assert (one.kind, one.words) == ("changed", "we are on thursdays 7pm to 9pm from now on")
    assert (await groups.kept()).number == 1
    await groups.accept(one.id)
    assert (await groups.listing()).when[0].opens_at == "19:00"
    assert await town.leave() == [
        (DOT, "Oakfield: your details are put right in our list. Thank you for telling us.")
    ]
    town.later(hours=1)
    assert (await town.say("1", DOT))[0] != RIGHT  # it was answered: this is anybody's message


async def test_what_changed_in_one_message(town, groups) -> None:
    """With the figure or without it; a declined one comes back with the reason."""
    assert await town.say("2 ask for Bert now", DOT) == [WORDS]
    (one,) = await groups.queue()
    assert one.words == "ask for Bert now"
    await groups.decline(one.id, "Bert asked us not to show his name.")
    ((_, told),) = await town.leave()
    assert told.endswith("It stays as it is for now: Bert asked us not to show his name.")


async def test_a_sentence_is_what_changed(town, groups) -> None:
    """Whoever tells it at once is not asked for a figure first; a mumble is."""
    assert await town.say("dunno mate", DOT) == [NOT_UNDERSTOOD]
    assert await town.say("Dot has left, ring the hall", DOT) == [WORDS]


async def test_what_changed_may_begin_with_stopped_after_all(town, groups) -> None:
    """Asked what has changed, a 3 is still a 3, and a 1 is a word like any other."""
    await town.say("2", DOT)
    assert await town.say("3", DOT) == [STOPPED]


async def test_only_the_number_that_was_asked_can_answer(town, groups) -> None:
    """The same figure from anywhere else is a stranger's message, and so is a mail's number."""
    assert (await town.say("1", JEAN))[0] != RIGHT
    assert (await groups.kept()).number == 1
    at = Address("webchat", DOT)
    await town.text("1", at=at)
    assert (await groups.kept()).number == 1


async def test_a_repeat_is_answered_once(town, groups) -> None:
    """The provider brings a message again: nothing more happens, and the next one is the answer."""
    town.number = 40
    assert await town.say("2", DOT) == [CHANGED]
    town.number = 40
    assert await town.say("2", DOT) == []
    assert await groups.queue() == []
    assert await town.say("ask for Bert", DOT) == [WORDS]


async def test_urgent_words_are_heard_from_anybody(town, groups) -> None:
    """Dot is a person too: she is answered, and the lead is told."""
    await town.text("1 but i want to kill myself", DOT)
    read = await town.delivered()
    assert "999" in " ".join(read[DOT])
    assert len(read[LEE]) == 1
    assert (await groups.kept()).number == 1


async def test_stop_is_obeyed_and_a_maintainer_looks(town, groups) -> None:
    """STOP is confirmed once; Dot is asked no more, and somebody else has to find out."""
    assert len(await town.say("STOP", DOT)) == 1
    assert [one.kind for one in await groups.queue()] == ["silent"]
    town.now += 20 * WEEK
    assert await groups.tick() == 0
    assert await town.leave() == []
    assert [one.kind for one in await groups.queue()] == ["silent"]


async def test_her_own_talk_goes_first(town, groups) -> None:
    """Dot uses the bot herself: what she answers is the question that came last."""
    dot = await town.resident(DOT)
    asked = Conversation("oakfield", awaiting=town.now + timedelta(minutes=5))
    await town.store.run(lambda tx: tx.residents.keep(dot, asked, None))
    assert (await town.say("1", DOT))[0] != RIGHT
    older = Conversation("oakfield", awaiting=town.now - timedelta(minutes=5))
    await town.store.run(lambda tx: tx.residents.keep(dot, older, None))
    assert await town.say("1", DOT) == [RIGHT]
