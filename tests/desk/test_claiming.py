"""A group's own contact keeps its listing: a code goes to what the listing publishes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from connectbot.desk import claiming, sentences
from connectbot.desk.listings import changing
from connectbot.desk.ports import Traits
from connectbot.desk.suggesting import deciding
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from tests.desk.groups import DOT, OLD, ROSA, Groups, darts
from tests.desk.town import JEAN, TRAITS

CHAT = Address("telegram", "4242")


@pytest.fixture
async def groups(town) -> Groups:
    """A darts night, and somebody on Telegram who has been here before."""
    town.changed(traits={**TRAITS, "telegram": Traits("telegram", True, False, 30.0, 4096)})
    groups = Groups(town)
    await groups.add()
    talk = Conversation("oakfield", saved={"phone": "mine"}, tags=frozenset({"welcomed"}))
    for at in (CHAT, Address("sms", JEAN)):
        who = await town.store.run(lambda tx, at=at: tx.residents.at(at, "oakfield", town.now))
        await town.store.run(lambda tx, who=who: tx.residents.keep(who, talk, None))
    return groups


async def asks(town, at: Address = CHAT) -> str:
    """They say that they run it; the code that its phone gets, "" none."""
    for words in ("suggest", "3", "darts night"):
        await town.text(words, at=at)
    texts = [text for to, text in await town.leave() if to == DOT]
    return re.search(r"\d{6}", texts[0])[0] if texts else ""


async def says(town, *all_words: str, at: Address = CHAT) -> list[str]:
    """What they read after the last of these."""
    for words in all_words:
        await town.leave(at.channel)
        await town.text(words, at=at)
    return [text for _, text in await town.leave(at.channel)]


async def wrong(town, words: str, at: Address = CHAT) -> None:
    """They say what the listing should say."""
    await says(town, "feedback", "what you told me was wrong", "darts night", words, at=at)


async def test_who_reads_the_code_keeps_the_listing(town, groups) -> None:
    """What they say in a chat is so from now on where it can be read; the rest is a maintainer's.
    A number may have gone to a stranger: nobody is introduced until somebody looked again."""
    code = await asks(town)
    assert await says(town, f"it is {code}") == [sentences.THEIRS_TO_KEEP]
    await wrong(town, "we are on Thursdays 7pm to 9pm")
    listing = await groups.listing()
    assert (listing.when[0].byday, listing.checked) == ("TH", None)
    assert str(listing.assured.where) == OLD["on"]  # the hall stands where it stood
    (look,) = await groups.queue()
    assert (look.by, look.words) == ("service", claiming.CLAIMED)
    assert await town.store.read(deciding.proposed, look) is None
    *_, last = await town.store.read(lambda tx: tx.listings.history("darts"))
    assert (last.act.kind, last.act.door) == ("contact", "chat")
    await wrong(town, "Bert is at the door now")
    assert [(one.by, one.words) for one in (await groups.queue())[1:]] == [
        ("contact", "Bert is at the door now")
    ]
    assert await asks(town) == ""  # they keep it already


async def test_over_sms_nothing_is_changed(town, groups) -> None:
    """A number is too easily borrowed: what they say by text waits for a maintainer."""
    sms = Address("sms", JEAN)
    code = await asks(town, sms)
    assert await says(town, code, at=sms) == [sentences.THEIRS_TO_KEEP]
    await wrong(town, "we are on Thursdays 7pm to 9pm", at=sms)
    assert [one.by for one in await groups.queue()] == ["service", "contact"]
    assert (await groups.listing()).when[0].byday == "TU"


async def test_a_wrong_code_and_an_old_one(town, groups) -> None:
    """Half an hour and five tries; the same words for each."""
    code = await asks(town)
    other = "111111" if code != "111111" else "222222"
    assert await says(town, other) == [sentences.NOT_THE_CODE]
    town.later(minutes=31)
    jean = await town.store.run(lambda tx: tx.residents.at(CHAT, "oakfield", town.now))

    def tried(at, given: str):
        asked = claiming.Asked("darts", given)
        return town.store.run(claiming.carry_out, jean, asked, town.desk, at)

    assert (await tried(town.now, code)).text == sentences.NOT_THE_CODE
    before = town.now - timedelta(minutes=20)
    for _ in range(3):
        await tried(before, other)
    assert (await tried(before, code)).text == sentences.NOT_THE_CODE
    nothing = claiming.Asked("bingo", "123456")
    said = await town.store.run(claiming.carry_out, jean, nothing, town.desk, town.now)
    assert said.text == sentences.NOT_THE_CODE


async def test_no_phone_is_filled_with_codes(town, groups) -> None:
    """One in four hours, none at night, none where nothing is published; what they read is the
    same."""
    assert await asks(town)
    await says(town, "0")
    assert await asks(town) == ""
    town.later(hours=10)
    assert await asks(town) == ""
    town.changed(elsewhere=lambda address: address.value == DOT)
    town.later(hours=14)
    assert await asks(town) == ""
    town.changed(elsewhere=lambda address: False)
    await groups.add(darts("bingo", name="Bingo", contact={}), "bingo")
    for words in ("suggest", "3", "bingo"):
        await town.text(words, at=CHAT)
    assert await town.leave() == []


async def test_it_is_revoked(town, groups) -> None:
    """From then on they are anybody."""
    await says(town, await asks(town))
    assert await town.store.run(claiming.revoke, "darts", town.now) == 1
    assert await town.store.run(claiming.revoke, "darts", town.now) == 0
    await wrong(town, "we are on Thursdays 7pm to 9pm")
    assert [one.by for one in await groups.queue()] == ["service", "resident"]
    assert (await groups.listing()).when[0].byday == "TU"


async def test_a_group_that_nobody_had_checked_is_not_looked_at_again(town, groups) -> None:
    """There is no check to lose, and nothing for a maintainer to do."""
    kept = await groups.kept()
    bare = darts("darts", checked=None, assured={"on": OLD["on"]})
    await town.store.run(changing.change, "darts", bare, ROSA, town.now, seen=kept.number)
    await groups.look()
    assert await says(town, await asks(town)) == [sentences.THEIRS_TO_KEEP]
    assert await groups.queue() == []
