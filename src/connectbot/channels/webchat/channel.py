"""The web chat as a channel: its addresses, and sending to the pages that are open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from connectbot.channels.base import Receive, Traits, Unlisted
from connectbot.channels.webchat import protocol
from connectbot.channels.webchat.listeners import Closing, Replay
from connectbot.channels.webchat.protocol import Hello
from connectbot.channels.webchat.seats import Seats
from connectbot.channels.webchat.session import CHANNEL, address_of
from connectbot.channels.webchat.settings import WebChatSettings
from connectbot.channels.webchat.talk import Talks
from connectbot.channels.webchat.visitor import visitor
from connectbot.model.delivery import Claimed, Outcome, Sent
from connectbot.model.message import Address, Inbound

Forget = Callable[[Address], Awaitable[None]]
"""Erases what is held about the person at an address; returns once it is gone."""

_HERE = Path(__file__).parent
_FRAME_LIMIT = 128 * 1024  # above what we take in its longest writing, so that it gets a kind line
_BEAT_SECONDS = 25.0
_PATIENCE_SECONDS = 2.0


class WebChatChannel:
    """Keeps the promises of `channels.base.Channel` for a page in a browser."""

    def __init__(
        self,
        receive: Receive,
        replay: Replay,
        forget: Forget,
        clock: Callable[[], datetime],
        settings: WebChatSettings | None = None,
    ) -> None:
        self._settings = settings or WebChatSettings()
        self._talks = Talks(receive, replay, clock, self._settings)
        self._forget = forget
        self._page = _render_page(self._settings)
        self._seats = Seats[web.WebSocketResponse](
            self._settings.sockets, self._settings.sockets_of_visitor
        )
        self._going: set[asyncio.Task[bool]] = set()

    @property
    def traits(self) -> Traits:
        """Buttons, no price, and as quick as the pages take it."""
        limit = self._settings.text_limit
        return Traits(CHANNEL, buttons=True, counts_segments=False, pace=500.0, text_limit=limit)

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """The page, its files, its socket, and forgetting."""
        return (
            web.get("/", self._get_page),
            web.get("/chat/ws", self._get_socket, allow_head=False),
            web.post("/chat/forget", self._post_forget),
            web.get("/chat/widget.js", _get_widget),
            web.static("/chat/static", _HERE / "static"),
        )

    async def send(self, claimed: Claimed) -> Outcome:
        """Nudge the open pages; where none is open, the page asks for it when it is back."""
        for listener in self._talks.listeners.at(claimed.address):
            listener.nudge()
        return Sent("")

    async def find_sent(self, claimed: Claimed) -> str | None:
        """There is no provider to ask."""
        raise Unlisted

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """A page keeps what was not taken and says it again by itself."""
        return ()

    async def close(self) -> None:
        """Let every page go; they come back by themselves."""
        closing = (socket.close(code=Closing.RESTART) for socket in self._seats.guests())
        with suppress(TimeoutError):  # whoever does not read any more is cut off with the server
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await asyncio.gather(*closing)

    async def _get_page(self, request: web.Request) -> web.Response:
        return web.Response(text=self._page, content_type="text/html")

    async def _get_socket(self, request: web.Request) -> web.StreamResponse:
        self._refuse_strangers(request)
        visitor = self._visitor(request)
        if not self._seats.admits(visitor):
            raise web.HTTPServiceUnavailable(headers={"Retry-After": "10"})
        socket = web.WebSocketResponse(
            heartbeat=_BEAT_SECONDS,
            max_msg_size=_FRAME_LIMIT,
            compress=False,
            timeout=_PATIENCE_SECONDS,
        )
        await socket.prepare(request)
        if crowded_out := self._seats.enter(visitor, socket):
            self._let_go(crowded_out)
        try:
            # A page that goes away while we answer comes back for the rest.
            with suppress(ConnectionError):
                await self._talks.hold(socket, visitor, request.query.get("start", ""))
        finally:
            self._seats.leave(visitor, socket)
        return socket

    def _visitor(self, request: web.Request) -> str:
        forwarded = request.headers.getall("X-Forwarded-For", [])
        return visitor(request.remote, forwarded, self._settings.proxies)

    def _let_go(self, socket: web.WebSocketResponse) -> None:
        # Behind the newcomer's back: whoever holds lines open may be slow to let go of one.
        task = asyncio.create_task(socket.close(code=Closing.CROWDED))
        self._going.add(task)
        task.add_done_callback(self._going.discard)

    async def _post_forget(self, request: web.Request) -> web.Response:
        # The token is proof enough; a page that is leaving may send its Origin as "null".
        hello = protocol.read((await request.read()).decode(errors="replace"))
        if not isinstance(hello, Hello) or hello.session is None:
            raise web.HTTPBadRequest
        address = address_of(hello.session)
        for listener in self._talks.listeners.at(address):
            # What is being kept at this moment is kept first, then forgotten with the rest.
            async with listener.hearing:
                listener.dismiss(Closing.FORGOTTEN)
        await self._forget(address)
        return web.Response(status=204)

    def _refuse_strangers(self, request: web.Request) -> None:
        # Only our own page may talk; a program without a browser sends no Origin.
        origin = request.headers.get("Origin")
        ours = (_host_of(self._settings.public_url), request.host)
        if origin is not None and _host_of(origin) not in ours:
            raise web.HTTPForbidden


async def _get_widget(request: web.Request) -> web.StreamResponse:
    elsewhere = {"Cross-Origin-Resource-Policy": "cross-origin"}
    return web.FileResponse(_HERE / "static" / "widget.js", headers=elsewhere)


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc or "nowhere"
    except ValueError:
        return "nowhere"


def _render_page(settings: WebChatSettings) -> str:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html").render(settings=settings)
