"""Somebody is forgotten while an alert of theirs is open, and what is past its time goes."""

from datetime import date

import pytest
from sqlalchemy import func, select

from connectbot.model.conversation import Conversation
from connectbot.model.reminder import DAY, Reminder
from connectbot.store.statement import Statement
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    FEEDBACK,
    HANDOVERS,
    OUTBOX,
    REMINDERS,
    RESIDENTS,
    SHARERS,
)
from tests.store.people import ANN, BOB, NOW, heard, later, letter

TABLES = (RESIDENTS, CONVERSATIONS, ADDRESSES, SHARERS, HANDOVERS, REMINDERS, FEEDBACK)
COUNT = {table.name: Statement(select(func.count()).select_from(table)) for table in TABLES}
NUMBERS = Statement(select(ADDRESSES.c.sealed, ADDRESSES.c.resident_id).order_by(ADDRESSES.c.id))
QUEUED = Statement(select(OUTBOX.c.state, OUTBOX.c.code).order_by(OUTBOX.c.id))


def at(tx):
    """Ann, as she is found."""
    return tx.residents.at(ANN, "leeds", NOW)


def alerted(tx, kind="safeguarding"):
    """Ann wrote urgent words, and somebody is told; a reminder and a text wait for her."""
    ann = at(tx)
    tx.inbox.add(heard("he hits me"), ann.id, state="done")
    tx.residents.keep(ann, Conversation("leeds", saved={"area": "LS8"}), NOW)
    tx.reminders.add(Reminder(ann.id, DAY, "tea", NOW, "2026-11-24T12:00 Europe/London"), NOW)
    tx.outbox.add(letter("what next?", resident_id=ann.id))
    talk, _ = tx.handovers.open(ann.id, "leeds", kind, "urgent-words", NOW, NOW)
    tx.handovers.told(talk.id, 0, "Lee", "hash", NOW, None)
    return ann, talk


def count(tx):
    """How many rows there are in each table."""
    return {name: tx.residents._link.row(found)[0] for name, found in COUNT.items()}


async def test_an_alert_is_read_before_anything_is_forgotten(store) -> None:
    """Whoever holds the phone may ask for it: the lead still finds what was written, and Ann is at
    no address any more; nothing is said to her, and who writes from there now is somebody new."""
    ann, talk = await store.run(alerted)
    await store.run(lambda tx: tx.residents.forget(ann.id))
    assert await store.run(lambda tx: tx.handovers.bind("hash", "browser", NOW)) is not None
    lines = await store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert [line.text for line in lines if line.who == "them"] == ["he hits me"]
    aside = await store.run(lambda tx: tx.residents.get(ann.id))
    assert (aside.away, aside.address, aside.conversation.saved) == (True, ANN, {})
    assert [tuple(row) for row in await store.read(_rows(QUEUED))] == [("suppressed", "forgotten")]
    new = await store.run(at)
    assert new.new
    assert new.id != ann.id
    assert not new.sharing
    assert (await store.read(count))["reminders"] == 0


def _rows(statement):
    return lambda tx: tx.residents._link.rows(statement)


@pytest.mark.parametrize(("closed", "days"), [(True, 0), (False, 31)])
async def test_then_everything_goes(store, closed, days) -> None:
    """Once the alert is closed, or nobody closed it for long, no row of hers is left."""
    ann, talk = await store.run(alerted)
    await store.run(lambda tx: tx.residents.forget(ann.id))
    since = later(days=days - 30)
    if closed:
        assert await store.run(lambda tx: tx.residents.forget_aside(since)) == 0
        await store.run(lambda tx: tx.handovers.close(talk.id, NOW))
    assert await store.run(lambda tx: tx.residents.forget_aside(since)) == 1
    assert await store.run(lambda tx: tx.residents.forget_aside(since)) == 0
    assert set((await store.read(count)).values()) == {0}


async def test_a_stop_outlives_it_as_a_hash(store) -> None:
    """Who had opted out stays opted out, without a number."""
    ann, talk = await store.run(alerted)
    await store.run(lambda tx: tx.residents.stop(ANN, NOW, "text"))
    await store.run(lambda tx: tx.residents.forget(ann.id))
    await store.run(lambda tx: tx.handovers.close(talk.id, NOW))
    await store.run(lambda tx: tx.residents.forget_aside(later(days=-30)))
    assert [tuple(row) for row in await store.read(_rows(NUMBERS))] == [(None, None)]
    assert (await store.run(at)).stopped


async def test_whoever_writes_from_there_since_keeps_the_number(store) -> None:
    """Somebody new on it is not touched when the one before goes."""
    ann, talk = await store.run(alerted)
    await store.run(lambda tx: tx.residents.forget(ann.id))
    new = await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW).id)
    await store.run(lambda tx: tx.handovers.close(talk.id, NOW))
    assert await store.run(lambda tx: tx.residents.forget_aside(later(days=-30))) == 1
    found = await store.run(at)
    assert (found.id, found.new, found.address) == (new, False, ANN)
    assert (await store.read(count))["residents"] == 1


async def test_a_call_for_a_person_is_no_alert(store) -> None:
    """Who only wanted a person and thinks better of it is forgotten at once."""
    ann, _ = await store.run(alerted, "handover")
    await store.run(lambda tx: tx.residents.forget(ann.id))
    assert set((await store.read(count)).values()) == {0}


async def test_reminders_go_a_month_after_they_ended(store) -> None:
    """Those that still wait stay, whenever they were made."""
    for who, ended in ((ANN, True), (BOB, False)):
        await store.run(_reminded, who, ended=ended)
    assert await store.run(lambda tx: tx.reminders.purge(NOW)) == 0
    assert await store.run(lambda tx: tx.reminders.purge(later(minutes=1))) == 1
    assert (await store.read(count))["reminders"] == 1


def _reminded(tx, who, *, ended):
    resident = tx.residents.at(who, "leeds", NOW)
    tx.reminders.add(Reminder(resident.id, DAY, "tea", NOW, "2026-11-24T12:00 Europe/London"), NOW)
    if ended:
        tx.reminders.drop(resident.id, NOW)


async def test_feedback_goes_some_at_a_time(store) -> None:
    """What was said before a day goes, the oldest first; what was said since stays."""
    for day in (1, 2, 3, 20):
        said = date(2025, 11, day)
        await store.run(lambda tx, said=said: tx.feedback.add("leeds", "tea", "closed", said))
    before = date(2025, 11, 20)
    gone = [await store.run(lambda tx: tx.feedback.purge(before, 2)) for _ in range(3)]
    assert gone == [2, 1, 0]
    assert (await store.read(count))["feedback"] == 1
