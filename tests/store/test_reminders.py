"""What was promised for later is kept, is handed out once, and goes with the resident."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from connectbot.model.reminder import DAY, WEEK, Reminder
from connectbot.store.promised import REMINDERS
from connectbot.store.statement import Statement
from tests.store.people import ANN, BOB, NOW, later

AT_TWO = datetime(2026, 11, 24, 14)
SEALS = Statement(select(REMINDERS.c.sealed))


def promised(tx, who=ANN, kind=DAY, at=NOW, listing="tea-and-talk", **more):
    resident = tx.residents.at(who, "leeds", NOW)
    wall = f"{at:%Y-%m-%dT%H:%M} Europe/London"
    tx.reminders.add(Reminder(resident.id, kind, listing, at, wall, **more), NOW)
    return resident.id


async def due(store, now=NOW, limit=50):
    return list(await store.read(lambda tx: tx.reminders.due(now, limit)))


async def test_what_was_promised_is_found_when_its_time_has_come(store) -> None:
    """All of it comes back, oldest first, and nothing before its time."""
    resident = await store.run(promised, starts=AT_TWO)
    await store.run(promised, BOB, WEEK, later(hours=-1))
    week, day = await due(store)
    assert day == Reminder(
        resident,
        DAY,
        "tea-and-talk",
        NOW,
        f"{NOW:%Y-%m-%dT%H:%M} Europe/London",
        AT_TWO,
        day.id,
        NOW,
    )
    assert (week.kind, week.starts) == (WEEK, None)
    assert len(await due(store, limit=1)) == 1
    assert await due(store, later(hours=-2)) == []


async def test_one_asker_alone_may_go_on(store) -> None:
    """Whoever ends it second is told that it was over."""
    await store.run(promised)
    (found,) = await due(store)
    ends = [await store.run(lambda tx: tx.reminders.end(found.id, "sent", NOW)) for _ in range(3)]
    assert ends == [True, False, False]
    assert await due(store, later(days=9)) == []


async def test_it_can_wait_a_little_more(store) -> None:
    """Put off, it is due then; once over it does not come back."""
    await store.run(promised)
    (found,) = await due(store)
    await store.run(lambda tx: tx.reminders.again(found.id, later(minutes=30)))
    assert await due(store) == []
    assert await due(store, later(minutes=30)) == [replace(found, due_at=later(minutes=30))]
    await store.run(lambda tx: tx.reminders.end(found.id, "late", NOW))
    await store.run(lambda tx: tx.reminders.again(found.id, NOW))
    assert await due(store) == []


async def test_a_new_promise_takes_the_place_of_the_same_one(store) -> None:
    """Of one listing there is one of each kind; another listing has its own."""
    who = await store.run(promised)
    await store.run(promised, kind=WEEK, at=later(days=7))
    await store.run(promised, listing="slow-walk", at=later(hours=1))
    await store.run(promised, at=later(minutes=5))
    await store.run(promised, BOB)
    waiting = await store.read(lambda tx: tx.reminders.waiting(who))
    assert [(one.kind, one.listing, one.due_at) for one in waiting] == [
        (DAY, "tea-and-talk", later(minutes=5)),
        (DAY, "slow-walk", later(hours=1)),
        (WEEK, "tea-and-talk", later(days=7)),
    ]


async def test_all_of_it_is_dropped_at_once(store) -> None:
    """Whoever asked us to stop, and nobody else, is promised nothing any more."""
    resident = await store.run(promised)
    await store.run(promised, kind=WEEK)
    other = await store.run(promised, BOB)
    await store.run(lambda tx: tx.reminders.drop(resident, NOW))
    assert [one.resident_id for one in await due(store)] == [other]


async def test_nothing_is_kept_for_somebody_forgotten_or_gone(store) -> None:
    """Neither the forgotten nor the dead are reminded."""
    first = await store.run(promised)
    second = await store.run(promised, BOB)
    await store.run(lambda tx: tx.residents.forget(first))
    await store.run(lambda tx: tx.residents.silence(second, "died", NOW))
    assert await due(store) == []


async def test_of_two_who_turn_out_to_be_one_both_promises_are_read(store) -> None:
    """A seal is not bound to who they were."""
    gone = await store.run(promised)
    stays = await store.run(promised, BOB, WEEK)
    await store.run(lambda tx: tx.residents.merge(gone, stays))
    assert {(one.resident_id, one.kind) for one in await due(store)} == {
        (stays, DAY),
        (stays, WEEK),
    }


async def test_what_it_is_about_is_sealed(store) -> None:
    """Nobody reads from the row which listing somebody goes to."""
    await store.run(promised, starts=AT_TWO)
    kept = await store.read(lambda tx: tx.link.rows(SEALS))
    assert b"tea-and-talk" not in b"".join(bytes(row[0]) for row in kept)
    assert len(kept) == 1
