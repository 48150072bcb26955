"""Asking whether listings are still right, as the running service does it: looked for once an hour
beside everything else, and asked at the hour that was written down."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from connectbot.desk.asking import answering, putting
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store, Tx
from connectbot.desk.suggesting import nudging
from connectbot.sender import Sender

LOOK_SECONDS, ASK_SECONDS = 3600, 300


class Running(Protocol):
    """What is needed of the service."""

    @property
    def store(self) -> Store: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def now(self) -> Callable[[], datetime]: ...
    @property
    def sender(self) -> Sender: ...


class Parts(Protocol):
    """What pages are made of before the service is there."""

    @property
    def store(self) -> Store: ...
    @property
    def now(self) -> Callable[[], datetime]: ...
    @property
    def running(self) -> Running: ...


async def look(service: Running) -> int:
    """Write down which listings are to be asked about next, and when; how many. Maintainers for
    whom something new waits are told."""
    desk, now = service.desk, service.now()
    asked, room = await service.store.read(_known)
    days = {id: at.astimezone(desk.rota.zone).date() for id, at in asked.items()}
    # Looking through 100,000 listings takes a while: nobody who writes waits for it.
    ids = await asyncio.to_thread(putting.due, desk, days, now, room)
    if await service.store.run(nudging.nudge, desk, now):
        service.sender.nudge()
    return await service.store.run(putting.plan, ids, desk, now) if ids else 0


async def ask(service: Running) -> int:
    """Ask those whose hour has come; how many."""
    asked = await service.store.run(putting.ask_due, service.desk, service.now())
    if asked:
        service.sender.nudge()
    return asked


async def asked(parts: Parts, token: str) -> answering.Asked | None:
    """What the link in a mail asks."""
    return await parts.store.read(answering.asked, token, parts.running.desk, parts.now())


async def answer(parts: Parts, token: str, choice: str, words: str) -> str:
    """What the page of such a link says is done; what they read."""
    desk, now = parts.running.desk, parts.now()
    return await parts.store.run(answering.answer_link, token, choice, words, desk, now)


def _known(tx: Tx) -> tuple[Mapping[str, datetime], int]:
    return tx.askings.last(), putting.room(tx)
