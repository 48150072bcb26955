"""Messages accepted, in their order, each once."""

import pytest

from connectbot.model.message import Address
from tests.store.people import ANN, BOB, NOW, heard, later


def at(tx, who=ANN):
    return tx.residents.at(who, "leeds", NOW).id


async def test_a_message_is_kept_once(store) -> None:
    """The same provider id on the same channel is the same message, however often it comes."""
    first = await store.run(lambda tx: tx.inbox.add(heard("one"), at(tx), state="done"))
    again = await store.run(lambda tx: tx.inbox.add(heard("one"), at(tx), state="done"))
    assert first is not None
    assert again is None


async def test_each_channel_has_ids_of_its_own(store) -> None:
    """Another channel's message with the same id is another message."""
    chat = Address("webchat", "abc")
    add = [heard(), heard(who=chat)]
    kept = await store.run(lambda tx: [tx.inbox.add(one, None, state="done") for one in add])
    assert None not in kept


async def test_waiting_messages_come_in_their_order(store) -> None:
    """Unanswered messages of one resident come oldest first, whole, and end when answered."""
    said = [
        heard("first", id="a", place="leeds", media=2),
        heard("s\0econd \ud800 ŵ", id="b\0", provider_said="STOP"),
        heard("", id="c", at=later(seconds=1)),
        heard("2", id="d", manner="pressed", about="0f" * 16),
    ]

    def keep(tx):
        who = at(tx)
        for one in said:
            tx.inbox.add(one, who, state="waiting")
        tx.inbox.add(heard(id="other", who=BOB), at(tx, BOB), state="waiting")
        tx.inbox.add(heard(id="old"), who, state="done")
        return who

    who = await store.run(keep)
    rows = await store.read(lambda tx: tx.inbox.waiting(who))
    assert [row.inbound for row in rows] == said
    assert [row.seq for row in rows] == sorted(row.seq for row in rows)
    assert len(await store.read(lambda tx: tx.inbox.waiting(who, limit=1))) == 1
    await store.run(lambda tx: tx.inbox.done(rows[0].seq))
    left = await store.read(lambda tx: tx.inbox.waiting(who))
    assert [row.inbound for row in left] == said[1:]


async def test_who_waits_longest_is_first(store) -> None:
    """Residents with unanswered messages come in the order of their oldest one, each once."""

    def keep(tx):
        ann, bob = at(tx), at(tx, BOB)
        for who, id in ((bob, "1"), (ann, "2"), (bob, "3"), (None, "4")):
            tx.inbox.add(heard(id=id), who, state="waiting")
        return [bob, ann]

    order = await store.run(keep)
    assert list(await store.read(lambda tx: tx.inbox.residents_waiting())) == order
    assert list(await store.read(lambda tx: tx.inbox.residents_waiting(limit=1))) == order[:1]


async def test_a_resident_knows_that_something_waits(store) -> None:
    """A resident is `waiting` while an earlier message of theirs is not answered."""
    assert not (await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW))).waiting
    seq = await store.run(lambda tx: tx.inbox.add(heard(), at(tx), state="waiting"))
    assert (await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW))).waiting
    await store.run(lambda tx: tx.inbox.park(seq, "KeyError at welcome/area"))
    assert not (await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW))).waiting


@pytest.mark.parametrize("reason", ["ValueError at welcome/area", "a\0b \ud800"])
async def test_a_parked_message_names_its_reason(store, reason) -> None:
    """What is parked says its number, when, on which channel and why, and not the words."""
    seq = await store.run(lambda tx: tx.inbox.add(heard("my words"), at(tx), state="waiting"))
    await store.run(lambda tx: tx.inbox.park(seq, reason))
    (parked,) = await store.read(lambda tx: tx.inbox.parked())
    clean = reason.replace("\0", "").replace("\ud800", "?")
    assert (parked.seq, parked.at, parked.channel, parked.reason) == (seq, NOW, "sms", clean)


async def test_what_is_known_is_told(store) -> None:
    """Of a list of provider ids, those we have are told, for their own channel."""
    await store.run(lambda tx: tx.inbox.add(heard(id="SM1"), None, state="done"))
    assert await store.read(lambda tx: tx.inbox.known("sms", ["SM1", "SM2", "\0"])) == {"SM1"}
    assert await store.read(lambda tx: tx.inbox.known("telegram", ["SM1"])) == set()


async def test_what_came_in_after_a_message_is_counted(store) -> None:
    """By channel, from a number on; an empty inbox has none."""
    assert await store.read(lambda tx: (tx.inbox.newest(), tx.inbox.count("sms", 0))) == (0, 0)
    first = await store.run(lambda tx: tx.inbox.add(heard(id="a"), at(tx), state="done"))
    chat = Address("webchat", "abc")
    for one in (heard(id="b"), heard(id="c"), heard(id="d", who=chat)):
        last = await store.run(lambda tx, one=one: tx.inbox.add(one, None, state="done"))
    assert await store.read(lambda tx: tx.inbox.newest()) == last
    assert await store.read(lambda tx: tx.inbox.count("sms", first)) == 2
    assert await store.read(lambda tx: tx.inbox.count("webchat", 0)) == 1
