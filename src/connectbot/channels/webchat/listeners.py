"""Which pages are open, and what each has not been given yet."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from enum import IntEnum

from aiohttp import web

from connectbot.channels.webchat import protocol
from connectbot.model.delivery import Claimed
from connectbot.model.message import Address

Replay = Callable[[Address, int], Awaitable[Sequence[tuple[int, Claimed]]]]
"""The messages to an address with a sequence above a number, in order, each with its own."""


class Closing(IntEnum):
    """Why we close a socket; the page knows these numbers."""

    RESTART = 1001
    TROUBLE = 1011
    CROWDED = 1013
    ELSEWHERE = 4001
    FORGOTTEN = 4003


class Listener:
    """One open page. It asks the store for what comes after the last thing it was given,
    so the order is right and nothing comes twice, however often and from wherever it is nudged.
    """

    def __init__(
        self, socket: web.WebSocketResponse, address: Address, after: int, *, visitor: str = ""
    ) -> None:
        self.socket = socket
        self.address = address
        self.visitor = visitor
        self.hearing = asyncio.Lock()
        self.closing: Closing | None = None
        self._given = after
        self._new = asyncio.Event()
        self._new.set()

    def nudge(self) -> None:
        """There is something new."""
        self._new.set()

    def dismiss(self, why: Closing) -> None:
        """Give no more, and close."""
        self.closing = why
        self._new.set()

    async def keep_giving(self, replay: Replay) -> None:
        """Push what is new, until the page is dismissed."""
        while True:
            await self._new.wait()
            self._new.clear()
            if self.closing:
                return
            while batch := await replay(self.address, self._given):
                for seq, claimed in batch:
                    await self.socket.send_str(protocol.message(seq, claimed.message))
                    self._given = seq


class Listeners:
    """All open pages by address; at most `each` of one session, the oldest gives way."""

    def __init__(self, each: int) -> None:
        self._each = each
        self._at: dict[Address, list[Listener]] = {}

    def at(self, address: Address) -> list[Listener]:
        """The open pages of one session."""
        return list(self._at.get(address, ()))

    def add(self, listener: Listener) -> Listener | None:
        """Keep it; the one that has to give way for it, if any."""
        listeners = self._at.setdefault(listener.address, [])
        listeners.append(listener)
        return listeners.pop(0) if len(listeners) > self._each else None

    def remove(self, listener: Listener) -> None:
        """It is closed."""
        listeners = self._at.get(listener.address, [])
        if listener in listeners:
            listeners.remove(listener)
        if not listeners:
            self._at.pop(listener.address, None)
