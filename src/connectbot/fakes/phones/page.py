"""Pretend phones side by side, live: what each was sent, and a box to text from it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aiohttp import web

from connectbot.fakes.phones.numbers import pretend_number
from connectbot.fakes.twilio import FakeTwilio, Phone

_HERE = Path(__file__).parent
_TEXT_LIMIT = 1_600
_TEXTS_SHOWN = 100
_BEAT_SECONDS = 15.0

_NOT_PRETEND = "Only pretend numbers here: 07700 900000 to 07700 900999."
_NO_WORDS = "Write something first."
_TOO_LONG = "A text holds at most 1,600 letters."
_NOT_TAKEN = "The service did not take this text. Its log says why."


class PhonesPage:
    """The page over one pretend Twilio. `staff` names the phones of people who help, `groups` those
    of groups in the directory, by number."""

    def __init__(
        self,
        twilio: FakeTwilio,
        staff: Mapping[str, str],
        groups: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._twilio = twilio
        self._staff = dict(staff)
        self._groups = dict(groups)
        self._watching: set[asyncio.Event] = set()
        self._closed = False
        twilio.on_change = lambda phone: self._wake()

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """`/demo/phones` and what it needs."""
        return (
            web.get("/demo/phones", self._get_page),
            web.get("/demo/phones/live", self._get_live, allow_head=False),
            web.post("/demo/phones/text", self._post_text),
            web.static("/demo/phones/static", _HERE / "static"),
        )

    async def close(self) -> None:
        """Let the open pages go."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for event in self._watching:
            event.set()

    async def _get_page(self, request: web.Request) -> web.StreamResponse:
        html = (_HERE / "phones.html").read_text(encoding="utf-8")
        return web.Response(text=html, content_type="text/html")

    async def _get_live(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: everything once, then again whenever a text goes or comes."""
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        changed = asyncio.Event()
        self._watching.add(changed)
        try:
            with suppress(ConnectionError):  # the page was closed
                while not self._closed:
                    await stream.write(f"data: {json.dumps(self._shown())}\n\n".encode())
                    await self._wait(changed, stream)
        finally:
            self._watching.discard(changed)
        return stream

    async def _wait(self, changed: asyncio.Event, stream: web.StreamResponse) -> None:
        while not changed.is_set():
            try:
                await asyncio.wait_for(changed.wait(), _BEAT_SECONDS)
            except TimeoutError:
                await stream.write(b": still here\n\n")
        changed.clear()

    def _shown(self) -> dict[str, Any]:
        staff = [self._twilio.phone(number) for number in self._staff]
        others = [phone for phone in self._twilio.phones.values() if phone not in staff]
        return {
            "service": self._twilio.number,
            "phones": [self._phone(phone) for phone in others + staff],
        }

    def _phone(self, phone: Phone) -> dict[str, Any]:
        number = phone.number
        texts = [
            {"sid": text.sid, "mine": text.mine, "at": text.at.isoformat(), "body": text.body}
            for text in phone.texts[-_TEXTS_SHOWN:]
        ]
        name, shelf = self._staff.get(number), "ours"
        if name is None:
            name, shelf = self._groups.get(number), "groups"
        return {
            "number": number,
            "name": name,
            "shelf": shelf if name else "theirs",
            "texts": texts,
        }

    async def _post_text(self, request: web.Request) -> web.Response:
        # Another site's page cannot send JSON here without asking, and we never agree.
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        sender, body, problem = _asked(await request.read())
        if problem:
            return web.json_response({"error": problem}, status=400)
        posted = await self._twilio.text_in(sender, body)
        if not 200 <= posted.status < 300:
            return web.json_response({"error": _NOT_TAKEN}, status=502)
        return web.json_response({"sid": posted.sid})


def _asked(raw: bytes) -> tuple[str, str, str]:
    """(number, text, what is wrong with them or "")."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return "", "", _NO_WORDS
    fields = data if isinstance(data, dict) else {}
    sender, body = pretend_number(str(fields.get("from", ""))), str(fields.get("text", ""))
    if sender is None:
        return "", "", _NOT_PRETEND
    if not body:
        return sender, body, _NO_WORDS
    return sender, body, _TOO_LONG if len(body) > _TEXT_LIMIT else ""
