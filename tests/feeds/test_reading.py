"""A feed is read whole, whatever its envelope claims, and on from where it stopped."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectbot.feeds import asking
from connectbot.feeds.asking import FeedAway
from connectbot.feeds.reading import Reading, feed_root, read_feed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Envelope = Callable[[list[Any], int, int], Any]


def new(found: list[Any], page: int, pages: int) -> Any:
    return {
        "total_items": 5, "total_pages": pages, "page_number": page, "size": 2,
        "first_page": page == 1, "last_page": page == pages, "empty": not found, "contents": found,
    }  # fmt: skip


def old(found: list[Any], page: int, pages: int) -> Any:
    return {"totalElements": 5, "totalPages": pages, "number": page, "last": page == pages,
            "content": found}  # fmt: skip


@dataclass
class Feed:
    """A feed of five services, two on a page; what it does wrong is set by the test."""

    envelope: Envelope = new
    services: int = 5
    asked: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    answers: dict[str, list[web.Response]] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.Response:
        path = request.path_qs.removeprefix("/feed")
        self.asked.append(path)
        assert "Authorization" not in request.headers
        assert "Cookie" not in request.headers
        if self.answers.get(path):
            return self.answers[path].pop(0)
        if request.path.startswith("/feed/services/"):
            id = request.path.rsplit("/", 1)[1]
            return web.json_response({"id": id, "name": f"Tea {id}", "schedules": []})
        page = int(request.query["page"])
        every = [{"id": str(n), "name": f"Tea {n}"} for n in range(self.services)]
        here = every[2 * page - 2 : 2 * page]
        return web.json_response(self.envelope(here, page, (self.services + 1) // 2))

    async def wait(self, seconds: float) -> None:
        if seconds != asking.APART:
            self.waited.append(seconds)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        app = web.Application()
        app.router.add_get("/feed/{rest:.*}", self.answer)
        async with TestServer(app) as server:
            yield str(server.make_url("/feed"))

    async def read(
        self, folder: Path, root: str, now: datetime = NOW, *, apply: bool = False
    ) -> Reading:
        told: list[tuple[int, int | None]] = []

        def say(done: int, total: int | None) -> None:
            told.append((done, total))

        reading, _ = await read_feed(root, folder, now, say, apply=apply, wait=self.wait)
        assert told[-1:] == [(len(reading.services),) * 2] * bool(reading.services)
        return reading


def tape_in(folder: Path) -> Path:
    return next(folder.glob("*.jsonl"))


def cut_off(folder: Path) -> None:
    """The light goes out while an answer is written down."""
    tape = tape_in(folder)
    tape.write_text(tape.read_text()[:-40])


ENVELOPES: list[tuple[str, Envelope, list[str]]] = [
    ("3.0", new, []),
    ("1.0", old, []),
    ("no totals", lambda found, page, pages: {"contents": found}, []),
    ("totals elsewhere", lambda found, page, pages: {"items": found, "meta": {"total": 5}}, []),
    ("too few pages", lambda found, page, pages: {"contents": found, "total_pages": 1}, ["pages"]),
    ("too many pages", lambda found, page, pages: {"contents": found, "total_pages": 9}, ["pages"]),
    ("too few items", lambda found, page, pages: {**new(found, page, pages), "total_items": 3},
     ["3 services; "]),
    ("changing", lambda found, page, pages: {"contents": found, "total": 3 + page}, ["changed"]),
    ("last too early", lambda found, page, pages: {"contents": found, "last": True}, []),
    ("wrapping round",
     lambda found, page, pages: {"contents": found or [{"id": "0", "name": "Tea 0"}]}, []),
]  # fmt: skip


@pytest.mark.parametrize(("how", "envelope", "doubts"), ENVELOPES)
async def test_every_envelope(
    tmp_path: Path, how: str, envelope: Envelope, doubts: list[str]
) -> None:
    """All five services come whole, and what does not agree is said."""
    feed = Feed(envelope)
    async with feed.open() as root:
        reading = await feed.read(tmp_path, root)
    assert [one["id"] for one in reading.services] == list("01234"), how
    assert all("schedules" in one for one in reading.services)
    assert all(any(doubt in note for note in reading.notes) for doubt in doubts)
    assert bool(reading.notes) == bool(doubts)


async def test_a_feed_that_has_nothing_and_one_that_has_less_than_it_says(tmp_path: Path) -> None:
    """Empty is empty; with less than it says it is not taken for the whole."""
    feed = Feed(services=0, envelope=lambda found, page, pages: {"contents": found})
    async with feed.open() as root:
        assert (await feed.read(tmp_path, root)).services == []
    less = Feed(envelope=lambda found, page, pages: {"contents": found, "total_items": 9})
    async with less.open() as root:
        assert not (await less.read(tmp_path / "b", root)).complete


async def test_it_waits_and_asks_again(tmp_path: Path) -> None:
    """Busy, broken or told to wait: it waits as long as it is told, else longer each time."""
    page = "/services?page=1&per_page=100"
    feed = Feed()
    soon = {"Retry-After": "Sun, 22 Nov 2026 12:00:07 GMT", "Date": "Sun, 22 Nov 2026 12:00:00 GMT"}
    feed.answers[page] = [
        web.Response(status=503),
        web.Response(status=429, headers={"Retry-After": "9"}),
        web.Response(status=500, headers=soon),
        web.Response(status=503, headers={"Retry-After": "soon"}),
    ]
    async with feed.open() as root:
        assert len((await feed.read(tmp_path, root)).services) == 5
    assert feed.waited == [1.0, 9.0, 7.0, 8.0]


async def test_it_goes_on_from_where_it_stopped(tmp_path: Path) -> None:
    """After it gave up, the next reading asks only what was not answered; --apply takes what was
    reported and asks nothing; a day later it begins anew."""
    feed = Feed()
    feed.answers["/services/3"] = [web.Response(status=503) for _ in range(5)]
    async with feed.open() as root:
        with pytest.raises(FeedAway, match=r"asked 5 times in vain \(it answers 503\)"):
            await feed.read(tmp_path, root)
        feed.asked.clear()
        await feed.read(tmp_path, root)
        assert feed.asked == ["/services/3", "/services/4"]
        feed.asked.clear()
        await feed.read(tmp_path, root, apply=True)
        assert feed.asked == []
        await feed.read(tmp_path, root, NOW + timedelta(hours=3), apply=True)
        assert len(feed.asked) == 8
        cut_off(tmp_path)
        await feed.read(tmp_path, root, NOW + timedelta(hours=3))
        assert len(feed.asked) == 16


async def test_only_its_summary(tmp_path: Path) -> None:
    """Where a service cannot be read whole, its summary is kept, and marked; behind the last page
    there may be nothing at all."""
    feed = Feed(envelope=lambda found, page, pages: {"contents": found})
    feed.answers["/services?page=4&per_page=100"] = [web.Response(status=404)]
    feed.answers["/services/3"] = [web.Response(status=404)]
    async with feed.open() as root:
        reading = await feed.read(tmp_path, root)
    assert reading.services[3] == {"id": "3", "name": "Tea 3", "only a summary": True}


MOVED = {"Location": "/feed/services?page=9&per_page=100"}
REFUSED = [
    (
        web.Response(status=302, headers={"Location": "https://elsewhere.example/"}),
        "another address",
    ),
    (web.Response(status=403), "it answers 403"),
    (web.Response(text="<html>"), "this is no JSON"),
    (web.json_response({"version": "3.0"}), "it lists nothing"),
    (web.Response(body=b" " * (asking.LARGEST + 1)), "more than 20 MB"),
]


@pytest.mark.parametrize(("number", "why"), [(n, why) for n, (_, why) in enumerate(REFUSED)])
async def test_where_it_never_goes(tmp_path: Path, number: int, why: str) -> None:
    """No other host, nothing that is no feed, nothing without bounds; each with a sentence."""
    feed = Feed()
    answer = REFUSED[number][0]
    feed.answers["/services?page=1&per_page=100"] = [answer]
    async with feed.open() as root:
        with pytest.raises(FeedAway, match=why):
            await feed.read(tmp_path, root)


async def test_moved_within_its_house_and_round_in_circles(tmp_path: Path) -> None:
    """A redirect on the same host is followed, a few times."""
    page, there = "/services?page=1&per_page=100", "/services/0"
    feed = Feed(services=1, envelope=old)
    feed.answers[page] = [web.Response(status=301, headers={"Location": f"/feed{there}"})]
    feed.answers[there] = [web.json_response([{"id": "7", "contacts": []}])]
    async with feed.open() as root:
        assert [one["id"] for one in (await feed.read(tmp_path, root)).services] == ["7"]
        feed.answers[page] = [
            web.Response(status=301, headers={"Location": f"/feed{page}"}) for _ in range(4)
        ]
        with pytest.raises(FeedAway, match="round in circles"):
            await feed.read(tmp_path / "b", root)


def test_which_address() -> None:
    """The root, with or without /services; a name and a password never go along."""
    assert feed_root("https://x.example/or/services/") == "https://x.example/or"
    for source, why in (
        ("ftp://x.example", "whole address"),
        ("https://a:b@x.example", "password"),
    ):
        with pytest.raises(FeedAway, match=why):
            feed_root(source)


async def test_nobody_there(tmp_path: Path) -> None:
    """A connection that fails is tried again, then told."""
    feed = Feed()
    with pytest.raises(FeedAway, match="ClientConnectorError"):
        await feed.read(tmp_path, "http://127.0.0.1:9")
    assert json.loads(tape_in(tmp_path).read_text())["began"] == NOW.isoformat()
