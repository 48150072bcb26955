"""The web chat served on loopback; a case says frames to its socket, or makes a plain request."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import aiohttp

from connectbot.channels.webchat import WebChatChannel, WebChatSettings
from connectbot.model.delivery import Claimed
from connectbot.model.message import Address
from tests.channels.bench import NOW, Bench, fetch

TOKEN = "A" * 43
PUBLIC = "https://bot.example"


class WebChatBench(Bench):
    """A socket answers 101, and its body is what the frames were answered with: "ack, error"."""

    async def open(self) -> None:
        settings = WebChatSettings(public_url=PUBLIC, place="oakfield", messages_a_minute=3)
        self.forgotten: list[Address] = []
        channel = WebChatChannel(self.receive, self.replay, self.forget, lambda: NOW, settings)
        self.channel = channel
        self.url = await self.serve_routes(channel.routes())

    async def replay(self, address: Address, after: int) -> Sequence[tuple[int, Claimed]]:
        return ()

    async def forget(self, address: Address) -> None:
        self.forgotten.append(address)

    async def request(self, case: dict[str, Any]) -> tuple[int, str]:
        if "frames" in case:
            return 101, await self.talk(case["frames"])
        url = self.url + case.get("path", "/chat/ws")
        headers = dict(case.get("headers", {}))
        if case.get("upgrade"):
            return await self.knock(url, headers), ""
        method = case.get("method", "GET")
        return await fetch(method, url, headers=headers, data=case.get("data"))

    async def talk(self, frames: list[Any]) -> str:
        """Say hello and these frames; what each was answered with."""
        answers = []
        async with aiohttp.ClientSession() as session:
            socket = await session.ws_connect(f"{self.url}/chat/ws", max_msg_size=0)
            await socket.send_json({"type": "hello", "session": TOKEN, "after": 0})
            assert (await socket.receive_json())["type"] == "welcome"
            for frame in frames:
                if frame == "bytes":
                    await socket.send_bytes(b"\x00\xff")
                else:
                    await socket.send_str(frame if isinstance(frame, str) else json.dumps(frame))
                answer = await socket.receive_json(timeout=5)
                answers.append(answer.get("code", answer["type"]))
            await socket.close()
        return ", ".join(answers)

    async def knock(self, url: str, headers: dict[str, str]) -> int:
        """Ask for a socket; the status that came back."""
        async with aiohttp.ClientSession() as session:
            try:
                socket = await session.ws_connect(url, headers=headers)
            except aiohttp.WSServerHandshakeError as refused:
                return refused.status
            await socket.close()
            return 101


BENCH = WebChatBench
