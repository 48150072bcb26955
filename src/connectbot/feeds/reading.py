"""A whole feed read, page by page and service by service, whatever its envelopes claim."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import aiohttp

from connectbot.directory.incoming.envelope import SUMMARY, Page, called, page_of, whole
from connectbot.directory.incoming.facts import Row
from connectbot.feeds.asking import Asker, FeedAway, Missing, Wait
from connectbot.feeds.tape import Tape

PAGES = 5000
MOST = 100_000
"""Services of one feed."""

_SIZE = 100
_NO_SUCH_PAGE = frozenset({400, 404, 410, 416, 422})

Say = Callable[[int, int | None], None]
"""Told after each answer: how many services are whole, and of how many where that is known."""


@dataclass(slots=True)
class Reading:
    """What a feed holds; `notes` say where its own words do not agree. `complete` is False where
    it says that it has more than came."""

    services: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = True


def feed_root(source: str) -> str:
    """The address under which /services lies. Raises FeedAway with the mend."""
    parts = urlsplit(source.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FeedAway(f"{source}: write the whole address, like https://example.org/open-referral")
    if parts.username or parts.password:
        raise FeedAway("This address holds a name or a password; a feed is read without.")
    path = parts.path.rstrip("/").removesuffix("/services")
    return f"{parts.scheme}://{parts.netloc}{path}"


async def read_feed(
    root: str, folder: Path, now: datetime, say: Say, *, apply: bool, wait: Wait = asyncio.sleep
) -> tuple[Reading, Tape]:
    """All services of a feed, each as whole as it gives them. Raises FeedAway; what was read
    until then is on the tape."""
    tape = Tape(folder, root, now, apply=apply)
    headers = {"Accept": "application/json", "User-Agent": "connectbot directory import"}
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(headers=headers, cookie_jar=jar) as session:
        asker = Asker(session, tape, wait)
        reading = await _listed(asker, root)
        await _whole(asker, root, reading, say)
    tape.finish()
    return reading, tape


async def _listed(asker: Asker, root: str) -> Reading:
    """Every summary. What an envelope claims is not relied on: pages are asked for until one
    brings nothing new."""
    found, seen = Reading(), set[str]()
    claims: list[Page] = []
    for number in range(1, PAGES + 1):
        page = await _page(asker, root, number)
        if page is None:
            break
        claims.append(page)
        new = [one for one in page.services if called(one) not in seen]
        seen.update(map(called, new))
        found.services += new
        if not new or len(found.services) >= MOST or _at_end(page, number, len(found.services)):
            break
    found.notes += _doubts(claims, len(found.services))
    found.complete = all((page.items or 0) <= len(found.services) for page in claims)
    return found


async def _page(asker: Asker, root: str, number: int) -> Page | None:
    """A page; None behind the last one."""
    url = f"{root}/services?page={number}&per_page={_SIZE}"
    answer = await asker.json(url)
    page = None if isinstance(answer, Missing) else page_of(answer)
    refused = isinstance(answer, Missing) and answer.status not in _NO_SUCH_PAGE
    if page is None and (number == 1 or refused):
        told = f"it answers {answer.status}" if isinstance(answer, Missing) else "it lists nothing"
        raise FeedAway(f"{url}: {told}. Give the address under which /services lies.")
    return page


def _at_end(page: Page, number: int, count: int) -> bool:
    """Whether it is certain that this was the last page: all it claims agrees."""
    last = page.last is not False and (page.pages is None or number >= page.pages)
    claimed = page.last or page.pages is not None
    return bool(last and claimed and page.items is not None and count >= page.items)


def _doubts(claims: list[Page], count: int) -> list[str]:
    """Where the envelopes do not agree with what came."""
    items = {page.items for page in claims if page.items is not None}
    pages = {page.pages for page in claims if page.pages is not None}
    full = [page for page in claims if page.services]
    found = []
    if len(items) > 1 or len(pages) > 1:
        found.append("what the feed says of its size changed from page to page")
    if items and max(items) != count:
        found.append(f"the feed says it has {max(items)} services; {count} came")
    if pages and full and max(pages) != len(full):
        found.append(f"the feed says it has {max(pages)} pages; {len(full)} had something on them")
    return found


async def _whole(asker: Asker, root: str, reading: Reading, say: Say) -> None:
    """Each summary made the whole service where the feed gives it."""
    for number, one in enumerate(reading.services):
        if "id" in one and not whole(one):
            answer = await asker.json(f"{root}/services/{quote(str(one['id']), safe='')}")
            page = None if isinstance(answer, Missing) else page_of(answer)
            if page is not None and page.services:
                reading.services[number] = page.services[0]
            else:
                reading.services[number] = {**one, SUMMARY: True}
        say(number + 1, len(reading.services))
