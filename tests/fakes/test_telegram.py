"""The pretend Bot API takes and refuses what the real one does, by the vendor's own description."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from yarl import URL

from connectbot.fakes.telegram import FakeTelegram
from connectbot.fakes.telegram.methods import BOUNDS, LENGTHS, METHODS, OBJECTS
from tests.channels.bench import NOW

DESCRIPTION = (
    Path(__file__).parents[3] / "shared" / "contracts" / "telegram" / "telegram_bot_api_10_1.json"
)
TOKEN = "900:pretend"
THEM = "900123"


@pytest.fixture
def telegram() -> FakeTelegram:
    return FakeTelegram(TOKEN, lambda: NOW)


@pytest.fixture
async def api(telegram: FakeTelegram) -> AsyncIterator[URL]:
    async with TestServer(telegram.app()) as server:
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


HELLO = {"chat_id": THEM, "text": "hello"}
KEYS = '{"inline_keyboard": [[{"text": "Yes", "callback_data": "%s"}]]}'


@pytest.mark.parametrize(
    ("method", "given", "status", "word"),
    [
        ("sendMessage", {**HELLO, "protect_content": "true"}, 200, ""),
        ("sendMessage", {**HELLO, "reply_markup": KEYS % ("x" * 64)}, 200, ""),
        ("sendMessage", {"chat_id": THEM, "text": "[1]"}, 200, ""),
        ("sendPigeon", {}, 404, "Not Found"),
        ("sendMessage", {**HELLO, "colour": "red"}, 400, "colour"),
        ("sendMessage", {"chat_id": THEM, "text": ""}, 400, "text is empty"),
        ("sendMessage", {"text": "hello"}, 400, "chat_id is empty"),
        ("sendMessage", {**HELLO, "protect_content": "perhaps"}, 400, "not Boolean"),
        ("sendMessage", {**HELLO, "message_thread_id": "x"}, 400, "not Integer"),
        ("sendMessage", {**HELLO, "text": "x" * 4097}, 400, "too long"),
        ("sendMessage", {**HELLO, "reply_markup": KEYS % ("x" * 65)}, 400, "too long"),
        ("sendMessage", {**HELLO, "reply_markup": KEYS % ""}, 400, "empty"),
        (
            "sendMessage",
            {**HELLO, "reply_markup": '{"inline_keyboard": [1]}'},
            400,
            "inline_keyboard",
        ),
        ("sendMessage", {**HELLO, "reply_markup": "{"}, 400, "reply_markup"),
        ("sendMessage", {**HELLO, "link_preview_options": '{"off": true}'}, 400, "no off"),
        ("getUpdates", {"limit": "101"}, 400, "bounds"),
        ("setWebhook", {"url": "https://a", "secret_token": "x" * 257}, 400, "too long"),
        ("answerCallbackQuery", {"callback_query_id": "q9"}, 400, "too old"),
        ("editMessageText", {**HELLO, "message_id": "9"}, 400, "not found"),
    ],
)
async def test_what_a_method_takes(
    api: URL, method: str, given: dict[str, str], status: int, word: str
) -> None:
    """Its own parameters, of their types, the needed ones filled, nothing too long."""
    got, said = await ask(api, method, **given)
    assert got == status
    assert word in said.get("description", "")
    assert said["ok"] is (status == 200)


async def test_another_token_is_refused(api: URL) -> None:
    """Nobody but the bot may call."""
    assert (await ask(api, "getMe", token="901:pretend"))[0] == 401


async def test_who_blocked_the_bot_is_not_written_to(api: URL, telegram: FakeTelegram) -> None:
    """Until they let it in again; both are news."""
    telegram.people.block(THEM)
    status, said = await ask(api, "sendMessage", **HELLO)
    assert (status, said["description"]) == (403, "Forbidden: bot was blocked by the user")
    telegram.people.unblock(THEM)
    assert (await ask(api, "sendMessage", **HELLO))[0] == 200
    _, waiting = await ask(api, "getUpdates")
    statuses = [one["my_chat_member"]["new_chat_member"]["status"] for one in waiting["result"]]
    assert statuses == ["kicked", "member"]


async def test_updates_are_kept_until_they_are_ticked_off(api: URL, telegram: FakeTelegram) -> None:
    """An offset above one ticks it off; asked again without one, the rest is there."""
    first, second = telegram.people.write(THEM, "one"), telegram.people.write(THEM, "two")
    for _ in range(2):
        _, said = await ask(api, "getUpdates")
        assert [one["update_id"] for one in said["result"]] == [first, second]
    _, said = await ask(api, "getUpdates", offset=str(second))
    assert [one["message"]["text"] for one in said["result"]] == ["two"]
    assert telegram.pending.attempts == {first: 2, second: 3}


async def test_nobody_asks_while_a_webhook_is_set(api: URL) -> None:
    """Nor while another one asks: who asked first is sent away."""
    await ask(api, "setWebhook", url="https://bot.example/telegram")
    status, said = await ask(api, "getUpdates")
    assert (status, "webhook is active" in said["description"]) == (409, True)
    assert (await ask(api, "getWebhookInfo"))[1]["result"]["url"] == "https://bot.example/telegram"
    await ask(api, "deleteWebhook")
    first = asyncio.create_task(ask(api, "getUpdates", timeout="5"))
    await asyncio.sleep(0.1)
    assert (await ask(api, "getUpdates"))[0] == 200
    status, said = await first
    assert (status, "terminated by other" in said["description"]) == (409, True)


async def test_only_what_was_asked_for_is_an_update(api: URL, telegram: FakeTelegram) -> None:
    """And what waits is dropped only where that is said."""
    await ask(api, "getUpdates", allowed_updates='["callback_query"]')
    telegram.people.write(THEM, "nobody hears it")
    assert telegram.pending.waiting == {}
    await ask(api, "getUpdates", allowed_updates='["message"]')
    telegram.people.write(THEM, "hello")
    await ask(api, "deleteWebhook", drop_pending_updates="false")
    assert len(telegram.pending.waiting) == 1
    await ask(api, "deleteWebhook", drop_pending_updates="true")
    assert telegram.pending.waiting == {}


async def test_a_changed_message_stands_changed(api: URL, telegram: FakeTelegram) -> None:
    """Changed into what it was, it is no change."""
    await ask(api, "sendMessage", **HELLO, reply_markup=KEYS % "x")
    assert telegram.last(THEM).keys == {"Yes": "x"}
    for status in (200, 400):
        changed = {"chat_id": THEM, "message_id": "1", "text": "bye"}
        assert (await ask(api, "editMessageText", **changed))[0] == status
    assert (telegram.last(THEM).text, telegram.last(THEM).keys) == ("bye", {})


@pytest.fixture(scope="module")
def described() -> Any:
    """The vendor's description of every method and object."""
    if not DESCRIPTION.exists():
        pytest.skip("the vendor's description is not here")
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


def _fields(real: Any) -> dict[str, str]:
    return {
        field["name"]: "|".join(field["types"]) + ("!" if field["required"] else "")
        for field in real.get("fields", [])
    }


@pytest.mark.parametrize("method", METHODS)
def test_our_methods_are_the_real_ones(described: Any, method: str) -> None:
    """Every parameter and no other, of the same types, and the same ones needed."""
    assert METHODS[method] == _fields(described["methods"][method])


@pytest.mark.parametrize("object", OBJECTS)
def test_our_objects_are_the_real_ones(described: Any, object: str) -> None:
    """The same for what stands inside parameters."""
    assert OBJECTS[object] == _fields(described["types"][object])


@pytest.mark.parametrize("place", [*LENGTHS, *BOUNDS])
def test_our_bounds_are_the_real_ones(described: Any, place: str) -> None:
    """As the description of the field says it in words."""
    owner, _, name = place.partition(".")
    real = described["methods"].get(owner) or described["types"][owner]
    words = next(field["description"] for field in real["fields"] if field["name"] == name)
    least, most, *unit = LENGTHS.get(place) or BOUNDS[place]
    assert re.search(rf"\b{least}(-| and |-)?{most}\b", words), words
    assert all(one in words for one in unit)
