"""A loop whose clock jumps to what falls due next: waits are exact, and take no time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any


class Jumping(asyncio.SelectorEventLoop):
    """Time stands still while something can be done, and else jumps to the next moment."""

    _now = 0.0

    def time(self) -> float:
        """Seconds since it began."""
        return self._now

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:
            self._now = max(self._now, self._scheduled[0].when())
        super()._run_once()


def in_no_time(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """The test, in a loop that jumps."""

    @wraps(test)
    def run(*given: Any, **named: Any) -> None:
        with asyncio.Runner(loop_factory=Jumping) as runner:
            runner.run(test(*given, **named))

    return run


async def seconds(work: Awaitable[object]) -> float:
    """How long it took."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    await work
    return loop.time() - began
