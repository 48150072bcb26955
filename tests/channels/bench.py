"""A channel on a bench: its provider a stand-in, its desk two lists, its addresses served here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.desk.ports import Channel
from connectbot.model.delivery import Claimed, Receipt
from connectbot.model.message import Address, Inbound, Link, Message, MessageClass

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
LIMIT = 64 * 1024


def claimed(
    to: Address,
    message: Message,
    id: str = "0f" * 16,
    *,
    lives: timedelta = timedelta(hours=1),
    kind: MessageClass = MessageClass.REPLY,
) -> Claimed:
    """A message taken for sending just now."""
    return Claimed(
        id=id,
        address=to,
        message=message,
        kind=kind,
        segments=1,
        attempt=1,
        created_at=NOW,
        send_before=NOW + lives,
    )


def message_of(case: dict[str, Any]) -> Message:
    """The message that a case sends."""
    links = tuple(Link(**link) for link in case.get("links", ()))
    options, several = tuple(case.get("options", ())), case.get("several", False)
    return Message(case["text"], options, links, several=several)


class Bench:
    """What the cases need of a channel; each channel's own bench says how it is set up.

    `broken` makes the desk fail before it has kept anything.
    """

    channel: Channel

    def __init__(self) -> None:
        self.inbound: list[Inbound] = []
        self.receipts: list[Receipt] = []
        self.broken = False
        self.servers: list[TestServer] = []

    async def open(self) -> None:
        """Set it up."""

    async def close(self) -> None:
        """Take it down."""
        await self.channel.close()
        for server in self.servers:
            await server.close()

    async def receive(self, inbound: Inbound) -> None:
        """The desk keeps a message."""
        self._may_break()
        self.inbound.append(inbound)

    async def take_receipt(self, receipt: Receipt) -> None:
        """The desk keeps a status callback."""
        self._may_break()
        self.receipts.append(receipt)

    def _may_break(self) -> None:
        if self.broken:
            raise OSError("disk full")

    async def serve(self, app: web.Application) -> str:
        """Serve an application on loopback; its address."""
        server = TestServer(app)
        await server.start_server()
        self.servers.append(server)
        return str(server.make_url("")).rstrip("/")

    async def serve_routes(self, routes: Sequence[web.AbstractRouteDef]) -> str:
        """Serve a channel's own addresses, with the limit the real server sets."""
        app = web.Application(client_max_size=LIMIT)
        app.add_routes(routes)
        return await self.serve(app)

    async def request(self, case: dict[str, Any]) -> tuple[int, str]:
        """Make a case's request; the status and the body that came back."""
        raise AssertionError(f"nothing comes in by {self.channel.traits.name}")

    async def provider(self, word: str) -> None:
        """Make the provider behave as the case says."""
        raise AssertionError(f"{word} is no fault of this provider")

    def arrived(self) -> list[str]:
        """What reached the other end."""
        raise AssertionError("this bench cannot see the other end")


async def fetch(method: str, url: str, **said: Any) -> tuple[int, str]:
    """One HTTP request; its status and body."""
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, allow_redirects=False, **said) as answer,
    ):
        return answer.status, await answer.text()
