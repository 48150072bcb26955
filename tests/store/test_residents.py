"""The people who write, at their addresses, and what is left of them when they go."""

from dataclasses import replace
from datetime import timedelta

from connectbot.model.conversation import Checkpoint, Conversation, Frame
from connectbot.model.message import Address
from tests.store.people import ANN, BOB, LEAD, NOW, claim, heard, later, letter, texts

CHAT = Address("web", "d4a1")
TALK = Conversation(
    place="leeds",
    revision="abc123",
    frames=(Frame("welcome", "ask"), Frame("support", "need")),
    saved={"name": "Ann", "area": "LS8", "odd": "\ud800 ŵ \0"},
    tags=frozenset({"shared"}),
    heard="im lonely",
    shown=("bench",),
    trail=(Checkpoint((Frame("welcome", "ask"),), {"area": None}),),
    awaiting=NOW,
)


def at(tx, who=ANN, place="leeds", now=NOW):
    return tx.residents.at(who, place, now)


async def test_a_resident_is_found_again(store) -> None:
    """The first message makes a resident in its place; later ones find the same."""
    first = await store.run(at)
    again = await store.run(at, place="york")
    assert first.new
    assert first.address == ANN
    assert first.conversation == Conversation("leeds")
    assert again == replace(first, new=False)
    assert (await store.run(at, BOB)).id != first.id


async def test_where_they_stand_is_kept(store) -> None:
    """What is saved comes back as it was, with when to look again and when they last wrote."""

    def keep(tx, talk):
        tx.residents.keep(at(tx), talk, later(hours=2), heard_at=NOW)

    await store.run(keep, Conversation("leeds"))
    await store.run(keep, TALK)
    found = await store.run(at)
    assert found.conversation == TALK
    assert (found.wake_at, found.last_inbound_at) == (later(hours=2), NOW)
    assert await store.read(lambda tx: tx.residents.get(found.id)) == found
    assert await store.read(lambda tx: tx.residents.get(found.id + 1)) is None


async def test_many_are_read_together(store) -> None:
    """Each at the address they used last, as if read alone; whoever is away is not among them."""

    def look(tx):
        ann, bob, chat = at(tx), at(tx, BOB), at(tx, CHAT)
        ted = tx.residents.beside(ann, TALK, NOW)
        tx.residents.keep(chat, TALK, None, heard_at=later(hours=1))
        tx.residents.merge(chat.id, bob.id)
        found = tx.residents.those([ann.id, ted.id, bob.id, 10**9])
        assert found == {id: tx.residents.get(id) for id in (ted.id, bob.id)}
        assert found[bob.id].address == CHAT

    await store.run(look)


async def test_silence_of_ours_is_not_theirs(store) -> None:
    """Saving without a message of theirs leaves when they last wrote."""
    await store.run(lambda tx: tx.residents.keep(at(tx), TALK, None, heard_at=NOW))
    await store.run(lambda tx: tx.residents.keep(at(tx), TALK, later(hours=1)))
    found = await store.run(at)
    assert (found.last_inbound_at, found.wake_at) == (NOW, later(hours=1))


async def test_who_is_due_comes_oldest_first(store) -> None:
    """Residents whose time has come, oldest first; others and those with no time do not."""

    def keep(tx):
        times = {ANN: later(minutes=2), BOB: later(minutes=1), LEAD: later(minutes=9)}
        for who, when in times.items():
            tx.residents.keep(at(tx, who), TALK, when)

    await store.run(keep)
    due = await store.run(lambda tx: tx.residents.due(later(minutes=2)))
    assert [one.address for one in due] == [BOB, ANN]
    assert due[0].conversation == TALK
    assert len(await store.read(lambda tx: tx.residents.due(later(minutes=9), limit=1))) == 1
    await store.run(lambda tx: tx.residents.keep(due[0], TALK, None))
    left = await store.run(lambda tx: tx.residents.due(later(minutes=2)))
    assert [one.address for one in left] == [ANN]


async def test_revisions_stood_in_are_known(store) -> None:
    """A revision counts while a conversation stands in a flow of it."""
    await store.run(lambda tx: tx.residents.keep(at(tx), TALK, None))
    assert await store.read(lambda tx: tx.residents.revisions()) == {"abc123"}
    await store.run(lambda tx: tx.residents.keep(at(tx), replace(TALK, frames=()), None))
    assert await store.read(lambda tx: tx.residents.revisions()) == set()


async def test_an_opt_out_is_known_until_they_opt_in(store) -> None:
    """After STOP a resident is stopped, twice is once, and START ends it."""
    await store.run(at)
    for how in ("text", "provider"):
        await store.run(lambda tx, how=how: tx.residents.stop(ANN, NOW, how))
        assert (await store.run(at)).stopped
    await store.run(lambda tx: tx.residents.start(ANN, NOW))
    assert not (await store.run(at)).stopped


async def test_a_stranger_can_opt_out(store) -> None:
    """An opt-out the provider tells of is kept before the first message, and holds after it."""
    await store.run(lambda tx: tx.residents.stop(ANN, NOW, "provider"))
    found = await store.run(at)
    assert found.new
    assert found.stopped


async def test_a_bad_address_is_good_again_when_they_write(store) -> None:
    """Nothing goes to an address that cannot be reached, until a message comes from it."""

    def mark(tx):
        at(tx)
        tx.outbox.add(letter())
        tx.residents.mark_bad(ANN, "30005", NOW)

    await store.run(mark)
    assert await store.run(claim) == []
    await store.run(lambda tx: tx.residents.keep(at(tx), TALK, None, heard_at=NOW))
    assert texts(await store.run(claim)) == ["hi"]


def busy(tx):
    """Ann with something of everything, and Bob."""
    ann, bob = at(tx), at(tx, BOB)
    for who in (ann, bob):
        tx.residents.keep(who, TALK, later(hours=1), heard_at=NOW)
        tx.inbox.add(heard("my secret", id=f"SM{who.id}"), who.id, state="waiting")
        tx.outbox.add(letter("for you", to=who.address, resident_id=who.id))
    talk, _ = tx.handovers.open(ann.id, "leeds", "handover", "asked", NOW, later(minutes=30))
    tx.handovers.told(talk.id, 0, "Sam", "hash", NOW, None)
    return ann, bob, talk


async def test_forgetting_erases_everything_of_one(store) -> None:
    """No conversation, message or handover of theirs is left, and nobody else is touched."""
    ann, bob, talk = await store.run(busy)
    await store.run(lambda tx: tx.residents.forget(ann.id))

    def look(tx):
        assert tx.residents.get(ann.id) is None
        assert tx.inbox.residents_waiting() == [bob.id]
        assert tx.handovers.get(talk.id) is None
        assert tx.handovers.bind("hash", "browser", NOW) is None
        assert tx.residents.get(bob.id).conversation == TALK
        assert texts(claim(tx)) == ["for you"]
        new = at(tx)
        assert new.new
        assert new.id != ann.id
        assert (new.conversation, new.last_inbound_at) == (Conversation("leeds"), None)
        assert tx.outbox.replay(ANN, 0) == []

    await store.run(look)


async def test_an_opt_out_outlives_the_person(store) -> None:
    """Forgetting somebody who opted out keeps that one fact, and no number."""
    ann, _, _ = await store.run(busy)
    await store.run(lambda tx: tx.residents.stop(ANN, NOW, "text"))
    await store.run(lambda tx: tx.residents.forget(ann.id))
    again = await store.run(at)
    assert (again.new, again.stopped, again.address) == (True, True, ANN)


async def test_a_repeat_does_not_bring_them_back(store) -> None:
    """A message that was taken before they were forgotten is still known as a repeat."""
    ann, _, _ = await store.run(busy)
    await store.run(lambda tx: tx.residents.forget(ann.id))
    again = heard("my secret", id=f"SM{ann.id}")
    assert await store.run(lambda tx: tx.inbox.add(again, None, state="done")) is None
    assert await store.read(lambda tx: tx.inbox.known("sms", [f"SM{ann.id}"])) == {f"SM{ann.id}"}


async def test_our_own_people_are_still_told(store) -> None:
    """A text that tells a named human of urgent words goes, even where they were the last ones."""

    def about(tx):
        ann = at(tx)
        more = {"to": LEAD, "kind": "safety", "automatic": False, "resident_id": ann.id}
        tx.outbox.add(letter("please look", **more))
        done = tx.outbox.add(letter("looked at", **more))
        tx.outbox.give_up(done, "failed", "30005", NOW)
        return ann.id

    number = await store.run(about)
    await store.run(lambda tx: tx.residents.forget(number))
    assert texts(await store.run(claim)) == ["please look"]
    assert await store.read(lambda tx: tx.outbox.counts()) == {"sending": 1}


async def test_forgetting_nobody_changes_nothing(store) -> None:
    """Forgetting a number that is not there, or twice, is no error."""
    ann, bob, _ = await store.run(busy)
    for number in (ann.id, ann.id, bob.id + 77):
        await store.run(lambda tx, number=number: tx.residents.forget(number))
    assert (await store.run(at, BOB)).conversation == TALK


async def test_times_come_back_to_the_microsecond(store) -> None:
    """A time is kept in UTC to the microsecond, whatever zone it was said in."""
    when = NOW + timedelta(microseconds=123_457)
    await store.run(lambda tx: tx.residents.keep(at(tx), TALK, when))
    assert (await store.run(at)).wake_at == when


async def test_what_the_provider_stopped_is_opened_without_their_own_stop(store) -> None:
    """With a way named, only an opt-out of that way ends; it is said whether one did."""
    for how, opened in (("provider", True), ("text", False)):
        await store.run(lambda tx, how=how: tx.residents.stop(ANN, NOW, how))
        found = await store.run(lambda tx: tx.residents.start(ANN, NOW, "provider"))
        assert found is opened
    assert await store.run(lambda tx: tx.residents.start(ANN, NOW))
    assert not await store.run(lambda tx: tx.residents.start(ANN, NOW))
