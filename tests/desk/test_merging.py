"""Two listings made one: the old id answers with the new, and both histories stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk.listings import changing, merging
from connectbot.desk.listings.changing import Refused
from connectbot.directory.body import body_of, listing_of
from connectbot.model.kept import Body, Kept
from tests.desk.keeper import SAM, Keeper
from tests.desk.town import NOON
from tests.directory.making import listing


@pytest.fixture
def desk(town) -> Keeper:
    """A maintainer's desk."""
    return Keeper(town)


async def added(desk: Keeper, id: str, place: str = "here", **more: object) -> None:
    said = body_of(listing(id, **{"name": "Tea and Talk", **more}))
    await desk.store.run(changing.add, Kept(id, place, "active", 0, said), SAM, NOON)


async def test_two_are_made_one(desk) -> None:
    """What stays takes over what is missing; the other id answers with it, and can come back."""
    await added(desk, "tea")
    await added(desk, "talk", who="anyone over 50")
    planned = await desk.store.read(merging.plan, "tea", "talk")
    new = await desk.store.run(merging.carry_out, planned, SAM, NOON)
    assert (new.id, new.number, listing_of(new.body).who) == ("tea", 2, "anyone over 50")
    assert (await desk.store.read(changing.standing, "talk")).id == "tea"
    for id in ("tea", "talk"):
        assert len(await desk.store.read(lambda tx, id=id: tx.listings.history(id))) == 2
    await desk.undo(id="talk")
    assert (await desk.store.read(changing.standing, "talk")).id == "talk"


async def test_what_cannot_be_merged(desk) -> None:
    """A listing with itself, two of two places, two that contradict each other."""
    await added(desk, "tea")
    await added(desk, "far", place="there")
    with pytest.raises(Refused, match="that is tea already"):
        await desk.store.read(merging.plan, "tea", "tea")
    with pytest.raises(Refused, match="kept in another place"):
        await desk.store.read(merging.plan, "tea", "far")
    secret = {"venue": "Rose House", "outcode": "LS8", "confidential": True}
    await added(desk, "rose", where=secret)
    await added(desk, "told", description="Tea at Rose House")
    with pytest.raises(Refused, match="do not hold together"):
        await desk.store.read(merging.plan, "told", "rose")


async def test_what_a_newer_program_wrote_is_left(desk) -> None:
    """A listing that cannot be read here is not merged."""
    await added(desk, "tea")
    new = Kept("newer", "here", "active", 0, Body('{"colour":"red"}'))
    await desk.store.run(changing.add, new, SAM, NOON)
    with pytest.raises(Refused, match="a newer program wrote it"):
        await desk.store.read(merging.plan, "tea", "newer")


async def test_nothing_is_merged_that_changed_meanwhile(desk) -> None:
    """Whoever looked at an older revision is told so."""
    await added(desk, "tea")
    await added(desk, "talk")
    planned = await desk.store.read(merging.plan, "tea", "talk")
    old = replace(planned, goes=replace(planned.goes, number=0))
    with pytest.raises(Refused, match="somebody changed it meanwhile"):
        await desk.store.run(merging.carry_out, old, SAM, NOON)
