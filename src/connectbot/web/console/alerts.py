"""Alerts of urgent words: seen by a lead, looked after, and closed when they are dealt with."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from connectbot.desk import alarm, talks
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.talks import Waiting
from connectbot.web.console import telling
from connectbot.web.console.entrance import Visitor, see_other
from connectbot.web.console.room import Room

ALERTS = "/console/alerts"
SAID = {
    "seen": "Thank you. Nobody else is told of it: you look after it now.",
    "done": "Closed.",
    "not": "That was not changed: somebody else was quicker, or is talking to them.",
}
"""What the page tells first, by the word in its address."""


class AlertPages:
    """The alerts of a lead's places."""

    def __init__(self, room: Room) -> None:
        self._room = room

    async def read(self, request: web.Request, visitor: Visitor) -> web.Response:
        """Those that are open: who has not been seen first, then the oldest."""
        room = self._room
        found = await room.store.read(talks.queue, visitor.staff, room.today)
        whole = await room.store.read(alarm.whole, room.desk(), room.now())
        alerts = [one for one in found if one.handover.kind == SAFEGUARDING]
        return visitor.page(
            "alerts",
            said=SAID.get(request.query.get("said", ""), ""),
            alerts=sorted(alerts, key=_order),
            whole=whole,
            place_names=telling.places(room),
            since=lambda at: telling.since(at, room.now()),
            why=telling.why,
            seen_by=lambda one: telling.seen_by(one, room),
        )

    async def seen(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """They have seen it."""
        room = self._room
        done = await room.store.run(
            talks.acknowledge, request.match_info["id"], visitor.staff, room.now()
        )
        return see_other(f"{ALERTS}?said={'seen' if done else 'not'}")

    async def done(self, request: web.Request, visitor: Visitor) -> web.StreamResponse:
        """It is dealt with."""
        room = self._room
        done = await room.store.run(
            talks.dealt_with, request.match_info["id"], visitor.staff, room.desk(), room.now()
        )
        return see_other(f"{ALERTS}?said={'done' if done else 'not'}")


def _order(one: Waiting) -> tuple[bool, datetime]:
    return one.handover.acknowledged_at is not None, one.handover.opened_at
