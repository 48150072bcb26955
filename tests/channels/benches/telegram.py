"""The Telegram channel against the pretend Bot API."""

from __future__ import annotations

from aiohttp.test_utils import unused_port

from connectbot.channels.telegram import TelegramChannel, TelegramSettings
from connectbot.fakes.telegram import FakeTelegram, TelegramFault
from tests.channels.bench import NOW, Bench

TOKEN = "900:pretend"

FAULTS = {
    "is busy": TelegramFault(429, "Too Many Requests", retry_after=3),
    "breaks": TelegramFault(502, "Bad Gateway"),
    "hangs": TelegramFault(500, "late", seconds=1.0),
    "hangs up": TelegramFault(0),
    "does not like the text": TelegramFault(400, "Bad Request: message text is empty"),
    "has moved the chat": TelegramFault(400, "Bad Request: upgraded", migrated_to=-100900),
    "is asked by two": TelegramFault(409, "Conflict: terminated by other request"),
}


class TelegramBench(Bench):
    """Words to a chat."""

    async def open(self) -> None:
        self.telegram = FakeTelegram(TOKEN, lambda: NOW)
        self.url = await self.serve(self.telegram.app())
        self.point_at(self.url, TOKEN)

    def point_at(self, url: str, token: str) -> None:
        """Use the Bot API at this address with this token."""
        self.channel = TelegramChannel(TelegramSettings(token, url, patience=0.5))

    async def provider(self, word: str) -> None:
        if word == "is not there":
            self.point_at(f"http://127.0.0.1:{unused_port()}", TOKEN)
        elif word == "does not know the token":
            self.point_at(self.url, "901:pretend")
        elif word == "knows the bot is blocked":
            self.telegram.blocked.add("900123")
        elif word == "knows no such chat":
            self.telegram.unknown.add("900123")
        else:
            self.telegram.faults.append(FAULTS[word])

    def arrived(self) -> list[str]:
        return [text for texts in self.telegram.said.values() for text in texts]


BENCH = TelegramBench
