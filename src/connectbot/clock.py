"""A few ticks: APScheduler calls them, and each asks the database what is due. It owns no state."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time: the only place that looks at it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do every so many seconds."""

    name: str
    seconds: float
    do: Callable[[], Awaitable[object]]


class Clock:
    """Runs ticks until it is stopped; one that fails is logged and runs again next time."""

    def __init__(self, ticks: list[Tick]) -> None:
        self._ticks = ticks
        self._running: set[asyncio.Task[None]] = set()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def start(self) -> None:
        """Begin ticking, each tick at once and then at its interval.

        `misfire_grace_time=None` because the default drops a tick that is a second late.
        """
        for tick in self._ticks:
            self._scheduler.add_job(
                self._guarded,
                "interval",
                args=(tick,),
                seconds=tick.seconds,
                next_run_time=utc_now(),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()

    def stop(self) -> None:
        """No more ticks; those that run go on."""
        if self._scheduler.running:
            self._scheduler.remove_all_jobs()

    async def finish(self, seconds: float) -> None:
        """Wait for ticks that run, at most so long, and let go of the others."""
        self.stop()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _guarded(self, tick: Tick) -> None:
        running = asyncio.current_task()
        if running is not None:
            self._running.add(running)
            running.add_done_callback(self._running.discard)
        try:
            await tick.do()
        except asyncio.CancelledError:
            log.info("a tick was left unfinished", extra={"event_kind": tick.name})
        except Exception:
            log.exception("a tick failed", extra={"event_kind": tick.name})
