"""One suggestion: what was said, what it would change, and accepting, amending or declining it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from aiohttp import web

from connectbot.desk.ports import Tx
from connectbot.desk.suggesting import deciding
from connectbot.desk.suggesting.telling import LONGEST_REASON
from connectbot.directory.body import readable
from connectbot.directory.sheet import sheet
from connectbot.model.kept import State
from connectbot.web.console import reading
from connectbot.web.console.entrance import HOME, Visitor, see_other
from connectbot.web.console.forms import LABELS
from connectbot.web.console.reading import Decision
from connectbot.web.console.room import Room, at, number_in

KINDS = {
    "wrong": "Something is wrong",
    "closed": "It was closed",
    "new": "Something new",
    "changed": "Something changed",
    "stopped": "It has stopped",
    "silent": "Nobody answered us",
}
"""What a suggestion is about."""

BY = {
    "resident": "A resident",
    "contact": "The group itself",
    "maintainer": "One of our people",
    "service": "The helper, which has asked three times",
}
"""Who says so."""

_STATES: dict[str, State] = {"hidden": "hidden", "removed": "removed"}


class SuggestionPages:
    """Deciding about what somebody said."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """What was said, beside the listing as it is."""
        return self._page(visitor, await self._decision(request))

    async def accept(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """It is so: what the words mean is taken over, or the listing rests or goes."""
        use_case = partial(
            deciding.accept,
            id=request.match_info["id"],
            act=visitor.staff.act("page", "somebody told us"),
            desk=self._room.desk(),
            now=self._room.now(),
            seen=number_in(visitor.form, "seen"),
            state=_STATES.get(visitor.form.get("state", "")),
        )
        return await self._end(request, visitor, use_case)

    async def decline(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """It stays as it is; whoever suggested it reads why."""
        use_case = partial(
            deciding.decline,
            id=request.match_info["id"],
            reason=visitor.form.get("reason", ""),
            act=visitor.staff.act("page"),
            desk=self._room.desk(),
            now=self._room.now(),
        )
        return await self._end(request, visitor, use_case)

    async def done(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """It was dealt with otherwise."""
        use_case = partial(
            deciding.noted,
            id=request.match_info["id"],
            act=visitor.staff.act("page"),
            desk=self._room.desk(),
            now=self._room.now(),
        )
        return await self._end(request, visitor, use_case)

    async def _end(
        self, request: web.Request, visitor: Visitor, use_case: Callable[[Tx], object]
    ) -> web.StreamResponse:
        decision = await self._decision(request)
        if not visitor.staff.keeps(decision.suggestion.place):
            return visitor.closed()
        refused = await self._room.attempt(use_case)
        if refused:
            return self._page(visitor, await self._decision(request), problem=refused, status=409)
        listing = decision.suggestion.listing
        return see_other(at(listing, "told") if listing else f"{HOME}?said=told")

    async def _decision(self, request: web.Request) -> Decision:
        decision = await self._room.store.read(reading.decision, request.match_info["id"])
        if decision is None:
            raise web.HTTPNotFound
        return decision

    def _page(
        self, visitor: Visitor, decision: Decision, *, problem: str = "", status: int = 200
    ) -> web.Response:
        room, suggestion, kept = self._room, decision.suggestion, decision.kept
        # What residents say is read by whoever keeps the place, and by nobody else.
        if not visitor.staff.keeps(suggestion.place):
            return visitor.closed()
        listing = readable(kept.body) if kept else None
        return visitor.page(
            "suggestion",
            status=status,
            problem=problem,
            decision=decision,
            suggestion=suggestion,
            kept=kept,
            listing=listing,
            rows=sheet(listing, room.known.needs, room.now()) if listing else (),
            kind=KINDS[suggestion.kind],
            by=BY[suggestion.by],
            waited=reading.waited(suggestion.made_at, room.now()),
            labels=LABELS,
            longest=LONGEST_REASON,
        )
