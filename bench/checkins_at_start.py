"""A drill: 100,000 people enrolled, and 10,000 who are due when the service starts. Prints one JSON
object: seconds until it is ready, the longest that a text waited meanwhile, and seconds until every
one of the 10,000 has been claimed, each once.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sqlite3
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench import turn_server
from bench.checkins import BEFORE, MONDAY, enrolled
from connectbot.app.building import build
from connectbot.app.service import Service
from connectbot.model.message import Address, Inbound

MANY, DUE = 100_000, 10_000
TEXTS = 20
PAUSE = 0.1


async def prepared(data: Path) -> None:
    """The first 10,000 are due on Monday at ten, the others a month later."""
    built = await build(turn_server.settings(data), now=lambda: BEFORE)
    store, desk = built.service.store, built.service.desk
    await enrolled(store, desk, 0, MANY)
    await built.service.stop()
    later = int((MONDAY + timedelta(days=30)).timestamp() * 1_000_000)
    with sqlite3.connect(data / "connectbot.db") as database:
        database.execute(
            "UPDATE waves SET next_at = ?, due_at = ? WHERE id > ?", (later, later, DUE)
        )


async def texted(service: Service, number: int) -> float:
    """Seconds until a text is durable and its answer decided."""
    began = time.perf_counter()
    address = Address("sms", f"+447700900{number:03}")
    await service.receive(Inbound(address, f"SM{number:032x}", "im lonely, LS8", MONDAY))
    return time.perf_counter() - began


def claimed(data: Path) -> int:
    """How many are not waiting any more."""
    with sqlite3.connect(data / "connectbot.db") as database:
        return int(
            database.execute("SELECT count(*) FROM waves WHERE state = 'sent'").fetchone()[0]
        )


def wait_for(data: Path) -> None:
    """Until all that were due are claimed."""
    while claimed(data) < DUE:
        time.sleep(PAUSE)


def texts_for_each(data: Path) -> Counter[int]:
    """How many waves were said to be ready so many times."""
    with sqlite3.connect(data / "connectbot.db") as database:
        rows = database.execute(
            "SELECT count(*) FROM outbox WHERE purpose LIKE 'checkin:%' GROUP BY purpose"
        )
        return Counter(row[0] for row in rows)


async def measured(data: Path) -> dict[str, Any]:
    """Prepare, start, write meanwhile, and wait for the last one."""
    await prepared(data)
    began = time.perf_counter()
    built = await build(turn_server.settings(data), now=lambda: MONDAY)
    service = built.service
    service.listed = ()
    service.clock.start()  # the sender is left out: nothing leaves this machine
    ready = time.perf_counter() - began
    waits = []
    for number in range(TEXTS):
        waits.append(await texted(service, number))
        await asyncio.sleep(PAUSE)
    await asyncio.to_thread(wait_for, data)
    lasted = time.perf_counter() - began
    service.clock.stop()
    await service.store.close()
    times = texts_for_each(data)
    assert times == {1: DUE}, times
    return {"ready": ready, "longest_wait": max(waits), "all_claimed": lasted, "claimed": DUE}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    print(json.dumps(asyncio.run(measured(parser.parse_args().data / "data"))))
