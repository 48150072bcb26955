"""What the sender needs of a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from connectbot.model.delivery import Claimed, Outcome
from connectbot.model.message import Inbound


@dataclass(frozen=True, slots=True)
class Traits:
    """What a channel can do. `pace` is segments (or messages) a second it may send; `apart` how
    long after one message the next may go to the same address, None where that is no matter."""

    name: str
    buttons: bool
    counts_segments: bool
    pace: float
    text_limit: int
    apart: timedelta | None = None


class Unlisted(Exception):
    """This channel's provider keeps no list that can be asked."""


class Redacted(Unlisted):
    """The provider's list holds no texts: only a status callback can settle a lost send."""


@runtime_checkable
class Redacts(Protocol):
    """A channel whose provider can be asked to empty what it keeps."""

    async def redact(self, provider_id: str) -> bool:
        """Have the words of one message emptied; False where that is not certain."""
        ...


class Channel(Protocol):
    """One way out: what the sender needs of a channel."""

    @property
    def traits(self) -> Traits: ...

    async def send(self, claimed: Claimed) -> Outcome:
        """Try once to send. Never raises for what a provider may do: that is an Outcome."""
        ...

    async def find_sent(self, claimed: Claimed) -> str | None:
        """The provider's id of a message whose answer was lost; None where its list has none.

        Raises `Unlisted` where the provider keeps no list.
        """
        ...

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """What the provider says came in since then (after a downtime); () where it has no list."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
