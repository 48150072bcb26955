"""The order of updates: Telegram brings several at once, also of one chat, and numbers them all.

Where a number is missing, the later ones wait for it a moment; in one chat each waits until the
earlier ones are done. Nothing waits for ever: an update that does not come was perhaps brought to
another process, or long ago.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

FIRST_SECONDS = 0.3
"""After a start several may come at once, and nobody knows which number is the first."""
MISSING_SECONDS = 0.5
LONGEST_SECONDS = 2.0
_ENOUGH = 3
_FAR = 1_000


class Gate:
    """One for each bot; `turn` is held while an update is taken."""

    def __init__(self, first: float = FIRST_SECONDS, missing: float = MISSING_SECONDS) -> None:
        self._first, self._missing = first, missing
        self._next: int | None = None
        self._opens: float | None = None
        self._beyond: set[int] = set()
        self._in_vain = 0
        self._of: defaultdict[str, set[int]] = defaultdict(set)
        self._news = asyncio.Condition()

    @asynccontextmanager
    async def turn(self, number: int, chat: str) -> AsyncIterator[None]:
        """Wait for this update's turn, and hold back the later ones of its chat meanwhile."""
        mine = self._of[chat]
        mine.add(number)
        try:
            await self._for_missing(number)
            with suppress(TimeoutError):
                await self._until(lambda: number <= min(mine), LONGEST_SECONDS)
            yield
        finally:
            mine.discard(number)
            if not mine and self._of.get(chat) is mine:
                del self._of[chat]
            await self._tell()

    async def _for_missing(self, number: int) -> None:
        if self._next is not None and number < self._next - _FAR:
            self._next, self._opens = None, None
        first = self._next is None
        if self._next is None:
            self._beyond.add(number)
            await self._until_open()
        if self._passed(number):
            self._in_vain = self._in_vain if first else 0  # those that are missed do come late
            return
        self._beyond.add(number)
        self._close_up()
        await self._tell()
        if self._in_vain >= _ENOUGH:
            self._pass(number)
        try:
            await self._until(lambda: self._passed(number), self._missing)
        except TimeoutError:
            self._in_vain += 1
            self._pass(number)

    async def _until_open(self) -> None:
        """After a start they gather for a moment; then the lowest of them is the first."""
        now = asyncio.get_running_loop().time()
        if self._opens is None:
            self._opens = now + self._first
        await asyncio.sleep(self._opens - now)
        if self._next is None:
            self._next = min(self._beyond)
            self._close_up()

    def _passed(self, number: int) -> bool:
        return self._next is not None and number < self._next

    def _pass(self, number: int) -> None:
        self._next = number + 1
        self._beyond = {one for one in self._beyond if one > number}
        self._close_up()

    def _close_up(self) -> None:
        while self._next in self._beyond:
            self._beyond.discard(self._next)
            self._next += 1

    async def _until(self, so: Callable[[], bool], seconds: float) -> None:
        if so():
            return
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(so)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()
