"""The queue: what waits for whoever keeps the directory; and finding a listing in it."""

from __future__ import annotations

import asyncio

from aiohttp import web

from connectbot.directory.saying import whole
from connectbot.directory.shown import place
from connectbot.model.staff import KEEPERS
from connectbot.web.console import reading, telling
from connectbot.web.console.entrance import Visitor
from connectbot.web.console.listing import SAID
from connectbot.web.console.reading import Queue
from connectbot.web.console.room import Room
from connectbot.web.console.suggestion import BY, KINDS


class QueuePages:
    """What waits, and what is there."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Suggestions, what files say else, and what nobody has said to be right for long."""
        room, places = self._room, visitor.staff.places
        book, named = room.known.book, telling.places(room)
        keeps = visitor.staff.role in KEEPERS
        # What residents say is read by whoever keeps the place, and by nobody else.
        queue = await room.store.read(reading.queue, places) if keeps else Queue((), ())
        due, in_all = await asyncio.to_thread(reading.due, book, places, room.today)
        return visitor.page(
            "queue",
            queue=queue,
            most=reading.MOST,
            said=SAID.get(request.query.get("said", ""), ""),
            kinds=KINDS,
            by=BY,
            names={id: one.name for id in _ids(queue) if (one := book.listing(id))},
            due=due,
            in_all=in_all,
            now=room.now(),
            waited=reading.waited,
            places=", ".join(named.get(id, id) for id in places),
            keeps=keeps,
        )

    async def find(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Listings with some words, of every place."""
        room, words = self._room, request.query.get("words", "")[:200].replace("\0", "")
        book = room.known.book
        places = (*visitor.staff.places, *book.places, "")
        where = tuple(dict.fromkeys(places)) if words.strip() else visitor.staff.places
        found = await asyncio.to_thread(reading.found, book, words, where)
        return visitor.page(
            "find",
            words=words,
            found=found,
            most=reading.MOST,
            place_of=place,
            times_of=lambda one: f"{whole(one.when)}." if one.when else "",
            keeps=visitor.staff.role in KEEPERS,
        )


def _ids(queue: Queue) -> set[str]:
    """The listings that are named in it."""
    return {*(one.listing for one in queue.suggestions), *(one.id for one in queue.beside)}
