"""A stand-in for Telegram's Bot API, driven by its own table of what each method takes."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Parameter:
    """A method's parameter: one of these types, required or not."""

    types: frozenset[str]
    required: bool = False


def _of(*types: str, required: bool = False) -> Parameter:
    return Parameter(frozenset(types), required)


METHODS: dict[str, dict[str, Parameter]] = {
    "getMe": {},
    "sendMessage": {
        "chat_id": _of("Integer", "String", required=True),
        "text": _of("String", required=True),
        "disable_notification": _of("Boolean"),
        "protect_content": _of("Boolean"),
    },
}
LONGEST_TEXT = 4096


@dataclass(frozen=True, slots=True)
class TelegramFault:
    """How one request is spoiled: refused with a status, answered late, or dropped (status 0)."""

    status: int = 400
    description: str = "Bad Request"
    retry_after: int | None = None
    migrated_to: int | None = None
    seconds: float = 0.0


class FakeTelegram:
    """Mount `app()` under the address that TELEGRAM_API_URL names; `said` is what each chat got.

    Chats in `blocked` refuse the bot, chats in `unknown` do not exist; each of `faults` spoils one
    request.
    """

    def __init__(self, token: str, clock: Callable[[], datetime]) -> None:
        self.said: dict[str, list[str]] = {}
        self.blocked: set[str] = set()
        self.unknown: set[str] = set()
        self.faults: deque[TelegramFault] = deque()
        self._token = token
        self._clock = clock
        self._count = 0

    def app(self) -> web.Application:
        """The Bot API's one path."""
        app = web.Application()
        app.add_routes([web.post("/bot{token:[^/]+}/{method}", self._call)])
        return app

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self._token:
            return _no(401, "Unauthorized")
        method = request.match_info["method"]
        given = {name: str(value) for name, value in (await request.post()).items()}
        wrong = _wrong(method, given)
        if wrong is not None:
            return wrong
        spoiled = await self._spoiled(request)
        if spoiled is not None:
            return spoiled
        return _yes(self._me()) if method == "getMe" else self._say(given)

    async def _spoiled(self, request: web.Request) -> web.Response | None:
        if not self.faults:
            return None
        fault = self.faults.popleft()
        await asyncio.sleep(fault.seconds)
        if not fault.status and request.transport is not None:
            request.transport.close()
        hints = {"retry_after": fault.retry_after, "migrate_to_chat_id": fault.migrated_to}
        return _no(fault.status or 500, fault.description, hints)

    def _me(self) -> dict[str, Any]:
        return {
            "id": int(self._token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Pretend",
            "username": "pretend_bot",
        }

    def _say(self, given: dict[str, str]) -> web.Response:
        chat, text = given["chat_id"], given["text"]
        if chat in self.unknown:
            return _no(400, "Bad Request: chat not found")
        if chat in self.blocked:
            return _no(403, "Forbidden: bot was blocked by the user")
        self._count += 1
        self.said.setdefault(chat, []).append(text)
        return _yes(
            {
                "message_id": self._count,
                "date": int(self._clock().timestamp()),
                "chat": {"id": int(chat), "type": "private", "first_name": "Someone"},
                "from": self._me(),
                "text": text,
            }
        )


def _wrong(method: str, given: dict[str, str]) -> web.Response | None:
    table = METHODS.get(method)
    if table is None:
        return _no(404, "Not Found")
    if unheard := sorted(set(given) - set(table)):
        return _no(400, f"Bad Request: unknown parameter {unheard[0]}")
    for name, parameter in table.items():
        if parameter.required and not given.get(name):
            return _no(400, f"Bad Request: {name} is empty")
        if name in given and not _fits(given[name], parameter.types):
            return _no(400, f"Bad Request: {name} is of another type")
    if len(given.get("text", "")) > LONGEST_TEXT:
        return _no(400, "Bad Request: message is too long")
    return None


def _fits(value: str, types: frozenset[str]) -> bool:
    return "String" in types or value in ("true", "false")


def _yes(result: dict[str, Any]) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _no(
    status: int, description: str, hints: Mapping[str, int | None] | None = None
) -> web.Response:
    said: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    if given := {name: hint for name, hint in (hints or {}).items() if hint is not None}:
        said["parameters"] = given
    return web.json_response(said, status=status)
