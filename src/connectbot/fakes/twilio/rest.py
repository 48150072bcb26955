"""Twilio's REST paths for messages, answered as Twilio answers them."""

from __future__ import annotations

import asyncio
import json
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from connectbot.fakes.twilio.faults import Breaks, Fault
from connectbot.fakes.twilio.ledger import Ledger, Record

Made = Callable[[dict[str, str]], Awaitable[Record]]
"""Makes the message that a form asks for."""

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_FINAL = frozenset({"delivered", "undelivered", "failed"})
_WORDS = {
    20001: "Only the body of a message can be changed, to nothing.",
    20003: "Authenticate",
    20009: "The message is still on its way: its body cannot be changed yet.",
    20404: "The requested resource was not found",
    20429: "Too many requests",
    20500: "An internal error has occurred",
    21211: "The 'To' number is not a valid phone number.",
    21602: "Message body is required.",
    21603: "A 'From' or 'MessagingServiceSid' parameter is required.",
    21604: "A 'To' phone number is required.",
    21606: "The 'From' number is not a message-capable number of this account.",
    21610: "The recipient has unsubscribed.",
    30029: "Invalid ContentRetention.",
    21617: "The concatenated message body is longer than 1600 characters.",
}


class Rest:
    """The routes, over one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        account_sid: str,
        token: str,
        senders: frozenset[str],
        make: Made,
        next_fault: Callable[[], Fault],
    ) -> None:
        self._ledger = ledger
        self._account_sid = account_sid
        self._basic = f"Basic {b64encode(f'{account_sid}:{token}'.encode()).decode()}"
        self._senders = senders
        self._make = make
        self._next_fault = next_fault
        self.redacts = True
        """Whether the account has Message Redaction."""

    def routes(self) -> list[web.AbstractRouteDef]:
        """Create, list, fetch and empty."""
        base = "/2010-04-01/Accounts/{account}/Messages"
        return [
            web.post(f"{base}.json", self._create),
            web.get(f"{base}.json", self._list),
            web.get(f"{base}/{{sid}}.json", self._fetch),
            web.post(f"{base}/{{sid}}.json", self._empty),
        ]

    def stranger(self, request: web.Request) -> web.Response | None:
        """The refusal of whoever is not the account."""
        given = request.headers.get("Authorization", "")
        if not compare_digest(given.encode(), self._basic.encode()):
            return no(20003, 401)
        named = request.match_info.get("account", self._account_sid)
        return None if named == self._account_sid else no(20404, 404)

    async def _create(self, request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        refused = self.stranger(request)
        if refused is not None:
            return refused
        fault = self._next_fault()
        if fault.code is not None and not fault.kept:
            await asyncio.sleep(fault.seconds)
            return no(fault.code, fault.status, fault.retry_after)
        code = self._wrong(form)
        if code is not None:
            return no(code, 400)
        record = await self._make(form) if fault.kept else None
        await asyncio.sleep(fault.seconds)
        return await _answer(request, record, fault)

    def _wrong(self, form: dict[str, str]) -> int | None:
        to, body = form.get("To", ""), form.get("Body", "")
        sender = form.get("From", "")
        checks = (
            (21604, not to),
            (21211, not _PHONE.fullmatch(to)),
            (21603, not sender and not form.get("MessagingServiceSid")),
            (21606, bool(sender) and sender not in self._senders),
            (21602, not body),
            (30029, not self.redacts and "ContentRetention" in form),
            (21617, len(body) > 1600),
            (21610, to in self._ledger.opted_out),
        )
        return next((code for code, wrong in checks if wrong), None)

    async def _fetch(self, request: web.Request) -> web.Response:
        refused = self.stranger(request)
        if refused is not None:
            return refused
        record = self._ledger.record(request.match_info["sid"])
        return no(20404, 404) if record is None else web.json_response(record.shown())

    async def _empty(self, request: web.Request) -> web.Response:
        """The words of a message can be taken away, and nothing else of it changed."""
        refused = self.stranger(request)
        if refused is not None:
            return refused
        record = self._ledger.record(request.match_info["sid"])
        if record is None:
            return no(20404, 404)
        if (await request.post()).get("Body") != "":
            return no(20001, 400)
        if record.direction != "inbound" and record.status not in _FINAL:
            return no(20009, 400)
        record.discarded = True
        return web.json_response(record.shown())

    async def _list(self, request: web.Request) -> web.Response:
        refused = self.stranger(request)
        if refused is not None:
            return refused
        query = request.query
        size = min(int(query.get("PageSize", "50")), 1000)
        page = int(query.get("Page", "0"))
        rows = [row for row in reversed(self._ledger.records) if _listed(row, query)]
        shown = rows[page * size : (page + 1) * size]
        return web.json_response(
            {
                "end": page * size + max(len(shown) - 1, 0),
                "first_page_uri": self._page_uri(query, 0, size),
                "messages": [row.shown() for row in shown],
                "next_page_uri": (
                    self._page_uri(query, page + 1, size) if len(rows) > (page + 1) * size else None
                ),
                "page": page,
                "page_size": size,
                "previous_page_uri": self._page_uri(query, page - 1, size) if page else None,
                "start": page * size,
                "uri": self._page_uri(query, page, size),
            }
        )

    def _page_uri(self, query: Any, page: int, size: int) -> str:
        asked = {**query, "PageSize": str(size), "Page": str(page)}
        return f"/2010-04-01/Accounts/{self._account_sid}/Messages.json?{urlencode(asked)}"


def _listed(row: Record, query: Any) -> bool:
    at = row.at.replace(microsecond=0)
    if "To" in query and row.to != query["To"]:
        return False
    if "From" in query and row.sender != query["From"]:
        return False
    if "DateSent" in query and at.date() != _moment(query["DateSent"]).date():
        return False
    if "DateSent<" in query and at > _moment(query["DateSent<"]):
        return False
    return "DateSent>" not in query or at >= _moment(query["DateSent>"])


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


async def _answer(request: web.Request, record: Record | None, fault: Fault) -> web.StreamResponse:
    if fault.breaks is Breaks.BEFORE:
        _hang_up(request)
        return web.Response(status=500)
    if fault.code is not None or record is None:
        return no(fault.code or 20500, fault.status, fault.retry_after)
    if fault.breaks is Breaks.HALFWAY:
        return await _half(request, json.dumps(record.shown()).encode())
    return web.json_response(record.shown(), status=201)


async def _half(request: web.Request, body: bytes) -> web.StreamResponse:
    answer = web.StreamResponse(status=201, headers={"Content-Length": str(len(body))})
    answer.content_type = "application/json"
    await answer.prepare(request)
    await answer.write(body[: len(body) // 2])
    _hang_up(request)
    return answer


def _hang_up(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()


def no(code: int, status: int, retry_after: int | None = None) -> web.Response:
    """A refusal as the provider words it."""
    return web.json_response(
        {
            "code": code,
            "message": _WORDS.get(code, "The request was refused."),
            "more_info": f"https://www.twilio.com/docs/errors/{code}",
            "status": status,
        },
        status=status,
        headers={} if retry_after is None else {"Retry-After": str(retry_after)},
    )
