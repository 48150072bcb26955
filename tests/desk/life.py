"""Somebody writes, waits, is answered and reminded; all that is decided for them is heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from connectbot.desk import alarm, deliver, handover, receive, remind, wake
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Address, Inbound


@dataclass
class Heard:
    """What was decided for somebody, and when their last words before it came in."""

    outgoing: Outgoing
    their_words: datetime | None
    phone: str


@dataclass
class Ear:
    """An outbox that also remembers what is put into it, and for whom."""

    tx: Any
    life: Life

    def add(self, outgoing: Outgoing) -> str:
        """Queue it, and remember it."""
        whose = self.tx.residents.get(outgoing.resident_id) if outgoing.resident_id else None
        phone = whose.conversation.saved.get("phone", "") if whose else ""
        self.life.decided.append(Heard(outgoing, self.life.their_words, phone))
        return self.tx.outbox.add(outgoing)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tx.outbox, name)


@dataclass
class Overheard:
    """A transaction whose outbox has an ear."""

    tx: Any
    outbox: Ear

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tx, name)


@dataclass
class Life:
    """Somebody writes, waits, is answered and reminded; all that is decided is heard."""

    town: Any
    number: str
    decided: list[Heard] = field(default_factory=list)
    their_words: datetime | None = None
    count: int = 0

    @property
    def address(self) -> Address:
        """Where they are written to."""
        return Address("sms", self.number)

    async def run(self, use_case: Any, *args: Any) -> Any:
        """A use case at this moment, with an ear to its outbox."""

        def listening(tx: Any, *inside: Any) -> Any:
            return use_case(Overheard(tx, Ear(tx, self)), *inside)

        return await self.town.store.run(listening, *args, self.town.desk, self.town.now)

    async def write(self, words: str, late: int = 0) -> None:
        """They write; we read it so many minutes later."""
        self.count += 1
        at = self.town.now - timedelta(minutes=late)
        self.their_words = at
        await self.run(
            receive.receive, Inbound(self.address, f"{self.number}-{self.count}", words, at)
        )

    async def goes_by(self, minutes: int) -> None:
        """Time passes, and everything is looked at when it falls due, and at the end."""
        until = self.town.now + timedelta(minutes=minutes)
        promised = await self.town.store.read(lambda tx: tx.reminders.due(until))
        for moment in sorted({one.due_at for one in promised if one.due_at > self.town.now}):
            self.town.now = moment
            await self._fall_due()
        self.town.now = until
        await self._fall_due()

    async def _fall_due(self) -> None:
        for use_case in (
            wake.wake_due,
            remind.remind_due,
            handover.chase,
            deliver.expire,
            alarm.sound,
        ):
            await self.run(use_case)

    async def act(self, what: str) -> None:
        """One of our people opens or ends the talk, or what waits leaves."""
        if what == "taken":
            await self.run(_take, self.address)
        elif what == "given back":
            await self.run(_give_back, self.address)
        elif what:
            await self.town.leave()

    def to_them(self) -> list[Heard]:
        """What was decided for them by the bot."""
        return [
            one
            for one in self.decided
            if one.outgoing.address == self.address and one.outgoing.automatic
        ]


def _open_talk(tx: Any, address: Address, now: datetime) -> str:
    """The talk of this resident that waits for a person, "" where none does."""
    resident = tx.residents.at(address, "oakfield", now)
    taken = tx.handovers.taken(resident.id)
    if taken is not None:
        return str(taken.id)
    due = tx.handovers.due(now + timedelta(days=30))
    return next((str(one.id) for one in due if one.resident_id == resident.id), "")


def _take(tx: Any, address: Address, desk: Any, now: datetime) -> None:
    id = _open_talk(tx, address, now)
    if id:
        key = f"key-{id}-{desk.token()}"  # one talk may be taken twice at one moment
        tx.handovers.told(id, 0, "Sam", handover.digest(key), now, now)
        handover.open_talk(tx, key, "browser", desk, now)


def _give_back(tx: Any, address: Address, desk: Any, now: datetime) -> None:
    id = _open_talk(tx, address, now)
    if id:
        handover.give_back(tx, id, "browser", desk, now)
