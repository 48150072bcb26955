"""A real service and the pretend provider beside it: people text, and read what comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.fakes.twilio import FakeTwilio, Posted
from tests.e2e.service import ACCOUNT, OURS, TOKEN, RealService, until


def utc_now() -> datetime:
    """The true time: the service on the other side has no other."""
    return datetime.now(UTC)  # noqa: TID251


class Street:
    """`service` and `twilio`, knowing each other's address; used as `async with`."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.service = RealService(folder, **settings)
        self.twilio = FakeTwilio(
            self.service.url,
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            number=OURS,
            clock=utc_now,
        )
        app = web.Application()
        app.add_subapp("/provider", self.twilio.app())
        self._server = TestServer(app)

    async def open(self) -> Self:
        """The provider alone; `service.start()` is left to the test."""
        await self._server.start_server()
        self.service.settings["TWILIO_API_URL"] = str(self._server.make_url("/provider"))
        return self

    async def __aenter__(self) -> Self:
        await self.open()
        try:
            await self.service.start()
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *broken: object) -> None:
        await self.service.stop()
        await self._server.close()

    async def text(self, number: str, words: str, *, tries: int = 3) -> Posted:
        """Somebody texts the bot; it must be taken."""
        posted = await self.twilio.text_in(number, words, tries=tries)
        assert posted.status == 200, f"{words[:40]!r} was answered {posted.status}"
        return posted

    async def ask(self, number: str, words: str, answers: int = 1) -> str:
        """Somebody texts the bot and waits for so many texts back: all of them as one."""
        before = len(self.received(number))
        await self.text(number, words)
        await until(
            lambda: len(self.received(number)) >= before + answers,
            f"{answers} answers to {words[:40]!r}, only {self.received(number)[before:]}",
        )
        return "\n".join(self.received(number)[before:])

    def received(self, number: str) -> list[str]:
        """What came to a phone, oldest first."""
        return self.twilio.phone(number).received
