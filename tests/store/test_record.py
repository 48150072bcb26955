"""What the record of one resident is read from, on both kinds of database."""

import pytest

from connectbot.model.checkin import Enrolment
from connectbot.model.staff import Staff
from tests.desk.checking.rounds import ONS4, checked_in
from tests.desk.referring.introduced import draft
from tests.store.people import ANN, BOB, NOW, later

JO = Staff("jo", "Jo", "link-worker", ("leeds",), NOW)
SAM = Staff("sam", "Sam", "lead", ("leeds", ""), NOW)


@pytest.fixture
async def people(store):
    """Jo and Sam were invited; Ann and Bob have written. Their numbers."""

    def begin(tx):
        tx.staff.add(JO)
        tx.staff.add(SAM)
        return [tx.residents.at(one, "leeds", NOW).id for one in (ANN, BOB)]

    return await store.run(begin)


async def test_how_one_stands_and_who_looks_after_them(store, people) -> None:
    """Their referral that is not over before a newer one that is; whoever was sent away is told,
    and looks after nobody."""
    ann, bob = people
    made = draft(ann, place="leeds", state="sent")

    def begin(tx):
        tx.caseloads.add("sam", ann, NOW)
        tx.caseloads.add("jo", ann, later(days=1))
        tx.caseloads.add("jo", bob, NOW)
        tx.referrals.add(made)
        over = {"state": "lapsed", "reason": "other", "closed_at": later(days=3)}
        tx.referrals.add(draft(ann, made_at=later(days=2), **over))
        day = NOW.date()
        one = Enrolment("0e" * 16, bob, "usual", "leeds", "2026Q4", day, NOW, paused_why="asked")
        tx.checkins.enrol(one)
        tx.staff.revoke("jo", NOW)

    await store.run(begin)
    known, keepers = await store.read(lambda tx: tx.caseloads.known_one(ann))
    assert (known.referral, known.kept, known.paused, keepers) == (
        "sent",
        True,
        False,
        ["sam", "jo"],
    )
    known, keepers = await store.read(lambda tx: tx.caseloads.known_one(bob))
    assert (known.referral, known.kept, known.paused, keepers) == (None, False, True, ["jo"])
    assert await store.read(lambda tx: tx.caseloads.known_one(4711)) is None
    assert await store.read(lambda tx: tx.caseloads.sizes()) == {"sam": 1, "jo": 2}
    rows = await store.read(lambda tx: tx.caseloads.known_in(["leeds"]))
    assert {one.resident_id: one.kept for one in rows} == {ann: True, bob: False}


async def test_the_talks_of_one_resident(store, people) -> None:
    """Open ones and those that a person had, the newest first; not those that nobody took."""
    ann, bob = people

    def begin(tx):
        had, _ = tx.handovers.open(ann, "leeds", "handover", "asked", NOW, NOW)
        tx.handovers.take(had.id, "jo's", "Jo", NOW, None)
        tx.handovers.close(had.id, later(hours=1))
        missed, _ = tx.handovers.open(ann, "leeds", "handover", "asked", later(hours=2), NOW)
        tx.handovers.close(missed.id, later(hours=3))
        now, _ = tx.handovers.open(ann, "leeds", "safeguarding", "words", later(hours=4), NOW)
        tx.handovers.open(bob, "leeds", "handover", "asked", NOW, NOW)
        return [now.id, had.id]

    wanted = await store.run(begin)
    found = await store.read(lambda tx: tx.handovers.of_resident(ann))
    assert [one.handover.id for one in found] == wanted
    assert [one.holder for one in found] == ["", ""]
    assert await store.read(lambda tx: tx.handovers.said_with(ann, [], 10)) == []


async def test_check_ins_are_followed_by_one_of_ours(store, people) -> None:
    """Every enrolment with its waves, and of the answers only the copies made for them."""
    ann, bob = people
    await store.run(lambda tx: checked_in(tx, ann, NOW))
    day = NOW.date()
    other = Enrolment("0f" * 16, bob, "usual", "leeds", "2026Q4", day, NOW)
    await store.run(lambda tx: tx.checkins.enrol(other))
    (jos,) = await store.read(lambda tx: tx.checkins.followed(ann, "jo"))
    (sams,) = await store.read(lambda tx: tx.checkins.followed(ann, "sam"))
    assert jos.enrolment.id == "0e" * 16
    assert [wave.wave for wave in jos.waves] == ["baseline"]
    assert list(jos.shown.values()) == [ONS4]
    assert sams.shown == {}
    (bobs,) = await store.read(lambda tx: tx.checkins.followed(bob, "jo"))
    assert (bobs.enrolment, bobs.waves) == (other, [])
