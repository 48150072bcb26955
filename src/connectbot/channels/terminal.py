"""The terminal as a channel: what the bot says is kept in order for whoever prints it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from connectbot.channels.base import Traits, Unlisted
from connectbot.model.delivery import Claimed, Outcome, Sent
from connectbot.model.message import Inbound, Message


class TerminalChannel:
    """Collects what is sent; `take` hands it over once."""

    def __init__(self) -> None:
        self._said: list[Message] = []

    @property
    def traits(self) -> Traits:
        """Options are shown by whoever prints; nothing is paid for."""
        return Traits("terminal", True, False, 1000.0, 100_000)

    def take(self) -> list[Message]:
        """What was said since the last call, in order."""
        said, self._said = self._said, []
        return said

    async def send(self, claimed: Claimed) -> Outcome:
        """It is said as soon as it is here."""
        self._said.append(claimed.message)
        return Sent("")

    async def find_sent(self, claimed: Claimed) -> str | None:
        """A terminal keeps no list."""
        raise Unlisted

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """Nothing is ever missed."""
        return ()

    async def close(self) -> None:
        """There is nothing to let go of."""
