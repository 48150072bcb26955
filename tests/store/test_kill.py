"""A process killed at any moment has lost nothing that it said was kept."""

import asyncio
import random
import signal
import sqlite3
import sys

import pytest

KEEPER = """
import asyncio, sys
from pathlib import Path
from connectbot.store.opening import open_store
from tests.store.people import heard, letter, NOW
from connectbot.model.message import Address

def turn(tx, inbound):
    who = tx.residents.at(inbound.sender, "leeds", NOW)
    seq = tx.inbox.add(inbound, who.id, state="done")
    stands = who.conversation.changed(saved={**who.conversation.saved, "last": inbound.text})
    tx.residents.keep(who, stands, None, heard_at=NOW)
    tx.outbox.add(letter(inbound.text, to=inbound.sender))
    return seq

async def main(url, keys, name):
    store = open_store(url, Path(keys))
    async def talk(n):
        sender = Address("sms", f"+4477009001{n:02d}")
        for k in range(10_000):
            seq = await store.run(turn, heard(f"{k}", id=f"{name}-{n}-{k}", who=sender))
            print(seq, flush=True)
    await asyncio.gather(*(talk(n) for n in range(16)))

asyncio.run(main(*sys.argv[1:]))
"""


@pytest.mark.kill
async def test_nothing_resolved_is_lost(sqlite_url, keys) -> None:
    """After kill -9 every message whose turn was answered is there, with its reply, once."""
    path = sqlite_url.removeprefix("sqlite:///")
    resolved: set[int] = set()
    for life in range(4):
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-c", KEEPER, sqlite_url, str(keys), str(life), stdout=-1
        )
        seqs = {int(await child.stdout.readline())}  # it is at work
        await asyncio.sleep(random.uniform(0.05, 0.3))
        child.send_signal(signal.SIGKILL)
        rest = (await child.communicate())[0].split(b"\n")
        seqs |= {int(line) for line in rest[:-1]}  # the last line may be cut
        resolved |= seqs
        database = sqlite3.connect(path)
        kept = {row[0] for row in database.execute("SELECT seq FROM inbox")}
        replies = database.execute("SELECT count(*) FROM outbox").fetchone()[0]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
        assert resolved <= kept
        assert replies == len(kept)
    assert len(resolved) > 100
