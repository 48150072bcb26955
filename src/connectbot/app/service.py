"""The running service: what comes in goes to the desk, what is due is done, it stops cleanly."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from connectbot.app import asking, checkins, redacting, referring, turns
from connectbot.app.living import SECONDS as DIRECTORY_SECONDS
from connectbot.app.living import Living
from connectbot.channels.base import Inward
from connectbot.clock import Clock, Tick
from connectbot.desk import (
    alarm,
    deliver,
    elsewhere,
    handover,
    outflow,
    presence,
    receive,
    remind,
    tidy,
    wake,
)
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Channel, Store, Tx
from connectbot.desk.ports.watch import Unwatched, Watch
from connectbot.desk.receive import Received
from connectbot.model.delivery import Receipt
from connectbot.model.message import Address, Inbound
from connectbot.sender import Sender

log = logging.getLogger(__name__)

SLOW_TURN_MS = 50
NOT_WHOLE = "the safety screen is not whole"
NOT_SERVED = "a message from a number we do not serve was not kept"
_SAID_AT = {elsewhere.NOT_SERVED: logging.DEBUG, elsewhere.TOO_MANY: logging.ERROR}
OVERLAP = timedelta(minutes=5)
TICKS_END_SECONDS = 2.0


@dataclass
class Service:
    """One process of connectbot: a store, a desk, channels, a sender and a clock."""

    store: Store
    desk: Desk
    channels: Mapping[str, Channel]
    now: Callable[[], datetime]
    listed: Sequence[str] = ()
    inward: Sequence[Inward] = ()
    watch: Watch = field(default_factory=Unwatched)
    living: Living | None = None
    also: Sequence[Tick] = ()
    sender: Sender = field(init=False)
    clock: Clock = field(init=False)
    _behind: set[asyncio.Task[None]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.sender = Sender(self.store, self.channels, lambda: self.desk, self.now, self.watch)
        self.clock = Clock(self._ticks())

    async def start(self) -> None:
        """Begin sending and ticking."""
        if broken := self.desk.world.safety.broken:
            log.error(NOT_WHOLE, extra={"event_kind": "safety-screen", "reason": broken})
        self.sender.start()
        self.clock.start()
        for channel in self.inward:
            channel.start()

    def wind_down(self) -> None:
        """Begin nothing new; what is said to messages taken now goes after the next start."""
        for channel in self.inward:
            channel.wind_down()
        self.clock.stop()
        self.sender.wind_down()

    async def stop(self) -> None:
        """Finish what is held: turns, sends, then the store."""
        self.wind_down()
        try:
            await self.clock.finish(TICKS_END_SECONDS)
            await asyncio.gather(*self._behind)
            await self.sender.stop()
            for channel in self.channels.values():
                await channel.close()
        finally:
            await self.store.close()

    async def receive(self, inbound: Inbound) -> None:
        """Returns once the message is durable; raises where it cannot be kept."""
        await self._take(inbound)

    async def press(self, inbound: Inbound) -> str | None:
        """The same for a button: the words that were taken, None where its question has passed."""
        received = await self._take(inbound)
        if received is None:
            return ""
        return None if received.passed else received.words

    async def present(self, address: Address, here: bool) -> None:
        """Somebody let us in, or blocked us."""
        if here:
            await self.store.run(presence.back, address, self.now())
        else:
            await self.store.run(presence.gone, address, self.desk, self.now())

    async def _take(self, inbound: Inbound) -> Received | None:
        turn, channel = turns.begin(), inbound.sender.channel
        try:
            received, seconds = await self.store.run(
                turns.take, inbound, self.desk, self.now(), turn
            )
        except Exception as broken:
            log.exception("a message could not be answered", extra=_from(inbound))
            reason = receive.reason_of(broken)
            await self.store.run(turns.park, inbound, reason, self.desk, self.now(), turn)
            self.watch.turn(channel, "failed", 0.0)
            self.sender.nudge()
            return None
        self._note(received, seconds * 1000, **_from(inbound))
        self.watch.turn(channel, turns.result_of(received), seconds)
        if received.behind:
            self._later(received.resident_id)
        self.sender.nudge()
        return received

    def _note(self, received: Received, ms: float, **known: object) -> None:
        fields = {**known, "resident": received.resident_id}
        if received.dropped:
            log.log(_SAID_AT[received.dropped], NOT_SERVED, extra={"reason": received.dropped})
        elif received.parked:
            log.error("a message was parked", extra={**fields, "reason": received.parked})
        elif ms > SLOW_TURN_MS:
            slow = {"milliseconds": round(ms), "flow_step": received.step}
            log.warning("a slow turn", extra={**fields, **slow})
        else:
            log.debug("a turn", extra={**fields, "flow_step": received.step})

    def _later(self, resident_id: int) -> None:
        task = asyncio.create_task(self._drain(resident_id))
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)

    async def answer_waiting(self, resident_id: int) -> None:
        """Answer one resident's waiting messages, in their order."""
        while await self._answer_next(resident_id):
            self.sender.nudge()

    async def _answer_next(self, resident_id: int) -> bool:
        turn = turns.begin()
        try:
            timed = await self.store.run(turns.take_next, resident_id, self.desk, self.now(), turn)
        except Exception as broken:
            log.exception("a message could not be answered", extra={"resident": resident_id})
            reason = receive.reason_of(broken)
            await self.store.run(turns.park_next, resident_id, reason, self.desk, self.now(), turn)
            return True
        if timed is not None:
            self._note(timed[0], timed[1] * 1000)
        return timed is not None

    async def _drain(self, resident_id: int) -> None:
        try:
            await self.answer_waiting(resident_id)
        except Exception:
            log.exception("waiting messages stay where they are", extra={"resident": resident_id})

    async def take_receipt(self, receipt: Receipt) -> None:
        """Keep a status callback."""
        await self.store.run(deliver.receipt, receipt, self.desk, self.now())
        self.sender.nudge()

    def _ticks(self) -> list[Tick]:
        return [
            Tick("wake", 10, self.wake),
            Tick("remind", 20, self.remind),
            Tick("chase", 15, self.chase),
            Tick("alarm", 60, self.alarm),
            Tick("outflow", 60, self.outflow),
            Tick("expire", 15, self.expire),
            Tick("waiting", 15, self.drain_waiting),
            Tick("reconcile", 20, self.reconcile),
            Tick("missed", 600, self.fetch_missed),
            Tick("tidy", 3600, self.tidy),
            Tick("directory", DIRECTORY_SECONDS, self.refresh),
            Tick("look", asking.LOOK_SECONDS, partial(asking.look, self)),
            Tick("ask", asking.ASK_SECONDS, partial(asking.ask, self)),
            Tick("referrals", referring.SECONDS, partial(referring.look, self)),
            Tick("checkin", checkins.SECONDS, partial(checkins.look, self)),
            Tick("redact", redacting.SECONDS, partial(redacting.look, self, redacting.Round())),
            *self.also,
        ]

    async def wake(self) -> None:
        """Reminders and endings that flows asked for."""
        for reason in await self.store.run(wake.wake_due, self.desk, self.now()):
            log.error("a step broke while nobody wrote", extra={"reason": reason})
        self.sender.nudge()

    async def remind(self) -> None:
        """What was promised for later and falls due."""
        if await self.store.run(remind.remind_due, self.desk, self.now()):
            self.sender.nudge()

    async def chase(self) -> None:
        """People who were asked and have not come."""
        left = await self.store.run(handover.chase, self.desk, self.now())
        if left:
            log.error("nobody is left to tell about a talk", extra={"count": left})
        self.sender.nudge()

    async def alarm(self) -> None:
        """The safety screen is not whole: said once a day, until it is."""
        if what := await self.store.run(alarm.sound, self.desk, self.now()):
            log.error(NOT_WHOLE, extra={"event_kind": "safety-screen", "reason": what})
            self.sender.nudge()

    async def outflow(self) -> None:
        """More goes out than comes in, or the day's budget ends: said once a day."""
        for what in await self.store.run(outflow.look, self.desk, self.now()):
            log.error("too much goes out", extra={"event_kind": "outflow", "reason": what})
            self.sender.nudge()

    async def expire(self) -> None:
        """Messages that were not sent in time."""
        ended = await self.store.run(deliver.expire, self.desk, self.now())
        if ended:
            log.warning("messages were not sent in time", extra={"count": ended})
            self.sender.nudge()

    async def tidy(self) -> None:
        """What is past the time it is kept."""
        while await self.store.run(tidy.tidy, self.desk, self.now()):
            pass

    async def refresh(self) -> None:
        """What anybody changed in the directory, here or in another process: the next search sees
        it, and one that began before does not."""
        book = await self.living.after(self.desk.world.book) if self.living else None
        if book is not None:
            self.desk = replace(self.desk, world=replace(self.desk.world, book=book))

    async def drain_waiting(self) -> None:
        """Messages that were kept but not answered, whoever kept them."""
        for resident_id in await self.store.read(_waiting):
            await self._drain(resident_id)

    async def reconcile(self) -> None:
        """Sends whose answer was lost."""
        for name in self.channels:
            await self.sender.reconcile(name)

    async def fetch_missed(self) -> None:
        """What the providers took while we were away, or did not bring us to the end."""
        for name in self.listed:
            try:
                await self._fetch_missed(name)
            except Exception:  # the same time again, next time: nothing is passed over
                log.exception("missed messages could not be fetched", extra={"channel": name})

    async def _fetch_missed(self, name: str) -> None:
        began = self.now()
        last = await self.store.read(_fetched_until, name)
        since = datetime.fromisoformat(last) if last else began
        missed = await self.channels[name].missed(since - OVERLAP)
        known = await self.store.read(_known, name, [inbound.provider_id for inbound in missed])
        for inbound in missed:
            if inbound.provider_id not in known:
                log.warning("a missed message was fetched", extra={"channel": name})
                await self.receive(inbound)
        await self.store.run(_fetched, name, began)


def _from(inbound: Inbound) -> dict[str, object]:
    return {"channel": inbound.sender.channel}


def _waiting(tx: Tx) -> Sequence[int]:
    return tx.inbox.residents_waiting()


def _known(tx: Tx, channel: str, ids: Sequence[str]) -> set[str]:
    return tx.inbox.known(channel, ids)


def _fetched_until(tx: Tx, channel: str) -> str | None:
    return tx.switches.get(f"fetched:{channel}")


def _fetched(tx: Tx, channel: str, now: datetime) -> None:
    tx.switches.set(f"fetched:{channel}", now.isoformat(), now)
