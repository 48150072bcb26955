"""Takes claimed messages to their channels, at each channel's pace, and keeps what comes back."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from time import perf_counter

from connectbot.desk import deliver
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Channel, Redacted, Store, Unlisted
from connectbot.desk.ports.watch import TURN, TURN_LENGTH, Unwatched, Watch
from connectbot.model.delivery import Claimed, Lost, Outcome, Refused

log = logging.getLogger(__name__)

IN_FLIGHT = 16
IDLE_SECONDS = 1.0
LAST_SECONDS = 5.0


class Pace:
    """A budget of segments that fills at so many a second; one message may overdraw it."""

    def __init__(self, per_second: float, clock: Callable[[], float]) -> None:
        self._rate = per_second
        self._most = max(per_second, 1.0)
        self._left = self._most
        self._clock = clock
        self._at = clock()

    def left(self) -> int:
        """Whole segments that may go now; 0 or less means wait."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._rate)
        self._at = now
        return int(self._left)

    def spend(self, segments: int) -> None:
        """These are going now; a message that counts no segments spends one."""
        self._left -= max(segments, 1)

    def wait_seconds(self) -> float:
        """How long until one segment may go."""
        return max(0.0, (1.0 - self._left) / self._rate)


class Sender:
    """One loop for each channel, woken as soon as something is queued."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        desk: Callable[[], Desk],
        now: Callable[[], datetime],
        watch: Watch | None = None,
    ) -> None:
        self._watch = watch or Unwatched()
        self._store, self._channels, self._desk, self._now = store, channels, desk, now
        self._wake = {name: asyncio.Event() for name in channels}
        self._loops: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()

    def nudge(self) -> None:
        """Something was queued: look now."""
        for event in self._wake.values():
            event.set()

    def start(self) -> None:
        """Begin sending."""
        self._loops = [asyncio.create_task(self._loop(name)) for name in self._channels]

    def wind_down(self) -> None:
        """Take nothing more; what is held has `LAST_SECONDS` to be answered."""
        self._stopping.set()
        self.nudge()

    async def stop(self) -> None:
        """Take nothing more, and finish what is held."""
        self.wind_down()
        await asyncio.gather(*self._loops)

    async def drain(self, name: str) -> None:
        """Send what may go on one channel now, whatever its pace; then return."""
        while claimed := await self._claim(name, IN_FLIGHT, None):
            await asyncio.gather(*(self._send(name, message) for message in claimed))

    async def reconcile(self, name: str) -> None:
        """Ask the provider about sends whose answer was lost; nothing is repeated blindly."""
        channel, desk = self._channels[name], self._desk()
        for claimed in await self._store.run(deliver.unsettled, name, self._now()):
            try:
                provider_id = await channel.find_sent(claimed)
            except Redacted:
                await self._store.run(deliver.found, claimed, None, desk, self._now(), again=False)
            except Unlisted:
                await self._store.run(deliver.unlisted, claimed, desk, self._now())
            except Exception:
                log.exception("the provider's list could not be read", extra={"channel": name})
            else:
                await self._store.run(deliver.found, claimed, provider_id, desk, self._now())
        self._wake[name].set()

    async def _loop(self, name: str) -> None:
        loop = asyncio.get_running_loop()
        pace = Pace(self._channels[name].traits.pace, loop.time)
        flying: set[asyncio.Task[None]] = set()
        while not self._stopping.is_set():
            self._wake[name].clear()
            free, left = IN_FLIGHT - len(flying), pace.left()
            claimed = await self._claim(name, free, left) if free and left > 0 else ()
            for message in claimed:
                pace.spend(message.segments)
                task = asyncio.create_task(self._send(name, message))
                flying.add(task)
                task.add_done_callback(flying.discard)
                task.add_done_callback(lambda _: self._wake[name].set())
            if not claimed:
                wait = pace.wait_seconds() if left <= 0 else IDLE_SECONDS
                await self._rest(name, wait, until_woken=left > 0)
        if flying:
            _, late = await asyncio.wait(flying, timeout=LAST_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _rest(self, name: str, seconds: float, *, until_woken: bool) -> None:
        over = self._wake[name] if until_woken else self._stopping
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), seconds)

    async def _claim(self, name: str, limit: int, segments: int | None) -> list[Claimed]:
        try:
            return list(
                await self._store.run(
                    deliver.claim, name, self._desk(), self._now(), limit, segments
                )
            )
        except Exception:
            log.exception("messages could not be claimed", extra={"channel": name})
            await asyncio.sleep(IDLE_SECONDS)
            return []

    async def _send(self, name: str, message: Claimed) -> None:
        TURN.set(message.id[:TURN_LENGTH])  # in this task alone: it sends this message alone
        started = perf_counter()
        try:
            outcome = await self._channels[name].send(message)
        except Exception:
            log.exception("a channel broke while sending", extra={"channel": name})
            outcome = Lost("the channel broke")
        except asyncio.CancelledError:  # we stop, and the provider has not answered yet
            outcome = Lost("stopped")
        self._count(name, outcome, perf_counter() - started)
        if isinstance(outcome, Refused):
            fields = {"channel": name, "code": outcome.code, "state": outcome.meaning.value}
            log.warning("a message was refused", extra=fields)
        try:
            await self._store.run(deliver.settle, message, outcome, self._desk(), self._now())
        except Exception:
            log.exception("what the provider answered could not be kept", extra={"channel": name})

    def _count(self, name: str, outcome: Outcome, seconds: float) -> None:
        code = outcome.code if isinstance(outcome, Refused) else ""
        self._watch.sent(name, type(outcome).__name__.lower(), code, seconds)
