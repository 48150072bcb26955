"""Of whom one of our people is to ask whether it was them who ended check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from connectbot.desk.ports import TakenBack
from connectbot.model.checkin import Enrolment
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from connectbot.store.taken_back import MOST
from tests.store.people import ANN, BOB, NOW, later

STAFF = [Staff(id, id.title(), "link-worker", ("leeds",), NOW) for id in ("jo", "kim", "sam")]


def enrolled(tx, who, number, at, place="leeds", plan="usual") -> None:
    """Somebody who is in a plan, or took their yes back at some time."""
    id, state = f"{number:032x}", "consented" if at is None else "withdrawn"
    made = Enrolment(id, who, plan, place, "2026Q4", NOW.date(), NOW, state=state, referrer="jo")
    tx.checkins.enrol(made)
    tx.checkins.change(replace(made, taken_back_at=at))


@pytest.fixture
async def people(store) -> Sequence[int]:
    """Ann is with Kim, Bob with nobody; both have taken back a yes, Bob in two plans."""

    def begin(tx):
        for one in STAFF:
            tx.staff.add(one)
        ann, bob = (tx.residents.at(one, "leeds", NOW).id for one in (ANN, BOB))
        enrolled(tx, ann, 1, later(hours=1))
        enrolled(tx, bob, 2, NOW)
        enrolled(tx, bob, 3, later(hours=2), plan="other")
        enrolled(tx, ann, 4, None, plan="other")
        tx.caseloads.add("kim", ann, NOW)
        return ann, bob

    return await store.run(begin)


async def found(store, staff=(), places=(), since=NOW):
    """What these find."""
    return await store.read(lambda tx: tx.checkins.taken_back(staff, places, since))


async def test_of_whom_somebody_is_to_ask(store, people) -> None:
    """Of a caseload, and of nobody's in a place; each once, the oldest first."""
    ann, bob = people
    anns = TakenBack(ann, later(hours=1), kept=True)
    bobs = TakenBack(bob, NOW, kept=False)
    assert await found(store) == []
    assert await found(store, ["jo"], ["york"]) == []
    assert await found(store, ["kim"]) == [anns]
    assert await found(store, [], ["york", "leeds"]) == [bobs]
    assert await found(store, ["jo", "kim"], ["leeds"]) == [bobs, anns]
    assert await found(store, ["kim"], ["leeds"], since=later(hours=2)) == [
        replace(bobs, at=later(hours=2))
    ]
    await store.run(lambda tx: tx.staff.revoke("kim", NOW))
    assert len(await found(store, ["jo"], ["leeds"])) == 2


async def test_there_are_fifty_at_most(store, people) -> None:
    """However many took theirs back on one day."""

    def several(tx):
        for number in range(MOST + 1):
            who = tx.residents.at(Address("sms", f"+4477009003{number:02}"), "leeds", NOW).id
            enrolled(tx, who, 100 + number, later(days=1))

    await store.run(several)
    assert len(await found(store, [], ["leeds"], since=later(days=1))) == MOST


async def test_what_is_ticked_off_is_not_asked(store, people) -> None:
    """Of a caseload as of nobody's."""
    ann, _ = people

    def ticked(tx):
        for one in tx.checkins.of(ann):
            tx.checkins.change(replace(one, taken_back_at=None))

    await store.run(ticked)
    assert await found(store, ["kim"]) == []
