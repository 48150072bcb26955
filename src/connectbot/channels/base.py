"""What every channel brings besides sending: routes of its own, and what it is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aiohttp import web

from connectbot.desk.ports import Channel, Redacted, Traits, Unlisted
from connectbot.model.delivery import Receipt
from connectbot.model.message import Inbound

__all__ = ["Channel", "Receive", "Redacted", "Routed", "TakeReceipt", "Traits", "Unlisted"]

Receive = Callable[[Inbound], Awaitable[None]]
"""Handed to a channel by app.build: returns once the message is durable, raises if it is not."""

TakeReceipt = Callable[[Receipt], Awaitable[None]]
"""Handed to a channel by app.build: a status callback, kept once this returns."""


class Routed(Channel, Protocol):
    """A channel that something comes in by over HTTP; the web room mounts what it is handed."""

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Its addresses."""
        ...
