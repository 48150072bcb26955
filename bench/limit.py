"""The limit: bare aiohttp and the same rows as a turn writes, with nothing thought in between.

No signature, no safety, no engine, no sealing and no sender; group commit in one writer thread on
SQLite in WAL mode with synchronous=FULL, as the service has it. Prints its address.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import parse_qsl

from aiohttp import web

from bench.serving import until_terminated

BATCH = 64
STATE = "s" * 420  # a conversation as the service keeps it, sealed
REPLY = "r" * 220  # a reply as the service queues it, sealed
TABLES = """
CREATE TABLE inbox (seq INTEGER PRIMARY KEY, key TEXT UNIQUE, channel TEXT, resident INTEGER,
    body TEXT, received_at INTEGER, state TEXT, reason TEXT);
CREATE TABLE residents (id INTEGER PRIMARY KEY, address TEXT UNIQUE, heard_at INTEGER);
CREATE TABLE conversations (resident INTEGER PRIMARY KEY, state TEXT, wake_at INTEGER,
    version INTEGER);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY, resident INTEGER, rank INTEGER, body TEXT,
    segments INTEGER, state TEXT, created_at INTEGER, send_before INTEGER);
"""
SEEN = (
    "INSERT INTO inbox (key, channel, resident, body, received_at, state, reason)"
    " VALUES (?, 'sms', ?, ?, ?, 'done', '') ON CONFLICT DO NOTHING RETURNING seq"
)
WHO = (
    "SELECT residents.id, state FROM residents"
    " LEFT JOIN conversations ON resident = residents.id WHERE address = ?"
)
MEET = "INSERT INTO residents (address, heard_at) VALUES (?, ?) RETURNING id"
HEARD = "UPDATE residents SET heard_at = ? WHERE id = ?"
KEEP = (
    "INSERT INTO conversations VALUES (?, ?, ?, 1) ON CONFLICT (resident)"
    " DO UPDATE SET state = excluded.state, wake_at = excluded.wake_at, version = version + 1"
)
SAY = (
    "INSERT INTO outbox (resident, rank, body, segments, state, created_at, send_before)"
    " VALUES (?, 1, ?, 1, 'queued', ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One message, and the future that waits for its commit."""

    key: str
    sender: str
    body: str
    durable: asyncio.Future[None]


def write(database: sqlite3.Connection, key: str, sender: str, body: str) -> None:
    """The rows of one message."""
    now = time.time_ns() // 1000
    row = database.execute(WHO, (sender,)).fetchone()
    resident = row[0] if row else database.execute(MEET, (sender, now)).fetchone()[0]
    if database.execute(SEEN, (key, resident, body, now)).fetchone() is None:
        return
    database.execute(HEARD, (now, resident))
    database.execute(KEEP, (resident, STATE, now))
    database.execute(SAY, (resident, REPLY, now, now))


class Writer(threading.Thread):
    """Puts every waiting message into one commit."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.jobs: SimpleQueue[Job] = SimpleQueue()
        self._path = path

    def run(self) -> None:
        """Write batch after batch; the futures resolve after the commit."""
        database = sqlite3.connect(self._path, isolation_level=None)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.executescript(TABLES)
        while True:
            batch = self._batch()
            database.execute("BEGIN IMMEDIATE")
            for job in batch:
                write(database, job.key, job.sender, job.body)
            database.execute("COMMIT")
            batch[0].durable.get_loop().call_soon_threadsafe(resolve, batch)

    def _batch(self) -> list[Job]:
        batch = [self.jobs.get()]
        while len(batch) < BATCH:
            try:
                batch.append(self.jobs.get_nowait())
            except Empty:
                break
        return batch


def resolve(batch: list[Job]) -> None:
    """Wake everybody whose message is durable, with one call into the loop."""
    for job in batch:
        job.durable.set_result(None)


async def serve(path: Path) -> None:
    """Listen on a free port until terminated."""
    writer = Writer(path)
    writer.start()

    async def on_text(request: web.Request) -> web.Response:
        form = dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        durable = asyncio.get_running_loop().create_future()
        writer.jobs.put(Job(form["MessageSid"], form["From"], form["Body"], durable))
        await durable
        return web.Response(text="<Response/>", content_type="text/xml")

    app = web.Application()
    app.router.add_post("/twilio/sms", on_text)
    await until_terminated(app)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    asyncio.run(serve(parser.parse_args().data / "limit.db"))
