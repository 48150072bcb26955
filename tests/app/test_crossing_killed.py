"""A process that crosses is killed with kill -9: every answer is in one of the databases, once."""

from __future__ import annotations

import asyncio
import random
import signal
import sqlite3
import sys
from contextlib import closing
from datetime import timedelta

import pytest

from connectbot.desk.unlinking import readings_of
from connectbot.store.cohorts import cohort_key
from tests.app.waiting import COHORT, NOW, ford_in

CROSSER = """
import asyncio, sys
from datetime import timedelta
from pathlib import Path
from connectbot.app.crossing import Crossing
from connectbot.store.opening import open_store
from connectbot.store.readings import open_readings
from tests.app.waiting import Ford, NOW, WEEK

async def main(folder):
    folder = Path(folder)
    url = f"sqlite:///{folder / 'data' / 'connectbot.db'}"
    store = open_store(url, folder / "keys")
    readings = open_readings(f"sqlite:///{folder / 'measures' / 'measures.db'}", url)
    crossing = Crossing(store, readings, folder / "keys")
    ford = Ford(folder, store, readings, crossing)
    who = await ford.enrol(1)
    number = 0
    while True:
        number += 1
        leaving = await ford.end(who, f"wave-{number}-{sys.argv[2]}", NOW - WEEK)
        print(leaving.readings[0].key.hex(), flush=True)
        await crossing.often(NOW)

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.kill
async def test_nothing_that_was_answered_is_lost_or_doubled(tmp_path, tables) -> None:
    """Killed at work three times; what it said was kept is there after the next tick."""
    ford = ford_in(tmp_path, tables)
    said = set()
    for life in range(3):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", CROSSER, str(tmp_path), str(life), stdout=-1
        )
        said |= {await child.stdout.readline() for _ in range(5)}  # it is at work
        await asyncio.sleep(random.uniform(0, 0.1))
        child.send_signal(signal.SIGKILL)
        said |= set((await child.communicate())[0].splitlines(keepends=True))
    await ford.crossing.tick(NOW + timedelta(seconds=1))
    await ford.store.close()
    key = cohort_key(ford.keys, COHORT)
    with closing(sqlite3.connect(ford.readings.path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        waves = "SELECT count(*), count(DISTINCT wave || instrument) FROM readings"
        (count, different) = database.execute(waves).fetchone()
    whole = [bytes.fromhex(line.decode().strip()) for line in said if line.endswith(b"\n")]
    crossed = set(await ford.crossed())
    assert len(whole) >= 15
    assert {_key(one, key) for one in whole} <= crossed
    assert count == different == len(crossed)


def _key(part: bytes, key: bytes) -> bytes:
    from connectbot.model.checkin import Leaving, Part

    one = Leaving(b"k", 1, COHORT, NOW, "e", "p", "usual", "w", {}, (Part(part, "ons4", "1", {}),))
    return readings_of(one, key)[0].key
