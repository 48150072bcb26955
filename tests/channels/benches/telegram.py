"""The Telegram channel against the pretend Bot API; updates are posted as Telegram posts them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from aiohttp.test_utils import unused_port

from connectbot.channels.base import Command
from connectbot.channels.telegram import Takers, TelegramChannel, TelegramSettings
from connectbot.channels.telegram.channel import HEADER
from connectbot.channels.telegram.gate import Gate
from connectbot.fakes.telegram import FakeTelegram, TelegramFault
from connectbot.model.message import Address, Inbound
from tests.channels.bench import NOW, Bench, fetch

TOKEN = "900:pretend"
SECRET = "a-secret-of-these-tests"
THEM = "900123"

FAULTS = {
    "is busy": TelegramFault(429, "Too Many Requests", retry_after=3),
    "breaks": TelegramFault(502, "Bad Gateway"),
    "hangs": TelegramFault(500, "late", seconds=1.0),
    "hangs up": TelegramFault(0),
    "does not like the text": TelegramFault(400, "Bad Request: message text is empty"),
    "has moved the chat": TelegramFault(400, "Bad Request: upgraded", migrated_to=-100900),
    "is asked by two": TelegramFault(409, "Conflict: terminated by other request"),
}
FROM = {"id": int(THEM), "is_bot": False, "first_name": "Someone", "language_code": "en"}
CHAT = {"id": int(THEM), "type": "private", "first_name": "Someone"}


def update_of(told: dict[str, Any]) -> dict[str, Any]:
    """An update as a case writes it: in each thing that happened, who and when are filled in."""
    filled: dict[str, Any] = {"update_id": 701}
    for kind, happened in told.items():
        if isinstance(happened, dict):
            date = int((NOW - timedelta(seconds=5)).timestamp())
            usual = {"message_id": 5, "date": date, "chat": CHAT, "from": FROM}
            happened = {k: v for k, v in {**usual, **happened}.items() if v is not None}
        filled[kind] = happened
    return filled


class TelegramBench(Bench):
    """A bot, and what its channel hands to the desk.

    `presses` are buttons, answered with `words`; `presences` who came and went; `commands` those
    that one of our own people sent (they are ours where `staff`).
    """

    async def open(self) -> None:
        self.presses: list[Inbound] = []
        self.words: str | None = "Just me"
        self.presences: list[tuple[str, bool]] = []
        self.commands: list[Command] = []
        self.staff = False
        self.later = timedelta(0)
        self.telegram = FakeTelegram(TOKEN, lambda: NOW)
        self.url = await self.serve(self.telegram.app())
        self.point_at(self.url, TOKEN)
        self.address = await self.serve_routes(self.channel.routes())

    def point_at(self, url: str, token: str) -> None:
        """Use the Bot API at this address with this token."""
        self.channel = self.make(api_url=url, token=token, mode="webhook")

    def make(self, **settings: Any) -> TelegramChannel:
        """A channel like the one on the bench."""
        usual = {"token": TOKEN, "api_url": self.url, "patience": 0.5, "secret": SECRET}
        takers = Takers(self.receive, self.press, self.present, self.command)
        gate = Gate(first=0)  # no case waits to see which update is the first
        return TelegramChannel(TelegramSettings(**{**usual, **settings}), takers, self.now, gate)

    def now(self) -> datetime:
        """The time on the bench, which a test may move."""
        return NOW + self.later

    async def press(self, inbound: Inbound) -> str | None:
        """The desk takes a button."""
        self._may_break()
        self.presses.append(inbound)
        return self.words

    async def present(self, address: Address, here: bool) -> None:
        """The desk hears who is there."""
        self._may_break()
        self.presences.append((address.value, here))

    async def command(self, command: Command) -> bool:
        """The desk hears a command."""
        self.commands.append(command)
        return self.staff

    async def request(self, case: dict[str, Any]) -> tuple[int, str]:
        raw = case.get("raw")
        body = raw if raw is not None else json.dumps(update_of(case["update"]))
        headers = {HEADER: case.get("secret", SECRET)}
        return await fetch(
            case.get("method", "POST"),
            f"{self.address}/telegram",
            data=body.encode(),
            headers={name: value for name, value in headers.items() if value is not None},
        )

    async def provider(self, word: str) -> None:
        if word == "is not there":
            self.point_at(f"http://127.0.0.1:{unused_port()}", TOKEN)
        elif word == "does not know the token":
            self.point_at(self.url, "901:pretend")
        elif word == "knows the bot is blocked":
            self.telegram.chats.blocked.add(THEM)
        elif word == "knows no such chat":
            self.telegram.chats.unknown.add(THEM)
        else:
            self.telegram.faults.append(FAULTS[word])

    def arrived(self) -> list[str]:
        return [text for texts in self.telegram.said.values() for text in texts]


BENCH = TelegramBench
