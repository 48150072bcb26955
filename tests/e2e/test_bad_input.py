"""Whatever comes in, the real server answers it, goes on, and shows nobody a stack trace."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from tests.e2e.conftest import in_one_loop
from tests.e2e.service import until
from tests.e2e.street import Street
from tests.e2e.webhook import post_text

pytestmark = in_one_loop

TRACE = ("Traceback", 'File "', "site-packages", ".py:")


BODIES = {
    "emoji": "😀".encode(),
    "joined emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿".encode() * 40,
    "NUL": b"\0",
    "NUL inside": b"before\0after",
    "lone surrogate": b"\xed\xa0\x80",
    "lone surrogate in words": b"lonely \xed\xbf\xbf in LS8",
    "no UTF-8": b"\xff\xfe\xc3",
    "1,600 letters": b"x" * 1_600,
    "1,600 accents": "é".encode() * 1_600,
    "20,000 brackets": b"(" * 20_000,
    "empty": b"",
    "blank": b" \t\r\n ",
    "right to left": "אני לבד ‏LS8".encode(),
    "overridden": "\u202edesrever\u202c".encode(),
    "templates": b"%s %(name)s {name} {0.__class__} ${jndi:x} <script>alert(1)</script>",
    "SQL": b"' OR 1=1; DROP TABLE residents; --",
}


@pytest.mark.parametrize("what", BODIES)
async def test_a_text_of_any_bytes_is_answered(shared: Street, what: str) -> None:
    """Truly signed it gets 200 and an empty answer, and whoever sent it a kind text."""
    number = f"+4477009006{list(BODIES).index(what):02}"
    status, page = await post_text(shared.service.url, number, BODIES[what])
    assert (status, page) == (200, "<Response/>")
    await until(lambda: bool(shared.received(number)), f"an answer to {what}")
    assert "something went wrong" not in shared.received(number)[0]
    assert await shared.ask(number, "hello, are you there?")


@pytest.mark.parametrize("sign", [True, False])
async def test_too_much_is_refused_signed_or_not(shared: Street, sign: bool) -> None:
    """100,000 characters are more than 64 KB: 413, and the next text is answered."""
    status, page = await post_text(shared.service.url, "+447700900630", b"a" * 100_000, sign=sign)
    assert status == 413
    assert json.loads(page)["status"] == 413
    assert await shared.ask("+447700900630", "hello")


async def test_an_unsigned_text_is_nobodys(shared: Street) -> None:
    """403, and the phone it names is not written to."""
    status, _ = await post_text(shared.service.url, "+447700900631", b"hello", sign=False)
    assert status == 403
    assert shared.received("+447700900631") == []


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/twilio/sms", 405),
        ("DELETE", "/twilio/sms", 405),
        ("GET", "/twilio/status?m=1", 405),
        ("POST", "/", 405),
        ("PROPFIND", "/", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/.env", 404),
        ("GET", "/chat/static/..%2f..%2fchannel.py", 404),
        ("GET", "/demo/phones", 404),
        ("GET", "/%00", 404),
        ("GET", "/%ed%a0%80", 404),
        ("POST", "/chat/forget", 400),
        ("GET", "/chat/ws", 400),
    ],
)
async def test_a_wrong_address_is_json_or_a_plain_page(
    shared: Street, method: str, path: str, status: int, accept: str
) -> None:
    """404, 405 or 400 in the form that was asked for, and no stack trace."""
    async with (
        aiohttp.ClientSession() as session,
        session.request(
            method,
            aiohttp.client.URL(shared.service.url + path, encoded=True),
            headers={"Accept": accept},
        ) as answer,
    ):
        page = await answer.text()
    assert answer.status == status
    assert answer.content_type == accept
    if accept == "application/json":
        assert json.loads(page)["status"] == status
    assert not [trace for trace in TRACE if trace in page]


@pytest.mark.parametrize(
    "sent",
    [
        b"GARBAGE\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -5\r\nHost: here\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: here\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: here\r\n\r\n",
        b"POST /twilio/sms HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    ],
)
async def test_what_is_no_request_is_refused(shared: Street, sent: bytes) -> None:
    """Bytes that are no HTTP get a short 400 or nothing at all, and the server goes on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", shared.service.port)
    writer.write(sent)
    await writer.drain()
    writer.write_eof()
    answer = (await asyncio.wait_for(reader.read(), 10)).decode("utf-8", "replace")
    writer.close()
    await writer.wait_closed()
    assert not answer or answer.split(" ")[1] in ("400", "403")
    assert not [trace for trace in TRACE if trace in answer]
    assert await shared.ask("+447700900632", "hello")


@pytest.mark.parametrize(
    "frame",
    ["", "{", "null", "[]", '{"type":"say"}', '{"type":"say","id":7,"text":null}', "[" * 5_000],
    ids=lambda frame: frame[:20] or "empty",
)
async def test_a_frame_that_is_no_frame_is_told_so(shared: Street, frame: str) -> None:
    """On the web chat's socket, bad JSON gets a kind line, and the talk goes on."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{shared.service.url}/chat/ws") as socket,
    ):
        await socket.send_json({"type": "hello"})
        assert (await socket.receive_json())["type"] == "welcome"
        await socket.send_str(frame)
        answer = await socket.receive_json(timeout=5)
        assert answer["type"] == "error"
        assert answer["text"] == "I could not read that. Please write it in words."
        await socket.send_json({"type": "say", "id": "a-page-id", "text": "hello"})
        assert {(await socket.receive_json(timeout=5))["type"] for _ in "12"} == {"ack", "message"}


async def test_nothing_of_it_is_left_broken(shared: Street) -> None:
    """After all that the service is ready, nothing is parked, and no log line holds a trace."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{shared.service.url}/readyz") as answer,
    ):
        assert answer.status == 200
    assert "parked" not in shared.service.log
    assert "Traceback" not in shared.service.log
