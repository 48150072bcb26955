"""Letting go, and telling what is held, on both kinds of database."""

from datetime import date

import pytest
from sqlalchemy import func, select

from connectbot.model.conversation import Conversation
from connectbot.model.reminder import DAY, Reminder
from connectbot.store.statement import Statement
from connectbot.store.tables import ADDRESSES, HANDOVERS, INBOX, OUTBOX, SPEND, UNMET
from tests.store.people import ANN, BOB, LEAD, NOW, claim, heard, later, letter

LONG = later(days=100)


def count(table):
    """How many rows a table has."""
    statement = Statement(select(func.count()).select_from(table))
    return lambda tx: tx.retention._link.rows(statement)[0][0]


def ann_talked(tx):
    """Ann wrote and was answered, a person came and went."""
    ann = tx.residents.at(ANN, "leeds", NOW)
    tx.inbox.add(heard("im lonely", at=NOW), ann.id, state="done")
    saved = {"name": "Ann", "phone": "shared", "area": "LS8"}
    tx.residents.keep(ann, Conversation("leeds", saved=saved), None, heard_at=NOW)
    tx.reminders.add(Reminder(ann.id, DAY, "tea", NOW, "2026-11-24T12:00 Europe/London"), NOW)
    tx.outbox.add(letter("two groups", resident_id=ann.id))
    talk, _ = tx.handovers.open(ann.id, "leeds", "handover", "asked", NOW, NOW)
    tx.handovers.told(talk.id, 0, "Lee", "hash", NOW, None)
    to_lee = letter("please", to=LEAD, kind="safety", automatic=False)
    tx.outbox.add(to_lee.__class__(**{**_fields(to_lee), "purpose": f"handover:{talk.id}"}))
    return ann.id, talk.id


def _fields(one):
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


async def sent(store):
    """What waits is sent."""
    for one in await store.run(claim):
        await store.run(lambda tx, one=one: tx.outbox.sent(one.id, f"SM{one.id}", NOW))


async def test_words_go_when_the_talk_is_closed(store) -> None:
    """In and out, some at a time; then the keys, and the talk with its links."""
    ann, talk = await store.run(ann_talked)
    await sent(store)
    assert await store.run(lambda tx: tx.retention.words_in(LONG, 50)) == 0
    assert await store.run(lambda tx: tx.retention.words_out(LONG, 50)) == 1  # the one to Lee
    await store.run(lambda tx: tx.handovers.close(talk, NOW))
    assert await store.run(lambda tx: tx.retention.words_in(NOW, 50)) == 0
    assert await store.run(lambda tx: tx.retention.words_in(LONG, 50)) == 1
    assert await store.run(lambda tx: tx.retention.words_out(LONG, 50)) == 1
    assert await store.read(count(INBOX)) == 1
    assert await store.run(lambda tx: tx.retention.keys(LONG, 50)) == 1
    assert await store.run(lambda tx: tx.retention.talks(LONG, 50)) == 0  # its link first
    assert await store.run(lambda tx: tx.retention.links(50)) == 1
    assert await store.run(lambda tx: tx.retention.talks(LONG, 50)) == 1
    assert [await store.read(count(one)) for one in (INBOX, OUTBOX, HANDOVERS)] == [0, 0, 0]
    assert await store.run(lambda tx: tx.retention.not_at_rest(LONG, 50)) == [ann]
    await store.run(lambda tx: tx.retention.rest(ann, Conversation("leeds"), NOW))
    assert await store.run(lambda tx: tx.retention.not_at_rest(LONG, 50)) == []
    assert await store.run(lambda tx: tx.retention.silent(NOW, 50)) == []
    assert await store.run(lambda tx: tx.retention.silent(LONG, 50)) == [ann]


async def test_the_limit_is_kept_and_the_oldest_go_first(store) -> None:
    """What is young, and what comes after it, waits for the next time."""

    def five(tx):
        ann = tx.residents.at(ANN, "leeds", NOW)
        for n, days in enumerate((0, 1, 2, 60, 3)):
            tx.inbox.add(heard(id=f"SM{n}", at=later(days=days)), ann.id, state="done")

    await store.run(five)
    gone = [await store.run(lambda tx: tx.retention.words_in(later(days=10), 2)) for _ in range(3)]
    assert gone == [2, 1, 0]
    assert await store.run(lambda tx: tx.retention.words_in(LONG, 50)) == 2


async def test_somebody_without_a_conversation_is_put_to_rest_too(store) -> None:
    """Whose first message was parked and discarded has none yet."""
    ann = await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW).id)
    assert await store.run(lambda tx: tx.retention.not_at_rest(NOW, 50)) == []
    assert await store.run(lambda tx: tx.retention.not_at_rest(LONG, 50)) == [ann]
    await store.run(lambda tx: tx.retention.rest(ann, Conversation("leeds"), NOW))
    found = await store.run(lambda tx: tx.residents.get(ann))
    assert found.conversation == Conversation("leeds")


async def test_addresses_and_counts(store) -> None:
    """An address of nobody's; of one that opted out all but the hash; spending and searches."""

    def counted(tx):
        tx.residents.at(ANN, "leeds", NOW)
        for who in (BOB, LEAD):
            tx.outbox.add(letter("hi", to=who))
        for month in (date(2024, 1, 1), date(2026, 11, 1)):
            tx.unmet.count("leeds", "company", "LS8", month)

    await store.run(counted)
    await sent(store)
    await store.run(lambda tx: tx.residents.stop(BOB, NOW, "provider"))
    assert await store.run(lambda tx: tx.retention.addresses(50)) == 0
    assert await store.run(lambda tx: tx.retention.words_out(LONG, 50)) == 2
    assert await store.run(lambda tx: tx.retention.addresses(50)) == 2
    assert await store.run(lambda tx: tx.retention.addresses(50)) == 0
    assert await store.read(count(ADDRESSES)) == 2
    assert await store.run(lambda tx: tx.retention.unmet(date(2026, 1, 1), 50)) == 1
    assert await store.read(count(UNMET)) == 1
    assert await store.run(lambda tx: tx.retention.spend(NOW, 50)) == 0
    assert await store.run(lambda tx: tx.retention.spend(LONG, 50)) == 1
    assert await store.read(count(SPEND)) == 0


@pytest.mark.parametrize("erased", [False, True])
async def test_everything_that_is_held_is_found(store, erased) -> None:
    """Each table that leads to Ann; of somebody erased, nothing."""
    ann, _ = await store.run(ann_talked)
    held = await store.read(lambda tx: tx.holding.all_of(ann))
    assert [one.value for one in held.addresses] == [ANN.value]
    assert [(one.by, one.text) for one in held.messages] == [
        ("them", "im lonely"),
        ("us", "two groups"),
    ]
    assert [one.listing for one in held.reminders] == ["tea"]
    assert [one.kind for one in held.talks] == ["handover"]
    assert (held.about, held.aside, held.conversation.saved["area"]) == (1, False, "LS8")
    if erased:
        await store.run(lambda tx: tx.residents.forget(ann))
        assert await store.read(lambda tx: tx.holding.all_of(ann)) is None
        assert await store.read(lambda tx: tx.holding.stopped(ANN)) is None


async def test_who_waits_for_an_alert_is_found_at_their_address(store) -> None:
    """Though nobody writes from it any more."""

    def alerted(tx):
        ann = tx.residents.at(ANN, "leeds", NOW).id
        tx.handovers.open(ann, "leeds", "safeguarding", "urgent-words", NOW, NOW)
        tx.residents.stop(ANN, NOW, "text")
        tx.residents.forget(ann)
        return ann

    ann = await store.run(alerted)
    assert await store.read(lambda tx: tx.holding.aside(ANN)) == [ann]
    assert (await store.read(lambda tx: tx.holding.all_of(ann))).aside
    assert await store.read(lambda tx: tx.holding.stopped(ANN)) == NOW
    assert await store.read(lambda tx: tx.retention.not_at_rest(LONG, 50)) == []
