"""The addresses of the console; whatever has none here is closed to strangers all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from aiohttp import web

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store
from connectbot.web.console.beside import BesidePages
from connectbot.web.console.entrance import HOME, Entrance, Visitor, see_other
from connectbot.web.console.listing import ListingPages
from connectbot.web.console.queue import QueuePages
from connectbot.web.console.room import Room
from connectbot.web.console.suggestion import SuggestionPages
from connectbot.web.console.writing import WritingPages

_LONDON = ZoneInfo("Europe/London")

_CODE = "{code:[A-Za-z0-9_-]{16,128}}"
_ID = "{id:[a-z0-9-]{1,60}}"


def console_routes(
    *,
    store: Store,
    desk: Callable[[], Desk],
    now: Callable[[], datetime],
    public_url: str,
    zone: tzinfo = _LONDON,
) -> Sequence[web.AbstractRouteDef]:
    """Signing in and out, and the pages of whoever keeps the directory; times are in `zone`.

    `desk()` is the desk as it is now, with the world of this moment.
    """
    entrance, room = Entrance(store, now, public_url), Room(store, desk, now, zone)
    queue, listing, writing = QueuePages(room), ListingPages(room), WritingPages(room)
    suggestion, beside = SuggestionPages(room), BesidePages(room)
    one, said = f"{HOME}/listings/{_ID}", f"{HOME}/suggestions/{_ID}"
    behind = entrance.behind
    return (
        web.get(f"/console/sign-in/{_CODE}", entrance.ask),
        web.post(f"/console/sign-in/{_CODE}", entrance.enter),
        web.post("/console/sign-out", behind(entrance.leave)),
        web.get("/console", behind(_home)),
        web.get("/console/", behind(_home)),
        web.get(HOME, behind(queue.read)),
        web.get(f"{HOME}/find", behind(queue.find)),
        web.get(f"{HOME}/add", behind(writing.blank)),
        web.post(f"{HOME}/add", behind(writing.add)),
        web.get(one, behind(listing.read)),
        web.post(f"{one}/confirm", behind(listing.confirm)),
        web.post(f"{one}/undo", behind(listing.undo)),
        web.post(f"{one}/move", behind(listing.move)),
        web.get(f"{one}/edit", behind(writing.open)),
        web.post(f"{one}/edit", behind(writing.edit)),
        web.get(f"{one}/file", behind(beside.read)),
        web.post(f"{one}/file", behind(beside.settle)),
        web.get(said, behind(suggestion.read)),
        web.post(f"{said}/accept", behind(suggestion.accept)),
        web.post(f"{said}/decline", behind(suggestion.decline)),
        web.post(f"{said}/done", behind(suggestion.done)),
        web.route("*", f"{HOME}/{{rest:.*}}", behind(_nothing)),
    )


async def _home(request: web.Request, visitor: Visitor) -> web.Response:
    return see_other(HOME)


async def _nothing(request: web.Request, visitor: Visitor) -> web.Response:
    raise web.HTTPNotFound
