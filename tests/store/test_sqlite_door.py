"""SQLite's writing door: one commit for many, and nothing lost when it breaks."""

import asyncio
import sqlite3
import subprocess
import sys
import time

import pytest

from connectbot.store.jobs import StoreClosed
from connectbot.store.opening import open_store
from connectbot.store.sqlite import BATCH
from tests.store import faults
from tests.store.faults import note, raw


def names(tx) -> set[str]:
    """Names of all switches there are."""
    return {row[0] for row in raw(tx).execute("SELECT name FROM switches")}


async def together(store, *use_cases):
    """Run these in one batch: they are all waiting before the writer comes round."""
    hold = asyncio.create_task(store.run(lambda tx: time.sleep(0.05)))
    await asyncio.sleep(0.01)
    runs = [asyncio.create_task(store.run(*one)) for one in use_cases]
    await hold
    return await asyncio.gather(*runs, return_exceptions=True)


def good(number):
    return [(note, f"good{n}") for n in range(number)]


async def test_many_share_one_commit(sqlite_store) -> None:
    """Use cases that wait together are committed together, each with its own answer."""
    told: list[str] = []
    await sqlite_store.run(lambda tx: raw(tx).set_trace_callback(told.append))
    answers = await together(sqlite_store, *good(20))
    assert answers == [f"good{n}" for n in range(20)]
    assert await sqlite_store.read(names) == set(answers)
    assert told[told.index("COMMIT") + 1 :].count("COMMIT") == 2  # the holder's, and theirs


async def test_more_than_a_batch_is_done(sqlite_store) -> None:
    """However many wait, all are done."""
    answers = await together(sqlite_store, *good(3 * BATCH + 1))
    assert len(set(answers)) == 3 * BATCH + 1


async def test_one_that_raises_takes_nobody_with_it(sqlite_store) -> None:
    """A use case that raises gets its error and leaves nothing; the twenty around it are kept."""
    bad = (faults.note_and_raise, "bad")
    answers = await together(sqlite_store, *good(10), bad, *good(20)[10:])
    assert isinstance(answers.pop(10), ValueError)
    assert answers == [f"good{n}" for n in range(20)]
    assert await sqlite_store.read(names) == set(answers)


@pytest.mark.parametrize(
    ("breaks", "error"),
    [
        (faults.note_and_roll_back_everything, sqlite3.IntegrityError),
        (faults.swallow_and_go_on, sqlite3.IntegrityError),
        (faults.swallow_and_end, sqlite3.IntegrityError),
        (faults.fail_at_commit, sqlite3.IntegrityError),
        (faults.ask_for_what_is_not_there, sqlite3.OperationalError),
    ],
)
async def test_a_destroyed_batch_runs_again(sqlite_store, breaks, error) -> None:
    """Where one use case destroys the batch the others are run again, and it alone fails."""
    answers = await together(sqlite_store, *good(10), (breaks, "bad"), *good(20)[10:])
    assert isinstance(answers.pop(10), error)
    assert answers == [f"good{n}" for n in range(20)]
    assert await sqlite_store.read(names) == set(answers)


async def test_an_interrupt_loses_nothing(sqlite_store) -> None:
    """An interrupted statement throws the batch away; run again, all of it is done, once."""
    stopped = (faults.interrupt_once, "stopped", [])
    answers = await together(sqlite_store, *good(5), stopped, *good(9)[5:])
    assert answers == [
        *(f"good{n}" for n in range(5)),
        "stopped",
        *(f"good{n}" for n in range(5, 9)),
    ]
    assert await sqlite_store.read(names) == set(answers)


async def test_a_full_disk_stops_only_what_does_not_fit(sqlite_store) -> None:
    """On a full disk what fits is kept, what does not gets the error, and space mends it."""
    await sqlite_store.run(lambda tx: None)

    def pages(tx, more):
        now = raw(tx).execute("PRAGMA page_count").fetchone()[0]
        raw(tx).execute(f"PRAGMA max_page_count={now + more}")

    await sqlite_store.run(pages, 8)
    big = (faults.fill, "big")
    answers = await together(sqlite_store, *good(5), big, *good(10)[5:])
    assert isinstance(answers.pop(5), sqlite3.OperationalError)
    assert await sqlite_store.read(names) == set(answers) == {f"good{n}" for n in range(10)}
    await sqlite_store.run(pages, 1000)
    assert await sqlite_store.run(*big) == "big"


async def test_an_answer_comes_after_the_commit(sqlite_store, sqlite_url) -> None:
    """When `run` returns, another process already sees what was written."""
    path = sqlite_url.removeprefix("sqlite:///")
    other = sqlite3.connect(path)
    for n in range(20):
        await sqlite_store.run(note, f"n{n}")
        seen = other.execute("SELECT count(*) FROM switches").fetchone()
        assert seen == (n + 1,)
    other.close()


async def test_reading_does_not_see_what_is_not_committed(sqlite_store) -> None:
    """A query sees what was committed before it began, and one moment of it."""

    def look_twice(tx):
        first = names(tx)
        time.sleep(0.05)
        return first, names(tx)

    look = asyncio.create_task(sqlite_store.read(look_twice))
    await asyncio.sleep(0.02)
    await sqlite_store.run(note, "new")
    first, second = await look
    assert first == second
    assert await sqlite_store.read(names) == {"new"}


WRITER = """
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], timeout=10)
start = time.monotonic()
for n in range(5):
    with database:
        database.execute("INSERT INTO switches VALUES (?, 'by hand', 0)", (f"hand{n}",))
print(time.monotonic() - start)
"""


async def test_another_process_gets_in(sqlite_store, sqlite_url) -> None:
    """Beside a store that is never idle a command can write, and the store notices."""
    assert not await sqlite_store.changed()
    path = sqlite_url.removeprefix("sqlite:///")
    command = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, path, stdout=subprocess.PIPE
    )
    ended = asyncio.create_task(command.communicate())

    async def busy(number):
        count = 0
        while not ended.done():
            await sqlite_store.run(note, f"busy{number}", str(count))
            count += 1
        return count

    await asyncio.gather(*(busy(n) for n in range(32)))
    out, _ = await ended
    assert command.returncode == 0
    assert float(out) < 8
    assert {f"hand{n}" for n in range(5)} <= await sqlite_store.read(names)
    assert await sqlite_store.changed()
    assert not await sqlite_store.changed()


async def test_a_locked_database_is_an_error_and_then_goes_on(sqlite_store, sqlite_url) -> None:
    """Where another process holds the database too long each gets the error, and work goes on."""
    await sqlite_store.run(lambda tx: raw(tx).execute("PRAGMA busy_timeout=50").fetchone())
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answers = await asyncio.gather(
        *(sqlite_store.run(*one) for one in good(3)), return_exceptions=True
    )
    assert [str(one) for one in answers] == ["database is locked"] * 3
    other.execute("ROLLBACK")
    other.close()
    assert await sqlite_store.run(note, "after") == "after"


async def test_a_lock_lost_with_the_batch_is_an_error_for_all(sqlite_store, sqlite_url) -> None:
    """Where another process takes the database from a destroyed batch nobody waits for ever."""
    await sqlite_store.run(lambda tx: raw(tx).execute("PRAGMA busy_timeout=50").fetchone())
    path = sqlite_url.removeprefix("sqlite:///")
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    answers = await together(sqlite_store, *good(3), (faults.lose_the_lock, other), *good(3))
    assert {str(one) for one in answers} == {"database is locked"}
    other.close()
    assert await sqlite_store.read(names) == set()


async def test_closing_finishes_what_is_held(sqlite_url, keys) -> None:
    """`close` does what was handed in before it, refuses what comes after, and may come twice."""
    store = open_store(sqlite_url, keys)
    runs = [asyncio.create_task(store.run(*one)) for one in good(150)]
    await asyncio.sleep(0)
    await store.close()
    assert len(await asyncio.gather(*runs)) == 150
    for door in (store.run, store.read):
        with pytest.raises(StoreClosed):
            await door(note, "late")
    await store.close()


async def test_closing_an_unused_store_is_quick(sqlite_url, keys) -> None:
    """A store that nobody used has nothing to finish."""
    await open_store(sqlite_url, keys).close()


async def test_a_caller_that_gave_up_harms_nobody(sqlite_store) -> None:
    """A cancelled caller's use case may still be done, and the others get their answers."""
    hold = asyncio.create_task(sqlite_store.run(lambda tx: time.sleep(0.05)))
    await asyncio.sleep(0.01)
    gone = asyncio.create_task(sqlite_store.run(note, "gone"))
    stays = asyncio.create_task(sqlite_store.run(note, "stays"))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == "stays"
    await hold
    with pytest.raises(asyncio.CancelledError):
        await gone


@pytest.mark.parametrize("error", [StopIteration("x"), KeyboardInterrupt(), SystemExit(3)])
async def test_no_error_ends_the_writer(sqlite_store, error) -> None:
    """Whatever a use case raises, its caller gets an error and the next one is done."""

    def throw(tx):
        raise error

    with pytest.raises(RuntimeError, match=type(error).__name__):
        await sqlite_store.run(throw)
    assert await sqlite_store.run(note, "next") == "next"


def test_a_loop_that_ended_harms_nobody(sqlite_url, keys) -> None:
    """A caller whose event loop is gone is not waited for; another loop goes on."""
    store = open_store(sqlite_url, keys)

    async def start_and_leave():
        waiting = asyncio.ensure_future(store.run(lambda tx: time.sleep(0.1)))
        await asyncio.sleep(0.02)
        waiting.cancel()

    async def go_on():
        assert await store.run(note, "on") == "on"
        await store.close()

    asyncio.run(start_and_leave())
    asyncio.run(go_on())


async def test_a_database_that_vanished_is_an_error(sqlite_url, keys) -> None:
    """Where the file cannot be opened any more both doors say so, and no caller hangs."""
    import shutil
    from pathlib import Path

    store = open_store(sqlite_url, keys)
    shutil.rmtree(Path(sqlite_url.removeprefix("sqlite:///")).parent)
    for door in (store.run, store.read):
        with pytest.raises(sqlite3.OperationalError):
            await door(note, "x")
    await store.close()


async def test_durability_is_not_traded(sqlite_store) -> None:
    """Both doors write ahead and sync fully, and deleted content is overwritten."""

    def look(tx):
        ask = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        return [raw(tx).execute(f"PRAGMA {name}").fetchone()[0] for name in ask]

    assert await sqlite_store.run(look) == ["wal", 2, 1, 1]
    assert await sqlite_store.read(look) == ["wal", 2, 1, 1]
