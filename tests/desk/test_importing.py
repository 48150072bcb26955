"""Files come and go: taken over like any edit, shown beside ours where both changed."""

from __future__ import annotations

import pytest

from connectbot.desk.listings import importing
from connectbot.desk.listings.changing import Refused
from connectbot.directory.body import body_of, listing_of
from tests.desk.keeper import FILE, Keeper, body, draft
from tests.directory.making import listing


@pytest.fixture
def desk(town) -> Keeper:
    """A maintainer's desk."""
    return Keeper(town)


async def test_files_fill_an_empty_directory_once(desk) -> None:
    """What files have is taken over, and a second time changes nothing."""
    assert await desk.take(draft(body()), draft(body(), "two")) == 2
    assert await desk.take(draft(body()), draft(body(), "two")) == 0
    assert (await desk.get()).number == 1
    assert await desk.finish("tea", "two", files={FILE: "1"}) == 0
    files, sources = await desk.store.read(importing.files)
    assert (files, sources["two"]) == ({FILE: "1"}, f"{FILE}:1")
    assert await desk.audited() == [("listings.imported", "files", "done")]


async def test_a_file_that_changes_is_followed(desk) -> None:
    """What nobody changed here comes over, and beside an edit of ours in another field."""
    await desk.take(draft(body()))
    assert await desk.take(draft(body(cost="£1"), source=f"{FILE}:9")) == 1
    assert (await desk.cost(), (await desk.get()).source) == ("£1", f"{FILE}:9")
    await desk.change(2, cost="£1", description="Ours.")
    assert await desk.take(draft(body(cost="£2"))) == 1
    now = listing_of((await desk.get()).body)
    assert (now.cost, now.description) == ("£2", "Ours.")
    assert await desk.beside() == []


async def test_a_file_never_beats_an_edit_of_ours(desk) -> None:
    """Where both changed a field ours stays and the file's is shown beside it, until it agrees."""
    await desk.take(draft(body()))
    await desk.change(1, cost="£1")
    assert await desk.take(draft(body(cost="£2", description="New."))) == 1
    now = listing_of((await desk.get()).body)
    assert (now.cost, now.description) == ("£1", "New.")
    assert await desk.beside() == ["cost: £1 -> £2"]
    await desk.take(draft(body()))  # the file goes back to what it was
    assert await desk.beside() == []


@pytest.mark.parametrize(("theirs", "cost"), [(True, "£2"), (False, "£1")])
async def test_either_is_taken(desk, theirs, cost) -> None:
    """A maintainer takes the file's words or stays with ours; then nothing waits any more, and
    the same file does not ask again."""
    await desk.take(draft(body()))
    await desk.change(1, cost="£1")
    await desk.take(draft(body(cost="£2")))
    assert await desk.settle(theirs) is theirs
    assert (await desk.cost(), await desk.beside()) == (cost, [])
    await desk.take(draft(body(cost="£2")))
    assert (await desk.cost(), await desk.beside()) == (cost, [])
    with pytest.raises(Refused, match="its file says nothing else than we do"):
        await desk.settle(theirs)


@pytest.mark.parametrize(("theirs", "cost"), [(True, "£2"), (False, "free")])
async def test_an_id_that_was_made_here_first(desk, theirs, cost) -> None:
    """A file with an id of ours changes nothing by itself: all that differs is shown."""
    await desk.add()
    assert await desk.take(draft(body(cost="£2"))) == 0
    assert await desk.beside() == ["cost: (nothing) -> £2"]
    await desk.settle(theirs)
    assert await desk.cost() == cost
    await desk.add(body_of(listing("same")), "same")
    await desk.take(draft(body_of(listing("same")), "same"))
    assert await desk.beside() == []


async def test_words_that_do_not_go_together_are_taken_whole(desk) -> None:
    """Where the file's field and ours would be no listing together, the file's listing is taken."""
    await desk.take(draft(body(ages={"least": 18, "most": 60})))
    await desk.change(1, ages={"least": 50, "most": 60})
    await desk.take(draft(body(ages={"least": 18, "most": 30})))
    assert await desk.beside() == ["ages.most: 60 -> 30"]
    await desk.settle(True)
    ages = listing_of((await desk.get()).body).ages
    assert (ages.least, ages.most) == (18, 30)


async def test_what_no_file_has_any_more_goes(desk) -> None:
    """It is removed as an edit that can be undone, and comes back with its file; what we changed
    stays, and what was made here."""
    drafts = [draft(body(), id) for id in ("tea", "ours", "other")]
    await desk.take(*drafts)
    await desk.finish("tea", "ours", "other", files={FILE: "1"})
    await desk.change(1, "ours", cost="£1")
    await desk.add(id="here")
    assert await desk.finish("other", files={FILE: "2"}) == 1
    states = [(await desk.get(id)).state for id in ("tea", "ours", "other", "here")]
    assert states == ["removed", "active", "active", "active"]
    assert await desk.finish("other", files={FILE: "2"}) == 0
    assert await desk.take(*drafts) == 1
    assert (await desk.get()).state == "active"


async def test_what_a_person_removed_stays_removed(desk) -> None:
    """A file does not bring back what somebody took out, nor what was merged."""
    await desk.take(draft(body()), draft(body(), "two"))
    await desk.move("removed")
    await desk.move("merged", "two", into="tea")
    await desk.take(draft(body(cost="£2")), draft(body(cost="£2"), "two"))
    assert [(await desk.get(id)).state for id in ("tea", "two")] == ["removed", "merged"]
    assert await desk.beside() == []


def test_an_id_in_two_files_is_told() -> None:
    """A file that was read again may not use an id that stands in a file that was not."""
    sources = {"tea": "b.yaml:4", "two": "gone.yaml:1", "three": f"{FILE}:2"}
    drafts = [draft(body(), id) for id in ("tea", "two", "three", "new")]
    assert importing.doubles(drafts, sources, {"b.yaml", FILE}) == [(drafts[0], "b.yaml:4")]


async def test_what_was_merged_is_reviewed_as_what_it_is_now(desk) -> None:
    """A listing that was taken in by another asks nothing of its own file any more."""
    await desk.take(draft(body()))
    await desk.change(1, cost="£1")
    await desk.take(draft(body(cost="£2")))
    await desk.add(body_of(listing("new")), "new")
    await desk.move("merged", into="new")
    assert await desk.beside() == []
