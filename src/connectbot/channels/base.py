"""What every channel promises: routes of its own, sending, and what it can show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from aiohttp import web

from connectbot.model.delivery import Claimed, Outcome, Receipt
from connectbot.model.message import Inbound

Receive = Callable[[Inbound], Awaitable[None]]
"""Handed to a channel by app.build: returns once the message is durable, raises if it is not."""

TakeReceipt = Callable[[Receipt], Awaitable[None]]
"""Handed to a channel by app.build: a status callback, kept once this returns."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What a channel can do. `pace` is segments (or messages) a second it may send."""

    name: str
    buttons: bool
    counts_segments: bool
    pace: float
    text_limit: int


class Channel(Protocol):
    """One way in and out. Routes are its own; the web room mounts what it is handed."""

    @property
    def traits(self) -> Traits: ...

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """Its addresses; () where nothing comes in by HTTP."""
        ...

    async def send(self, claimed: Claimed) -> Outcome:
        """Try once to send. Never raises for what a provider may do: that is an Outcome."""
        ...

    async def find_sent(self, claimed: Claimed) -> str | None:
        """The provider's id of a message whose answer was lost; None where its list has none.

        A channel without a list raises `Unlisted`.
        """
        ...

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """What the provider says came in since then (after a downtime); () where it has no list."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class Unlisted(Exception):
    """This channel's provider keeps no list that can be asked."""
