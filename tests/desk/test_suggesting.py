"""What anybody says of a listing waits for a maintainer, changes nothing, and gets an answer."""

from datetime import timedelta

import pytest

from connectbot.desk.listings.changing import Refused
from connectbot.desk.retention import UNDECIDED, Keep
from connectbot.desk.suggesting import deciding
from connectbot.desk.suggesting.hearing import MOST_A_DAY
from connectbot.flows import sentences as said
from connectbot.model.conversation import Conversation
from connectbot.model.kept import Kept
from connectbot.model.message import Address
from tests.desk.groups import DOT, ROSA, Groups, darts
from tests.desk.test_retention import rows, tidied
from tests.desk.town import JEAN, NOON

NEUTRAL = said.NEUTRAL.format(place="Oakfield")
PUT_RIGHT = "Hello from Oakfield. We have put right what you told us. Thank you."
WORDS = "its thursdays 10am to 12 now"


@pytest.fixture
async def groups(town) -> Groups:
    """A town with a darts night, and Jean who has been here before."""
    groups = Groups(town)
    await groups.add()
    jean = await town.resident()
    talk = Conversation("oakfield", saved={"phone": "mine"}, tags=frozenset({"welcomed"}))
    await town.store.run(lambda tx: tx.residents.keep(jean, talk, None))
    return groups


async def suggested(town, words: str = WORDS) -> None:
    """Jean says that the darts night is wrong, and what it should say."""
    for text in ("feedback", "what you told me was wrong", "darts night", words, "no thanks"):
        await town.say(text)


async def test_what_she_says_changes_nothing(town, groups) -> None:
    """Her words wait with the listing they are about, sealed; the listing stays as it was."""
    await suggested(town)
    (one,) = await groups.queue()
    assert (one.listing, one.kind, one.by, one.words) == ("darts", "wrong", "resident", WORDS)
    assert (await groups.kept()).number == 1
    (row,) = await rows(town, "suggestions")
    assert WORDS.encode() not in row["sealed"]


async def test_a_time_in_her_words_is_shown_as_a_change_and_taken(town, groups) -> None:
    """The maintainer sees what her words mean, takes it, and she is thanked in the morning without
    a word of what it was about."""
    await suggested(town)
    (one,) = await groups.queue()
    meant = await town.store.read(deciding.proposed, one)
    assert meant is not None
    town.later(hours=9)  # in the quiet hours
    await groups.accept(one.id)
    assert (await groups.listing()).when[0].byday == "TH"
    assert await town.leave() == []
    town.later(hours=12)
    assert await town.leave() == [(JEAN, PUT_RIGHT)]
    assert await groups.queue() == []
    (closed,) = await town.store.read(lambda tx: tx.suggestions.of("darts"))
    assert (closed.state, closed.closed_by, closed.words) == ("accepted", "rosa", WORDS)


async def test_what_cannot_be_read_is_edited_and_taken(town, groups) -> None:
    """Where her words name no time, number or address there is nothing to take as it is; what the
    maintainer wrote in its place is, and the audit log tells it."""
    await suggested(town, "ask for Bert, Jean has left")
    (one,) = await groups.queue()
    assert await town.store.read(deciding.proposed, one) is None
    with pytest.raises(Refused, match="cannot tell what to change"):
        await groups.accept(one.id)
    await groups.accept(one.id, body=darts(door={"ask_for": "Bert"}))
    assert (await groups.listing()).door.ask_for == "Bert"
    told = await town.store.read(lambda tx: tx.audit.entries())
    decided = [entry for entry in told if entry.action == "suggestion.decided"]
    assert [(entry.thing, entry.result) for entry in decided] == [
        (f"suggestion:{one.id}", "amended")
    ]


async def test_an_answer_with_a_reason_asks_for_go(town, groups) -> None:
    """The reason may name the group: it is read after GO, once."""
    await suggested(town)
    (one,) = await groups.queue()
    town.later(hours=1)
    await groups.decline(one.id, "I rang {them}, and it is still on Tuesdays.")
    assert await town.leave() == [(JEAN, NEUTRAL)]
    (answer,) = await town.say("go")
    assert answer.endswith("it stays as it is: I rang (them), and it is still on Tuesdays.")
    assert answer not in await town.say("go")


async def test_a_reminder_that_waits_is_not_pushed_aside(town, groups) -> None:
    """Where a reminder she asked for waits for its GO, she is told nothing that needs another."""
    await suggested(town)
    jean = await town.resident()
    waits = jean.conversation.changed(promised="week tea-and-talk")
    await town.store.run(lambda tx: tx.residents.keep(jean, waits, None))
    await groups.decline((await groups.queue())[0].id, "It is still on Tuesdays.")
    assert await town.leave() == [
        (JEAN, "Hello from Oakfield. We have looked into what you told us. Thank you.")
    ]
    assert (await town.resident()).conversation.promised == "week tea-and-talk"


@pytest.mark.parametrize(("tags", "stranger"), [({"paused"}, ""), ({"young"}, ""), (set(), "name")])
async def test_who_is_not_to_be_written_to_is_told_nothing(town, groups, tags, stranger) -> None:
    """Somebody in hospital, somebody young, and a phone of which it is not known who holds it."""
    await suggested(town)
    jean = await town.resident()
    talk = jean.conversation.changed(tags=frozenset(tags), stranger=stranger)
    await town.store.run(lambda tx: tx.residents.keep(jean, talk, None))
    await groups.accept((await groups.queue())[0].id)
    assert await town.leave() == []


async def test_something_of_no_organisation_becomes_a_listing(town, groups) -> None:
    """Anybody may tell of something new; a maintainer makes a listing of it."""
    for text in ("suggest", "1", "the gardener stops for tea by the chapel, fridays at 11"):
        await town.say(text)
    (one,) = await groups.queue()
    assert (one.listing, one.kind) == ("", "new")
    assert await town.store.read(deciding.proposed, one) is None
    new = Kept("gardener", "oakfield", "active", 0, darts("gardener", name="Tea by the chapel"))
    await town.store.run(deciding.accept_new, one.id, new, ROSA, town.desk, town.now)
    assert (await groups.kept("gardener")).number == 1
    assert (await town.leave())[-1][1].startswith("Hello from Oakfield. What you told us of is in")


async def test_a_decision_is_made_once_and_says_why(town, groups) -> None:
    """Each refusal says what to do."""
    await suggested(town)
    (one,) = await groups.queue()
    with pytest.raises(Refused, match="Say why"):
        await groups.decline(one.id, "  ")
    with pytest.raises(Refused, match="longer than 250 letters"):
        await groups.decline(one.id, "no " * 100)
    with pytest.raises(Refused, match="somebody changed it since you looked"):
        await groups.accept(one.id, seen=7)
    await town.store.run(deciding.noted, one.id, ROSA, town.desk, town.now)
    with pytest.raises(Refused, match="was accepted already"):
        await groups.decline(one.id, "It is still on.")
    with pytest.raises(Refused, match="no such suggestion"):
        await groups.decline("nobody", "It is still on.")
    assert not await town.store.run(
        lambda tx: tx.suggestions.close("nobody", "declined", "", "", NOON)
    )


async def test_it_was_closed_hides_it_and_asks_its_contact(town, groups) -> None:
    """ "It was closed" brings the question to its own contact forward; a maintainer may hide it."""
    await groups.look()
    for text in ("feedback", "it was closed", "darts night"):
        await town.say(text)
    (one,) = await groups.queue()
    assert (one.kind, one.words) == ("closed", "")
    asking = await town.store.read(lambda tx: tx.askings.get("darts"))
    assert (asking.to, asking.times) == (Address("sms", DOT), 0)
    await groups.accept(one.id, state="hidden")
    assert (await groups.kept()).state == "hidden"


async def test_nobody_fills_the_queue(town, groups) -> None:
    """Of one resident so many are kept in a day, and no longer than so many letters."""
    for number in range(MOST_A_DAY + 2):
        for text in ("suggest", "1", f"darts number {number} " + "and on " * 300):
            await town.say(text)
    found = await groups.queue()
    assert len(found) == MOST_A_DAY
    assert max(len(one.words) for one in found) == 1000


async def test_a_suggestion_goes_after_its_time(town, groups) -> None:
    """Decided ones with the words, open ones after a year."""
    await suggested(town)
    (one,) = await groups.queue()
    await groups.accept(one.id)
    await suggested(town, "Bert is gone")
    town.later(days=Keep().words_days + 1)
    await tidied(town)
    assert [row["state"] for row in await rows(town, "suggestions")] == ["open"]
    town.now = NOON + UNDECIDED + timedelta(days=1)
    await tidied(town)
    assert await rows(town, "suggestions") == []


async def test_her_words_go_with_her(town, groups) -> None:
    """Whoever is forgotten leaves that the listing is wrong, and nothing of what they wrote."""
    await suggested(town)
    for text in ("suggest", "1", "my own knitting group"):
        await town.say(text)
    jean = await town.resident()
    await town.store.run(lambda tx: tx.residents.forget(jean.id))
    (one,) = await groups.queue()
    assert (one.listing, one.words, one.resident) == ("darts", "", None)
    await groups.accept(one.id, state="hidden")
    assert await town.leave() == []


async def test_who_cannot_be_reached_is_told_nothing(town, groups) -> None:
    """A web chat that was left; and what was only good is no reason to ask anybody."""
    at = Address("webchat", "w1")
    guest = await town.store.run(lambda tx: tx.residents.at(at, "oakfield", town.now))
    talk = Conversation("oakfield", tags=frozenset({"welcomed"}))
    await town.store.run(lambda tx: tx.residents.keep(guest, talk, None))
    for words in ("suggest", "1", "a knitting group"):
        await town.text(words, at=at)
    await town.leave("webchat")
    await town.store.run(deciding.noted, (await groups.queue())[0].id, ROSA, town.desk, town.now)
    assert await town.leave("webchat") == []
    for words in ("feedback", "it was good", "darts night"):
        await town.say(words)
    assert await town.store.read(lambda tx: tx.askings.last()) == {}
