"""How updates are to come: Telegram is told at each start, and asked where it does not bring them.

Both ways keep what waits: nothing is dropped by changing from one to the other, and what was taken
but not yet ticked off comes again and is known by its number.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

from connectbot.channels.telegram import library
from connectbot.channels.telegram.library import BotApi
from connectbot.channels.telegram.settings import TelegramSettings
from connectbot.channels.telegram.taking import Taking
from connectbot.channels.telegram.updates import Happening

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
_STEP = 2.0

log = logging.getLogger("connectbot.telegram")


class Polling:
    """One task, from `start` to `finish`."""

    def __init__(
        self,
        settings: TelegramSettings,
        open_api: Callable[[], Awaitable[BotApi]],
        taking: Taking,
    ) -> None:
        self._settings, self._open, self._taking = settings, open_api, taking
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._pause = FIRST_PAUSE
        self._said = ""

    def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Ask no more; what has come is taken to the end."""
        self._stopping.set()

    async def finish(self) -> None:
        """Wait for the end."""
        self.stop()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while not self._stopping.is_set() and not await self._told():
            await self._rest()
        after: int | None = None
        while self._settings.mode == "polling" and not self._stopping.is_set():
            after = await self._asked(after)

    async def _told(self) -> bool:
        """Tell Telegram how updates are to come; whether it has heard."""
        try:
            api = await self._open()
            self._taking.name = await api.name()
            if self._settings.mode == "webhook":
                await api.bring_updates(self._settings.webhook, self._settings.secret)
            else:
                await api.keep_updates()
        except Exception as broken:
            self._trouble(library.in_a_sentence(broken))
            return False
        self._well()
        return True

    async def _asked(self, after: int | None) -> int | None:
        """Ask for updates and take them; the last that is done with."""
        try:
            api = await self._open()
            found = await self._unless_stopped(api.updates(after, self._settings.polling))
        except Exception as broken:
            self._trouble(library.in_a_sentence(broken))
            await self._rest()
            return after
        self._well()
        try:
            await self._take_all([api.read(one) for one in found], api)
        except Exception as broken:
            # Asked for again from the same place: those that were kept are known.
            log.error("An update could not be kept: %s", type(broken).__name__)
            await self._rest()
            return after
        numbers = [one["update_id"] for one in found if type(one.get("update_id")) is int]
        return max(numbers, default=after)

    async def _take_all(self, found: Sequence[Happening], api: BotApi) -> None:
        chats: defaultdict[str, list[Happening]] = defaultdict(list)
        for one in found:
            chats[one.chat].append(one)
        taking = (self._take_in_order(one, api) for one in chats.values())
        broken = [one for one in await asyncio.gather(*taking, return_exceptions=True) if one]
        if broken:
            raise broken[0]

    async def _take_in_order(self, found: Sequence[Happening], api: BotApi) -> None:
        for one in found:
            await self._taking.take(one, api)

    async def _unless_stopped(self, asking: Any) -> list[dict[str, Any]]:
        asked = asyncio.ensure_future(asking)
        stopped = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait([asked, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not asked.done():
            asked.cancel()
            with suppress(asyncio.CancelledError):
                await asked
            return []
        found: list[dict[str, Any]] = asked.result()
        return found

    def _trouble(self, sentence: str) -> None:
        # The same sentence once, however often it is so: it is still so until the log says not.
        if sentence != self._said:
            log.error("%s", sentence)
        self._said = sentence

    def _well(self) -> None:
        if self._said:
            log.warning("Telegram answers again.")
        self._said, self._pause = "", FIRST_PAUSE

    async def _rest(self) -> None:
        pause, self._pause = self._pause, min(self._pause * _STEP, LONGEST_PAUSE)
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), pause)
