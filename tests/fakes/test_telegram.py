"""The pretend Bot API refuses what the real one refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from yarl import URL

from connectbot.fakes.telegram import LONGEST_TEXT, FakeTelegram
from tests.channels.bench import NOW

TOKEN = "900:pretend"


@pytest.fixture
async def api() -> AsyncIterator[URL]:
    async with TestServer(FakeTelegram(TOKEN, lambda: NOW).app()) as server:
        yield server.make_url("")


async def ask(api: URL, method: str, token: str = TOKEN, **given: str) -> tuple[int, Any]:
    """Call a method; the status and the JSON."""
    async with (
        aiohttp.ClientSession() as session,
        session.post(api / f"bot{token}" / method, data=given) as answer,
    ):
        return answer.status, await answer.json()


async def test_a_bot_says_who_it_is(api: URL) -> None:
    """getMe answers with a bot."""
    status, said = await ask(api, "getMe")
    assert (status, said["result"]["is_bot"], said["result"]["id"]) == (200, True, 900)


@pytest.mark.parametrize(
    ("method", "given", "status", "word"),
    [
        ("sendMessage", {"chat_id": "900123", "text": "hello", "protect_content": "true"}, 200, ""),
        ("sendPigeon", {}, 404, "Not Found"),
        ("sendMessage", {"chat_id": "900123", "text": "hello", "colour": "red"}, 400, "colour"),
        ("sendMessage", {"chat_id": "900123", "text": ""}, 400, "text is empty"),
        ("sendMessage", {"text": "hello"}, 400, "chat_id is empty"),
        (
            "sendMessage",
            {"chat_id": "900123", "text": "hello", "protect_content": "perhaps"},
            400,
            "another type",
        ),
        ("sendMessage", {"chat_id": "900123", "text": "x" * (LONGEST_TEXT + 1)}, 400, "too long"),
    ],
)
async def test_what_a_method_takes(
    api: URL, method: str, given: dict[str, str], status: int, word: str
) -> None:
    """Its own parameters, of their types, the needed ones filled, the text not too long."""
    got, said = await ask(api, method, **given)
    assert got == status
    assert word in said.get("description", "")
    assert said["ok"] is (status == 200)


async def test_another_token_is_refused(api: URL) -> None:
    """Nobody but the bot may call."""
    assert (await ask(api, "getMe", token="901:pretend"))[0] == 401
