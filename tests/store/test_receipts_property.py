"""Status callbacks and our own answers, in any order and as often as they like."""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.store.opening import open_store
from tests.store.people import NOW, claim, later, letter, receipt

HISTORY = [("queued", 1), ("sending", 2), ("sent", 3)]


@pytest.fixture(scope="module")
def ends(sqlite_tables):
    """A function that tells how a message ends after these happened to it."""
    folder = Path(tempfile.mkdtemp())
    (folder / "data").mkdir()
    shutil.copy(sqlite_tables, folder / "data" / "x.db")
    loop = asyncio.new_event_loop()
    store = open_store(f"sqlite:///{folder}/data/x.db", folder / "keys")

    def ends(happened) -> tuple[str, int]:
        return loop.run_until_complete(store.run(_ends, happened))

    yield ends
    loop.run_until_complete(store.close())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
    shutil.rmtree(folder)


def _ends(tx, happened) -> tuple[str, int]:
    """The message's state, and how often it was told as undelivered; leaves nothing behind."""
    id = tx.outbox.add(letter(automatic=False))
    before = dict(tx.outbox.counts())
    claim(tx)
    told = 0
    for what in happened:
        if what == "answer":
            tx.outbox.sent(id, "SM1", NOW)
        elif what == "lost":
            tx.outbox.lost(id, NOW, "timeout")
        elif what == "looked":
            tx.outbox.looked(id, NOW, later(minutes=1))
        else:
            told += tx.outbox.receipt(receipt(*what, id=id), NOW) is not None
    after = dict(tx.outbox.counts())
    (state,) = [s for s in after if after[s] > before.get(s, 0)]
    tx.outbox.sent(id, "SM1", NOW)  # so that the next one is not held back
    return state, told


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
@given(st.data(), st.sampled_from(["delivered", "undelivered", "failed", ""]))
def test_every_order_ends_the_same(ends, data, final) -> None:
    """Any order and repetition of one message's callbacks ends in the same state, told once."""
    once = [*HISTORY, *([(final, 9)] if final else [])]
    ours = data.draw(st.lists(st.sampled_from(["answer", "lost", "looked"]), max_size=4))
    again = data.draw(st.lists(st.sampled_from(once), max_size=6))
    happened = data.draw(st.permutations([*once, *again, *ours]))
    expected = {"delivered": "delivered", "": "sent"}.get(final, "failed")
    assert ends(happened) == (expected, int(expected == "failed"))
