"""Use cases on their way to a thread, and their answers on the way back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Protocol

from connectbot.desk.ports import Tx
from connectbot.model.message import Inbound


class StoreClosed(Exception):
    """The store was closed before this use case was handed to it."""


@dataclass(slots=True, eq=False)
class Job:
    """One use case with its arguments, and the future that waits for it."""

    use_case: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    future: asyncio.Future[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.future = self.loop.create_future()

    def __call__(self, tx: Tx) -> Any:
        """Run it in a transaction."""
        return self.use_case(tx, *self.args, **self.kwargs)


@dataclass(slots=True, eq=False)
class Done:
    """How a job ended: its value, or its error."""

    job: Job
    value: Any = None
    error: BaseException | None = None


def answer(done: Sequence[Done]) -> None:
    """Give the waiting coroutines their answers; one wake-up for each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Done]] = {}
    for one in done:
        by_loop.setdefault(one.job.loop, []).append(one)
    for loop, some in by_loop.items():
        with suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(_resolve, some)


def _resolve(done: Sequence[Done]) -> None:
    for one in done:
        future = one.job.future
        if future.done():
            continue
        if one.error is None:
            future.set_result(one.value)
        elif isinstance(one.error, Exception) and not isinstance(one.error, StopIteration):
            future.set_exception(one.error)
        else:  # a future refuses StopIteration, and SystemExit would end the whole service
            future.set_exception(RuntimeError(f"a use case raised {one.error!r}"))


class Hand(Protocol):
    """What a thread works with: a connection of its own. Made and used in that thread alone."""

    def do(self, job: Job) -> Any:
        """Run one job to its commit; its value, or its error with nothing kept."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


class Crew:
    """Threads, each with a hand of its own; jobs of one sender always go to the same thread."""

    def __init__(self, name: str, size: int, hand: Callable[[], Hand]) -> None:
        self._members = [_Member(f"{name}-{number}", hand) for number in range(size)]
        self._closed = False

    async def do(self, job: Job) -> Any:
        """Run a job on some thread; its answer."""
        if self._closed:
            raise StoreClosed("The store is closed.")
        return await self._member(job).do(job)

    def _member(self, job: Job) -> _Member:
        first = job.args[0] if job.args else None
        if isinstance(first, Inbound):
            return self._members[hash(first.sender) % len(self._members)]
        return min(self._members, key=lambda member: member.waiting)

    async def close(self) -> None:
        """Finish what was handed in, then end the threads."""
        self._closed = True
        await asyncio.gather(*(member.close() for member in self._members))


class _Member:
    def __init__(self, name: str, hand: Callable[[], Hand]) -> None:
        self._make_hand = hand
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self.waiting = 0

    async def do(self, job: Job) -> Any:
        if self._thread.ident is None:
            self._thread.start()
        self.waiting += 1
        self._jobs.put(job)
        try:
            return await job.future
        finally:
            self.waiting -= 1

    async def close(self) -> None:
        if self._thread.ident is not None:
            self._jobs.put(None)
            await asyncio.to_thread(self._thread.join)

    def _work(self) -> None:
        hand: Hand | None = None
        while (job := self._jobs.get()) is not None:
            try:
                hand = hand or self._make_hand()
                done = Done(job, hand.do(job))
            except BaseException as error:  # a thread that ends leaves everybody waiting
                done = Done(job, error=error)
            answer([done])
        if hand is not None:
            hand.close()
