"""What a send tells the provider, and what its answer must hold."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs

import aiohttp
import pytest
from aiohttp import web

from connectbot.fakes.twilio import Receipts
from connectbot.model.delivery import Claimed, Lost, Sent
from connectbot.model.message import Address, Message
from tests.channels.bench import NOW
from tests.channels.bench import claimed as taken
from tests.channels.benches.sms import ACCOUNT, OURS, TOKENS, SmsBench

THEM = "+447700900123"
SERVICE = "MG" + "0c" * 16


def claimed(text: str = "hello", id: str = "0f" * 16, to: str = THEM, **more: timedelta) -> Claimed:
    """A text taken for sending."""
    return taken(Address("sms", to), Message(text), id, **more)


@pytest.fixture
async def bench() -> AsyncIterator[SmsBench]:
    made = SmsBench()
    await made.open()
    made.twilio.receipts = Receipts(statuses=())
    yield made
    await made.close()


class Listener:
    """Stands where the provider is and keeps each request as it came."""

    def __init__(self) -> None:
        self.forms: list[dict[str, list[str]]] = []
        self.headers: list[dict[str, str]] = []

    def app(self) -> web.Application:
        """Takes everything; answers every send with an id."""
        app = web.Application()
        app.router.add_post("/{rest:.*}", self._keep)
        return app

    async def _keep(self, request: web.Request) -> web.Response:
        self.forms.append(parse_qs((await request.read()).decode(), keep_blank_values=True))
        self.headers.append(dict(request.headers))
        return web.json_response({"sid": f"SM{len(self.forms)}"}, status=201)


@pytest.mark.parametrize(
    ("lives", "seconds"),
    [
        (timedelta(minutes=15), 900),
        (timedelta(hours=12), 14_400),
        (timedelta(seconds=-5), 10),
    ],
)
async def test_a_send_says_how_long_it_may_be_tried(
    bench: SmsBench, lives: timedelta, seconds: int
) -> None:
    """A text dies with its send_before, after four hours at most, and not before ten seconds."""
    listener = Listener()
    channel = bench.make(await bench.serve(listener.app()))
    assert await channel.send(claimed(lives=lives)) == Sent("SM1")
    await channel.close()
    assert listener.forms == [
        {
            "To": [THEM],
            "From": [OURS],
            "Body": ["hello"],
            "StatusCallback": ["https://bot.example/oakfield/twilio/status?m=" + "0f" * 16],
            "ValidityPeriod": [str(seconds)],
        }
    ]


@pytest.mark.parametrize(("number", "sender"), [("", {}), (OURS, {"From": [OURS]})])
async def test_a_messaging_service_sends_with_or_without_a_number(
    bench: SmsBench, number: str, sender: dict[str, list[str]]
) -> None:
    """The service is named, and the number too where one is set."""
    listener = Listener()
    channel = bench.make(
        await bench.serve(listener.app()), from_number=number, messaging_service_sid=SERVICE
    )
    await channel.send(claimed())
    await channel.close()
    form = listener.forms[0]
    assert form["MessagingServiceSid"] == [SERVICE]
    assert {name: form[name] for name in form if name == "From"} == sender


async def test_the_session_we_are_given_is_used_and_left_open(bench: SmsBench) -> None:
    """Connections that are not the channel's own are not closed by it."""
    from connectbot.channels.sms import SmsChannel, SmsSettings

    listener = Listener()
    settings = SmsSettings(
        ACCOUNT, TOKENS, "https://bot.example", OURS, "", await bench.serve(listener.app())
    )
    async with aiohttp.ClientSession(headers={"X-Ours": "yes"}) as session:
        channel = SmsChannel(
            settings, bench.receive, bench.take_receipt, lambda: NOW, {}.get, session
        )
        await channel.send(claimed())
        await channel.close()
        assert not session.closed
    assert listener.headers[0]["X-Ours"] == "yes"


async def test_an_answer_without_an_id_is_not_known_to_be_sent(bench: SmsBench) -> None:
    """A 201 that names no message leaves it unknown."""

    async def empty(request: web.Request) -> web.Response:
        return web.json_response({}, status=201)

    app = web.Application()
    app.router.add_post("/{rest:.*}", empty)
    channel = bench.make(await bench.serve(app))
    assert isinstance(await channel.send(claimed()), Lost)
    await channel.close()


@pytest.mark.parametrize(
    ("said", "seconds"), [("12", 12), ("99999", 3600), ("soon", None), ("", None), ("-1", None)]
)
async def test_when_to_come_back(bench: SmsBench, said: str, seconds: int | None) -> None:
    """Seconds are believed up to an hour; anything else leaves the time to us."""

    async def busy(request: web.Request) -> web.Response:
        return web.json_response({}, status=429, headers={"Retry-After": said} if said else {})

    app = web.Application()
    app.router.add_post("/{rest:.*}", busy)
    channel = bench.make(await bench.serve(app))
    outcome = await channel.send(claimed())
    after = getattr(outcome, "after", None)
    assert (after.total_seconds() if after is not None else None) == seconds
    await channel.close()
