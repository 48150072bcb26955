"""What one of our people may do to a referral, asked of the row itself, whatever a page let by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.desk.ports import Wanted
from connectbot.desk.referring import seeing
from connectbot.desk.referring.making import New
from connectbot.desk.referring.moving import Refused
from connectbot.model.message import Address
from connectbot.model.staff import Staff
from tests.desk.referring.introduced import TEA, in_the_directory, refer, stands
from tests.desk.town import JEAN, NOON, Town

SAM = Staff("sam", "Sam Lee", "link-worker", ("oakfield",), NOON)
SUE = replace(SAM, id="sue", name="Sue Bell")
FAR = replace(SAM, id="far", name="Farah", places=("porth-derwen",))
ANN = Address("sms", "+447700900171")


async def test_only_theirs_are_referred(town: Town) -> None:
    """To a group of their place, and somebody known only by whoever looks after them."""
    await in_the_directory(town)
    await town.store.run(lambda tx: tx.staff.add(SUE))
    jean = (await refer(town)).resident_id
    new = New(TEA, first_name="Ann", to=ANN)
    for who, asked, why in (
        (FAR, new, "in a place where you talk to nobody"),
        (SAM, replace(new, listing="nowhere"), "There is no listing 'nowhere'"),
        (SUE, replace(new, to=None, resident=jean), "You do not look after them"),
        (SAM, replace(new, to=None, resident=jean), "They are referred to Tea and Talk already"),
    ):
        with pytest.raises(Refused, match=why):
            await town.store.run(seeing.refer, asked, who, town.desk, town.now)
    made = await town.store.run(seeing.refer, new, SUE, town.desk, town.now)
    assert (made.details.sender, made.door, made.made_by) == ("Sue", "console", "sue")


@pytest.mark.parametrize(
    ("who", "made_by", "sees", "cares"),
    [
        (SAM, "jo", True, True),
        (SUE, "sue", True, False),
        (SUE, "jo", False, False),
        (replace(SUE, role="lead"), "jo", True, True),
        (replace(SUE, role="maintainer"), "sue", False, False),
        (replace(SAM, places=("porth-derwen",)), "sam", False, False),
        (replace(SAM, revoked_at=NOON), "sam", False, False),
    ],
)
async def test_each_sees_and_moves_their_own(
    town: Town, who: Staff, made_by: str, sees: bool, cares: bool
) -> None:
    """Sam looks after Jean; whoever made the referral follows it too; and nobody else."""
    for one in (SAM, SUE):
        await town.store.run(lambda tx, one=one: tx.staff.add(one))
    made = await stands(town, "sent", made_by=made_by)
    await town.store.run(lambda tx: tx.caseloads.add("sam", made.resident_id, NOON))
    today = NOON.date()
    seen = await town.store.read(seeing.seen, made.id, who, today)
    assert (seen is not None, seen is not None and seen.cared) == (sees, cares)
    if who.role != "maintainer" and who.revoked_at is None:  # no page lets them come this far
        listed = await town.store.read(seeing.listed, who, Wanted(), today, 9)
        assert bool(listed) == sees
    if sees:
        assert "accepted" in seeing.moves(made)
        await town.store.run(seeing.move, made.id, "accepted", who, town.desk, town.now)
    else:
        with pytest.raises(Refused, match="not one of yours"):
            await town.store.run(seeing.move, made.id, "accepted", who, town.desk, town.now)
    assert JEAN not in str(seen)
