"""What every channel brings besides sending: routes of its own, and what it is handed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from aiohttp import web

from connectbot.desk.ports import Channel, Redacted, Traits, Unlisted
from connectbot.model.delivery import Receipt
from connectbot.model.message import Address, Inbound

__all__ = [
    "Channel",
    "Command",
    "Inward",
    "Present",
    "Press",
    "Receive",
    "Redacted",
    "Routed",
    "TakeCommand",
    "TakeReceipt",
    "Traits",
    "Unlisted",
]

Receive = Callable[[Inbound], Awaitable[None]]
"""Handed to a channel by app.build: returns once the message is durable, raises if it is not."""

TakeReceipt = Callable[[Receipt], Awaitable[None]]
"""Handed to a channel by app.build: a status callback, kept once this returns."""


Press = Callable[[Inbound], Awaitable[str | None]]
"""Handed to a channel by app.build: a button was pressed. Returns, once it is durable, the words of
the option that was taken; "" where it was taken before; None where its question has passed."""

Present = Callable[[Address, bool], Awaitable[None]]
"""Handed to a channel by app.build: somebody let us in (True) or blocked us (False)."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command that somebody sent, like "/listing tea-and-talk": `name` is "listing", `rest` what
    stands after it. Whoever sent it is only an address: what they may do is for the desk to say."""

    sender: Address
    provider_id: str
    name: str
    rest: str
    received_at: datetime


TakeCommand = Callable[[Command], Awaitable[bool]]
"""Handed to a channel by app.build: a command of one of our own people, by an account that is
linked to them; False where the sender is nobody of ours, and then it is words of a resident."""


class Inward(Protocol):
    """A channel that goes and gets what comes in, from `start` until `close`."""

    def start(self) -> None:
        """Begin."""
        ...

    def wind_down(self) -> None:
        """Get nothing more; what was got is finished."""
        ...


class Routed(Channel, Protocol):
    """A channel that something comes in by over HTTP; the web room mounts what it is handed."""

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Its addresses."""
        ...
