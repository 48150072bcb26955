"""Switches, revisions of flows, and searches that found nothing."""

from datetime import date

import psycopg
import pytest

from connectbot.model.conversation import Conversation, Frame
from tests.store.people import ANN, NOW


async def test_a_switch_keeps_its_last_value(store) -> None:
    """A switch is what it was last set to, and nothing after it was cleared."""
    values = ["paused", "on", "p\0", None]
    read = []
    for value in values:
        await store.run(lambda tx, value=value: tx.switches.set("sending", value, NOW))
        read.append(await store.read(lambda tx: tx.switches.get("sending")))
    assert read == ["paused", "on", "p", None]


async def test_a_revision_is_stored_once(store) -> None:
    """The first text stored under a hash stays."""
    await store.run(lambda tx: tx.flows.keep("r1", "flow: welcome", NOW))
    await store.run(lambda tx: tx.flows.keep("r1", "another", NOW))
    assert await store.read(lambda tx: tx.flows.body("r1")) == "flow: welcome"
    assert await store.read(lambda tx: tx.flows.body("r2")) is None


async def test_a_revision_goes_with_its_last_conversation(store) -> None:
    """Revisions that are neither current nor stood in are dropped, and counted."""
    stand = Conversation("leeds", revision="r1", frames=(Frame("welcome", "ask"),))

    def keep(tx):
        for name in ("r1", "r2", "r3"):
            tx.flows.keep(name, name, NOW)
        ann = tx.residents.at(ANN, "leeds", NOW)
        tx.residents.keep(ann, stand, None)

    await store.run(keep)
    assert await store.run(lambda tx: tx.flows.drop_unused({"r3"})) == 1
    kept = await store.read(lambda tx: [tx.flows.body(name) for name in ("r1", "r2", "r3")])
    assert kept == ["r1", None, "r3"]
    assert await store.run(lambda tx: tx.flows.drop_unused({"r3"})) == 0


async def test_searches_are_counted_by_month(store, url) -> None:
    """A search adds one to its place, need, district and month: to those that found nothing, or to
    those that found something."""
    months = [date(2026, 11, 1), date(2026, 11, 30), date(2026, 12, 1)]
    for month in months:
        await store.run(lambda tx, m=month: tx.unmet.count("leeds", "company", "LS8", m))
    await store.run(lambda tx: tx.unmet.count("leeds", "company", "LS8", months[2], met=True))
    await store.run(lambda tx: tx.unmet.count("york", "food", "YO1", months[0], met=True))
    assert sorted(await store.read(_unmet)) == [
        ("leeds", "company", "LS8", "2026-11", 2, 0),
        ("leeds", "company", "LS8", "2026-12", 1, 1),
        ("york", "food", "YO1", "2026-11", 0, 1),
    ]
    quarter = {"2026-10", "2026-11", "2026-12"}
    counts = await store.read(lambda tx: [*tx.unmet.counts("leeds", quarter)])
    assert counts == [("company", "LS8", 3, 1)]
    assert await store.read(lambda tx: [*tx.unmet.counts("leeds", {"2027-01"})]) == []
    assert await store.read(lambda tx: [*tx.unmet.counts("york", quarter)]) == [
        ("food", "YO1", 0, 1)
    ]


def _unmet(tx):
    from sqlalchemy import select

    from connectbot.store.statement import Statement
    from connectbot.store.tables import UNMET

    return tx.link.rows(Statement(select(UNMET).order_by(UNMET.c.month)))


async def test_feedback_holds_no_person(store) -> None:
    """What is kept is the place, the listing, our word for it and the day, each time anew."""
    for _ in range(2):
        await store.run(
            lambda tx: tx.feedback.add("leeds", "tea", "was-closed", date(2026, 11, 22))
        )
    assert await store.read(_feedback) == [
        (number, "leeds", "tea", "was-closed", "2026-11-22", "new") for number in (1, 2)
    ]


def _feedback(tx):
    from sqlalchemy import select

    from connectbot.store.statement import Statement
    from connectbot.store.tables import FEEDBACK

    return tx.link.rows(Statement(select(FEEDBACK).order_by(FEEDBACK.c.id)))


@pytest.mark.parametrize("door", ["read"])
async def test_the_reading_door_cannot_write(store, door) -> None:
    """A query that tries to write is refused, and nothing is changed."""
    import sqlite3

    refused = (sqlite3.OperationalError, psycopg.errors.ReadOnlySqlTransaction)
    with pytest.raises(refused):
        await getattr(store, door)(lambda tx: tx.switches.set("sending", "paused", NOW))
    assert await store.read(lambda tx: tx.switches.get("sending")) is None
