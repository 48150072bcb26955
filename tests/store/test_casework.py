"""Caseloads, notes, passkeys and the queue of talks, on both kinds of database."""

from datetime import timedelta

import pytest

from connectbot.desk import audit
from connectbot.desk.ports import Standing
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.staff import Passkey, Staff
from tests.store.people import ANN, BOB, NOW, later

JO = Staff("jo", "Jo", "link-worker", ("leeds",), NOW)
SAM = Staff("sam", "Sam", "lead", ("leeds", ""), NOW)
DAY = timedelta(days=1)


@pytest.fixture
async def people(store):
    """Jo and Sam were invited; Ann and Bob have written. Their numbers."""

    def begin(tx):
        tx.staff.add(JO)
        tx.staff.add(SAM)
        return [tx.residents.at(one, "leeds", NOW).id for one in (ANN, BOB)]

    return await store.run(begin)


async def test_who_looks_after_whom(store, people) -> None:
    """Once each, the newest first; several may look after one; many are asked about at once."""
    ann, bob = people

    def cared(tx):
        tx.caseloads.add("jo", ann, NOW)
        tx.caseloads.add("jo", ann, later(days=1))
        tx.caseloads.add("jo", bob, later(days=2))
        tx.caseloads.add("sam", ann, later(days=3))

    await store.run(cared)
    assert await store.read(lambda tx: tx.caseloads.of(["jo"])) == [bob, ann]
    assert await store.read(lambda tx: tx.caseloads.of(["jo", "sam"])) == [ann, bob]
    assert await store.read(lambda tx: tx.caseloads.has(["sam"], ann))
    assert not await store.read(lambda tx: tx.caseloads.has(["sam"], bob))
    many = [*range(1_000, 1_150), ann, bob]
    found = await store.read(lambda tx: tx.caseloads.keepers(many))
    assert found == {ann: ["jo", "sam"], bob: ["jo"]}
    await store.run(lambda tx: tx.caseloads.remove("jo", bob))
    assert await store.read(lambda tx: tx.caseloads.of(["jo"])) == [ann]


async def test_all_of_theirs_are_handed_over(store, people) -> None:
    """Whoever is looked after by both already stays once."""
    ann, bob = people
    for who, whom in (("jo", ann), ("jo", bob), ("sam", ann)):
        await store.run(lambda tx, who=who, whom=whom: tx.caseloads.add(who, whom, NOW))
    assert await store.run(lambda tx: tx.caseloads.move("jo", "sam", later(days=1))) == 2
    assert await store.read(lambda tx: tx.caseloads.of(["sam"])) == [bob, ann]
    assert await store.read(lambda tx: tx.caseloads.of(["jo"])) == []


async def test_how_they_stand(store, people) -> None:
    """Dead is a phone that nothing reaches; whoever asked us to stop is told apart."""
    bob = people[1]
    eve, fay = Address("sms", "+447700900103"), Address("sms", "+447700900104")

    def begin(tx):
        ids = [tx.residents.at(one, "leeds", NOW).id for one in (eve, fay)]
        for id in (*people, *ids):
            tx.caseloads.add("jo", id, NOW)
        tx.residents.mark_bad(BOB, "30005", NOW)
        tx.residents.stop(eve, NOW, "text")
        tx.residents.mark_bad(fay, "30005", NOW)
        tx.residents.stop(fay, NOW, "text")
        return ids

    stopped, dead = await store.run(begin)
    expected = Standing(
        frozenset([*people, stopped, dead]), frozenset([bob, dead]), frozenset([stopped])
    )
    assert await store.read(lambda tx: tx.caseloads.standing(["jo", "sam"])) == expected


async def test_notes_are_sealed_and_go_with_the_person(store, people) -> None:
    """The newest first; one is taken away; of somebody who is forgotten none is left."""
    ann, bob = people

    def noted(tx):
        tx.notes.add(ann, "jo", "rings on Mondays", NOW)
        return tx.notes.add(ann, "jo", "moved to a flat", later(days=1))

    await store.run(noted)
    found = await store.read(lambda tx: tx.notes.of(ann))
    assert [one.text for one in found] == ["moved to a flat", "rings on Mondays"]
    assert found[0].staff_id == "jo"
    held = await store.read(lambda tx: tx.holding.all_of(ann))
    assert [one.text for one in held.notes] == ["rings on Mondays", "moved to a flat"]
    assert await store.read(lambda tx: tx.notes.of(bob)) == []
    await store.run(lambda tx: tx.caseloads.add("jo", ann, NOW))
    await store.run(lambda tx: tx.residents.forget(ann))
    assert await store.read(lambda tx: tx.notes.of(ann)) == []
    assert await store.read(lambda tx: tx.caseloads.of(["jo"])) == []


async def test_two_who_are_one_are_looked_after_once(store, people) -> None:
    """Notes and keepers of both become the other's."""
    ann, bob = people

    def begin(tx):
        for who, whom in (("jo", ann), ("jo", bob), ("sam", ann)):
            tx.caseloads.add(who, whom, NOW)
        tx.notes.add(ann, "jo", "rings on Mondays", NOW)
        tx.residents.merge(ann, bob)

    await store.run(begin)
    assert await store.read(lambda tx: tx.caseloads.of(["jo", "sam"])) == [bob]
    assert [one.text for one in await store.read(lambda tx: tx.notes.of(bob))] == [
        "rings on Mondays"
    ]


async def test_a_passkey_is_kept_used_and_taken_away(store, people) -> None:
    """Of nobody who was sent away."""
    key = Passkey("key", "jo", b"\x00public", 1, NOW)
    assert await store.run(lambda tx: tx.passkeys.add(key))
    assert not await store.run(lambda tx: tx.passkeys.add(key))
    assert await store.read(lambda tx: tx.passkeys.get("key")) == key
    await store.run(lambda tx: tx.passkeys.used("key", 2, later(days=1)))
    (used,) = await store.read(lambda tx: tx.passkeys.of("jo"))
    assert (used.signs, used.used_at) == (2, later(days=1))
    assert not await store.run(lambda tx: tx.passkeys.remove("key", "sam"))
    await store.run(lambda tx: tx.staff.revoke("jo", NOW))
    assert await store.read(lambda tx: tx.passkeys.get("key")) is None
    assert await store.read(lambda tx: tx.passkeys.of("jo")) == []


async def test_what_is_to_be_signed_is_taken_once(store) -> None:
    """By the browser that asked, in time; at most so many wait."""
    ask = lambda tx, name: tx.passkeys.challenge(name, "browser", later(minutes=5), 2)  # noqa: E731
    assert await store.run(ask, "one")
    assert not await store.run(ask, "one")
    assert await store.run(ask, "two")
    assert not await store.run(ask, "three")
    assert not await store.run(lambda tx: tx.passkeys.take("one", "another", NOW))
    assert not await store.run(lambda tx: tx.passkeys.take("two", "browser", later(minutes=5)))
    assert await store.run(lambda tx: tx.passkeys.take("one", "browser", NOW))
    assert not await store.run(lambda tx: tx.passkeys.take("one", "browser", NOW))
    assert await store.run(lambda tx: tx.passkeys.purge(later(minutes=6), 50)) == 1


def _talk(tx, whom, place="leeds"):
    talk, _ = tx.handovers.open(whom, place, "handover", "asked", NOW, NOW)
    return talk.id


async def test_the_queue_of_talks(store, people) -> None:
    """Those of these places, with the first name they gave, until they are given back; more places
    than a statement takes are asked one after another."""
    ann, bob = people

    def begin(tx):
        resident = tx.residents.get(ann)
        tx.residents.keep(resident, Conversation("leeds", saved={"name": "Ann"}), None)
        return _talk(tx, ann), _talk(tx, bob, "hull")

    here, there = await store.run(begin)
    (one,) = await store.read(lambda tx: tx.handovers.open_in(["leeds"]))
    assert (one.handover.id, one.name, one.holder, one.passed_on) == (here, "Ann", "", False)
    places = [f"place-{n}" for n in range(30)] + ["leeds", "hull", "leeds"]
    both = await store.read(lambda tx: tx.handovers.open_in(places))
    assert {one.handover.id for one in both} == {here, there}
    assert await store.read(lambda tx: tx.handovers.open_in([])) == []
    assert await store.read(lambda tx: tx.handovers.opened(here)) == one
    await store.run(lambda tx: tx.handovers.close(here, NOW))
    assert await store.read(lambda tx: tx.handovers.opened(here)) is None
    assert await store.read(lambda tx: tx.handovers.opened("\ud800")) is None


async def test_a_talk_is_taken_as_it_was_seen(store, people) -> None:
    """Free, or from whoever had it then; one that is passed on says so."""
    id = await store.run(_talk, people[0])

    def take(tx, who, at, seen):
        return tx.handovers.take(id, f"hash of {who}", who, at, seen)

    assert not await store.run(take, "Sam", NOW, NOW)
    assert await store.run(take, "Jo", NOW, None)
    assert not await store.run(take, "Sam", later(minutes=1), None)
    found = await store.read(lambda tx: tx.handovers.opened(id))
    assert (found.handover.taken_by, found.holder) == ("Jo", "hash of Jo")
    assert found.handover.acknowledged_at == NOW
    await store.run(lambda tx: tx.handovers.told(id, 0, "Lee", "link", later(minutes=2), None))
    assert (await store.read(lambda tx: tx.handovers.opened(id))).passed_on
    assert await store.run(take, "Sam", later(minutes=3), NOW)
    found = await store.read(lambda tx: tx.handovers.opened(id))
    assert (found.handover.taken_by, found.passed_on) == ("Sam", False)
    assert found.handover.acknowledged_at == NOW
    await store.run(lambda tx: tx.handovers.close(id, NOW))
    assert not await store.run(take, "Jo", later(minutes=4), later(minutes=3))


async def test_an_alert_is_acknowledged_once(store, people) -> None:
    """Nobody is told of it any more."""
    id = await store.run(_talk, people[0])
    assert await store.run(lambda tx: tx.handovers.acknowledge(id, "Sam", later(minutes=1)))
    assert not await store.run(lambda tx: tx.handovers.acknowledge(id, "Jo", later(minutes=2)))
    talk = await store.read(lambda tx: tx.handovers.get(id))
    assert (talk.acknowledged_at, talk.next_at, talk.taken_at) == (later(minutes=1), None, None)


async def test_who_of_ours_is_here(store, people) -> None:
    """By their last page; all their visits end at once, and nobody else's; what they do changes."""

    def begin(tx):
        for number, who in enumerate(("jo", "jo", "sam")):
            tx.staff.enter(f"hash {number}", who, later(minutes=number))

    await store.run(begin)
    found = await store.read(lambda tx: tx.staff.here(later(minutes=1)))
    assert found == {"jo": later(minutes=1), "sam": later(minutes=2)}
    assert await store.run(lambda tx: tx.staff.leave_all("jo")) == 2
    assert set(await store.read(lambda tx: tx.staff.here(NOW))) == {"sam"}
    away = Staff(
        "jo", "Joan", "lead", ("hull",), NOW, away=(NOW.date(), NOW.date() + DAY), cover="sam"
    )
    await store.run(lambda tx: tx.staff.change(away))
    assert await store.read(lambda tx: tx.staff.get("jo")) == away


async def test_those_sent_away_long_ago_leave_no_caseload(store, people) -> None:
    """It goes with them, some at a time."""
    await store.run(lambda tx: tx.caseloads.add("jo", people[0], NOW))
    await store.run(lambda tx: tx.staff.revoke("jo", NOW))
    assert await store.run(lambda tx: tx.staff.purge(NOW, NOW, later(days=1), 50)) == 1
    assert await store.read(lambda tx: tx.caseloads.of(["jo"])) == []
    assert await store.read(lambda tx: tx.staff.get("jo")) is None


async def test_the_log_is_searched(store, people) -> None:
    """By act, by whom, about whom, below a number; who an id means is found by the name."""
    ann, bob = people

    def noted(tx):
        for who, whom in (("jo", ann), ("sam", ann), ("jo", bob)):
            audit.note(tx, "record.read", NOW, actor="staff", who=who, resident=whom)
        audit.note(tx, "staff.left", NOW, actor="staff", who="jo")
        return tx.audit.subject(ann)

    subject = await store.run(noted)
    ids = await store.read(lambda tx: tx.audit.contacts(["jo", "sam", "nobody"]))
    jo = next(id for id, name in ids.items() if name == "jo")
    assert sorted(ids.values()) == ["jo", "sam"]

    async def found(**how):
        return [one.seq for one in await store.read(lambda tx: tx.audit.search(**how))]

    assert await found() == [4, 3, 2, 1]
    assert await found(action="record.read", actor_id=jo) == [3, 1]
    assert await found(subject=subject) == [2, 1]
    assert await found(before=4, limit=2) == [3, 2]
    assert await found(action="\ud800") == []
