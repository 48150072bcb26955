"""Our own people, on both databases: kept sealed, let in once, sent away at once."""

from datetime import timedelta

import pytest

from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.store.people import NOW, later

CHAT = Address("telegram", "42")
JO = Staff("jo", "Jo Bell", "maintainer", ("oakfield", ""), NOW)
LI = Staff("li", "Li", "lead", ("oakfield",), later(minutes=1), CHAT, "Mon-Fri 09:00-17:00")


@pytest.fixture
async def people(store):
    """Jo and Li, invited."""
    for one in (LI, JO):
        await store.run(lambda tx, one=one: tx.staff.add(one))
    return store


async def test_they_are_kept_as_they_were_invited(people) -> None:
    """All of it comes back, in the order they were invited; a stranger is nobody."""
    assert await people.read(lambda tx: list(tx.staff.everybody())) == [JO, LI]
    assert await people.read(lambda tx: tx.staff.get("jo")) == JO
    assert await people.read(lambda tx: tx.staff.get("nobody")) is None


async def test_a_code_works_once_in_its_time_at_its_door(people) -> None:
    """Neither late, nor at the other door, nor twice."""

    def use(code, door="page", **after):
        return people.run(lambda tx: tx.staff.use(code, door, later(**after)))

    for code in ("one", "two"):
        await people.run(
            lambda tx, code=code: tx.staff.offer(code, "jo", "page", later(minutes=10))
        )
    assert await use("one", "telegram") is None
    assert await use("one", minutes=9) == JO
    assert await use("one", minutes=9) is None
    assert await use("two", minutes=10) is None
    assert await use("three") is None


async def test_a_visit_is_seen_and_left(people) -> None:
    """It tells whose it is, since when, and when it last asked for a page."""
    await people.run(lambda tx: tx.staff.enter("v", "jo", NOW))
    await people.run(lambda tx: tx.staff.seen("v", later(minutes=5)))
    visit = await people.read(lambda tx: tx.staff.visit("v"))
    assert (visit.staff, visit.began_at, visit.seen_at) == (JO, NOW, later(minutes=5))
    await people.run(lambda tx: tx.staff.leave("v"))
    assert await people.read(lambda tx: tx.staff.visit("v")) is None


async def test_whoever_is_revoked_is_let_in_nowhere(people) -> None:
    """Codes, visits and Telegram end in one step; the others stay."""

    def everything(tx) -> None:
        for id in ("jo", "li"):
            tx.staff.offer(f"code {id}", id, "page", later(minutes=10))
            tx.staff.enter(f"visit {id}", id, NOW)
        tx.staff.link("jo", CHAT)

    await people.run(everything)
    await people.run(lambda tx: tx.staff.revoke("jo", later(minutes=2)))
    assert await people.read(lambda tx: tx.staff.visit("visit jo")) is None
    assert await people.read(lambda tx: tx.staff.linked(CHAT)) is None
    assert await people.run(lambda tx: tx.staff.use("code jo", "page", NOW)) is None
    assert await people.read(lambda tx: tx.staff.get("jo").revoked_at) == later(minutes=2)
    assert (await people.read(lambda tx: tx.staff.visit("visit li"))).staff == LI
    assert await people.run(lambda tx: tx.staff.use("code li", "page", NOW)) == LI


async def test_one_address_is_one_person(people) -> None:
    """Whoever links it last writes from it; somebody who is revoked cannot take it."""
    await people.run(lambda tx: tx.staff.link("jo", CHAT))
    assert await people.read(lambda tx: tx.staff.linked(CHAT)) == JO
    await people.run(lambda tx: tx.staff.link("li", CHAT))
    assert await people.read(lambda tx: tx.staff.linked(CHAT)) == LI
    assert await people.read(lambda tx: tx.staff.linked(Address("telegram", "43"))) is None
    await people.run(lambda tx: tx.staff.unlink(CHAT))
    assert await people.read(lambda tx: tx.staff.linked(CHAT)) is None


async def test_what_is_past_its_time_goes(people) -> None:
    """Codes, visits and whoever was sent away, each by its own day; nothing else."""

    def everything(tx) -> None:
        for id in ("jo", "li"):
            tx.staff.offer(f"code {id}", id, "page", later(minutes=10 if id == "jo" else 90))
            tx.staff.enter(f"visit {id}", id, later(minutes=10 if id == "jo" else 90))
        tx.staff.add(Staff("old", "Old", "lead", ("",), NOW))
        tx.staff.revoke("old", later(minutes=10))

    await people.run(everything)
    hour = later(hours=1)
    assert await people.run(lambda tx: tx.staff.purge(hour, hour, hour, 50)) == 3
    assert await people.run(lambda tx: tx.staff.purge(hour, hour, hour, 50)) == 0
    assert await people.read(lambda tx: tx.staff.visit("visit jo")) is None
    assert await people.read(lambda tx: tx.staff.visit("visit li")) is not None
    assert await people.read(lambda tx: [one.id for one in tx.staff.everybody()]) == ["jo", "li"]
    gone = NOW + timedelta(days=999)
    await people.run(lambda tx: tx.staff.purge(gone, gone, gone, 50))
    assert len(await people.read(lambda tx: tx.staff.everybody())) == 2
