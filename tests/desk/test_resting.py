"""Whoever has not written for long: their conversation is put to rest, and they are erased."""

from dataclasses import fields
from datetime import timedelta

import pytest
from sqlalchemy import null

from connectbot.desk.retention import Keep
from connectbot.flows.resting import SEEN, at_rest
from connectbot.model.conversation import Conversation
from connectbot.store.moments import micros
from connectbot.store.statement import Statement
from connectbot.store.tables import Row
from tests.desk.household import everybody, joan_and_ted
from tests.desk.test_retention import WORDS, rows, tidied
from tests.desk.town import SAM


async def test_a_conversation_is_put_to_rest(town):
    """What she said of herself and looked for goes, and that the phone is hers; her place stays,
    and what comes next begins anew. It is put to rest once."""
    await town.to_the_groups()
    before = (await town.resident()).conversation
    assert before.frames
    assert before.saved.keys() & {"area", "need"}
    town.now += WORDS
    assert await tidied(town)
    found = (await town.resident()).conversation
    assert found == Conversation("oakfield", people=before.people)
    assert await tidied(town) == 0
    (row,) = await rows(town, "conversations")
    assert row["rested_at"] == micros(town.now)
    jean = await town.resident()
    await town.store.run(lambda tx: tx.residents.keep(jean, jean.conversation, None))
    (row,) = await rows(town, "conversations")
    assert row["rested_at"] is None


async def test_a_household_is_known_after_a_rest(town):
    """Joan's words go though Ted goes on writing; that there are two of them stays known."""
    await joan_and_ted(town)
    for _ in range(3):
        town.now += WORDS / 2
        await town.say("it's Ted")
        await town.say("hello")
        await tidied(town)
    both = await everybody(town)
    assert set(both) == {"Joan", "Ted"}
    assert both["Joan"].conversation.saved == {"phone": "shared", "name": "Joan"}
    assert "area" not in both["Joan"].conversation.saved


def test_what_keeps_somebody_safe_outlives_a_rest() -> None:
    """That others see the phone is never forgotten; every other field is."""
    full = Conversation(
        "oakfield",
        revision="r",
        saved={"name": "Joan", "phone": "shared", "area": "LS8", "need": "food"},
        tags=frozenset({SEEN, "older"}),
        heard="we have no food",
        seen=("tea",),
        promised="day tea",
        people=(("2", "Ted"),),
    )
    rested = at_rest(full)
    assert rested.saved == {"name": "Joan", "phone": "shared"}
    assert rested.tags == {SEEN}
    assert rested.people == full.people
    changed = {f.name for f in fields(full) if getattr(rested, f.name) != getattr(full, f.name)}
    assert changed == {"revision", "saved", "tags", "heard", "seen", "promised"}


async def test_who_is_silent_for_two_years_is_erased(town):
    """As if they had asked; who writes meanwhile stays. The log tells of each, not who it was."""
    await town.say("im lonely, LS8")
    await town.say("hello", SAM)
    town.now += WORDS
    await tidied(town)
    town.now += Keep().silent - WORDS
    await town.say("hello", SAM)
    assert [one["id"] for one in await rows(town, "residents")] == [1, 2, 3]
    town.later(days=2)
    await tidied(town)
    # Whoever writes from Sam's number after so long may be somebody else, and that one stays.
    assert [one["id"] for one in await rows(town, "residents")] == [3]
    assert (await town.resident()).new
    told = await town.store.read(lambda tx: tx.audit.entries())
    assert [(one.action, one.actor) for one in told] == [("tidy.silent", "service")] * 2
    assert await rows(town, "audit_subjects") == []


async def test_a_stop_outlives_silence(town):
    """Who opted out and is erased stays opted out, by a keyed hash alone."""
    await town.say("hello")
    await town.say("STOP")
    town.now += WORDS
    await tidied(town)
    town.now += Keep().silent
    await tidied(town)
    (row,) = await rows(town, "addresses")
    assert (row["sealed"], row["resident_id"], row["last_inbound_at"]) == (None, None, None)
    assert (await town.resident()).stopped


@pytest.mark.parametrize(
    ("days", "months", "words", "keys", "silent"),
    [(90, 24, 90, 180, 730), (7, 3, 7, 180, 91), (365, 120, 365, 365, 3650)],
)
def test_what_an_operator_chooses(days, months, words, keys, silent) -> None:
    """Days and months as they are meant; a repeat is known as long as the words at least."""
    keep = Keep(days, months)
    assert (keep.words.days, keep.keys.days, keep.silent.days) == (words, keys, silent)


async def test_words_kept_longer_than_silence_is_borne(town):
    """Whoever is silent is erased when their words have gone: never before."""
    town.changed(keep=Keep(words_days=365, silent_months=3))
    await town.say("im lonely, LS8")
    town.now += timedelta(days=364)
    await tidied(town)
    assert len(await rows(town, "residents")) == 1
    town.later(days=2)
    await tidied(town)
    town.later(minutes=1)
    await tidied(town)
    assert await rows(town, "residents") == []


async def test_somebody_at_no_address_ends_the_tick_too(town):
    """Whoever was left behind without one is put to rest once, and erased in their time."""
    await town.say("hello")
    await town.store.run(_left_behind)
    town.now += WORDS + timedelta(days=7)
    await tidied(town)
    assert [one["rested_at"] for one in await rows(town, "conversations")] == [micros(town.now)]
    town.now += Keep().silent
    await tidied(town)
    assert await rows(town, "residents") == []


def _left_behind(tx):
    addresses = Row.metadata.tables["addresses"]
    tx.audit._link.change(Statement(addresses.update().values(resident_id=null())))
