"""A channel that follows a script, and a store that fails when it is told to."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from connectbot.desk.ports import Store, Traits
from connectbot.model.delivery import Claimed, Outcome, Sent
from connectbot.model.message import Inbound


@dataclass
class FakeChannel:
    """`script` is what each send answers (then Sent); an exception in it is raised.

    `listed` is what its list says of any message, `came_in` what it says was missed; either may be
    an exception. While `gate` is closed a send hangs.
    """

    name: str = "sms"
    pace: float = 1000.0
    script: deque[Outcome | Exception] = field(default_factory=deque)
    listed: str | Exception | None = None
    came_in: Sequence[Inbound] | Exception = ()
    breaks_closing: bool = False
    sent: list[Claimed] = field(default_factory=list)
    asked: list[datetime] = field(default_factory=list)
    closed: bool = False
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    @property
    def traits(self) -> Traits:
        """A channel of texts at its pace."""
        return Traits(self.name, False, True, self.pace, 1600)

    @property
    def texts(self) -> list[str]:
        """What was sent so far."""
        return [claimed.message.text for claimed in self.sent]

    async def send(self, claimed: Claimed) -> Outcome:
        """What the script says."""
        self.sent.append(claimed)
        await self.gate.wait()
        outcome = self.script.popleft() if self.script else Sent(f"SM-{claimed.id}")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def find_sent(self, claimed: Claimed) -> str | None:
        """What the list says."""
        if isinstance(self.listed, Exception):
            raise self.listed
        return self.listed

    async def missed(self, since: datetime) -> Sequence[Inbound]:
        """What it says came in."""
        self.asked.append(since)
        if isinstance(self.came_in, Exception):
            raise self.came_in
        return self.came_in

    async def close(self) -> None:
        """Gone."""
        self.closed = True
        if self.breaks_closing:
            raise OSError("the line is gone already")


@dataclass
class FailingStore:
    """A store whose next use cases fail: `failures` counts down, for use cases of these names."""

    real: Store
    failures: int = 0
    of: tuple[str, ...] = ()

    async def run(self, use_case: Any, *args: Any, **kwargs: Any) -> Any:
        """As the real one, or OSError."""
        if self.failures and (not self.of or use_case.__name__ in self.of):
            self.failures -= 1
            raise OSError("the disk is full")
        return await self.real.run(use_case, *args, **kwargs)

    async def read(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """As the real one."""
        return await self.real.read(query, *args, **kwargs)

    async def close(self) -> None:
        """As the real one."""
        await self.real.close()


async def until(true: Any, seconds: float = 5.0) -> None:
    """Wait until something is true."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for is a list of a fake
            await asyncio.sleep(0.005)
