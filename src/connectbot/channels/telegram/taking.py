"""What becomes of each thing that happens: words to the desk, groups away, others nowhere."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from connectbot.channels import links
from connectbot.channels.base import Command, Present, Press, Receive, TakeCommand
from connectbot.channels.telegram import buttons, wording
from connectbot.channels.telegram.library import BotApi
from connectbot.channels.telegram.settings import TelegramSettings
from connectbot.channels.telegram.updates import (
    Happening,
    InGroup,
    Nothing,
    Presence,
    Pressed,
    Said,
)
from connectbot.model.message import Address, Inbound

CHANNEL = "telegram"
AN_HOUR = timedelta(hours=1)
ANSWER_WITHIN = 2.0
"""Seconds in which whoever pressed a button is answered, however long the turn takes."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_REMEMBERED = 2_000

Kept = TypeVar("Kept")

log = logging.getLogger("connectbot.telegram")


@dataclass(frozen=True, slots=True)
class Takers:
    """What the channel is handed: each returns once what it was told is durable.

    `command` takes what one of our own people asks for by a command ("/listing"); where it says
    False, or where there is none, a command is words like any others.
    """

    receive: Receive
    press: Press
    present: Present
    command: TakeCommand | None = None


class Taking:
    """One for each channel. `dropped` counts what was neither kept nor answered, by reason."""

    def __init__(
        self, settings: TelegramSettings, takers: Takers, clock: Callable[[], datetime]
    ) -> None:
        self._settings, self._takers, self._clock = settings, takers, clock
        self._groups: dict[str, datetime] = {}
        self._presence: dict[str, int] = {}
        self._behind: set[asyncio.Task[None]] = set()
        self.name = ""
        self.dropped: Counter[str] = Counter()

    async def take(self, what: Happening, api: BotApi) -> None:
        """Take it; raises where it cannot be kept, and then it must be brought again."""
        match what:
            case Said():
                await self._said(what)
            case Pressed():
                await self._pressed(what, api)
            case Presence():
                await self._present(what)
            case InGroup(chat=chat):
                self._in_group(chat, api)
            case Nothing():
                self.dropped["nothing"] += 1

    async def _said(self, said: Said) -> None:
        inbound = Inbound(
            sender=Address(CHANNEL, said.chat),
            provider_id=self._id(said),
            text=said.text,
            received_at=min(said.at, self._clock()),
            media=int(said.media),
            manner="edited" if said.edited else "said",
        )
        found = _COMMAND.fullmatch(said.text) if inbound.manner == "said" else None
        if found is None:
            await self._takers.receive(inbound)
            return
        name, rest = found[1].lower(), (found[2] or "").strip()
        if name == "start":
            await self._takers.receive(_opened(inbound, rest))
            return
        command = Command(inbound.sender, inbound.provider_id, name, rest, inbound.received_at)
        if self._takers.command is not None and await self._takers.command(command):
            return
        words = f"{name.replace('_', ' ')} {rest}".strip()
        await self._takers.receive(_with_text(inbound, words))

    def _id(self, said: Said) -> str:
        # The pictures of an album come one by one, and are one thing that somebody sent.
        if said.album and not said.text:
            return f"{self._settings.bot}:{said.chat}:album:{said.album}"
        return f"{self._settings.bot}:{said.number}"

    async def _pressed(self, pressed: Pressed, api: BotApi) -> None:
        choice = buttons.read(pressed.data, pressed.chat, self._settings.key)
        if choice is None:
            self.dropped["not-our-button"] += 1
            self.later(api.answer(pressed.query, ""))
            return
        inbound = Inbound(
            sender=Address(CHANNEL, pressed.chat),
            provider_id=f"{self._settings.bot}:button:{choice.outbox_id}",
            text=str(choice.number),
            received_at=self._clock(),
            manner="pressed",
            about=choice.outbox_id,
        )
        taken = asyncio.ensure_future(self._takers.press(inbound))
        self.later(self._answered(pressed, taken, api))
        await asyncio.shield(taken)

    async def _answered(
        self, pressed: Pressed, taken: asyncio.Future[str | None], api: BotApi
    ) -> None:
        """They are answered at once; the buttons go when it is known what was taken."""
        await asyncio.wait([taken], timeout=ANSWER_WITHIN)
        known = taken.done() and taken.exception() is None
        passed = known and taken.result() is None
        await api.answer(pressed.query, wording.PASSED if passed else "")
        await asyncio.wait([taken])
        if taken.exception() is not None or taken.result() == "" or not pressed.message:
            return  # brought again, or taken before
        words = taken.result()
        text = wording.chosen(pressed.text, words) if words else None
        await api.take_keys(pressed.chat, pressed.message, text)

    async def _present(self, presence: Presence) -> None:
        # The same news may be brought again after newer news.
        if presence.number <= self._presence.get(presence.chat, -1):
            return
        await self._takers.present(Address(CHANNEL, presence.chat), presence.here)
        _remember(self._presence, presence.chat, presence.number)

    def _in_group(self, chat: str, api: BotApi) -> None:
        self.dropped["in-a-group"] += 1
        now = self._clock()
        last = self._groups.get(chat)
        if not self.name or (last is not None and now - last < AN_HOUR):
            return
        _remember(self._groups, chat, now)
        self.later(_say(api, chat, wording.in_private(self.name)))

    def later(self, work: Coroutine[object, object, None]) -> None:
        """Do it without keeping anybody waiting; a failure is no more than a line in the log."""
        task = asyncio.create_task(_quietly(work))
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)

    async def finish(self, seconds: float) -> None:
        """Let what goes on behind come to its end."""
        if not self._behind:
            return
        _, late = await asyncio.wait(self._behind, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


def _opened(inbound: Inbound, link: str) -> Inbound:
    place, way = links.named(link)
    return Inbound(
        sender=inbound.sender,
        provider_id=inbound.provider_id,
        text="",
        received_at=inbound.received_at,
        place=place,
        manner="opened",
        about=way,
    )


def _with_text(inbound: Inbound, text: str) -> Inbound:
    return Inbound(
        sender=inbound.sender,
        provider_id=inbound.provider_id,
        text=text,
        received_at=inbound.received_at,
        media=inbound.media,
    )


async def _say(api: BotApi, chat: str, text: str) -> None:
    await api.say(chat, text)


async def _quietly(work: Coroutine[object, object, None]) -> None:
    try:
        await work
    except Exception as broken:  # late answers and old messages are refused: nothing is lost by it
        log.info("Telegram did not take something said beside: %s", type(broken).__name__)


def _remember(book: dict[str, Kept], chat: str, value: Kept) -> None:
    book.pop(chat, None)
    book[chat] = value
    if len(book) > _REMEMBERED:
        del book[next(iter(book))]
