"""A file that says something else than an edit of ours: both shown, and either is taken."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from connectbot.desk.listings import reviewing
from connectbot.web.console import reading
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.forms import LABELS
from connectbot.web.console.room import Room, at


class BesidePages:
    """Settling what a file and the directory say differently."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Each field that differs, ours and the file's."""
        return await self._page(request, visitor)

    async def settle(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Take the file's words, or stay with ours."""
        kept = await self._room.kept(request.match_info["id"])
        if not visitor.staff.keeps(kept.place):
            return visitor.closed()
        theirs = visitor.form.get("take") == "file"
        act = visitor.staff.act("page", "file taken" if theirs else "ours taken")
        refused = await self._room.attempt(
            partial(reviewing.settle, id=kept.id, theirs=theirs, act=act, now=self._room.now())
        )
        if refused:
            return await self._page(request, visitor, problem=refused)
        return see_other(at(kept.id, "kept"))

    async def _page(
        self, request: web.Request, visitor: Visitor, problem: str = ""
    ) -> web.StreamResponse:
        looked = await self._room.store.read(reading.looked, request.match_info["id"])
        if looked is None:
            raise web.HTTPNotFound
        return visitor.page(
            "beside",
            status=409 if problem else 200,
            problem=problem,
            kept=looked.kept,
            beside=looked.beside,
            labels=LABELS,
            keeps=visitor.staff.keeps(looked.kept.place),
        )
