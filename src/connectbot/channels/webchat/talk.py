"""One socket from hello to close: what it says is received, what is new is given."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from aiohttp import WSMessage, WSMsgType, web

from connectbot.channels import links
from connectbot.channels.base import Receive
from connectbot.channels.webchat import protocol
from connectbot.channels.webchat.listeners import Closing, Listener, Listeners, Replay
from connectbot.channels.webchat.pace import Paces
from connectbot.channels.webchat.protocol import Hello, Said, Trouble
from connectbot.channels.webchat.session import address_of, new_token, provider_id
from connectbot.channels.webchat.settings import WebChatSettings
from connectbot.model.message import Inbound

log = logging.getLogger("connectbot.webchat")

_HELLO_WITHIN_SECONDS = 10.0
_MOST_REFUSED = 50  # frames in a row: no page of ours comes near it


class Talks:
    """All talks of one web chat."""

    def __init__(
        self,
        receive: Receive,
        replay: Replay,
        clock: Callable[[], datetime],
        settings: WebChatSettings,
    ) -> None:
        self.listeners = Listeners(settings.sockets_each)
        self._receive = receive
        self._replay = replay
        self._clock = clock
        self._settings = settings
        self._paces = Paces(
            settings.messages_a_minute, settings.messages_of_visitor, settings.messages_of_all
        )

    async def hold(self, socket: web.WebSocketResponse, visitor: str, start: str = "") -> None:
        """Talk over this socket of a visitor until it closes; `start` is what the link named that
        opened the page."""
        hello = await _hello(socket)
        if hello is None:
            await socket.close(code=Closing.TROUBLE)
            return
        token = hello.session or new_token()
        await socket.send_str(protocol.welcome(token))
        listener = Listener(
            socket, address_of(token), hello.after if hello.session else 0, visitor=visitor
        )
        if oldest := self.listeners.add(listener):
            oldest.dismiss(Closing.ELSEWHERE)
        giving = asyncio.create_task(self._give(listener))
        try:
            if start and not hello.session:
                await self._open(listener, token, start)
            await self._listen(listener, token)
        finally:
            self.listeners.remove(listener)
            giving.cancel()
            await asyncio.gather(giving, return_exceptions=True)

    async def _open(self, listener: Listener, token: str, start: str) -> None:
        """A new talk begins by a link; it is welcomed before anything is said."""
        place, way = links.named(start)
        now = self._clock()
        if not way or self._paces.wait((listener.address, listener.visitor, ""), now):
            return
        opened = Inbound(
            sender=listener.address,
            provider_id=provider_id(token, "start"),
            text="",
            received_at=now,
            place=self._settings.place or place,
            manner="opened",
            about=way,
        )
        try:
            await self._receive(opened)
        except Exception as error:
            log.error("web chat could not keep a link: %s", type(error).__name__)

    async def _give(self, listener: Listener) -> None:
        try:
            await listener.keep_giving(self._replay)
        except ConnectionError:
            log.debug("a page went away; it asks again when it is back")
        except Exception as error:
            log.error("web chat could not read what to give: %s", type(error).__name__)
        # After trouble the page connects again by itself and asks for what it has not got.
        await listener.socket.close(code=listener.closing or Closing.TROUBLE)

    async def _listen(self, listener: Listener, token: str) -> None:
        """Hear frame after frame; a page that only floods us is let go."""
        refused = 0
        async for frame in listener.socket:
            refused = 0 if await self._hear(listener, token, frame) else refused + 1
            if refused > _MOST_REFUSED:
                await listener.socket.close(code=Closing.TROUBLE)
            # Frames that wait already are handed over without a pause: others get their turn here.
            await asyncio.sleep(0)

    async def _hear(self, listener: Listener, token: str, frame: WSMessage) -> bool:
        """Answer one frame; whether it was taken."""
        said = protocol.read(frame.data) if frame.type is WSMsgType.TEXT else None
        if isinstance(said, Hello):
            return False
        if isinstance(said, Said):
            trouble = await self._take(listener, token, said)
            answer = trouble or protocol.ack(said.id)
        else:
            trouble = answer = protocol.error(Trouble.UNREADABLE, said.id if said else "")
        await listener.socket.send_str(answer)
        return not trouble

    async def _take(self, listener: Listener, token: str, said: Said) -> str:
        """Keep what was said; "" once it is safe, else the frame that says why not."""
        now = self._clock()
        if len(said.text) > self._settings.text_limit:
            return protocol.error(Trouble.TOO_LONG, said.id)
        if wait := self._paces.wait((listener.address, listener.visitor, ""), now):
            return protocol.error(Trouble.SLOW_DOWN, said.id, after=wait)
        inbound = Inbound(
            sender=listener.address,
            provider_id=provider_id(token, said.id),
            text=said.text,
            received_at=now,
            place=self._settings.place,
        )
        async with listener.hearing:
            if listener.closing is Closing.FORGOTTEN:
                return protocol.error(Trouble.UNREADABLE, said.id)
            try:
                await self._receive(inbound)
            except Exception as error:
                log.error("web chat could not keep a message: %s", type(error).__name__)
                return protocol.error(Trouble.LATER, said.id, after=2)
        return ""


async def _hello(socket: web.WebSocketResponse) -> Hello | None:
    try:
        frame = await socket.receive(timeout=_HELLO_WITHIN_SECONDS)
    except TimeoutError:
        return None
    said = protocol.read(frame.data) if frame.type is WSMsgType.TEXT else None
    return said if isinstance(said, Hello) else None
