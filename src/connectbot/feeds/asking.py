"""One question to another directory: its pace, patience and bounds, and where it never goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp

from connectbot.feeds.tape import Tape

LARGEST = 20_000_000
"""Bytes of one answer."""

TRIES = 5
APART = 0.2
"""Seconds between two questions."""

_LONGEST_WAIT = 300.0  # seconds that a feed may ask us to wait
_HOPS = 4
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_TIMES = aiohttp.ClientTimeout(total=60, connect=15)

Wait = Callable[[float], Awaitable[None]]


class FeedAway(Exception):
    """A feed that cannot be read on; the sentence says where it stopped and what to do."""


@dataclass(frozen=True, slots=True)
class Missing:
    """An address at which there is nothing; `status` is 404 or the like."""

    status: int


class Asker:
    """Asks one host, one question at a time; what is on the tape is not asked again."""

    def __init__(
        self, session: aiohttp.ClientSession, tape: Tape, wait: Wait = asyncio.sleep
    ) -> None:
        self._session = session
        self._tape = tape
        self._wait = wait

    async def json(self, url: str) -> Any:
        """What JSON stands there; Missing where nothing does. Raises FeedAway."""
        had = self._tape.get(url)
        if had is not None:
            return had
        raw = await self._patiently(url)
        if isinstance(raw, Missing):
            return raw
        try:
            answer = json.loads(raw.decode("utf-8-sig", "replace"))
        except (ValueError, RecursionError):
            raise FeedAway(
                f"{url}: this is no JSON. Give the address under which /services lies."
            ) from None
        self._tape.add(url, answer)
        return answer

    async def _patiently(self, url: str) -> bytes | Missing:
        why = ""
        for turn in range(TRIES):
            await self._wait(APART)
            try:
                status, raw, after = await self._once(url)
            except (aiohttp.ClientError, TimeoutError) as error:
                why, after = type(error).__name__, None
            else:
                if status == 200:
                    return raw
                if status not in _AGAIN:
                    return Missing(status)
                why = f"it answers {status}"
            if turn + 1 < TRIES:
                await self._wait(min(2.0**turn if after is None else after, _LONGEST_WAIT))
        raise FeedAway(
            f"{url}: asked {TRIES} times in vain ({why}). What was read is kept: the same command "
            "goes on from here."
        )

    async def _once(self, url: str) -> tuple[int, bytes, float | None]:
        for _ in range(_HOPS):
            async with self._session.get(url, allow_redirects=False, timeout=_TIMES) as answer:
                if answer.status not in _MOVED:
                    return answer.status, await _bounded(answer), _after(answer)
                there = urljoin(url, answer.headers.get("Location", ""))
            if _host(there) != _host(url):
                raise FeedAway(
                    f"{url}: it sends us to another address ({there[:100]}). If that is right, "
                    "import from there."
                )
            url = there
        raise FeedAway(f"{url}: it sends us round in circles. Ask whoever runs the feed.")


def _host(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


async def _bounded(answer: aiohttp.ClientResponse) -> bytes:
    """At most LARGEST bytes. Raises FeedAway."""
    raw = bytearray()
    async for chunk in answer.content.iter_chunked(65_536):
        raw += chunk
        if len(raw) > LARGEST:
            raise FeedAway(f"{answer.url}: it answers more than {LARGEST // 1_000_000} MB at once.")
    return bytes(raw)


def _after(answer: aiohttp.ClientResponse) -> float | None:
    """How many seconds it asks us to wait."""
    said = answer.headers.get("Retry-After", "")
    if said.isdigit():
        return float(said)
    try:
        until, sent = parsedate_to_datetime(said), parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, ValueError, TypeError):
        return None
    return max((until - sent).total_seconds(), 0.0)
