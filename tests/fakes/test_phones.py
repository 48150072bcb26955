"""The page of pretend phones: anybody may text as a number nobody has, and all is seen live."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientResponse, web
from aiohttp.test_utils import unused_port

from connectbot.fakes.phones import PhonesPage
from connectbot.fakes.phones import page as page_module
from connectbot.fakes.phones.numbers import pretend_number
from connectbot.fakes.twilio import FakeTwilio
from connectbot.web.server import application, serving
from tests.web.serving import Client, client_of

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
SAM = "+447700900001"
HERS = "+447700900123"
GROUP = "+447700900201"


class Service:
    """A service that takes every text, or none."""

    def __init__(self) -> None:
        self.status = 200
        self.port = unused_port()
        self.twilio = FakeTwilio(
            f"http://127.0.0.1:{self.port}",
            account_sid="AC" + "0a" * 16,
            auth_token="pretend",
            number="+447700900000",
            clock=lambda: NOW,
        )
        self.phones = PhonesPage(
            self.twilio, {SAM: "Sam, link worker"}, {GROUP: "Tea and Talk", SAM: "Sam's walk"}
        )

    async def take(self, request: web.Request) -> web.Response:
        return web.Response(status=self.status)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    service = Service()
    app = application([web.post("/twilio/sms", service.take)])
    async with serving(app, "127.0.0.1", service.port):
        yield service
    await service.twilio.close()


@pytest.fixture
async def client(service: Service) -> AsyncIterator[Client]:
    async with client_of(service.phones.routes(), closing=[service.phones.close]) as client:
        yield client


async def text(client: Client, sender: Any, body: Any) -> tuple[int, dict[str, str]]:
    answer = await client.post("/demo/phones/text", json={"from": sender, "text": body})
    return answer.status, await answer.json()


async def seen(stream: ClientResponse) -> dict[str, Any]:
    """The next event of the live stream."""
    async with asyncio.timeout(5):
        while not (line := await stream.content.readline()).startswith(b"data: "):
            pass
    told: dict[str, Any] = json.loads(line[6:])
    return told


@pytest.mark.parametrize("path", ["/demo/phones", "/demo/phones/static/phones.js"])
async def test_the_page_is_there(client: Client, path: str) -> None:
    """With its script."""
    assert (await client.get(path)).status == 200


async def test_a_text_goes_to_the_service_and_is_seen_at_once(
    client: Client, service: Service
) -> None:
    """On every open page, on the phone it was written on."""
    async with client.get("/demo/phones/live") as stream:
        before = await seen(stream)
        assert [phone["number"] for phone in before["phones"]] == [SAM]
        assert before["phones"][0]["name"] == "Sam, link worker"
        status, said = await text(client, "07700 900123", "hello")
        assert status == 200
        after = await seen(stream)
    [hers, _] = after["phones"]
    assert (hers["number"], hers["name"]) == (HERS, None)
    [shown] = hers["texts"]
    assert (shown["body"], shown["mine"], shown["sid"]) == ("hello", True, said["sid"])


async def test_each_phone_lies_where_its_owner_belongs(client: Client) -> None:
    """Residents have no name here; groups have theirs; whoever helps stays so with a group too."""
    for number in (HERS, GROUP, SAM):
        await text(client, number, "hello")
    async with client.get("/demo/phones/live") as stream:
        phones = (await seen(stream))["phones"]
    assert [(phone["shelf"], phone["name"]) for phone in phones] == [
        ("theirs", None),
        ("groups", "Tea and Talk"),
        ("ours", "Sam, link worker"),
    ]


async def test_a_quiet_stream_stays_open(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line now and then keeps proxies from closing it."""
    monkeypatch.setattr(page_module, "_BEAT_SECONDS", 0.02)
    async with client.get("/demo/phones/live") as stream:
        await seen(stream)
        async with asyncio.timeout(5):
            await stream.content.readline()
            assert (await stream.content.readline()).startswith(b":")


async def test_stopping_ends_the_stream(client: Client, service: Service) -> None:
    """An open page does not hold up the end of the demo."""
    async with client.get("/demo/phones/live") as stream:
        await seen(stream)
        await service.phones.close()
        assert await asyncio.wait_for(stream.content.read(), 5) is not None


@pytest.mark.parametrize(
    ("sender", "body", "words"),
    [
        ("07700 9O0123", "hello", "Only pretend numbers"),
        ("", "hello", "Only pretend numbers"),
        (None, "hello", "Only pretend numbers"),
        ("07700 900123", "", "Write something"),
        ("07700 900123", "x" * 1601, "at most 1,600"),
    ],
)
async def test_what_cannot_be_a_text_is_said(
    client: Client, service: Service, sender: Any, body: Any, words: str
) -> None:
    """A real number is never used, and nothing goes to the service."""
    status, said = await text(client, sender, body)
    assert status == 400
    assert words in said["error"]
    assert not service.twilio.messages


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"[" * 50_000, b"\xff"])
async def test_what_is_no_json_is_refused(client: Client, raw: bytes) -> None:
    """With a sentence, not a failure."""
    headers = {"Content-Type": "application/json"}
    assert (await client.post("/demo/phones/text", data=raw, headers=headers)).status == 400


async def test_another_sites_form_cannot_text(client: Client, service: Service) -> None:
    """Only JSON is taken, which other sites cannot send."""
    answer = await client.post("/demo/phones/text", data={"from": HERS, "text": "hello"})
    assert answer.status == 415
    assert not service.twilio.messages


async def test_a_text_the_service_did_not_take_is_said(client: Client, service: Service) -> None:
    """The page says so, and where to look."""
    service.status = 403
    status, said = await text(client, HERS, "hello")
    assert status == 502
    assert "log" in said["error"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("07700 900123", HERS),
        ("+44 7700 900123", HERS),
        ("0044 (7700) 900-123", HERS),
        ("7700900123", HERS),
        ("07700 9001", None),
        ("07700 900123 4", None),
        ("07700 9O0123", None),
        ("07700 90012٣", None),
        ("", None),
    ],
)
def test_only_numbers_nobody_has_are_phones_here(typed: str, number: str | None) -> None:
    """07700 900000 to 900999, however it is written."""
    assert pretend_number(typed) == number
