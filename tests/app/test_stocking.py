"""Files fill the directory, then the database is the truth; every process sees each change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectbot.app.living import Living
from connectbot.app.service import Service
from connectbot.app.stocking import Stock, stocked
from connectbot.app.worlds import BadCommunity, knowledge_of, world_of
from connectbot.desk.listings import changing
from connectbot.directory.body import body_of
from connectbot.files import Community, community_at
from connectbot.model.kept import Act, Kept
from tests.desk.town import WORLD

SAM = Act("operator", "", "cli", "they rang")
PLACE = "name: Here\nteam: Team\noutcodes: [LS8]\nstaffed: Monday\n"
TEA = "- id: tea\n  name: Tea and Talk\n  needs: [company]\n  cost: {cost}\n"
SHED = "- id: shed\n  name: The Shed\n  needs: [company]\n"


class Folder:
    """A community whose files are written and read again, over one store."""

    def __init__(self, town, folder) -> None:
        self.town = town
        self.root = folder / "community"
        self.write("here/place.yaml", PLACE)

    def write(self, name: str, text: str) -> None:
        file = self.root / "directory/places" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def leave_out(self, name: str) -> None:
        (self.root / "directory/places" / name).unlink()

    @property
    def community(self) -> Community:
        return community_at(self.root)

    async def start(self) -> Stock:
        return await stocked(self.town.store, self.community, self.town.now)

    async def costs(self) -> dict[str, str]:
        return {id: one.cost for id, one in (await self.start()).book.listings.items()}

    async def edit(self, stock: Stock, **more: str) -> Kept:
        said = body_of(stock.book.listings["tea"].model_copy(update=more))
        kept = await self.town.store.read(lambda tx: tx.listings.get("tea"))
        return await self.town.store.run(
            changing.change, "tea", said, SAM, self.town.now, seen=kept.number
        )


@pytest.fixture
def folder(town, tmp_path):
    """A community with one listing."""
    made = Folder(town, tmp_path)
    made.write("here/a.yaml", TEA.format(cost="50p"))
    return made


async def test_the_first_start_fills_the_directory(folder) -> None:
    """What the files have is there, as it would be read from them alone."""
    stock = await folder.start()
    assert stock.book.listings == knowledge_of(folder.community).book.listings
    assert stock.book.sources == {"tea": ("directory/places/here/a.yaml", 1)}
    assert (await folder.start()).version == stock.version  # nothing to do


async def test_what_is_edited_stays_and_files_bring_what_is_new(folder) -> None:
    """After a restart an edit is still there; a new file adds, a file left out takes away."""
    await folder.edit(await folder.start(), cost="free")
    folder.write("here/b.yaml", SHED)
    assert await folder.costs() == {"tea": "free", "shed": "free"}
    folder.leave_out("here/b.yaml")
    assert await folder.costs() == {"tea": "free"}


async def test_a_file_that_is_edited_is_followed_but_never_over_ours(folder) -> None:
    """The file's new words come over where nobody edited, and wait beside where somebody did."""
    stock = await folder.start()
    folder.write("here/a.yaml", TEA.format(cost="£1"))
    assert await folder.costs() == {"tea": "£1"}
    await folder.edit(stock, cost="£2")
    folder.write("here/a.yaml", TEA.format(cost="£3"))
    assert await folder.costs() == {"tea": "£2"}
    assert await folder.town.store.read(lambda tx: tx.listings.offered()) == ["tea"]


async def test_a_folder_without_listings_takes_nothing_out(folder) -> None:
    """A folder that is not mounted yet does not empty the directory."""
    await folder.start()
    folder.leave_out("here/a.yaml")
    assert await folder.costs() == {"tea": "50p"}


async def test_a_fault_in_a_file_is_told_and_nothing_is_taken_over(folder) -> None:
    """Not half of the files: the directory stays as it was."""
    await folder.start()
    folder.write("here/b.yaml", SHED)
    folder.write("here/c.yaml", "- id: odd\n  nam: Odd\n  needs: [company]\n")
    stock = await folder.start()
    assert list(stock.book.listings) == ["tea"]
    with pytest.raises(BadCommunity, match=r"here/c\.yaml:2: unknown word `nam`"):
        knowledge_of(folder.community, stock.read)


async def test_an_id_in_two_files_is_told(folder) -> None:
    """Also where only one of the files is new."""
    await folder.start()
    folder.write("here/b.yaml", SHED + TEA.format(cost="£9"))
    stock = await folder.start()
    assert [str(problem) for problem in stock.problems] == [
        "directory/places/here/b.yaml:4: the id `tea` is already used at "
        "directory/places/here/a.yaml:1; give this one another"
    ]
    assert await folder.costs() == {"tea": "50p"}


async def test_a_running_service_sees_each_edit(folder, town) -> None:
    """An edit, by whatever process, is in the next search; a search that began before it sees the
    old directory; what did not change is the same."""
    folder.write("here/b.yaml", SHED)
    stock = await folder.start()
    town.changed(world=replace(WORLD, book=stock.book))
    service = Service(town.store, town.desk, {}, lambda: town.now)
    service.living = Living(town.store, stock.version)
    before = service.desk.world.book
    await service.refresh()
    assert service.desk.world.book is before
    await folder.edit(stock, cost="free")
    await service.refresh()
    after = service.desk.world.book
    assert (before.listings["tea"].cost, after.listings["tea"].cost) == ("50p", "free")
    assert after.listings["shed"] is before.listings["shed"]
    assert "directory" in [tick.name for tick in service._ticks()]


async def test_after_very_many_changes_the_whole_is_read_again(folder) -> None:
    """It holds what it would hold if each change had been taken over."""
    folder.write("here/b.yaml", SHED)
    stock = await folder.start()
    living = Living(folder.town.store, stock.version, leap=1)
    await folder.edit(stock, cost="free")
    await folder.edit(stock, cost="£3")
    after = await living.after(stock.book)
    assert after is not None
    assert [(one.id, one.cost) for one in after.listings.values()] == [
        ("tea", "£3"),
        ("shed", "free"),
    ]
    assert await living.after(after) is None


async def test_without_flows_there_is_no_world(folder) -> None:
    """Whether listings came from files or from the database."""
    stock = await folder.start()
    with pytest.raises(BadCommunity, match="nothing to talk with yet"):
        world_of(folder.community, None, stock.read)


async def test_a_community_without_a_place_has_a_stand_in(town, tmp_path) -> None:
    """So that its flows can be tried, as without a database."""
    (tmp_path / "empty").mkdir()
    stock = await stocked(town.store, community_at(tmp_path / "empty"), town.now)
    assert list(stock.book.places) == ["here"]
