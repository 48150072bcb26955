"""A stand-in for Telegram's Bot API: stateful, and as strict as the table of what it takes."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from connectbot.fakes.telegram.chats import Chats, Shown
from connectbot.fakes.telegram.checking import fault_of
from connectbot.fakes.telegram.methods import METHODS
from connectbot.fakes.telegram.pending import Pending
from connectbot.fakes.telegram.people import People
from connectbot.fakes.telegram.refusals import TOO_OLD, Refusal, TelegramFault, no, yes

_PATH = "/bot{token:[^/]+}/{method}"


class FakeTelegram:
    """Mount `app()` under the address that TELEGRAM_API_URL names.

    `people` write, press and block; `chats` is what they see; `pending` what the bot has not taken
    yet. `answered` are the lines that ended the waiting after a press, by query; each of `faults`
    spoils one request; `calls` counts methods.
    """

    def __init__(
        self, token: str, clock: Callable[[], datetime], chance: random.Random | None = None
    ) -> None:
        id = int(token.partition(":")[0])
        me = {"id": id, "is_bot": True, "first_name": "Pretend", "username": "pretend_bot"}
        self.chats = Chats(me, clock)
        self.pending = Pending(chance or random.Random(1))  # noqa: S311 - no secret
        self.people = People(self.chats, self.pending)
        self.answered: dict[str, str] = {}
        self.faults: deque[TelegramFault] = deque()
        self.calls: list[str] = []
        self._token = token
        self._methods: dict[str, Callable[[Mapping[str, str]], Any]] = {
            "getMe": lambda given: dict(me),
            "sendMessage": self._say,
            "editMessageText": self.chats.edit,
            "editMessageReplyMarkup": self.chats.edit,
            "answerCallbackQuery": self._answer,
            "setWebhook": self.pending.set_webhook,
            "deleteWebhook": self.pending.delete_webhook,
            "getWebhookInfo": self._webhook,
        }

    @property
    def said(self) -> dict[str, list[str]]:
        """What each chat was sent, as it stands there now."""
        return {chat: [one.text for one in shown] for chat, shown in self.chats.shown.items()}

    def last(self, chat: str) -> Shown:
        """The newest message in a chat."""
        return self.chats.shown[chat][-1]

    def app(self) -> web.Application:
        """The Bot API's one path."""
        app = web.Application()
        app.add_routes([web.post(_PATH, self._call), web.get(_PATH, self._call)])
        app.on_cleanup.append(self._close)
        return app

    async def _close(self, app: web.Application) -> None:
        await self.pending.close()

    async def _call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        form = {name: str(value) for name, value in (await request.post()).items()}
        given = {**request.query, **form}
        try:
            if request.match_info["token"] != self._token:
                raise Refusal(401, "Unauthorized")
            if method not in METHODS:
                raise Refusal(404, "Not Found")
            if (fault := fault_of(method, given)) is not None:
                raise Refusal(400, f"Bad Request: {fault}")
            self.calls.append(method)
            spoiled = self._spoils(method)
            if spoiled is not None:
                return await self._spoil(spoiled, request, method, given)
            return yes(await self._done(method, given))
        except Refusal as refusal:
            return no(refusal)

    async def _done(self, method: str, given: Mapping[str, str]) -> Any:
        if method == "getUpdates":
            return await self.pending.get(given)
        return self._methods[method](given)

    def _spoils(self, method: str) -> TelegramFault | None:
        for fault in self.faults:
            if fault.method in (None, method):
                self.faults.remove(fault)
                return fault
        return None

    async def _spoil(
        self, fault: TelegramFault, request: web.Request, method: str, given: Mapping[str, str]
    ) -> web.Response:
        if fault.kept:
            await self._done(method, given)
        await asyncio.sleep(fault.seconds)
        if not fault.status and request.transport is not None:
            request.transport.close()
        hints = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrated_to}
        return no(Refusal(fault.status or 500, fault.description, hints))

    def _say(self, given: Mapping[str, str]) -> dict[str, Any]:
        return self.chats.say(given, asyncio.get_running_loop().time())

    def _answer(self, given: Mapping[str, str]) -> bool:
        query = given["callback_query_id"]
        if query not in self.people.queries:
            raise TOO_OLD
        self.people.queries.discard(query)
        self.answered[query] = given.get("text", "")
        return True

    def _webhook(self, given: Mapping[str, str]) -> dict[str, Any]:
        told: dict[str, Any] = {
            "url": self.pending.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending.waiting),
        }
        if self.pending.last_error:
            told["last_error_date"] = self.chats.date()
            told["last_error_message"] = self.pending.last_error
        return told
