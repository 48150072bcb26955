"""Listening before there is anything to serve: up, not ready, and nobody is turned away."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from connectbot.web.server import cannot_listen

_STARTING = {"status": "not ready", "checks": {"start": "under way"}}


@dataclass
class Port:
    """An open port. `take` hands it over; who comes in between waits in its queue."""

    listening: socket.socket
    _runner: web.ServerRunner

    async def take(self) -> socket.socket:
        """The port, from now on for somebody else to answer."""
        await self._runner.cleanup()
        return self.listening


@asynccontextmanager
async def open_port(host: str, port: int) -> AsyncIterator[Port]:
    """Listen at once: /healthz says that we are up, everything else to come back in a moment.

    Raises `CannotListen`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        raise cannot_listen(host, port, error) from error
    runner = web.ServerRunner(web.Server(_answer, access_log=None))
    try:
        await runner.setup()
        await web.SockSite(runner, listening.dup()).start()
        yield Port(listening, runner)
    finally:
        await runner.cleanup()
        listening.close()


async def _answer(request: web.BaseRequest) -> web.Response:
    if request.path == "/healthz":
        response = web.json_response({"status": "ok"})
    else:
        response = web.json_response(_STARTING, status=503, headers={"Retry-After": "2"})
    response.force_close()  # the next request is for whoever has the port by then
    return response
