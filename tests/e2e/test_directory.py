"""A listing is edited on the command line while the service runs: a second later it is so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest

from connectbot.directory.oruk.ids import uid
from tests.e2e.conftest import in_one_loop
from tests.e2e.service import run_beside
from tests.e2e.street import Street

pytestmark = [in_one_loop, pytest.mark.alone]

LISTING = "tea-and-talk"


async def in_full(street: Street, her: str) -> str:
    """What somebody reads who asks for company and picks the first group."""
    for words in ("im lonely since my husband died, LS8", "1"):
        await street.ask(her, words)
    assert "1 Tea and Talk" in await street.ask(her, "1")
    return await street.ask(her, "1", answers=2)


async def in_feed(street: Street) -> str:
    """What another system reads of its price."""
    address = f"{street.service.url}/open-referral/services/{uid('service', LISTING)}"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        cost: str = (await answer.json())["cost_options"][0]["amount_description"]
        return cost


async def test_an_edit_is_seen_within_a_second(tmp_path: Path) -> None:
    """Who asks a second after the command has ended reads the new price, in a text and in the
    feed; after an undo the old."""
    async with Street(tmp_path) as street:
        before = await in_full(street, "+447700900101")
        await run_beside(street.service, "directory", "edit", LISTING, "cost=90p a pot", "--yes")
        await asyncio.sleep(1)
        assert "90p a pot" in await in_full(street, "+447700900102")
        assert await in_feed(street) == "90p a pot"
        await run_beside(street.service, "directory", "undo", LISTING)
        await asyncio.sleep(1)
        assert await in_full(street, "+447700900103") == before
