"""Whether the process is up, and whether it can do its work."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Check = Callable[[], Awaitable[bool]]
"""True where this part can do its work; raising counts as no."""

_PATIENCE_SECONDS = 3.0


def health_routes(
    checks: Mapping[str, Check], watched: Mapping[str, Check] | None = None
) -> list[web.AbstractRouteDef]:
    """`/healthz` answers while the process is up; `/readyz` asks every check by name. What is
    `watched` is told as well, and does not make it unready: answering goes on without it."""

    async def healthz(request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(request: web.Request) -> web.Response:
        answers = await asyncio.gather(*(_ask(check) for check in checks.values()))
        good = all(answers)
        said = {name: "ok" if ok else "failed" for name, ok in zip(checks, answers, strict=True)}
        for name, check in (watched or {}).items():
            said[name] = "ok" if await _ask(check) else "not whole"
        body = {"status": "ready" if good else "not ready", "checks": said}
        return web.json_response(body, status=200 if good else 503)

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]


async def _ask(check: Check) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await check()
    except Exception:  # whatever broke, the answer is the same: not ready
        return False
