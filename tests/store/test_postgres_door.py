"""PostgreSQL's doors: order for each sender, and use cases run again where the server asks."""

import asyncio
import time

import psycopg
import pytest

from connectbot.store import postgres
from connectbot.store.jobs import StoreClosed
from connectbot.store.opening import open_store
from connectbot.store.postgres import DatabaseAway, PostgresStore
from connectbot.store.vault import Vault
from tests.store.faults import note
from tests.store.people import ANN, BOB, NOW, claim, heard, letter


@pytest.fixture
async def pg(postgres_url, keys):
    """An open store on PostgreSQL."""
    opened = open_store(postgres_url, keys)
    yield opened
    await opened.close()


@pytest.fixture
async def pg2(pg, postgres_url, keys):
    """The same database opened by another process."""
    opened = open_store(postgres_url, keys)
    yield opened
    await opened.close()


async def test_one_sender_keeps_the_order_of_arrival(pg) -> None:
    """Messages of one sender are taken in the order they came in, whatever each one costs."""

    def receive(tx, inbound):
        who = tx.residents.at(inbound.sender, "leeds", NOW)
        time.sleep(0.01 if inbound.provider_id.endswith("0") else 0)
        return tx.inbox.add(inbound, who.id, state="done")

    mail = [heard(id=f"{who.value}-{n}", who=who) for n in range(15) for who in (ANN, BOB)]
    seqs = await asyncio.gather(*(pg.run(receive, one) for one in mail))
    assert seqs[0::2] == sorted(seqs[0::2])
    assert seqs[1::2] == sorted(seqs[1::2])


async def test_a_resident_is_held_until_the_commit(pg, pg2) -> None:
    """Two processes that save the same resident at once do not lose what either saved."""

    def add_tag(tx, tag):
        ann = tx.residents.at(ANN, "leeds", NOW)
        time.sleep(0.01)
        saved = {**ann.conversation.saved, tag: tag}
        tx.residents.keep(ann, ann.conversation.changed(saved=saved), None)

    await asyncio.gather(
        *(s.run(add_tag, f"t{n}{i}") for n in range(6) for i, s in enumerate((pg, pg2)))
    )
    ann = await pg.run(lambda tx: tx.residents.at(ANN, "leeds", NOW))
    assert len(ann.conversation.saved) == 12


async def test_what_is_due_is_handed_out_once(pg, pg2) -> None:
    """Residents and handovers that are due go to one process, and are skipped by the other."""

    def keep(tx):
        for who in (ANN, BOB):
            one = tx.residents.at(who, "leeds", NOW)
            tx.residents.keep(one, one.conversation, NOW)
            tx.handovers.open(one.id, "leeds", "handover", "asked", NOW, NOW)

    def take(tx):
        due = tx.residents.due(NOW, limit=1)
        talks = tx.handovers.due(NOW, limit=1)
        time.sleep(0.1)
        for one in due:
            tx.residents.keep(one, one.conversation, None)
        for talk in talks:
            tx.handovers.wait(talk.id, None)
        return [one.id for one in due] + [talk.id for talk in talks]

    await pg.run(keep)
    first, second = await asyncio.gather(pg.run(take), pg2.run(take))
    assert len({*first, *second}) == 4


async def test_claims_of_many_processes_never_overlap(pg, pg2) -> None:
    """However many claim at once, each message goes to one, and each address has one under way."""

    def queue(tx):
        for n in range(30):
            tx.outbox.add(letter(str(n), to=ANN if n % 2 else BOB))

    await pg.run(queue)
    got = await asyncio.gather(*(store.run(claim) for store in (pg, pg2) * 6))
    claimed = [one for some in got for one in some]
    assert sorted(one.message.text for one in claimed) == ["0", "1"]


async def test_a_deadlock_is_run_again(pg, pg2) -> None:
    """Two use cases that hold what the other wants are both done in the end."""

    def both(tx, first, second):
        one = tx.residents.at(first, "leeds", NOW)
        time.sleep(0.1)
        two = tx.residents.at(second, "leeds", NOW)
        return {one.id, two.id}

    await pg.run(both, ANN, BOB)
    a, b = await asyncio.gather(pg.run(both, ANN, BOB), pg2.run(both, BOB, ANN))
    assert a == b


def _end_connection(tx, url, left: list[int]) -> str:
    """Loses its connection in the middle, the first time."""
    note(tx, "before")
    if left:
        left.pop()
        pid = tx.link._connection.info.backend_pid
        with psycopg.connect(url) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))
        time.sleep(0.05)
    return note(tx, "after")


async def test_a_lost_connection_is_made_again(pg, postgres_url) -> None:
    """A use case whose connection is lost before its COMMIT is run again on a new one."""
    assert await pg.run(_end_connection, postgres_url, [1]) == "after"
    assert await pg.run(_end_connection, postgres_url, [1, 2]) == "after"
    left = list(range(99))
    with pytest.raises(psycopg.OperationalError):
        await pg.run(_end_connection, postgres_url, left)
    assert len(left) == 99 - postgres.TRIES
    assert await pg.run(note, "still") == "still"


async def test_an_error_is_the_callers(pg) -> None:
    """A use case that raises gets its own error, and leaves nothing."""

    def raises(tx):
        note(tx, "bad")
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await pg.run(raises)
    assert await pg.read(lambda tx: tx.switches.get("bad")) is None


async def test_a_swallowed_error_of_the_database_is_still_one(pg) -> None:
    """A use case that hides an error of the database is not taken for done."""

    def swallow(tx):
        note(tx, "bad")
        for call in (_break, _break_many, note):
            try:
                call(tx, "bad")
            except psycopg.Error:
                continue

    with pytest.raises(psycopg.errors.UndefinedTable):
        await pg.run(swallow)
    assert await pg.read(lambda tx: tx.switches.get("bad")) is None


def _broken(clause: str):
    from sqlalchemy import text

    from connectbot.store.statement import Statement

    return Statement(text(clause))


def _break(tx, name):
    tx.link.rows(_broken("SELECT * FROM nowhere"))


def _break_many(tx, name):
    tx.link.change_many(_broken("DELETE FROM nowhere"), [{}])


async def test_breaking_many_at_once_is_an_error(pg) -> None:
    """A change to many rows that fails is the error of its use case."""
    with pytest.raises(psycopg.errors.UndefinedTable):
        await pg.run(_break_many, "x")


async def test_changes_are_noticed(pg, pg2) -> None:
    """`changed` tells that something was written since it was last asked."""
    await pg.changed()
    await pg2.run(note, "theirs")
    assert await pg.changed()


async def test_closing_finishes_what_is_held(postgres_url, keys) -> None:
    """`close` does what was handed in before it and refuses what comes after."""
    store = open_store(postgres_url, keys)
    runs = [asyncio.create_task(store.run(note, f"n{n}")) for n in range(40)]
    await asyncio.sleep(0)
    await store.close()
    assert len(await asyncio.gather(*runs)) == 40
    with pytest.raises(StoreClosed):
        await store.run(note, "late")


async def test_a_server_that_is_away_is_said_plainly(keyring, monkeypatch) -> None:
    """Where no server answers the caller is told which setting to look at, and no password."""
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 0.1)
    url = "postgresql://someone:secret@/nowhere?host=/nowhere"
    store = PostgresStore(url, Vault(keyring))
    with pytest.raises(DatabaseAway, match="CONNECTBOT_DATABASE_URL") as caught:
        await store.run(note, "x")
    assert "secret" not in str(caught.value)
    await store.close()
