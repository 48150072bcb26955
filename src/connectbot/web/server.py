"""The one web server: it mounts the routes it is handed and speaks for all of them."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from aiohttp import web
from aiohttp.abc import AbstractAccessLogger

from connectbot.web.errors import PATTERN, errors
from connectbot.web.headers import header_writer
from connectbot.web.pages import static_routes

BODY_LIMIT = 64 * 1024

access_log = logging.getLogger("connectbot.access")


class CannotListen(Exception):
    """The port is taken or not ours to open; the message says which, and the mend."""


def application(
    routes: Iterable[web.AbstractRouteDef],
    *,
    subapps: Iterable[tuple[str, web.Application]] = (),
    closing: Iterable[Callable[[], Awaitable[None]]] = (),
    public_url: str = "",
) -> web.Application:
    """The web application over these routes and sub-applications (prefix, application).

    `closing` are awaited when the server stops, before open requests are cut off.
    """
    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[errors])
    app.add_routes([*routes, *static_routes()])
    for prefix, subapp in subapps:
        app.add_subapp(prefix, subapp)
    app.on_response_prepare.append(header_writer(https=public_url.startswith("https:")))
    for close in closing:
        app.on_shutdown.append(_closer(close))
    return app


@asynccontextmanager
async def serving(
    app: web.Application,
    host: str,
    port: int,
    *,
    listening: socket.socket | None = None,
    patience: float = 3.0,
) -> AsyncIterator[str]:
    """Serve while the block runs; its address like `http://127.0.0.1:8080`.

    Port 0 picks a free one. `listening` is the port itself where it is open already. `patience` is
    how many seconds open requests get at the end. Raises `CannotListen`.
    """
    runner = web.AppRunner(
        app, access_log=access_log, access_log_class=AccessLog, shutdown_timeout=patience
    )
    await runner.setup()
    try:
        try:
            await _site(runner, host, port, listening).start()
        except OSError as error:
            raise cannot_listen(host, port, error) from error
        yield _address(host, runner.addresses[0][1])
    finally:
        await runner.cleanup()


def cannot_listen(host: str, port: int, error: OSError) -> CannotListen:
    """What is said where a port cannot be opened."""
    return CannotListen(
        f"Cannot listen on {host} port {port}: {error.strerror or error}. "
        "Stop the other program, or choose another port with --port or CONNECTBOT_PORT."
    )


def _site(
    runner: web.AppRunner, host: str, port: int, listening: socket.socket | None
) -> web.BaseSite:
    if listening is None:
        return web.TCPSite(runner, host, port)
    return web.SockSite(runner, listening)


class AccessLog(AbstractAccessLogger):
    """One line a request: method, route, status, milliseconds.

    The route is its pattern, never the path: no token, number or query reaches a log.
    """

    @property
    def enabled(self) -> bool:
        """Whether anybody reads these lines."""
        return self.logger.isEnabledFor(logging.DEBUG)

    def log(self, request: web.BaseRequest, response: web.StreamResponse, time: float) -> None:
        """Write the line; `time` is in seconds."""
        known = request.get(PATTERN)
        method, pattern = (request.method, known) if known else ("-", "-")
        self.logger.debug("%s %s %d %.1f ms", method, pattern, response.status, time * 1000)


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    return f"http://{shown}:{port}"


def _closer(
    close: Callable[[], Awaitable[None]],
) -> Callable[[web.Application], Awaitable[None]]:
    async def on_shutdown(app: web.Application) -> None:
        await close()

    return on_shutdown
