"""Running a built service on the web until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager

from aiohttp import web

from connectbot.app.building import Built
from connectbot.settings import Settings
from connectbot.web.server import application, serving


def spare_what_stays() -> None:
    """Tell the garbage collector that what is loaded by now stays, and to look less often.

    A turn makes many small things and few circles; looking through the directory and the flows
    after every few of them took a fifth of its time.
    """
    gc.collect()
    _give_back()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _give_back() -> None:
    """Hand what was only needed to read everything in back to the machine, where glibc is there."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@asynccontextmanager
async def on_the_web(
    settings: Settings,
    built: Built,
    *,
    routes: Iterable[web.AbstractRouteDef] = (),
    subapps: Iterable[tuple[str, web.Application]] = (),
    closing: Iterable[Callable[[], Awaitable[None]]] = (),
    listening: socket.socket | None = None,
) -> AsyncIterator[str]:
    """Serve a built service while the block runs; the address it listens on.

    `listening` is the port itself where it is open already.
    """
    spare_what_stays()
    service = built.service
    pages = [channel.close for name, channel in service.channels.items() if name == "webchat"]
    app = application(
        [*built.routes, *routes],
        subapps=subapps,
        closing=[*pages, *closing],
        public_url=settings.public_url,
    )
    try:
        async with serving(app, settings.host, settings.port, listening=listening) as address:
            await service.start()
            try:
                yield address
            finally:
                service.wind_down()
    finally:
        await service.stop()


async def until_stopped(ready: Callable[[], object] = lambda: None) -> None:
    """Wait for SIGTERM or Ctrl-C; `ready` is called once both are listened for."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    ready()
    await stop.wait()
