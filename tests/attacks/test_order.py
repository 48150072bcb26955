"""T6, T7: whoever has both databases, but no key, lines up what came when with what lies where."""

from __future__ import annotations

import asyncio
import logging
import random
import sqlite3
from contextlib import closing

import pytest

from connectbot.desk.unlinking import readings_of
from connectbot.model.checkin import Leaving, Part
from connectbot.store.readings import ReadingsFile, copying, schema
from connectbot.store.readings import pen as pens
from tests.attacks.crowd import BEGAN, crowded
from tests.attacks.ranking import correlation, offsets, page_size

KEY = b"k" * 32
RUNS = 200
EACH = 30


@pytest.fixture(scope="module")
def crowd(tmp_path_factory, tables):
    """200 places of 30 people, 6,000 readings, over weeks and three flushes."""
    folder = tmp_path_factory.mktemp("crowd")

    async def lived():
        made = await crowded(folder, tables, places=RUNS, each=EACH, flushes=3)
        await made.ford.store.close()
        return made

    return asyncio.run(lived())


def positions(file, keys):
    """Every order a file has: where a reading stands, in which page, and where in its page."""
    size, found = page_size(file), offsets(file, keys)
    assert min(found) > 0
    return {
        "byte": found,
        "page": [at // size for at in found],
        "in its page": [at % size for at in found],
    }


def aligned(order, truth):
    """How many an attacker gets right who takes the first for the first, and so on."""
    return sum(one == other for one, other in zip(order, truth, strict=True))


def in_places(crowd, order):
    """The keys of each place in an order, beside the keys in the order of who answered when."""
    place_of = {key: one.place for key, one in zip(crowd.truth, crowd.people, strict=True)}
    seen: dict[str, list[bytes]] = {}
    true: dict[str, list[bytes]] = {}
    for key in order:
        seen.setdefault(place_of[key], []).append(key)
    for key in crowd.truth:
        true.setdefault(place_of[key], []).append(key)
    return [(seen[place], true[place]) for place in sorted(true)]


def asked(path, statement):
    """The first column of what a database says."""
    with closing(sqlite3.connect(path)) as database:
        return [row[0] for row in database.execute(statement)]


async def test_linkage(crowd, record):
    """T6: who joined and answered when is known of everybody, and of each place there are 200
    chances to line it up with the readings, by every order there is."""
    path = crowd.ford.readings.path
    by_byte = positions(path, crowd.truth)["byte"]
    orders = {
        "as read": asked(path, "SELECT key FROM readings"),
        "by key": sorted(crowd.truth),
        "by byte": [key for _, key in sorted(zip(by_byte, crowd.truth, strict=True))],
        "by pseudonym": asked(path, "SELECT key FROM readings ORDER BY pseudonym"),
    }
    worst = 0.0
    for order in orders.values():
        right = [aligned(seen, true) for seen, true in in_places(crowd, order)]
        right_backwards = [aligned(seen[::-1], true) for seen, true in in_places(crowd, order)]
        assert len(right) == RUNS
        worst = max(worst, sum(right) / RUNS, sum(right_backwards) / RUNS)  # chance: 1 of 30
    assert worst <= 1.5
    record("T6", f"{worst:.2f} times chance, the best of 8 ways to line up, 200 runs of 30 people")


async def test_order_and_time(crowd, record, tmp_path):
    """T7: nothing in the file, in a copy of it or beside it is in the order in which it came."""
    path, came = crowd.ford.readings.path, list(range(len(crowd.truth)))
    copying.back_up(path, tmp_path / "copy.db")
    rank = {key: number for number, key in enumerate(asked(path, "SELECT key FROM readings"))}
    found = {"as read": [rank[key] for key in crowd.truth]}
    for name, file in (("file", path), ("backup", tmp_path / "copy.db")):
        found |= {f"{name}: {by}": at for by, at in positions(file, crowd.truth).items()}
    rhos = {name: correlation(order, came) for name, order in found.items()}
    assert {name: rho for name, rho in rhos.items() if abs(rho) > 0.1} == {}
    assert [one.name for one in crowd.apart] == ["measures.db"]  # no log, no journal
    with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
        asked(path, "SELECT rowid FROM readings")
    assert asked(path, "PRAGMA freelist_count") == [0]
    worst = max(map(abs, rhos.values()))
    record("T7", f"at most {worst:.3f} over {len(rhos)} orders, n = {len(came):,}")


async def test_nothing_of_a_reading_is_in_the_other_database(crowd):
    """T7: its write-ahead log and its pages hold no key and no pseudonym of a reading, whether it
    waits or has crossed; neither does a copy."""
    content = b"".join(path.read_bytes() for path in crowd.contacts)
    names = [one.pseudonym for one in await crowd.ford.readings.readings()]
    assert not [key for key in crowd.truth[::20] + names[::20] if key in content]


async def test_the_log_has_no_time_of_a_reading(tmp_path, tables, caplog):
    """T7: crossing says nothing; what is never written cannot be lined up."""
    caplog.set_level(logging.DEBUG, "connectbot")
    crowd = await crowded(tmp_path, tables, places=1, each=20, flushes=2)
    await crowd.ford.store.close()
    assert [one for one in caplog.records if one.name.startswith("connectbot")] == []


class Unkept(ReadingsFile):
    """The readings database as it would be if it were not written anew."""

    def _tidy(self) -> bool:
        return False


async def fill(readings, count=1000):
    """So many readings, ten at a time, in the order of time; their keys, always the same."""
    truth = []
    for number in range(0, count, 10):
        some = [one for n in range(number, number + 10) for one in readings_of(known(n), KEY)]
        async with readings.writing() as pen:
            await pen.put(some)
        truth += [one.key for one in some]
    return truth


def known(number):
    """A check-in that is the same each time; its reading's key is made of it by a hash."""
    key = number.to_bytes(16, "big")
    part = Part(key, "ons4", "1", {"satisfied": number % 11})
    return Leaving(
        key, number, "2026Q4", BEGAN, f"{number:032x}", "p", "usual", "baseline", {}, (part,)
    )  # fmt: skip


def opened(folder, kind=ReadingsFile, ddl=None, monkeypatch=None):
    """A new readings database, with other tables where they are given."""
    if ddl is not None:
        monkeypatch.setattr(schema, "VERSIONS", (ddl,))
    path = folder / "measures.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        schema.upgrade(database)
    return kind(path)


def youngest(file, keys):
    """What lies lowest in each page: SQLite puts what comes last below what was there."""
    size, lowest = page_size(file), {}
    for at, key in zip(offsets(file, keys), keys, strict=True):
        lowest[at // size] = min((at, key), lowest.get(at // size, (at, key)))
    return {key for _, key in lowest.values()}


async def test_the_last_to_come_are_not_found_in_their_pages(tmp_path):
    """T6: what lies where the youngest would lie is no younger than the rest."""
    readings = opened(tmp_path)
    truth = await fill(readings)
    found = youngest(readings.path, truth)
    assert len(found & set(truth[-100:])) <= len(found) / 4  # a tenth by chance


async def test_without_writing_it_anew_the_pages_tell(tmp_path):
    """Mutation: the last to come are found in a handful out of a thousand."""
    readings = opened(tmp_path, Unkept)
    truth = await fill(readings)
    found = youngest(readings.path, truth)
    assert len(found & set(truth[-100:])) > len(found) / 3


async def test_the_file_is_the_same_in_whatever_order_they_came(tmp_path):
    """Byte for byte, but for the count of changes in its header."""
    made = []
    for name in ("forwards", "backwards"):
        (tmp_path / name).mkdir()
        readings = opened(tmp_path / name)
        some = [one for n in range(60) for one in readings_of(known(n), KEY)]
        for number in range(0, 60, 12):
            batch = some[number : number + 12] if name == "forwards" else some[48 - number :][:12]
            async with readings.writing() as pen:
                await pen.put(batch)
        content = bytearray(readings.path.read_bytes())
        content[24:28] = content[92:100] = b""
        made.append(bytes(content))
    assert made[0] == made[1]


NUMBERED = schema.VERSIONS[0].replace("key BLOB NOT NULL PRIMARY KEY,", "key BLOB NOT NULL UNIQUE,")
NUMBERED = NUMBERED.replace("STRICT, WITHOUT ROWID", "STRICT", 1)


async def test_with_numbered_rows_the_number_tells(tmp_path, monkeypatch):
    """Mutation: an id that counts up, and a shuffle that holds within ten only."""
    readings = opened(tmp_path, ddl=NUMBERED, monkeypatch=monkeypatch)
    truth = await fill(readings, 300)
    number = dict(_numbered(readings.path))
    assert correlation([number[key] for key in truth], range(len(truth))) > 0.99
    right = aligned([key for key, _ in sorted(number.items(), key=lambda one: one[1])], truth)
    assert right < len(truth) / 2


async def test_without_the_shuffle_the_number_tells_all(tmp_path, monkeypatch):
    """Mutation: everybody is found."""
    monkeypatch.setattr(pens, "_CHANCE", _NoChance())
    readings = opened(tmp_path, ddl=NUMBERED, monkeypatch=monkeypatch)
    truth = await fill(readings, 300)
    found = sorted(_numbered(readings.path), key=lambda one: one[1])
    assert aligned([key for key, _ in found], truth) == len(truth)


class _NoChance(random.Random):
    def sample(self, population, k, *, counts=None):
        return list(population)


def _numbered(path):
    with closing(sqlite3.connect(path)) as database:
        return list(database.execute("SELECT key, rowid FROM readings"))
