"""Updates that wait: brought to a webhook until it says 200, or handed to whoever asks for them."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import aiohttp

from connectbot.fakes.telegram.refusals import ASKED_BY_ANOTHER, WEBHOOK_ACTIVE

HEADER = "X-Telegram-Bot-Api-Secret-Token"
AGAIN_SECONDS = 0.05
_USUAL = ("message", "edited_message", "callback_query", "my_chat_member")


class Pending:
    """The updates of one bot, in their order; none is forgotten before it is taken.

    With `together` several are brought at once, in the order that `chance` gives, as the real one
    may; `attempts` counts how often each was brought or handed over.
    """

    def __init__(self, chance: random.Random) -> None:
        self.waiting: dict[int, dict[str, Any]] = {}
        self.url = ""
        self.together = False
        self.attempts: dict[int, int] = {}
        self.last_error = ""
        self._secret = ""
        self._allowed: tuple[str, ...] = _USUAL
        self._chance = chance
        self._number = 700
        self._news = asyncio.Event()
        self._asked = 0
        self._task: asyncio.Task[None] | None = None

    def add(self, kind: str, payload: Mapping[str, Any]) -> int:
        """Something happened; its number. What nobody wants to hear of is no update."""
        self._number += 1
        if kind in self._allowed:
            self.waiting[self._number] = {"update_id": self._number, kind: dict(payload)}
            self._news.set()
        return self._number

    def repeat(self, number: int, kind: str, payload: Mapping[str, Any]) -> None:
        """The same update once more, as after an answer that got lost."""
        self.waiting[number] = {"update_id": number, kind: dict(payload)}
        self._news.set()

    def set_webhook(self, given: Mapping[str, str]) -> bool:
        """From now on they are brought there."""
        self.url, self._secret = given["url"], given.get("secret_token", "")
        self._listen(given)
        if self._task is None and self.url:
            self._task = asyncio.create_task(self._bring())
        self._news.set()
        return True

    def delete_webhook(self, given: Mapping[str, str]) -> bool:
        """From now on they wait."""
        self.url = ""
        if given.get("drop_pending_updates") == "true":
            self.waiting.clear()
        return True

    def _listen(self, given: Mapping[str, str]) -> None:
        if "allowed_updates" in given:
            self._allowed = tuple(json.loads(given["allowed_updates"])) or _USUAL
        if given.get("drop_pending_updates") == "true":
            self.waiting.clear()

    async def get(self, given: Mapping[str, str]) -> list[dict[str, Any]]:
        """What waits, after a while where nothing does. Raises Refusal."""
        if self.url:
            raise WEBHOOK_ACTIVE
        self._listen(given)
        self._asked += 1
        mine = self._asked
        after = int(given.get("offset", "0"))
        self.waiting = {n: one for n, one in self.waiting.items() if n >= after}
        end = asyncio.get_running_loop().time() + int(given.get("timeout", "0"))
        while not self.waiting and (left := end - asyncio.get_running_loop().time()) > 0:
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), min(left, 0.05))
            if self._asked != mine:
                raise ASKED_BY_ANOTHER
            if self.url:
                raise WEBHOOK_ACTIVE
        found = sorted(self.waiting)[: int(given.get("limit", "100"))]
        for number in found:
            self.attempts[number] = self.attempts.get(number, 0) + 1
        return [self.waiting[number] for number in found]

    async def _bring(self) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                self._news.clear()
                numbers = sorted(self.waiting) if self.url else []
                if self.together:
                    self._chance.shuffle(numbers)
                taken = await self._bring_some(session, numbers if self.together else numbers[:1])
                if not taken:
                    with suppress(TimeoutError):
                        wait = AGAIN_SECONDS if numbers else 1.0
                        await asyncio.wait_for(self._news.wait(), wait)

    async def _bring_some(self, session: aiohttp.ClientSession, numbers: list[int]) -> bool:
        brought = []
        for number in numbers:
            brought.append(asyncio.create_task(self._post(session, number)))
            await asyncio.sleep(0.002)
        return any([await one for one in brought])

    async def _post(self, session: aiohttp.ClientSession, number: int) -> bool:
        self.attempts[number] = self.attempts.get(number, 0) + 1
        try:
            patience = aiohttp.ClientTimeout(total=10)
            async with session.post(
                self.url,
                json=self.waiting[number],
                headers={HEADER: self._secret},
                timeout=patience,
            ) as answer:
                taken = answer.status == 200
                self.last_error = (
                    "" if taken else f"Wrong response from the webhook: {answer.status}"
                )
        except (aiohttp.ClientError, OSError, TimeoutError) as broken:
            self.last_error, taken = f"Connection failed: {type(broken).__name__}", False
        if taken:
            self.waiting.pop(number, None)
        return taken

    async def close(self) -> None:
        """Bring nothing more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._task = None
