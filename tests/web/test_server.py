"""The server speaks for every address: sizes, errors, headers, the log, the port."""

from __future__ import annotations

import asyncio
import logging

import aiohttp
import pytest
from aiohttp import web

from connectbot.web.server import CannotListen, application, serving
from tests.web.serving import client_of

CANARY = "07700 900123 im lonely"


async def echo(request: web.Request) -> web.Response:
    return web.json_response({"letters": len(await request.read())})


async def breaks(request: web.Request) -> web.Response:
    raise RuntimeError(CANARY)


async def busy(request: web.Request) -> web.Response:
    raise web.HTTPServiceUnavailable(headers={"Retry-After": "7"})


async def moved(request: web.Request) -> web.Response:
    raise web.HTTPSeeOther("/there")


ROUTES = [
    web.post("/echo", echo),
    web.get("/breaks", breaks),
    web.get("/busy", busy),
    web.get("/moved", moved),
    web.get("/secret/{token}", echo),
]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/echo", 405),
        ("DELETE", "/breaks", 405),
        ("TRACE", "/echo", 405),
        ("GET", "/breaks", 500),
        ("GET", "/busy", 503),
        ("GET", "/%00", 404),
        ("GET", "/console/static/../pages.py", 404),
        ("GET", "/console/static/", 403),
    ],
)
async def test_every_error_is_json_or_a_plain_page(method: str, path: str, status: int) -> None:
    """A browser gets a page, everything else JSON, nobody a stack trace."""
    async with client_of(ROUTES) as client:
        answer = await client.request(method, path)
        assert answer.status == status
        assert (await answer.json())["status"] == status
        page = await client.request(method, path, headers={"Accept": "text/html,*/*"})
        assert page.status == status
        html = await page.text()
        assert "<h1>Sorry</h1>" in html
        assert "Traceback" not in html
        assert CANARY not in html


async def test_a_wrong_method_says_which_are_right() -> None:
    """405 keeps the Allow header."""
    async with client_of(ROUTES) as client:
        assert (await client.get("/echo")).headers["Allow"] == "POST"


async def test_a_busy_answer_says_when_to_come_back() -> None:
    """503 keeps Retry-After."""
    async with client_of(ROUTES) as client:
        assert (await client.get("/busy")).headers["Retry-After"] == "7"


async def test_a_redirect_goes_through() -> None:
    """What is no error stays as it is."""
    async with client_of(ROUTES) as client:
        answer = await client.get("/moved", allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, "/there")


@pytest.mark.parametrize(("size", "status"), [(65_536, 200), (65_537, 413), (300_000, 413)])
async def test_bodies_over_64_kb_are_refused(size: int, status: int) -> None:
    """Whether the length is said at once or comes in pieces."""

    async def pieces() -> object:
        for _ in range(size // 1024):
            yield b"x" * 1024
        yield b"x" * (size % 1024)

    async with client_of(ROUTES) as client:
        assert (await client.post("/echo", data=b"x" * size)).status == status
        assert (await client.post("/echo", data=pieces())).status == status


async def test_a_body_that_is_packed_wrongly_is_refused(caplog: pytest.LogCaptureFixture) -> None:
    """What a sender did wrong is no failure of ours, and fills no log."""
    async with client_of(ROUTES) as client:
        packed = {"Content-Encoding": "gzip"}
        answer = await client.post("/echo", data=b"not gzip", headers=packed)
        assert answer.status == 400
    assert "a request failed" not in caplog.text


@pytest.mark.parametrize("path", ["/echo", "/nothing", "/breaks", "/console/static/console.css"])
async def test_every_answer_carries_the_headers_of_safety(path: str) -> None:
    """Errors and files too: no inline script or style, no frame, no referrer, nothing sniffed."""
    async with client_of(ROUTES) as client:
        headers = (await client.get(path)).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "microphone=()" in headers["Permissions-Policy"]
    assert "Server" not in headers
    assert "Strict-Transport-Security" not in headers


async def test_https_is_asked_for_where_the_service_has_it() -> None:
    """HSTS goes with a public address on https."""
    async with client_of(ROUTES, public_url="https://bot.example") as client:
        answer = await client.get("/nothing")
        assert "max-age=" in answer.headers["Strict-Transport-Security"]


@pytest.mark.parametrize(
    ("path", "kept"), [("/console/static/console.css", "no-cache"), ("/nothing", "no-store")]
)
async def test_files_are_asked_about_again_and_pages_are_never_kept(path: str, kept: str) -> None:
    """So a page never meets an old script, and a shared computer keeps no page."""
    async with client_of(ROUTES) as client:
        answer = await client.get(path)
        assert answer.headers["Cache-Control"] == kept


async def test_a_file_that_did_not_change_is_not_sent_again() -> None:
    """Asking about a file costs no more than its tag."""
    async with client_of(ROUTES) as client:
        first = await client.get("/console/static/console.css")
        tag = {"If-None-Match": first.headers["ETag"]}
        assert (await client.get("/console/static/console.css", headers=tag)).status == 304


async def test_a_sub_application_gets_the_same_treatment() -> None:
    """Its addresses lie under its prefix, with the same errors and headers."""
    inner = web.Application()
    inner.add_routes([web.get("/breaks", breaks)])
    async with client_of(ROUTES, subapps=[("/inner", inner)]) as client:
        answer = await client.get("/inner/breaks")
        assert answer.status == 500
        assert "Content-Security-Policy" in answer.headers


async def test_the_log_holds_no_token_no_query_and_no_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The access log says the pattern of an address; an error says where it was, not what."""
    caplog.set_level(logging.DEBUG)
    async with (
        serving(application(ROUTES), "127.0.0.1", 0) as url,
        aiohttp.ClientSession() as session,
    ):
        await session.get(f"{url}/secret/tok3n?number=07700900123")
        await session.get(f"{url}/nothing/tok3n")
        await session.get(f"{url}/breaks")
    said = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("GET /secret/{token} 200") for line in said)
    assert any(line.startswith("GET nowhere 404") for line in said)
    assert any("RuntimeError" in line and "in breaks" in line for line in said)
    for secret in ("tok3n", "07700", "127.0.0.1", "lonely"):
        assert not any(secret in line for line in said)


async def test_what_is_no_http_is_refused_and_logged_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Noise on the port leaves one line, and nothing of itself."""
    caplog.set_level(logging.DEBUG)
    async with serving(application(ROUTES), "127.0.0.1", 0) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.rsplit(":", 1)[1]))
        writer.write(b"BREW /tok3n HTTP/1.1\r\nHost: a\r\n\r\n")
        assert b"400 Bad Request" in await reader.read()
        writer.close()
        await writer.wait_closed()
    said = [record.getMessage() for record in caplog.records]
    assert any(line.startswith("- - 400") for line in said)
    assert not any("tok3n" in line for line in said)


async def test_a_taken_port_is_said_with_the_mend() -> None:
    """The message names the port and what to do."""
    app = application(ROUTES)
    async with serving(app, "127.0.0.1", 0) as url:
        port = int(url.rsplit(":", 1)[1])
        with pytest.raises(CannotListen, match=rf"127\.0\.0\.1 port {port}.*--port"):
            async with serving(application(ROUTES), "127.0.0.1", port):
                pass


async def test_what_has_to_be_closed_is_closed_first() -> None:
    """Open pages are let go before requests are cut off."""
    closed = []

    async def close() -> None:
        closed.append(True)

    async with serving(application(ROUTES, closing=[close]), "127.0.0.1", 0):
        assert not closed
    assert closed == [True]
