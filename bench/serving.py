"""Serving until told to stop, with the address printed once it listens."""

from __future__ import annotations

import asyncio
import signal

from aiohttp import web


async def until_terminated(app: web.Application) -> None:
    """Listen on a free loopback port; print it; stop at SIGTERM."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"127.0.0.1:{runner.addresses[0][1]}", flush=True)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    await runner.cleanup()
