"""Check-ins by themselves: 500 that are due claimed, texted and rescheduled, beside the bare SQL of
the same and APScheduler's own job store; and 100,000 people enrolled. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler

from bench import turn_server
from connectbot.app.building import build
from connectbot.desk.checking import claiming, enrolling
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Store
from connectbot.model.message import Address

MANY, DUE = 100_000, 500
ROUNDS = 5
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
BEFORE = datetime(2026, 11, 22, 12, tzinfo=UTC)


def wanted(first: int, number: int) -> list[enrolling.Wanted]:
    """So many people at addresses of nobody's."""
    return [
        enrolling.Wanted(Address("telegram", f"{10**9 + first + one}"), "usual", "oakfield")
        for one in range(number)
    ]


async def enrolled(store: Store, desk: Desk, first: int, number: int) -> tuple[float, float]:
    """Seconds to make ready what is to be written, and to write it."""
    began = time.perf_counter()
    people = enrolling.newcomers(wanted(first, number), desk, BEFORE)
    staged = await store.read(enrolling.stage, people)
    ready = time.perf_counter()
    done = await store.run(enrolling.enrol_many, staged, BEFORE)
    assert done.enrolled == number
    return ready - began, time.perf_counter() - ready


async def claimed(store: Store, desk: Desk) -> float:
    """Seconds for the 500 that are due: looked at in batches, each with its text and its next
    time."""
    began, done = time.perf_counter(), 0
    while (looked := await store.run(claiming.look, desk, MONDAY)).count:
        assert not looked.broke
        done += looked.count
    assert done == DUE
    return time.perf_counter() - began


def bare(path: Path) -> float:
    """The same by hand: found, moved on and texted, 50 in each commit, as safe in a power cut."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        database.execute(f"PRAGMA {pragma}")
    database.execute(
        "CREATE TABLE due (id INTEGER PRIMARY KEY, who INTEGER, next_at INTEGER, state TEXT)"
    )
    database.execute("CREATE INDEX due_next_at ON due (next_at)")
    database.execute(
        "CREATE TABLE out (id INTEGER PRIMARY KEY, who INTEGER, text TEXT, at INTEGER)"
    )
    rows = ((number, 0 if number < DUE else 2, "waiting") for number in range(10_000))
    database.execute("BEGIN")
    database.executemany("INSERT INTO due (who, next_at, state) VALUES (?, ?, ?)", rows)
    database.execute("COMMIT")
    began, done = time.perf_counter(), 0
    while True:
        database.execute("BEGIN IMMEDIATE")
        found = database.execute(
            "SELECT id, who FROM due WHERE next_at <= 1 ORDER BY next_at LIMIT 50"
        ).fetchall()
        for id, who in found:
            database.execute("UPDATE due SET next_at = 2, state = 'sent' WHERE id = ?", (id,))
            database.execute("INSERT INTO out (who, text, at) VALUES (?, 'ready', 1)", (who,))
        database.execute("COMMIT")
        done += len(found)
        if not found:
            break
    lasted = time.perf_counter() - began
    database.close()
    assert done == DUE
    return lasted


_RAN: list[int] = []


def nothing(number: int) -> None:
    """A job that does nothing."""
    _RAN.append(number)


def apscheduler(path: Path) -> float:
    """Seconds until 500 jobs of its own store, that do nothing, have run after its wake."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    store = SQLAlchemyJobStore(url=f"sqlite:///{path}")
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone=UTC)
    scheduler.start(paused=True)
    due = datetime.now(UTC) - timedelta(seconds=1)
    for number in range(DUE):
        scheduler.add_job(
            nothing, "date", [number], run_date=due, misfire_grace_time=None, id=str(number)
        )
    _RAN.clear()
    began = time.perf_counter()
    scheduler.resume()
    while len(_RAN) < DUE:
        time.sleep(0.001)
    lasted = time.perf_counter() - began
    scheduler.shutdown()
    return lasted


async def measured(data: Path) -> dict[str, Any]:
    """Every figure, each way in turn, the middle of five rounds."""
    built = await build(turn_server.settings(data / "data"))
    store, desk = built.service.store, built.service.desk
    ours, bares, theirs = [], [], []
    for turn in range(ROUNDS):
        await enrolled(store, desk, turn * DUE, DUE)
        ours.append(await claimed(store, desk))
        bares.append(bare(data / f"bare-{turn}.db"))
        theirs.append(apscheduler(data / f"apscheduler-{turn}.db"))
    ready, written = await enrolled(store, desk, 10**6, MANY)
    await built.service.stop()
    middle = ROUNDS // 2
    return {
        "claims_500": sorted(ours)[middle],
        "bare_500": sorted(bares)[middle],
        "ratio": sorted(a / b for a, b in zip(ours, bares, strict=True))[middle],
        "apscheduler_500": sorted(theirs)[middle],
        "enrol_ready": ready,
        "enrol_written": written,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    print(json.dumps(asyncio.run(measured(parser.parse_args().data))))
