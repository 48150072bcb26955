"""One listing: all that is known of it, what happened to it, and what is done with one press."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from aiohttp import web

from connectbot.desk.listings import changing
from connectbot.desk.ports import Tx
from connectbot.directory.assured import CRITICAL, field_assured_on
from connectbot.directory.body import readable
from connectbot.directory.editing import confirmed
from connectbot.directory.sheet import sheet
from connectbot.model.kept import State
from connectbot.web.console import reading
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.forms import LABELS
from connectbot.web.console.room import Room, at, line_in, number_in

SAID = {
    "added": "Added. Residents find it within a second.",
    "kept": "Kept. Residents read it so within a second.",
    "right": "Thank you. It is noted that this is right today.",
    "undone": "Taken back.",
    "moved": "Done.",
    "told": "Done. Whoever suggested it is told, in words that give nothing away.",
}
"""What a page tells first, by the word in its address."""

_STATES: dict[str, State] = {"active": "active", "hidden": "hidden", "removed": "removed"}
_WHY = "Say why, in a few words: it stands in the history."


class ListingPages:
    """Reading a listing, and confirming, undoing, hiding and taking out."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """All of it. One that was merged leads to the one that answers for it."""
        return await self._page(request, visitor)

    async def confirm(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Somebody made sure: all of it, or some of its critical things, is right today."""
        kept = await self._room.kept(request.match_info["id"])
        things = [one for one in visitor.form.getall("thing", []) if one in CRITICAL]
        body = confirmed(kept.body, things or ("on",), self._room.today)
        use_case = partial(
            changing.change,
            id=kept.id,
            body=body,
            act=visitor.staff.act("page", "still right"),
            now=self._room.now(),
            seen=number_in(visitor.form, "seen"),
        )
        return await self._do(request, visitor, kept.place, use_case, "right")

    async def undo(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Take one revision back, an undo too."""
        kept = await self._room.kept(request.match_info["id"])
        use_case = partial(
            changing.undo,
            id=kept.id,
            number=number_in(visitor.form, "number"),
            act=visitor.staff.act("page"),
            now=self._room.now(),
        )
        return await self._do(request, visitor, kept.place, use_case, "undone")

    async def move(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """Hide it for a while, take it out, or let it be found again; why is asked."""
        kept = await self._room.kept(request.match_info["id"])
        state = _STATES.get(visitor.form.get("state", ""))
        why = line_in(visitor.form, "why")
        if state is None or not why:
            return await self._page(request, visitor, problem=_WHY, status=422)
        use_case = partial(
            changing.move,
            id=kept.id,
            state=state,
            act=visitor.staff.act("page", why),
            now=self._room.now(),
        )
        return await self._do(request, visitor, kept.place, use_case, "moved")

    async def _do(
        self,
        request: web.Request,
        visitor: Visitor,
        place: str,
        use_case: Callable[[Tx], object],
        said: str,
    ) -> web.StreamResponse:
        if not visitor.staff.keeps(place):
            return visitor.closed()
        refused = await self._room.attempt(use_case)
        if refused:
            return await self._page(request, visitor, problem=refused, status=409)
        return see_other(at(request.match_info["id"], said))

    async def _page(
        self, request: web.Request, visitor: Visitor, *, problem: str = "", status: int = 200
    ) -> web.StreamResponse:
        room = self._room
        looked = await room.store.read(reading.looked, request.match_info["id"])
        if looked is None:
            raise web.HTTPNotFound
        if looked.kept.state == "merged":
            return see_other(at(looked.kept.merged_into))
        listing = readable(looked.kept.body)
        return visitor.page(
            "listing",
            status=status,
            problem=problem,
            said=SAID.get(request.query.get("said", ""), ""),
            kept=looked.kept,
            looked=looked,
            listing=listing,
            rows=sheet(listing, room.known.needs, room.now()) if listing else (),
            things={one: field_assured_on(listing, one) for one in CRITICAL} if listing else {},
            zone=room.zone,
            labels=LABELS,
            keeps=visitor.staff.keeps(looked.kept.place),
        )
