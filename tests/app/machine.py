"""A deployment that lacks nothing: its providers are pretended, and its address answers."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.app.doctor import Finding, examine, here, kept, outside
from connectbot.fakes.telegram import FakeTelegram
from connectbot.fakes.twilio import FakeTwilio
from connectbot.settings import Settings, load
from connectbot.store import backup
from connectbot.store.opening import open_store
from connectbot.web.health import health_routes

ACCOUNT, TOKEN, BOT = "AC" + "0a" * 16, "pretend-token-of-these-tests", "700:pretend-telegram-token"
OURS, SERVICE = "+447700900000", "MG" + "0b" * 16


@dataclass
class Machine:
    """A deployment that lacks nothing: its providers are pretended, its address answers."""

    folder: Path
    url: str
    twilio: FakeTwilio
    telegram: FakeTelegram
    given: dict[str, Any]
    now: datetime

    def settings(self) -> Settings:
        """Its settings as they are now."""
        return load(**self.given)

    async def examined(self, **environment: str) -> dict[str, list[Finding]]:
        """What the doctor says, by thing."""
        found: dict[str, list[Finding]] = {}
        for one in await examine(self.settings(), environment, self.now):
            found.setdefault(one.thing, []).append(one)
        return found

    async def look(self, thing: str) -> list[Finding]:
        """What the doctor says of one thing, without looking at the others."""
        settings = self.settings()
        parts: dict[str, Callable[[], Any]] = {
            "settings": lambda: here.settings_of(settings, {}),
            "who is told": lambda: here.people(settings),
            "community": lambda: here.community(settings),
            "twilio": lambda: outside.twilio(settings, self.now),
            "clock": lambda: outside.twilio(settings, self.now),
            "telegram": lambda: outside.telegram(settings),
            "public address": self._public,
        }
        found = parts.get(thing.partition(" ")[0], parts.get(thing, self._kept))()
        findings = await found if inspect.isawaitable(found) else found
        return [one for one in findings if one.thing == thing]

    def _kept(self) -> Any:
        return kept.database(self.settings(), self.now)

    async def _public(self) -> list[Finding]:
        async with aiohttp.ClientSession() as session:
            return await outside.public(self.settings(), session)

    async def with_store(self, use_case: Callable[[Any], object]) -> None:
        """Change something in its database."""
        settings = self.settings()
        store = open_store(settings.database, settings.keys)
        await store.run(use_case)
        await store.close()


@asynccontextmanager
async def machine_in(tmp_path: Path, tables: Path) -> AsyncIterator[Machine]:
    """Everything in order, a backup made an hour ago."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "connectbot.db").write_bytes(tables.read_bytes())  # noqa: ASYNC240
    now = datetime.now(UTC)  # noqa: TID251 - providers say their own time
    app = web.Application()
    app.add_routes(health_routes({}))
    async with TestServer(app) as ours:
        url = str(ours.make_url("")).rstrip("/")
        twilio = FakeTwilio(
            url, account_sid=ACCOUNT, auth_token=TOKEN, number=OURS, clock=lambda: now
        )
        twilio.account.service_sid = SERVICE
        telegram = FakeTelegram(BOT, lambda: now)
        telegram.pending.url = f"{url}/telegram"
        async with TestServer(twilio.app()) as texts, TestServer(telegram.app()) as chats:
            given = {
                "data": tmp_path / "data",
                "keyring": tmp_path / "keys",
                "public_url": url,
                "twilio_account_sid": ACCOUNT,
                "twilio_auth_token": TOKEN,
                "twilio_from": OURS,
                "twilio_api_url": str(texts.make_url("")).rstrip("/"),
                "telegram_token": BOT,
                "telegram_secret": "sixteen-letters-of-chance",
                "telegram_api_url": str(chats.make_url("")).rstrip("/"),
                "handover_to": "Sam +447700900999; Lee +447700900998",
                "safeguarding_to": "Lee +447700900998; Sam +447700900999",
            }
            made = Machine(tmp_path, url, twilio, telegram, given, now)
            hour_ago = (now - timedelta(hours=1)).isoformat()
            await made.with_store(lambda tx: tx.switches.set(backup.MADE, hour_ago, now))
            yield made
