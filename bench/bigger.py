"""A directory of a whole region: searches among 100,000 listings, and a service with 30,000.

Prints JSON. `search`: milliseconds of the processor on one core for need and area, names and words,
times and wishes, each new to the process, beside what SQLite's FTS5 takes for the same words inside
a bounding box, one after the other. `served`: MB resident of `connectbot serve` after talks.
"""

from __future__ import annotations

import asyncio
import gc
import json
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from math import cos, radians
from pathlib import Path
from random import Random
from statistics import quantiles

from bench import country
from bench.listings import resident_mb, talks
from bench.starting import answers, free_port, served
from connectbot.desk.ports import Tx
from connectbot.directory.book import Book
from connectbot.directory.needs import Needs
from connectbot.directory.postcodes import Districts
from connectbot.directory.search import Query, find
from connectbot.directory.wishes import Wishes
from connectbot.files import starter
from connectbot.model.kept import Act, Kept
from connectbot.settings import load
from connectbot.store.opening import open_store

SEARCHED, SERVED, QUERIES, TALKS = 100_000, 30_000, 1_500, 100
NOW = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)
MILES = 15.0
MADE = Act("operator", "", "cli", "made up")
CHUNK = 1000


def main() -> None:
    """Measure once: `search` or `served`, and how many listings."""
    what, *more = sys.argv[1:]
    if what == "search":
        figures = searching(int(more[0]) if more else SEARCHED)
    else:
        figures = serving(int(more[0]) if more else SERVED)
    print(json.dumps(figures))


def searching(count: int) -> dict[str, float]:
    """Both ways of searching, question by question in turn."""
    keeps = list(country.keeps(count))
    table, districts = indexed(keeps, country.known()), country.known()
    began = time.perf_counter()
    gc.disable()
    book = Book.of(country.places(), keeps)
    gc.enable()
    made = time.perf_counter() - began
    del keeps
    gc.collect()
    gc.freeze()
    text = (starter() / "directory" / "needs.yaml").read_text("utf-8")
    needs, _ = Needs.parse(text, "needs.yaml")
    ours, theirs = [], []
    for query in questions(QUERIES):
        ours.append(taken(lambda query=query: find(book, districts, needs, query)))
        theirs.append(taken(lambda query=query: matched(table, districts, query)))
    edits = [taken(lambda one=one: book.after([one])) for one in country.keeps(20, seed=2)]
    mine, fts = quantiles(ours, n=100), quantiles(theirs, n=100)
    return {
        "p50_ms": mine[49],
        "p99_ms": mine[98],
        "fts_p50_ms": fts[49],
        "fts_p99_ms": fts[98],
        "edit_ms": quantiles(edits, n=20)[9],
        "made_s": made,
    }


def taken(work: Callable[[], object]) -> float:
    """Milliseconds of the processor."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def questions(count: int) -> list[Query]:
    """What residents ask: most name a need and where they live, some a group, some when."""
    rng, areas, found = Random(11), country.districts(), []
    for number in range(count):
        area = rng.choice(areas) + (f" {rng.randint(0, 9)}" if rng.random() < 0.4 else "")
        needs = tuple(rng.sample(country.NEEDS, rng.choice((1, 1, 2))))
        words, wishes = country.words(rng), Wishes()
        kind = number % 10
        if kind == 0:
            found.append(Query(country.PLACE, (), area, NOW, words=words))
            continue
        if kind == 1:
            wishes = Wishes(open_now=True)
        elif kind == 2:
            wishes = Wishes(times=frozenset({"SA", "morning"}), access=frozenset({"step_free"}))
        story = f"i would like {words} since i am on my own" if kind == 3 else ""
        found.append(Query(country.PLACE, needs, area, NOW, wishes=wishes, story=story))
    return found


def indexed(keeps: list[Kept], districts: Districts) -> sqlite3.Connection:
    """The same listings in FTS5, with where each is."""
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE words USING fts5(needs, name, text, tokenize='porter')")
    table.execute("CREATE TABLE spots(id INTEGER PRIMARY KEY, lat REAL, lon REAL)")
    for number, kept in enumerate(keeps):
        data = json.loads(kept.body.text)
        where = data["where"]
        centre = districts.centre(where.get("sector") or where.get("outcode") or country.CENTRE)
        text = f"{data['description']} {data['who']} {where.get('venue', '')}"
        needs = " ".join(need.replace("-", "") for need in data["needs"])
        table.execute(
            "INSERT INTO words(rowid, needs, name, text) VALUES (?, ?, ?, ?)",
            (number, needs, data["name"], text),
        )
        table.execute("INSERT INTO spots VALUES (?, ?, ?)", (number, *(centre or (0.0, 0.0))))
    table.commit()
    return table


def matched(table: sqlite3.Connection, districts: Districts, query: Query) -> list[tuple[int]]:
    """The best twenty inside a box of fifteen miles each way."""
    lat, lon = districts.centre(query.area or country.CENTRE) or (0.0, 0.0)
    tall = MILES / 69
    wide = tall / cos(radians(lat))
    words = query.needs or query.words.lower().replace("-", " ").split()
    said = " OR ".join(word.replace("-", "") for word in words)
    box = (lat - tall, lat + tall, lon - wide, lon + wide)
    return table.execute(
        "SELECT words.rowid FROM words JOIN spots ON spots.id = words.rowid "
        "WHERE words MATCH ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? "
        "ORDER BY bm25(words) LIMIT 20",
        (said, *box),
    ).fetchall()


def serving(count: int) -> dict[str, float]:
    """The memory of a service whose database holds so many listings."""
    with tempfile.TemporaryDirectory(prefix="connectbot-bench-") as name:
        folder, port = Path(name), free_port()
        here = community(folder)
        asyncio.run(filled(folder / "data", count))
        began = time.perf_counter()
        with served(folder, port, "--community", str(here)) as process:
            ready = answers(port, "/readyz", began)
            asyncio.run(talks(port, TALKS))
            last = resident_mb(process.pid)
    return {"mb": last, "ready": ready}


def community(folder: Path) -> Path:
    """The starter, with one place of 400 districts whose listings are in the database alone."""
    here = folder / "community"
    for part in ("flows", "directory"):
        shutil.copytree(starter() / part, here / part)
    for place in (here / "directory" / "places").iterdir():
        if place.name != "national":
            shutil.rmtree(place)
    (one,) = country.places()
    text = json.dumps(one.model_dump(mode="json", exclude={"id"}, exclude_defaults=True))
    (here / "directory" / "places" / one.id).mkdir()
    (here / "directory" / "places" / one.id / "place.yaml").write_text(text, encoding="utf-8")
    return here


async def filled(data: Path, count: int) -> None:
    """So many listings put into a new database."""
    settings = load(data=data)
    store = open_store(settings.database, settings.keys)
    keeps = list(country.keeps(count))
    try:
        for start in range(0, count, CHUNK):
            await store.run(_put, keeps[start : start + CHUNK])
    finally:
        await store.close()


def _put(tx: Tx, keeps: list[Kept]) -> None:
    for kept in keeps:
        tx.listings.put(kept, MADE, NOW)


if __name__ == "__main__":
    main()
