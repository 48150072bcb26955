"""The directory of every place as an Open Referral UK 3.0 feed: read-only, for anybody."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from hashlib import sha256
from typing import Any

from aiohttp import web

from connectbot.directory.oruk.catalogue import Catalogue
from connectbot.directory.oruk.openapi import LISTS, PROFILE, VERSION, openapi
from connectbot.directory.oruk.query import Query, Unclear, read_query
from connectbot.directory.oruk.terms import Row
from connectbot.web.headers import FOR_ANYBODY as FEED

Answer = tuple[Any, datetime | None] | None
"""What is told and when it last changed; None where there is no such thing."""

Make = Callable[[Catalogue], Answer]


def feed_routes(
    catalogue: Callable[[], Awaitable[Catalogue]], *, public_url: str = "", licence: str = ""
) -> list[web.AbstractRouteDef]:
    """`/open-referral/` and what is under it; 404 for an id there is not, 400 with a sentence for
    what cannot be read. `catalogue` is asked each time."""
    feed = _Feed(catalogue, public_url, licence)
    routes = [
        web.get(FEED, feed.root),
        web.get(f"{FEED}/", feed.root),
        web.get(f"{FEED}/openapi.json", feed.described),
    ]
    for name in LISTS:
        routes.append(web.get(f"{FEED}/{name}{{end:/?}}", partial(feed.page, name)))
        routes.append(web.get(f"{FEED}/{name}/{{id}}", partial(feed.one, name)))
    return list(routes)


class _Feed:
    def __init__(
        self, catalogue: Callable[[], Awaitable[Catalogue]], public_url: str, licence: str
    ) -> None:
        self._catalogue = catalogue
        self._public_url = public_url
        self._licence = licence
        # Pages are made off the loop and one at a time: nobody who reads the feed keeps a resident
        # waiting.
        self._turn = asyncio.Semaphore(1)

    async def root(self, request: web.Request) -> web.StreamResponse:
        told = {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": f"{self._root_of(request)}/openapi.json",
        }
        return _answered(request, _text({**told, **self._licensed}))

    @property
    def _licensed(self) -> dict[str, str]:
        return {"license": self._licence} if self._licence else {}

    async def described(self, request: web.Request) -> web.StreamResponse:
        return _answered(request, _text(openapi(self._root_of(request), self._licence)))

    def _root_of(self, request: web.Request) -> str:
        return f"{self._public_url or _origin(request)}{FEED}"

    async def page(self, name: str, request: web.Request) -> web.StreamResponse:
        located = name == "service_at_locations"
        try:
            districts = (await self._catalogue()).districts
            query = read_query(request.query, districts, located=located)
        except Unclear as unclear:
            return web.json_response({"status": 400, "error": str(unclear)}, status=400)
        return await self._answer(request, lambda now: _page(now, name, query))

    async def one(self, name: str, request: web.Request) -> web.StreamResponse:
        id = request.match_info["id"]
        return await self._answer(request, lambda now: _one(now, name, id))

    async def _answer(self, request: web.Request, make: Make) -> web.StreamResponse:
        async with self._turn:
            body, modified = await asyncio.to_thread(_made, make, await self._catalogue())
        return _answered(request, body, modified)


def _page(catalogue: Catalogue, name: str, query: Query) -> Answer:
    pages: dict[str, Callable[[Query], Row]] = {
        "services": catalogue.services,
        "service_at_locations": catalogue.service_at_locations,
        "taxonomies": catalogue.taxonomies,
        "taxonomy_terms": catalogue.taxonomy_terms,
        "organizations": catalogue.organizations,
    }
    return pages[name](query), catalogue.modified


def _one(catalogue: Catalogue, name: str, id: str) -> Answer:
    dated = {
        "services": catalogue.service,
        "service_at_locations": catalogue.service_at_location,
    }
    if name in dated:
        return dated[name](id)
    undated = {
        "taxonomies": catalogue.taxonomy,
        "taxonomy_terms": catalogue.taxonomy_term,
        "organizations": catalogue.organization,
    }
    row = undated[name](id)
    return None if row is None else (row, None)


def _origin(request: web.Request) -> str:
    """Where it was asked, as far as the request can be believed to know."""
    try:
        return str(request.url.origin())
    except ValueError:
        raise web.HTTPBadRequest from None


def _made(make: Make, catalogue: Catalogue) -> tuple[bytes, datetime | None]:
    answer = make(catalogue)
    if answer is None:
        raise web.HTTPNotFound
    return _text(answer[0]), answer[1]


def _text(told: Any) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def _answered(
    request: web.Request, body: bytes, modified: datetime | None = None
) -> web.StreamResponse:
    """The answer, or 304 where whoever asks has it already."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if modified is not None:
        headers["Last-Modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
    if _has_it(request, tag, modified):
        return web.Response(status=304, headers=headers)
    return web.Response(
        body=body, headers=headers, content_type="application/json", charset="utf-8"
    )


def _has_it(request: web.Request, tag: str, modified: datetime | None) -> bool:
    """What is said of the tag counts alone, as the standard of the web has it."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        known = [one.strip().removeprefix("W/") for one in tags.split(",")]
        return tag in known or "*" in known
    try:
        since = parsedate_to_datetime(request.headers.get("If-Modified-Since", ""))
    except ValueError:
        return False
    return modified is not None and modified.replace(microsecond=0) <= _aware(since)


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
