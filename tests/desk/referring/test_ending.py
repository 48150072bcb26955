"""What becomes of referrals when somebody is not there, or wants nothing more."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from connectbot.desk import forget, tidy
from connectbot.desk.referring import consent, ending, residents, to_groups
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import Introduce, Newcomer
from connectbot.model.message import Address
from tests.desk.referring.introduced import TEA, found, in_the_directory, look, refer
from tests.desk.town import JEAN, SAM

GROUP = "+447700900201"
CHAT = Address("webchat", "a-browser")


async def told(town):
    """Tea and Talk was told of Jean."""
    await in_the_directory(town)
    made = await refer(town)
    await town.leave()
    await town.store.run(consent.agreed, made.id, "name-and-number", town.now)
    await look(town)
    assert [to for to, _ in await town.leave()] == [GROUP]
    return made


async def because(town, made, why):
    """It happens; how many ended."""
    return await town.store.run(ending.because, made.resident_id, why, town.desk, town.now)


@pytest.mark.parametrize("why", ["stopped", "died", "moved", "wrong-person"])
async def test_one_that_waits_for_a_word_lapses(town, why) -> None:
    """Nobody is asked any more, with the reason."""
    await in_the_directory(town)
    made = await refer(town)
    assert await because(town, made, why) == 1
    over = await found(town, made.id)
    assert (over.state, over.reason) == ("lapsed", why)
    assert await because(town, made, why) == 0


@pytest.mark.parametrize(
    ("why", "state", "reason"),
    [
        ("died", "lapsed", "died"),
        ("moved", "lapsed", "moved"),
        ("wrong-person", "lapsed", "wrong-person"),
        ("forgotten", "no_longer_interested", "changed-mind"),
    ],
)
async def test_a_group_that_was_told_hears_of_it(town, why, state, reason) -> None:
    """It ends, and the group is told that they do not come; whoever sent them is told where
    nothing of them is left to be looked at."""
    made = await told(town)
    assert await because(town, made, why) == 1
    over = await found(town, made.id)
    assert (over.state, over.reason) == (state, reason)
    texts = sorted(await town.leave())
    assert [to for to, _ in texts] == [GROUP, *([SAM] if why == "forgotten" else [])]
    assert "not coming" in texts[0][1]


@pytest.mark.parametrize("why", ["stopped", "hospital"])
async def test_what_they_agreed_to_goes_on(town, why) -> None:
    """STOP ends texts, and hospital pauses them: what was agreed with a group stands. After STOP no
    answer reaches them, and whoever sent them is told so."""
    made = await told(town)
    assert await because(town, made, why) == 0
    assert (await found(town, made.id)).state == "sent"
    told_of = [to_groups.STOPPED in text for to, text in await town.leave() if to == SAM]
    assert told_of == [True] * (why == "stopped")


async def test_hospital_ends_nothing(town) -> None:
    """One that waits for their word waits on."""
    await in_the_directory(town)
    made = await refer(town)
    assert await because(town, made, "hospital") == 0


async def test_who_leaves_the_chat_quickly_is_not_waited_for(town) -> None:
    """Nothing of them is left, and the group that was told hears that they are not coming."""
    await in_the_directory(town)
    there = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))
    asked = Introduce(TEA, "first-name")
    await town.store.run(residents.introduce, there, asked, town.desk, town.now)
    (made,) = await town.store.read(lambda tx: list(tx.referrals.of(there.id)))
    assert GROUP in dict(await town.leave())
    await town.store.run(forget.forget, CHAT, town.desk, town.now)
    texts = dict(await town.leave())
    assert "not coming" in texts[GROUP]
    assert set(texts) == {GROUP}
    assert await town.store.read(lambda tx: tx.referrals.get(made.id)) is None


async def test_who_writes_from_a_phone_too_is_still_expected(town) -> None:
    """Leaving the page is no word about the group: they are known on their phone."""
    made = await told(town)
    jean = await town.resident()
    chat = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))
    await town.store.run(lambda tx: tx.residents.merge(chat.id, jean.id))
    await town.store.run(forget.forget, CHAT, town.desk, town.now)
    assert await town.leave() == []
    assert (await found(town, made.id)).state == "sent"


async def test_who_is_forgotten_is_not_asked(town) -> None:
    """One that waits goes with them, and nobody was told of them."""
    await in_the_directory(town)
    made = await refer(town)
    await town.leave()
    await town.say("FORGET ME")
    await town.text("1")
    assert await town.store.read(lambda tx: tx.referrals.get(made.id)) is None
    town.later(days=3)
    await look(town)
    assert GROUP not in [to for to, _ in await town.leave()]


@pytest.mark.parametrize(
    ("words", "reason"), [("STOP", "stopped"), ("WRONG PERSON", "wrong-person")]
)
async def test_their_own_words_end_it(town, words, reason) -> None:
    """STOP and WRONG PERSON to the first text end it at once, and nothing more comes."""
    await in_the_directory(town)
    made = await refer(town)
    await town.leave()
    await town.say(words)
    over = await found(town, made.id)
    assert (over.state, over.reason) == ("lapsed", reason)
    town.later(days=20)
    await look(town)
    assert JEAN not in [to for to, _ in await town.leave()]


async def test_died_on_a_phone_of_two(town) -> None:
    """Somebody on a shared phone tells of another one on it: that one's ends."""
    made = await told(town)
    jean = await town.resident()
    await town.store.run(
        lambda tx: tx.residents.beside(jean, jean.conversation.changed(saved={}), town.now)
    )
    await town.say("Jean has died")
    await town.leave()
    assert (await found(town, made.id)).reason == "died"


async def test_forget_me_tells_the_group(town) -> None:
    """FORGET ME takes everything back: the group hears it, and nothing of them is left."""
    made = await told(town)
    await town.say("FORGET ME")
    await town.text("1")
    assert "not coming" in dict(await town.leave())[GROUP]
    assert await town.store.read(lambda tx: tx.referrals.get(made.id)) is None


async def test_whose_number_it_was_is_not_sent_anywhere(town) -> None:
    """A new holder of the number says it is theirs alone: the group must not ring it for Jean."""
    made = await told(town)
    jean = await town.resident()
    turn = Turn(
        Conversation("oakfield", people=((str(jean.id), "Jean"),)), effects=(Newcomer("drop"),)
    )
    for effects, state in (((Newcomer("stay"),), "sent"), (turn.effects, "lapsed")):
        await town.store.run(
            ending.of_those_before, replace(turn, effects=effects), town.desk, town.now
        )
        assert (await found(town, made.id)).state == state
    assert "not coming" in dict(await town.leave())[GROUP]


async def test_who_never_answered_is_let_go(town) -> None:
    """Half a year after it came to nothing, somebody who never wrote to us is erased."""
    await in_the_directory(town)
    made = await refer(town)
    for day in (3, 4, 7):
        town.later(days=day)
        await look(town)
    await town.leave()
    for days, there in ((179, True), (2, False)):
        town.later(days=days)
        while await town.store.run(tidy.tidy, town.desk, town.now):
            pass
        left = await town.store.read(lambda tx: tx.referrals.get(made.id))
        assert (left is not None) == there
    told_of = [one.action for one in await town.store.read(lambda tx: tx.audit.newest())]
    assert "tidy.silent" in told_of
    assert await town.store.read(lambda tx: tx.residents.on(Address("sms", JEAN))) == []


async def test_somebody_at_no_address_is_not_waited_for(town) -> None:
    """Where nothing can be sent to them at all any more, it lapses."""
    await in_the_directory(town)
    made = await refer(town)
    with sqlite3.connect(town.folder / "data" / "connectbot.db") as database:
        database.execute("UPDATE addresses SET resident_id = NULL")
    database.close()
    town.later(days=3)
    await look(town)
    over = await found(town, made.id)
    assert (over.state, over.reason) == ("lapsed", "unreachable")
