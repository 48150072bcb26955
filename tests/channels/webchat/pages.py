"""A page as a test holds it: a socket that has said hello."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientWebSocketResponse

from tests.web.serving import Client

Socket = ClientWebSocketResponse[bool]


@asynccontextmanager
async def page(
    client: Client, session: str | None = None, after: int = 0, start: str = ""
) -> AsyncIterator[tuple[Socket, str]]:
    """An open page that has said hello; its socket and its session. `start` is what its link
    names."""
    async with client.ws_connect(f"/chat/ws{f'?start={start}' if start else ''}") as socket:
        await socket.send_json({"type": "hello", "session": session, "after": after})
        welcome = await socket.receive_json(timeout=5)
        assert welcome["type"] == "welcome"
        yield socket, welcome["session"]


async def say(socket: Socket, id: str, text: str) -> None:
    await socket.send_json({"type": "say", "id": id, "text": text})


async def hear(socket: Socket, kind: str, count: int) -> list[dict[str, Any]]:
    """The next frames of one kind."""
    frames: list[dict[str, Any]] = []
    while len(frames) < count:
        frame = await socket.receive_json(timeout=5)
        if frame["type"] == kind:
            frames.append(frame)
    return frames
