"""The real process and the pretend Telegram: buttons from hello to a listing, through kills."""

from __future__ import annotations

import asyncio
import random
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.fakes.telegram import FakeTelegram, Shown
from tests.e2e.conftest import in_one_loop
from tests.e2e.ledger import kept_in
from tests.e2e.service import RealService, until
from tests.e2e.street import utc_now

pytestmark = [in_one_loop, pytest.mark.timeout(240)]

BOT = "900:pretend-token-of-these-tests"
SECRET = "a-secret-of-these-tests"
PEOPLE = ("900101", "900102", "900103")
MADE_UP = "1:" + "0" * 32 + ":1:AAAAAAAAAAA"
AFTER_A_LOST_SEND = 90.0
"""Seconds: a send that a kill cut off is said again only once its lease is over."""


class Chat:
    """Somebody on Telegram, who waits for an answer before the next press."""

    def __init__(self, telegram: FakeTelegram, chat: str) -> None:
        self.telegram, self.chat = telegram, chat
        self.said: list[str] = []

    async def write(self, text: str, heard: str | None = None) -> None:
        """They write something."""
        self.said.append(text if heard is None else heard)
        self.telegram.people.write(self.chat, text)

    async def press(self, label: str) -> Shown:
        """They press a button as soon as one begins with this."""
        await self.until(lambda: self._found(label) is not None, label)
        shown = self._found(label)
        assert shown is not None
        key = next(key for key in shown.keys if key.startswith(label))
        lines = [line for line in shown.text.splitlines() if line.startswith(f"{key} ")]
        self.said.append(lines[0].removeprefix(f"{key} ") if lines else key)
        self.telegram.people.press(self.chat, shown, key)
        return shown

    def _found(self, label: str) -> Shown | None:
        shown = self.telegram.chats.shown[self.chat]
        return next((one for one in shown if any(k.startswith(label) for k in one.keys)), None)

    def sees(self, words: str) -> bool:
        """Whether the newest message holds these words, or a button does."""
        last = self.telegram.last(self.chat)
        return words in "\n".join((last.text, *last.keys))

    async def reads(self, words: str) -> None:
        """They are sent something with these words."""
        await self.until(lambda: words in "\n".join(self.telegram.said[self.chat]), words)

    async def until(self, so: object, what: str) -> None:
        assert callable(so)
        await until(so, f"{self.chat} saw {what!r}", AFTER_A_LOST_SEND)

    async def to_the_listings(self) -> None:
        """From opening the talk to the groups nearby, with buttons wherever there are some."""
        await self.write("/start oakfield_find-support", "START")
        await self.press("Just me")
        await self.press("Go on")
        await self.write("im lonely since my husband died, LS8")
        await self.reads("LS8")


async def test_buttons_from_the_welcome_to_a_listing_through_kills_and_both_ways_of_coming(
    tmp_path: Path,
) -> None:
    """Brought in any order and asked for: everything is heard once, and nothing is said twice."""
    telegram = FakeTelegram(BOT, utc_now, random.Random(20261122))
    telegram.pending.together = True
    app = web.Application()
    app.add_subapp("/telegram", telegram.app())
    async with TestServer(app) as server:
        service = RealService(
            tmp_path,
            CHANNELS="telegram",
            LOG_LEVEL="DEBUG",
            TELEGRAM_TOKEN=BOT,
            TELEGRAM_SECRET=SECRET,
            TELEGRAM_API_URL=str(server.make_url("/telegram")),
            HANDOVER_TO="Sam telegram:900999",
            SAFEGUARDING_TO="Jo telegram:900998",
        )
        chats = [Chat(telegram, one) for one in PEOPLE]
        try:
            await service.start()
            talks = asyncio.gather(*(chat.to_the_listings() for chat in chats))
            await until(lambda: bool(telegram.said), "somebody was answered")
            await service.kill()
            await asyncio.sleep(0.2)
            await service.start()
            await talks
            # What is pressed while nobody is there waits, whichever way it is got then.
            await service.kill()
            for chat in chats:
                await chat.press("1")
            service.settings["TELEGRAM_MODE"] = "polling"
            await service.start()
            for chat in chats:
                await chat.reads("Ask for Jean")
                await chat.until(lambda c=chat: c.sees("Talk to a person"), "what to do with it")
            old = telegram.chats.shown[PEOPLE[0]][0]
            query = telegram.people.press(PEOPLE[0], old, "", data=MADE_UP)
            await until(lambda: query in telegram.answered, "a made-up button was answered")
            await until(lambda: not telegram.pending.waiting, "all was ticked off")
        finally:
            await service.stop()
    kept = kept_in(tmp_path)
    for chat in chats:
        mine = kept[chat.chat]
        assert mine.heard == chat.said
        assert set(mine.states) <= {"done", "sent"}
        shown = telegram.said[chat.chat]
        assert len(mine.said) <= len(shown) <= sum(mine.attempts)
        came = [one.at for one in telegram.chats.shown[chat.chat]]
        assert all(later - before > 0.7 for before, later in pairwise(came)), "too quick a chat"
    assert "Traceback" not in service.log
    for private in (BOT, SECRET, *PEOPLE, "lonely", "Just me"):
        assert private not in service.log
