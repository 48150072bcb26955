"""A maintainer at work on a real store: what tests of the directory do and look at."""

from __future__ import annotations

from connectbot.desk.listings import changing, importing, reviewing
from connectbot.desk.listings.importing import Draft
from connectbot.directory.body import body_of, listing_of
from connectbot.model.kept import Act, Body, Kept
from tests.desk.town import NOON
from tests.directory.making import listing

SAM = Act("operator", "", "cli", "they rang")
FILE = "directory/places/here/a.yaml"


def body(**more: object) -> Body:
    """What the tea group says."""
    return body_of(listing("tea", **{"name": "Tea and Talk", **more}))


def draft(said: Body, id: str = "tea", source: str = f"{FILE}:1") -> Draft:
    """The tea group as its file has it."""
    return Draft(id, "here", said, source)


class Keeper:
    """A maintainer at work, on a real store."""

    def __init__(self, town) -> None:
        self.store = town.store

    async def add(self, said: Body | None = None, id: str = "tea") -> Kept:
        new = Kept(id, "here", "active", 0, said or body())
        return await self.store.run(changing.add, new, SAM, NOON)

    async def change(self, seen: int, id: str = "tea", **more: object) -> Kept:
        said = body_of(listing(id, **{"name": "Tea and Talk", **more}))
        return await self.store.run(changing.change, id, said, SAM, NOON, seen=seen)

    async def undo(self, number: int | None = None, id: str = "tea") -> Kept:
        return await self.store.run(changing.undo, id, number, SAM, NOON)

    async def move(self, state: str, id: str = "tea", into: str = "") -> Kept:
        return await self.store.run(changing.move, id, state, SAM, NOON, into=into)

    async def take(self, *drafts: Draft) -> int:
        return await self.store.run(importing.take, drafts, NOON)

    async def finish(self, *here: str, files: dict[str, str]) -> int:
        return await self.store.run(importing.finish, files, here, list(files), NOON)

    async def get(self, id: str = "tea") -> Kept:
        return await self.store.read(lambda tx: tx.listings.get(id))

    async def cost(self, id: str = "tea") -> str:
        return listing_of((await self.get(id)).body).cost

    async def beside(self) -> list[str]:
        found = await self.store.read(reviewing.beside)
        return [str(field) for one in found for field in one.fields]

    async def settle(self, theirs: bool) -> bool:
        return await self.store.run(reviewing.settle, "tea", theirs, SAM, NOON)

    async def audited(self) -> list[tuple[str, str, str]]:
        entries = await self.store.read(lambda tx: tx.audit.entries())
        return [(one.action, one.thing, one.result) for one in entries]
