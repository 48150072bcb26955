"""Several people on one number, one person at several addresses, and what goes when one leaves."""

from dataclasses import replace

import pytest

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from tests.store.people import ANN, BOB, LEAD, NOW, claim, heard, later, letter, texts

CHAT = Address("webchat", "session-1")
HERS = Conversation("leeds", saved={"name": "Joan", "need": "company"})
HIS = Conversation("leeds", saved={"name": "Ted"})


def two_on_a_number(tx):
    """Joan writes, and then Ted from the same phone; both stand somewhere."""
    joan = tx.residents.at(ANN, "leeds", NOW)
    tx.residents.keep(joan, HERS, later(hours=1), heard_at=NOW)
    ted = tx.residents.beside(replace(joan, conversation=HERS), HIS, NOW)
    return joan, ted


async def test_a_second_person_has_a_conversation_of_their_own(store) -> None:
    """Who writes now is found at the number; the other is away, and both know of sharing."""
    joan, ted = await store.run(two_on_a_number)

    def look(tx):
        now = tx.residents.at(ANN, "leeds", NOW)
        assert (now.id, now.conversation, now.sharing, now.away) == (ted.id, HIS, True, False)
        before = tx.residents.get(joan.id)
        assert (before.conversation, before.sharing, before.away) == (HERS, True, True)
        assert before.address == ANN
        assert [one.conversation for one in tx.residents.on(ANN)] == [HERS, HIS]

    await store.run(look)


async def test_one_person_on_a_number_does_not_share(store) -> None:
    """Where nobody else came, that one alone is on it; on a strange number is nobody."""
    joan = await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW))
    assert not joan.sharing
    assert await store.run(lambda tx: [one.id for one in tx.residents.on(ANN)]) == [joan.id]
    assert await store.run(lambda tx: list(tx.residents.on(BOB))) == []


async def test_the_phone_goes_back_and_forth(store) -> None:
    """Passed back, the first one writes again; somebody who is not on the number cannot."""
    joan, _ = await store.run(two_on_a_number)
    back = await store.run(lambda tx: tx.residents.pass_to(ANN, joan.id))
    assert (back.id, back.conversation, back.away) == (joan.id, HERS, False)
    stranger = await store.run(lambda tx: tx.residents.at(BOB, "leeds", NOW))
    with pytest.raises(LookupError, match="does not write from this address"):
        await store.run(lambda tx: tx.residents.pass_to(ANN, stranger.id))


async def test_what_waits_for_one_does_not_go_to_the_other(store) -> None:
    """Passed on, automatic words for the one before are held back; a person's words and safety
    replies go."""

    def decide(tx):
        joan = tx.residents.at(ANN, "leeds", NOW)
        more = {"resident_id": joan.id}
        tx.outbox.add(letter("a list for Joan", **more))
        tx.outbox.add(letter("a person's words", automatic=False, **more))
        tx.outbox.add(letter("ring 999", kind="safety", **more))
        tx.residents.beside(joan, HIS, NOW)

    await store.run(decide)
    read = []
    while claimed := await store.run(claim):
        read += texts(claimed)
        for one in claimed:
            await store.run(lambda tx, one=one: tx.outbox.sent(one.id, "SM", NOW))
    assert read == ["ring 999", "a person's words"]


async def test_whoever_is_away_is_still_looked_at(store) -> None:
    """Their time comes as anybody's, and it is known that they are away."""
    joan, _ = await store.run(two_on_a_number)
    due = await store.run(lambda tx: tx.residents.due(later(hours=2)))
    assert [(one.id, one.away) for one in due] == [(joan.id, True)]


async def test_somebody_leaves_a_number(store) -> None:
    """Gone from it they are not among those on it; what is held about them stays."""
    joan, ted = await store.run(two_on_a_number)
    await store.run(lambda tx: tx.residents.leave(ANN, ted.id, "died"))

    def look(tx):
        assert [one.id for one in tx.residents.on(ANN)] == [joan.id]
        assert tx.residents.get(ted.id).conversation == HIS
        fresh = tx.residents.at(ANN, "leeds", NOW)
        assert fresh.new
        assert fresh.sharing  # Joan
        return fresh

    fresh = await store.run(look)
    assert fresh.id not in (joan.id, ted.id)


async def test_taken_off_the_last_address_they_are_forgotten(store) -> None:
    """Nobody can write as them any more, so nothing is kept; elsewhere known, they stay."""
    joan, ted = await store.run(two_on_a_number)
    await store.run(lambda tx: tx.residents.take_off(ANN, joan.id))
    assert await store.read(lambda tx: tx.residents.get(joan.id)) is None

    def joined(tx):
        chat = tx.residents.at(CHAT, "leeds", NOW)
        tx.residents.merge(chat.id, ted.id)
        tx.residents.take_off(ANN, ted.id)
        return tx.residents.get(ted.id)

    assert (await store.run(joined)).address == CHAT


async def test_forgetting_one_leaves_the_other(store) -> None:
    """The number stays the other's, with what is decided for them."""
    joan, ted = await store.run(two_on_a_number)

    def forget(tx):
        tx.inbox.add(heard("my secret"), ted.id, state="done")
        tx.outbox.add(letter("for Ted", resident_id=ted.id))
        tx.outbox.add(letter("for Joan", resident_id=joan.id))
        tx.residents.forget(ted.id)

    await store.run(forget)

    def look(tx):
        assert tx.residents.get(ted.id) is None
        assert texts(claim(tx)) == ["for Joan"]
        assert tx.residents.get(joan.id).conversation == HERS
        assert tx.residents.pass_to(ANN, joan.id).id == joan.id

    await store.run(look)


async def test_a_contact_who_is_forgotten_is_still_told_of_others(store) -> None:
    """One of our own people once wrote to us: erasing that erases no alert about somebody else."""

    def about(tx):
        ann, lead = tx.residents.at(ANN, "leeds", NOW), tx.residents.at(LEAD, "leeds", NOW)
        more = {"to": LEAD, "kind": "safety", "automatic": False}
        tx.outbox.add(letter("please look", **more))
        done = tx.outbox.add(letter("looked at", **more))
        tx.outbox.give_up(done, "failed", "30005", NOW)
        tx.outbox.add(letter("an answer to the lead", to=LEAD, resident_id=lead.id))
        tx.residents.forget(lead.id)
        return ann

    await store.run(about)
    assert texts(await store.run(claim)) == ["please look"]
    assert await store.read(lambda tx: tx.outbox.counts()) == {"sending": 1}
    assert (await store.run(lambda tx: tx.residents.at(LEAD, "leeds", NOW))).new


def two_channels(tx):
    """Somebody texts, and somebody writes in the web chat: they are the same."""
    phone, chat = tx.residents.at(ANN, "leeds", NOW), tx.residents.at(CHAT, "leeds", NOW)
    tx.residents.keep(phone, HERS, None, heard_at=NOW)
    tx.residents.keep(chat, HIS, None, heard_at=later(minutes=5))
    tx.inbox.add(heard("on the phone", id="SM1"), phone.id, state="done")
    tx.inbox.add(heard("in the chat", who=CHAT, id="web1"), chat.id, state="waiting")
    return phone, chat


async def test_two_were_one(store) -> None:
    """Joined, both addresses lead to one resident with both messages, and the other is no more."""
    phone, chat = await store.run(two_channels)
    await store.run(lambda tx: tx.residents.merge(chat.id, phone.id))

    def look(tx):
        assert tx.residents.get(chat.id) is None
        assert [tx.residents.at(who, "leeds", NOW).id for who in (ANN, CHAT)] == [phone.id] * 2
        assert tx.residents.get(phone.id).address == CHAT  # where they wrote last
        assert tx.inbox.residents_waiting() == [phone.id]
        talk, _ = tx.handovers.open(phone.id, "leeds", "handover", "asked", NOW, later(hours=1))
        assert [line.text for line in tx.handovers.transcript(talk.id)] == [
            "on the phone",
            "in the chat",
        ]

    await store.run(look)


async def test_one_person_at_two_addresses_is_due_once(store) -> None:
    """However many ways they write, their time comes once."""
    phone, chat = await store.run(two_channels)
    await store.run(lambda tx: tx.residents.merge(chat.id, phone.id))
    await store.run(lambda tx: tx.residents.keep(phone, HERS, NOW))
    due = await store.run(lambda tx: tx.residents.due(later(hours=1)))
    assert [one.id for one in due] == [phone.id]


@pytest.mark.parametrize("taken", ["neither", "gone", "stays"])
async def test_two_talks_with_a_person_become_one(store, taken) -> None:
    """Whoever was told of either finds the one that is left: the one somebody has taken."""
    phone, chat = await store.run(two_channels)

    def open_both(tx):
        talks = {}
        for name, who in (("stays", phone), ("gone", chat)):
            talk, _ = tx.handovers.open(who.id, "leeds", "handover", "asked", NOW, later(hours=1))
            tx.handovers.told(talk.id, 0, "Sam", name, NOW, None)
            talks[name] = talk.id
        tx.handovers.open(chat.id, "leeds", "safeguarding", "urgent-words", NOW, later(hours=1))
        if taken != "neither":
            tx.handovers.bind(taken, "sam's", NOW)
        tx.residents.merge(chat.id, phone.id)
        return talks

    talks = await store.run(open_both)
    kept, lost = ("gone", "stays") if taken == "gone" else ("stays", "gone")

    def look(tx):
        assert tx.handovers.get(talks[kept]).resident_id == phone.id
        assert tx.handovers.get(talks[lost]) is None
        opened = [tx.handovers.bind(name, "sam's", later(minutes=1)) for name in ("gone", "stays")]
        found = {one.id for one in opened if one is not None}
        assert found == {talks[kept]}
        _, new = tx.handovers.open(
            phone.id, "leeds", "safeguarding", "urgent-words", NOW, later(hours=1)
        )
        assert not new

    await store.run(look)


async def test_leaving_one_channel_keeps_the_other(store) -> None:
    """What was said in the chat goes with the chat; the phone knows them as before."""
    phone, chat = await store.run(two_channels)

    def leave(tx):
        tx.residents.merge(chat.id, phone.id)
        tx.outbox.add(letter("in the chat", to=CHAT, resident_id=phone.id))
        tx.outbox.add(letter("on the phone", resident_id=phone.id))
        tx.residents.let_go(CHAT)

    await store.run(leave)

    def look(tx):
        assert tx.outbox.replay(CHAT, 0) == []
        assert claim(tx, channel="webchat") == []
        assert texts(claim(tx)) == ["on the phone"]
        assert tx.residents.get(phone.id).conversation == HERS
        assert tx.residents.at(CHAT, "leeds", NOW).new
        talk, _ = tx.handovers.open(phone.id, "leeds", "handover", "asked", NOW, later(hours=1))
        assert "in the chat" not in [line.text for line in tx.handovers.transcript(talk.id)]

    await store.run(look)


async def test_leaving_the_only_channel_forgets_them(store) -> None:
    """With one address it is as if they had asked to be forgotten; a stranger is no error."""
    phone, _ = await store.run(two_channels)
    await store.run(lambda tx: tx.residents.let_go(ANN))
    await store.run(lambda tx: tx.residents.let_go(BOB))
    assert await store.read(lambda tx: tx.residents.get(phone.id)) is None


async def test_silence_ends_all_that_was_decided(store) -> None:
    """Messages of every class and looking again are dropped; others' and our own people's stay."""
    joan, ted = await store.run(two_on_a_number)

    def decide(tx):
        for kind in ("safety", "reply", "service"):
            tx.outbox.add(letter(kind, kind=kind, resident_id=joan.id))
        tx.outbox.add(letter("for Ted", resident_id=ted.id))
        about = {"automatic": False, "resident_id": joan.id}
        tx.outbox.add(letter("about Joan", to=LEAD, **about))
        tx.residents.silence(joan.id, "died", NOW)

    await store.run(decide)
    assert sorted(texts(await store.run(claim))) == ["about Joan", "for Ted"]
    assert await store.run(lambda tx: tx.residents.due(later(hours=2))) == []


async def test_a_message_may_turn_out_to_be_somebody_elses(store) -> None:
    """Who wrote is known after the message was kept."""
    joan, ted = await store.run(two_on_a_number)

    def pass_on(tx):
        seq = tx.inbox.add(heard("its Joan"), ted.id, state="waiting")
        tx.inbox.whose(seq, joan.id)
        return tx.inbox.residents_waiting()

    assert await store.run(pass_on) == [joan.id]
