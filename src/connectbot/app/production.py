"""`connectbot serve`: up at once, ready when everything is read, until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

import connectbot
from connectbot.settings import Settings
from connectbot.web.early import Port, open_port

ROOMS = ("connectbot.app.building", "connectbot.app.running", "connectbot.desk.audit")


async def run_service(settings: Settings, echo: Callable[[str], object]) -> None:
    """Serve until SIGTERM; `echo` is told where it listens once it is ready."""
    running = asyncio.current_task()
    loop = asyncio.get_running_loop()
    assert running is not None  # noqa: S101 - a coroutine always runs in a task
    # As process 1 of a container nothing is done about SIGTERM unless somebody listens for it.
    loop.add_signal_handler(signal.SIGTERM, running.cancel)
    async with open_port(settings.host, settings.port) as port:
        with suppress(asyncio.CancelledError):
            # Reading our own code takes longest. In a thread it leaves the port answering.
            await asyncio.to_thread(_read_in)
            await _serve(settings, port, echo)


def _read_in() -> None:
    for room in ROOMS:
        import_module(room)


async def _serve(settings: Settings, port: Port, echo: Callable[[str], object]) -> None:
    from connectbot.app.building import build
    from connectbot.app.running import on_the_web, until_stopped
    from connectbot.clock import utc_now
    from connectbot.desk import audit

    built = await build(settings)
    async with on_the_web(settings, built, listening=await port.take()) as address:
        version = f"v{connectbot.__version__}"
        await built.service.store.run(
            audit.note, "serve.started", utc_now(), actor="service", result=version
        )
        await until_stopped(lambda: echo(f"connectbot listens on {address}"))
