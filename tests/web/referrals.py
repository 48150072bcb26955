"""Another system that sends people to Darts Night, over the addresses of the service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from connectbot.app import api
from connectbot.desk.referring import systems
from tests.desk.referring.darts import Darts
from tests.web.serving import Client, client_of

TOKEN = "token-of-the-surgery"
OTHER = "token-of-somebody-else"
JEAN = {"listing": "darts", "first_name": "Jean", "phone": "07700 900123"}


class _Sender:
    def nudge(self) -> None:
        """Nothing leaves by itself here."""


@dataclass
class Surgery:
    """The parts that pages are made of, in a town; the surgery has a token, and so has another."""

    town: object
    sender: _Sender

    @property
    def store(self):
        return self.town.store

    @property
    def desk(self):
        return self.town.desk

    @property
    def running(self):
        return self

    def now(self):
        return self.town.now

    async def admit(self) -> None:
        """Two systems have a token."""
        for id, name, token in (("surgery", "Sam Surgery", TOKEN), ("hub", "Hub", OTHER)):
            added = id, name, ["oakfield"], ["oakfield"], token, self.town.now
            await self.town.store.run(systems.add, *added)


@asynccontextmanager
async def surgery(town) -> AsyncIterator[Client]:
    """A client of the addresses, while Darts Night is checked."""
    parts = Surgery(town, _Sender())
    await Darts(town).open()
    await parts.admit()
    async with client_of(api.routes(parts, "http://bot.example")) as client:
        yield client


def bearing(token: str = TOKEN, **more: str) -> dict[str, str]:
    """The headers of whoever has this token."""
    return {"Authorization": f"Bearer {token}", **more}
