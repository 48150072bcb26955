"""The pretend Twilio at work: its REST paths served, and a service of ours beside it."""

from __future__ import annotations

from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from multidict import MultiDict
from twilio.request_validator import RequestValidator

from connectbot.fakes.twilio import FakeTwilio
from tests.channels.bench import NOW

ACCOUNT = "AC" + "0a" * 16
TOKEN = "pretend-token"
OURS = "+447700900000"
THEM = "+447700900123"
PUBLIC = "https://bot.example"


class OurService:
    """Stands where our service is: keeps each webhook, answers as it is told."""

    def __init__(self) -> None:
        self.texts: list[MultiDict[str]] = []
        self.receipts: list[tuple[str, str]] = []
        self.tokens: list[str] = []
        self.statuses: list[int] = []

    def app(self) -> web.Application:
        """The two addresses."""
        app = web.Application()
        app.add_routes([web.post("/twilio/{what}", self._take)])
        return app

    async def _take(self, request: web.Request) -> web.Response:
        form = MultiDict({name: str(value) for name, value in (await request.post()).items()})
        signature = request.headers["X-Twilio-Signature"]
        assert RequestValidator(TOKEN).validate(PUBLIC + request.path_qs, form, signature)
        if request.match_info["what"] == "sms":
            self.texts.append(form)
            self.tokens.append(request.headers["I-Twilio-Idempotency-Token"])
        else:
            self.receipts.append((request.query["m"], form["MessageStatus"]))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


class Pretend:
    """The pretend Twilio, its REST paths served, and our service beside it."""

    def __init__(self) -> None:
        self.ours = OurService()

    async def open(self, **settings: Any) -> None:
        """Serve both."""
        self.service = TestServer(self.ours.app())
        await self.service.start_server()
        given: dict[str, Any] = {
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "number": OURS,
            "clock": lambda: NOW,
            "public_url": PUBLIC,
            **settings,
        }
        self.twilio = FakeTwilio(str(self.service.make_url("")), **given)
        self.api = TestServer(self.twilio.app())
        await self.api.start_server()
        self.session = aiohttp.ClientSession()

    async def close(self) -> None:
        """Take both down."""
        await self.session.close()
        await self.api.close()
        await self.service.close()

    async def create(
        self, account: str = ACCOUNT, token: str = TOKEN, **form: str | None
    ) -> tuple[int, Any]:
        """Ask for a text to be sent; the status and the JSON."""
        whole = {
            "To": THEM,
            "From": OURS,
            "Body": "hello",
            "StatusCallback": f"{PUBLIC}/twilio/status?m=1",
            **form,
        }
        return await self._ask(
            "POST", f"/{account}/Messages.json", token, data={k: v for k, v in whole.items() if v}
        )

    async def listed(self, token: str = TOKEN, **query: str) -> tuple[int, Any]:
        """Ask for the list."""
        return await self._ask("GET", f"/{ACCOUNT}/Messages.json", token, params=query)

    async def fetched(self, sid: str, token: str = TOKEN) -> tuple[int, Any]:
        """Ask for one message."""
        return await self._ask("GET", f"/{ACCOUNT}/Messages/{sid}.json", token)

    async def _ask(self, method: str, path: str, token: str, **said: Any) -> tuple[int, Any]:
        headers = {"Authorization": aiohttp.encode_basic_auth(ACCOUNT, token)}
        url = self.api.make_url(f"/2010-04-01/Accounts{path}")
        async with self.session.request(method, url, headers=headers, **said) as answer:
            return answer.status, await answer.json()
