"""He who holds her phone tries all he can: he learns of no group, and stops none in silence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from connectbot.desk import remind
from connectbot.desk.ports.referrals import Wanted
from connectbot.desk.referring import residents
from connectbot.desk.referring.making import By
from connectbot.model.effect import Remind
from connectbot.model.message import Address
from connectbot.safety.reserved import Keyword
from tests.desk.referring.introduced import (
    SAM_WORKS,
    TEA,
    found,
    in_the_directory,
    moved,
    refer,
)
from tests.desk.referring.jean import GROUP, known, states, talk
from tests.desk.town import JEAN, SAM, WORLD

SECRET = re.compile(
    r"tea and talk|oakfield hall|chapel row|\bnia\b|group answered|introduc|\bjean\b", re.IGNORECASE
)
"""What would tell him where she goes, or who sends her."""

HE_TRIES = (
    *(word.value for word in Keyword if word not in (Keyword.STOP, Keyword.WRONG_PERSON)),
    *sorted({word for flow in WORLD.flows.values() for word in flow.words}),
    "1",
    "yes",
    "hello?",
    "what did she say to you",
    "what do you know about me",
    "who is nia",
    "where is she going",
    "did i sign up for anything",
    "more",
    "0",
)
"""Every reserved word, every start word, and what one would ask. STOP, WRONG PERSON and a no to the
first text are told to whoever sent her: see below."""


async def sent(town, *, agreed: bool) -> None:
    """Nia sends her to Tea and Talk, on a phone that others see; with `agreed` she has said yes."""
    await in_the_directory(town)
    await known(town, phone="shared")
    await refer(town, By(SAM_WORKS, "command", "Nia"))
    await town.leave()
    if agreed:
        await talk(town, "GO", "Jean", "1", "mornings")
        await town.leave()


@pytest.mark.parametrize("agreed", [False, True], ids=["asked", "agreed"])
async def test_he_learns_nothing_of_it(town, agreed) -> None:
    """Hours later he tries every word there is, each in a fresh talk: nothing tells of the group,
    and it stands where it stood."""
    await sent(town, agreed=agreed)
    before = await states(town)
    for word in HE_TRIES:
        town.later(hours=5)
        read = await talk(town, word)
        assert not SECRET.search(read), (word, read)
    assert await states(town) == before


async def test_the_first_text_gives_him_no_more_than_a_name(town) -> None:
    """He answers it himself: without her first name he gets no further, and it still waits."""
    await sent(town, agreed=False)
    read = await talk(town, "1", "its me", "Gary")
    assert not SECRET.search(read)
    assert [state for state, *_ in await states(town)] == ["awaiting_consent"]


async def test_what_he_takes_back_is_no_secret(town) -> None:
    """He writes that she has changed her mind: the answer is as neutral as where nothing was, and
    whoever sent her is told, as well as the group."""
    await sent(town, agreed=True)
    town.later(hours=5)
    await town.text("dont tell them anything")
    gone = await town.delivered()
    read = " / ".join(gone[JEAN])
    assert "Nothing more about you is passed on to any group" in read
    assert not SECRET.search(read)
    assert any("not coming" in text for text in gone[GROUP])
    assert any("taken it back" in text for text in gone[SAM])


@pytest.mark.parametrize("after", ["accepted", "full", "day", "week", "help"])
async def test_go_alone_tells_him_nothing_of_what_comes_back(town, after) -> None:
    """The group has answered, or her day, the week or the six weeks have come, and he says GO in
    the morning: without her first name he learns nothing, and it still waits for her."""
    await sent(town, agreed=True)
    made = (await town.store.read(lambda tx: tx.referrals.find(Wanted())))[0]
    if after == "full":
        await moved(town, made.id, "declined_by_service", "provider", reason="no-capacity")
    else:
        await moved(town, made.id, "accepted", "provider")
    if after == "day":
        await town.store.run(
            remind.promise, await town.resident(), Remind(TEA, "day"), town.desk, town.now
        )
    now = await found(town, made.id)
    if after in ("accepted", "full"):
        await town.store.run(residents.answered, now, town.desk, town.now)
    days = {"day": 7, "week": 8, "help": 45}.get(after, 1)
    town.now = town.now.replace(hour=10, minute=30) + timedelta(days=days)
    await town.remind()
    assert any("GO" in text for text in (await town.delivered())[JEAN])
    for words in (("GO", "Gary"), ("hello?", "its me", "2", "GO", "her husband", "Gary")):
        town.later(hours=5)
        read = await talk(town, *words)
        assert not SECRET.search(read), (words, read)
        assert "group" not in read
    town.later(hours=5)
    read = await talk(town, "GO", "Jean")
    assert re.search("Tea and Talk|no room|Did you get there|Did it help", read), read


@pytest.mark.parametrize("no", ["2", "no thanks"])
async def test_a_no_of_his_is_no_secret(town, no) -> None:
    """He answers the first text with no: whoever sent her hears that somebody said so there."""
    await sent(town, agreed=False)
    town.later(hours=5)
    await town.text(no)
    gone = await town.delivered()
    assert gone[JEAN] == ["All right. Nothing is passed on. Write again any time."]
    assert any("said no" in text for text in gone[SAM])


async def test_the_answer_is_the_same_where_there_was_nothing(town) -> None:
    """Whoever never was introduced anywhere reads the same words."""
    await known(town, phone="shared")
    assert await talk(town, "dont tell them anything") == (
        "All right. Nothing more about you is passed on to any group. "
        "Text PERSON if you would like to talk to somebody."
    )
    assert await town.store.read(lambda tx: tx.referrals.find(Wanted())) == []


async def test_a_web_chat_opened_again_shows_nothing(town) -> None:
    """He opens the web chat on her computer: it knows nothing of what she said by text."""
    await sent(town, agreed=True)
    at = Address("webchat", "the-computer")
    for word in ("GO", "1", "take it back", "did i sign up for anything"):
        town.later(minutes=1)
        await town.text(word, at=at)
        read = " / ".join(text for _, text in await town.leave("webchat"))
        assert not SECRET.search(read), (word, read)
    assert [state for state, *_ in await states(town)] == ["sent"]


async def test_a_forwarded_link_attaches_nobody_to_it(town) -> None:
    """A stranger opens a link that names a referral, its code, or the flow that speaks of it: they
    are welcomed like anybody, and hers stands where it stood."""
    await sent(town, agreed=False)
    referral = (await town.store.read(lambda tx: tx.referrals.find(Wanted())))[0]
    for number, link in enumerate((referral.id, referral.code, "referral", "group-answers")):
        at = Address("telegram", f"70000000{number}")
        desk = town.desk
        town.desk = replace(desk, traits={**desk.traits, "telegram": desk.traits["webchat"]})
        await town.text("", at=at, manner="opened", about=link)
        read = " / ".join(text for _, text in await town.leave("telegram"))
        assert "Who sees this" in read
        assert not SECRET.search(read)
        stranger = await town.store.run(lambda tx, at=at: tx.residents.at(at, "oakfield", town.now))
        of = await town.store.read(lambda tx, one=stranger: list(tx.referrals.of(one.id)))
        assert (of, stranger.conversation.promised) == ([], "")
    assert [state for state, *_ in await states(town)] == ["awaiting_consent"]
