"""Suggestions, questions to a group's contact and claims, the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from connectbot.model.message import Address
from connectbot.model.suggested import Asking, Claim
from tests.store.people import ANN, NOW, later

DOT = Address("sms", "+447700900333")
ASKING = Asking("darts", "leeds", DOT, 1, NOW, NOW + timedelta(days=7))


def ann(tx) -> int:
    """Ann, who suggests something."""
    return tx.residents.at(ANN, "leeds", NOW).id


def one(tx, listing: str = "darts", place: str = "leeds", **more) -> str:
    """A suggestion."""
    return tx.suggestions.add(place, listing, "wrong", "resident", "shut", NOW, **more)


async def test_what_was_said_is_kept_and_decided_once(store) -> None:
    """The words and where they are told come back; a decision is one."""
    who = await store.run(ann)
    id = await store.run(one, resident=who, to=DOT)
    found = await store.run(lambda tx: tx.suggestions.get(id))
    assert (found.words, found.to, found.resident, found.state) == ("shut", DOT, who, "open")
    close = lambda tx: tx.suggestions.close(id, "declined", "rosa", "it is open", later(hours=1))  # noqa: E731
    assert (await store.run(close), await store.run(close)) == (True, False)
    (closed,) = await store.read(lambda tx: tx.suggestions.of("darts"))
    assert (closed.reason, closed.closed_by, closed.closed_at) == (
        "it is open",
        "rosa",
        later(hours=1),
    )
    assert await store.read(lambda tx: tx.suggestions.open()) == []


async def test_a_place_has_its_own_queue(store) -> None:
    """The oldest first; all of them for who asks for all."""
    first = await store.run(one)
    other = await store.run(one, place="york")
    queue = await store.read(lambda tx: tx.suggestions.open(["leeds"]))
    assert [found.id for found in queue] == [first]
    assert {found.id for found in await store.read(lambda tx: tx.suggestions.open())} == {
        first,
        other,
    }
    assert len(await store.read(lambda tx: tx.suggestions.open(limit=1))) == 1


async def test_who_is_forgotten_leaves_no_word(store) -> None:
    """That a listing is wrong stays; what was new, and what they keep, goes with them."""
    who = await store.run(ann)
    stays = await store.run(one, resident=who)
    await store.run(one, listing="", resident=who)
    claim = Claim("darts", who, "", later(minutes=30), 0, True)
    await store.run(lambda tx: tx.claims.put(claim, NOW))
    await store.run(lambda tx: tx.residents.forget(who))
    (left,) = await store.read(lambda tx: tx.suggestions.open())
    assert (left.id, left.words, left.resident) == (stays, "", None)
    assert await store.read(lambda tx: tx.claims.of_listing("darts")) == []


async def test_two_who_are_one_keep_both(store) -> None:
    """What either said or keeps is the one's; of two claims on one listing one stays."""
    who = await store.run(ann)
    other = await store.run(lambda tx: tx.residents.at(Address("telegram", "42"), "leeds", NOW).id)
    for resident, listing in ((who, "darts"), (other, "darts"), (other, "bingo")):
        claim = Claim(listing, resident, "", later(minutes=30), 0, True)
        await store.run(lambda tx, claim=claim: tx.claims.put(claim, NOW))
    await store.run(one, resident=other)
    await store.run(lambda tx: tx.residents.merge(other, who))
    held = await store.read(lambda tx: tx.claims.of_resident(who))
    assert {claim.listing for claim in held} == {"darts", "bingo"}
    assert (await store.read(lambda tx: tx.suggestions.open()))[0].resident == who
    assert await store.run(lambda tx: tx.claims.revoke("darts")) == 1


async def test_a_question_waits_for_one_answer(store) -> None:
    """It is found by whom it went to, by its link and by its time; answered, by none of them."""
    asking = replace(ASKING, token_hash="abc")
    await store.run(lambda tx: tx.askings.put(asking))
    assert await store.read(lambda tx: tx.askings.get("darts")) == asking
    assert await store.read(lambda tx: tx.askings.at(DOT)) == asking
    assert await store.read(lambda tx: tx.askings.by_token("abc")) == asking
    assert await store.read(lambda tx: tx.askings.by_token("")) is None
    assert await store.read(lambda tx: tx.askings.due(NOW + timedelta(days=6))) == []
    assert await store.read(lambda tx: tx.askings.due(NOW + timedelta(days=7))) == [asking]
    assert await store.read(lambda tx: tx.askings.last()) == {"darts": asking.next_at}
    assert await store.read(lambda tx: tx.askings.asked_since(NOW)) == 1
    assert await store.read(lambda tx: tx.askings.waiting()) == 0
    done = replace(asking, state="answered", next_at=None)
    await store.run(lambda tx: tx.askings.put(done))
    assert await store.read(lambda tx: tx.askings.at(DOT)) is None
    assert await store.read(lambda tx: tx.askings.last()) == {"darts": NOW}
    first = replace(ASKING, times=0)
    await store.run(lambda tx: tx.askings.put(first))
    assert await store.read(lambda tx: tx.askings.waiting()) == 1
    assert await store.read(lambda tx: tx.askings.at(DOT)) is None


async def test_what_is_past_its_time_goes(store) -> None:
    """Decided ones, and those that nobody ever decided."""
    id = await store.run(one)
    await store.run(one)
    await store.run(lambda tx: tx.suggestions.close(id, "accepted", "", "", NOW))
    soon = NOW + timedelta(days=1)
    assert await store.run(lambda tx: tx.suggestions.purge(soon, NOW, 50)) == 1
    assert await store.run(lambda tx: tx.suggestions.purge(soon, soon, 50)) == 1
