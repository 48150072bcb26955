"""Up, and able to work, are two different things."""

from __future__ import annotations

import asyncio

import pytest

from connectbot.web import health
from connectbot.web.health import Check, health_routes
from tests.web.serving import client_of


async def good() -> bool:
    return True


async def bad() -> bool:
    return False


async def breaks() -> bool:
    raise OSError("no database")


async def hangs() -> bool:
    await asyncio.sleep(60)
    return True


@pytest.mark.parametrize(
    ("check", "status", "said"),
    [(good, 200, "ok"), (bad, 503, "failed"), (breaks, 503, "failed"), (hangs, 503, "failed")],
)
async def test_ready_means_that_every_part_can_work(
    check: Check, status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that says no, breaks or does not answer makes the service not ready."""
    monkeypatch.setattr(health, "_PATIENCE_SECONDS", 0.05)
    async with client_of(health_routes({"world": good, "database": check})) as client:
        answer = await client.get("/readyz")
        assert answer.status == status
        assert (await answer.json())["checks"] == {"world": "ok", "database": said}


async def test_up_means_that_the_process_answers() -> None:
    """However its parts are."""
    async with client_of(health_routes({"database": breaks})) as client:
        answer = await client.get("/healthz")
        assert (answer.status, await answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("check", "said"), [(good, "ok"), (bad, "not whole"), (breaks, "not whole")]
)
async def test_what_is_watched_is_told_and_keeps_nobody_waiting(check: Check, said: str) -> None:
    """A safety screen that is not whole is seen here, and messages are answered all the same."""
    async with client_of(health_routes({"world": good}, {"safety": check})) as client:
        answer = await client.get("/readyz")
        assert answer.status == 200
        assert (await answer.json())["checks"] == {"world": "ok", "safety": said}
