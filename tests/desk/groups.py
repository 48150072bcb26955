"""A group in the town, with a published phone, and the maintainer who keeps its listing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from connectbot.desk.asking import putting
from connectbot.desk.listings import changing
from connectbot.desk.suggesting import deciding
from connectbot.directory.body import body_of, listing_of
from connectbot.directory.book import Book
from connectbot.directory.place import USUAL
from connectbot.model.kept import Act, Body, Kept
from connectbot.model.suggested import Suggestion
from tests.desk.town import NOON
from tests.directory.making import listing

DOT = "+447700900333"
ROSA = Act("maintainer", "rosa", "page")
OLD = {"on": "2026-06-01", "by": "Sam", "how": "rang"}
MONDAY = datetime(2026, 11, 23, 11, tzinfo=UTC)
TUESDAY_AT_TWO = datetime(2026, 11, 24, 14, tzinfo=UTC)
ASKED = (
    "Oakfield directory: Darts Night. Is this still right? Reply 1 right, 2 something changed, "
    "3 it has stopped. STOP ends these texts."
)
TUESDAYS = "Tuesdays 2pm to 4pm"


def darts(id: str = "darts", **more: object) -> Body:
    """Darts on Tuesdays; its own contact is Dot, and nobody has made sure of it since June."""
    given = {
        "name": "Darts Night",
        "place": "oakfield",
        "checked": OLD,
        "when": TUESDAYS,
        "contact": {"phone": "07700 900333"},
    }
    return body_of(listing(id, **{**given, **more}))


class Groups:
    """What goes on in the directory of a town."""

    def __init__(self, town) -> None:
        self.town = town
        oakfield = town.desk.world.book.places["oakfield"]
        self.places = [oakfield.model_copy(update={"keeping": USUAL})]

    async def add(self, body: Body | None = None, id: str = "darts") -> None:
        """A group is in the directory."""
        new = Kept(id, "oakfield", "active", 0, body or darts(id))
        await self.town.store.run(changing.add, new, ROSA, NOON)
        await self.look()

    async def look(self) -> None:
        """The running service notices what was changed."""
        keeps = await self.town.store.read(lambda tx: tx.listings.since(0))
        world = replace(self.town.desk.world, book=Book.of(self.places, keeps))
        self.town.changed(world=world)

    async def kept(self, id: str = "darts") -> Kept:
        """The listing as it stands."""
        return await self.town.store.read(lambda tx: tx.listings.get(id))

    async def listing(self, id: str = "darts"):
        """What it says."""
        return listing_of((await self.kept(id)).body)

    async def queue(self) -> list[Suggestion]:
        """What waits for a maintainer."""
        return await self.town.store.read(deciding.queue, ["oakfield"])

    async def accept(self, id: str, seen: int = 1, **more: object) -> Kept:
        """Rosa says that it is right."""
        town = self.town
        return await town.store.run(
            deciding.accept, id, ROSA, town.desk, town.now, seen=seen, **more
        )

    async def decline(self, id: str, reason: str) -> None:
        """Rosa says that it stays as it is."""
        town = self.town
        await town.store.run(deciding.decline, id, reason, ROSA, town.desk, town.now)

    async def tick(self) -> int:
        """The clock looks whom to ask; how many were asked."""
        town = self.town
        await self.look()
        asked = await town.store.read(lambda tx: tx.askings.last())
        days = {id: at.date() for id, at in asked.items()}
        room = await town.store.read(putting.room)
        ids = putting.due(town.desk, days, town.now, room)
        await town.store.run(putting.plan, ids, town.desk, town.now)
        return await town.store.run(putting.ask_due, town.desk, town.now)


async def asked(town) -> Groups:
    """A darts night that nobody has made sure of since June is asked, on its Tuesday and not
    before."""
    groups = Groups(town)
    await groups.add()
    town.now = MONDAY
    assert await groups.tick() == 0
    town.now = TUESDAY_AT_TWO
    assert await groups.tick() == 1
    assert await town.leave() == [(DOT, ASKED)]
    return groups
