"""`/api/referrals` for other systems: who they are is known before a word of theirs is read."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Generic, TypeVar

from aiohttp import web

from connectbot.web.api_shape import Person, Unreadable, described, person_in

_ID = re.compile(r"[a-z]{1,40}")
_KEY = re.compile(r"[!-~]{1,200}")
_BEARER = re.compile(r"Bearer +([A-Za-z0-9_~+/.-]+=*) *", re.IGNORECASE)
_REALM = {"WWW-Authenticate": "Bearer"}

S = TypeVar("S")


class Refused(Exception):
    """What a system sent is not done: with which status, and why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def api_routes(
    *,
    whose: Callable[[str], Awaitable[S | None]],
    send: Callable[[S, Person, str, bytes], Awaitable[str]],
    seen: Callable[[S, str], Awaitable[Mapping[str, str | None] | None]],
    public_url: str,
) -> Sequence[web.AbstractRouteDef]:
    """The addresses. `whose(token)` is a system, None where nobody's; `send(system, person, key,
    body)` the answer as JSON, or raises Refused; `seen(system, id)` None for what it did not
    send."""
    api = _Api(whose, send, seen, public_url)
    return (
        web.post("/api/referrals", api.send),
        web.get("/api/referrals/{id}", api.look),
        web.get("/api/openapi.json", api.describe),
    )


class _Api(Generic[S]):
    def __init__(
        self,
        whose: Callable[[str], Awaitable[S | None]],
        send: Callable[[S, Person, str, bytes], Awaitable[str]],
        seen: Callable[[S, str], Awaitable[Mapping[str, str | None] | None]],
        public_url: str,
    ) -> None:
        self._whose = whose
        self._send = send
        self._seen = seen
        self._public_url = public_url

    async def send(self, request: web.Request) -> web.Response:
        system = await self._system(request)
        if system is None:
            return _no_token()
        if request.content_type != "application/json":
            return _problem(415, "Send application/json.")
        key = request.headers.get("Idempotency-Key", "")
        if "Idempotency-Key" in request.headers and not _KEY.fullmatch(key):
            return _problem(400, "Idempotency-Key: write 1 to 200 signs without spaces.")
        body = await request.read()
        try:
            made = await self._send(system, person_in(body), key, body)
        except Unreadable as wrong:
            return _problem(400, str(wrong))
        except Refused as refused:
            return _problem(refused.status, str(refused))
        there = {"Location": f"/api/referrals/{json.loads(made)['id']}"}
        return web.Response(text=made, status=201, content_type="application/json", headers=there)

    async def look(self, request: web.Request) -> web.Response:
        system = await self._system(request)
        if system is None:
            return _no_token()
        id = request.match_info["id"]
        found = await self._seen(system, id) if _ID.fullmatch(id) else None
        if found is None:
            return _problem(404, "You sent no referral with this id.")
        return web.json_response(found)

    async def describe(self, request: web.Request) -> web.Response:
        return web.json_response(described(self._public_url))

    async def _system(self, request: web.Request) -> S | None:
        found = _BEARER.fullmatch(request.headers.get("Authorization", ""))
        return await self._whose(found[1]) if found else None


def _no_token() -> web.Response:
    sentence = "A token is needed: `Authorization: Bearer ...`."
    return web.json_response({"status": 401, "error": sentence}, status=401, headers=_REALM)


def _problem(status: int, sentence: str) -> web.Response:
    return web.json_response({"status": status, "error": sentence}, status=status)
