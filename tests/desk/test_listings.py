"""A change of a listing: a revision each time, refused where somebody was faster, undone."""

from __future__ import annotations

import pytest

from connectbot.desk.listings import changing
from connectbot.desk.listings.changing import Refused
from connectbot.directory.body import body_of, listing_of
from connectbot.model.kept import Act
from tests.desk.keeper import SAM, Keeper, body
from tests.desk.town import NOON
from tests.directory.making import listing


@pytest.fixture
def desk(town) -> Keeper:
    """A maintainer's desk."""
    return Keeper(town)


async def test_a_change_is_a_revision(desk) -> None:
    """Each change is kept with who and why; what changes nothing is none."""
    await desk.add()
    assert (await desk.change(1, cost="£1")).number == 2
    assert (await desk.change(2, cost="£1")).number == 2
    assert await desk.cost() == "£1"
    history = await desk.store.read(lambda tx: tx.listings.history("tea"))
    assert [(one.number, one.act) for one in history] == [(1, SAM), (2, SAM)]


async def test_whoever_was_slower_is_told_what_changed(desk) -> None:
    """A change made on an older revision is refused with what is different now, and nothing is
    overwritten."""
    await desk.add()
    await desk.change(1, cost="£1")
    with pytest.raises(Refused, match=r"revision 1 then, 2 now\)[\s\S]*cost: \(nothing\) -> £1"):
        await desk.change(1, cost="£3")
    assert await desk.cost() == "£1"


async def test_an_id_is_given_once(desk) -> None:
    """Also one that is removed keeps its id, for its history stays."""
    await desk.add()
    with pytest.raises(Refused, match=r"there is a listing with this id already\. Give"):
        await desk.add()
    await desk.move("removed")
    with pytest.raises(Refused, match=r"already \(removed; `history` tells more\)"):
        await desk.add()


@pytest.mark.parametrize(
    "use",
    [
        lambda desk: desk.change(1),
        lambda desk: desk.undo(),
        lambda desk: desk.move("removed"),
        lambda desk: desk.move("merged", into="other"),
    ],
)
async def test_what_is_not_there_is_told(desk, use) -> None:
    """No listing, no change."""
    with pytest.raises(Refused, match="tea: there is no such listing"):
        await use(desk)


async def test_any_revision_is_undone_and_an_undo_too(desk) -> None:
    """The last one where none is named; an earlier one where nothing changed it since; an undo
    like any other."""
    await desk.add()
    await desk.change(1, cost="£1")
    await desk.change(2, cost="£1", description="Tea.")
    assert (await desk.undo(2)).number == 4
    now = listing_of((await desk.get()).body)
    assert (now.cost, now.description) == ("free", "Tea.")
    await desk.undo()  # of the undo
    assert await desk.cost() == "£1"
    assert (await desk.undo(4)).number == 5  # it is undone already: nothing to do
    acts = await desk.store.read(lambda tx: tx.listings.history("tea"))
    assert [one.act.why for one in acts][3:] == ["they rang", "they rang"]


async def test_an_undo_says_which_where_nobody_says_why(desk) -> None:
    """Without a reason the history tells which revision was taken back."""
    await desk.add()
    await desk.change(1, cost="£1")
    plain = Act("operator", "", "cli")
    await desk.store.run(changing.undo, "tea", 2, plain, NOON)
    await desk.store.run(changing.undo, "tea", 1, plain, NOON)
    acts = await desk.store.read(lambda tx: tx.listings.history("tea"))
    assert [one.act.why for one in acts][2:] == ["undo of revision 2", "undo of its first revision"]
    assert (await desk.get()).state == "removed"


async def test_an_undo_never_takes_a_later_edit_along(desk) -> None:
    """Where the same field changed again it is refused with what changed; so is what would not
    hold together."""
    await desk.add(body(ages={"least": 18, "most": 30}))
    await desk.change(1, ages={"least": 40, "most": 60})
    await desk.change(2, ages={"least": 40, "most": 50})
    with pytest.raises(Refused, match=r"ages\.most changed again after revision 2"):
        await desk.undo(2)
    with pytest.raises(Refused, match=r"there is no revision 7; there are 1 to 3"):
        await desk.undo(7)
    await desk.add(body_of(listing("old", ages={"least": 18, "most": 20})), "old")
    await desk.change(1, "old", name="Name old", ages={"least": 18, "most": 60})
    await desk.change(2, "old", name="Name old", ages={"least": 40, "most": 60})
    with pytest.raises(Refused, match="without revision 2 it does not hold together"):
        await desk.undo(2, "old")


async def test_removed_and_back(desk) -> None:
    """Removing keeps the history; undoing it brings the listing back."""
    await desk.add()
    assert (await desk.move("removed")).state == "removed"
    assert (await desk.move("removed")).number == 2
    assert (await desk.undo()).state == "active"


async def test_merged_and_back(desk) -> None:
    """The old id answers with the new one, a change goes there, and it can be undone."""
    await desk.add()
    await desk.add(body_of(listing("new")), "new")
    await desk.move("merged", into="new")
    assert (await desk.store.read(changing.standing, "tea")).id == "new"
    assert (await desk.undo()).state == "active"
    assert (await desk.get()).merged_into == ""
    await desk.undo()
    assert (await desk.get()).merged_into == "new"


async def test_who_changed_what_is_in_the_audit_log(desk) -> None:
    """One line for each change, by id and revision; a number in an id is not written there."""
    await desk.add()
    await desk.change(1, cost="£1")
    await desk.add(body_of(listing("row-07700900123")), "row-07700900123")
    told = [one for one in await desk.audited() if one[0] == "listing.changed"]
    assert told == [
        ("listing.changed", "listing:tea", "v1"),
        ("listing.changed", "listing:tea", "v2"),
        ("listing.changed", "listing", "v1"),
    ]
