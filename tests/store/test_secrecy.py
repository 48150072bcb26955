"""Nothing that tells who somebody is or what they said can be read in the database's files."""

import sqlite3
from pathlib import Path

import psycopg
import pytest

from connectbot.model.conversation import Conversation
from connectbot.store.vault import VaultError
from tests.store.people import ANN, LEAD, NOW, heard, later, letter

PLANTED = (
    "7700900101",
    "7700900901",
    "SMplantedmessageid",
    "im lonely since he died",
    "Margaret Planted",
    "Two groups near you",
    "Sam Plantedworker",
)


async def plant(store):
    """Put each of these where it belongs."""

    def everything(tx):
        ann = tx.residents.at(ANN, "leeds", NOW)
        tx.inbox.add(heard(PLANTED[3], id=PLANTED[2]), ann.id, state="waiting")
        talk = Conversation("leeds", saved={"name": PLANTED[4]}, heard=PLANTED[3])
        tx.residents.keep(ann, talk, None, heard_at=NOW)
        tx.outbox.add(letter(PLANTED[5]))
        tx.outbox.add(letter("someone asked for you", to=LEAD, kind="safety"))
        handover, _ = tx.handovers.open(ann.id, "leeds", "handover", "asked", NOW, later(hours=1))
        tx.handovers.told(handover.id, 0, PLANTED[6], "hash", NOW, None)
        tx.handovers.bind("hash", "browser", NOW)

    await store.run(everything)


def content(url: str) -> bytes:
    """All bytes of the database: its files, or every table as the server shows it."""
    if url.startswith("sqlite"):
        folder = Path(url.removeprefix("sqlite:///")).parent
        return b"".join(path.read_bytes() for path in folder.iterdir())
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names]
    return repr(rows).encode()


async def test_nothing_is_in_clear(store, url) -> None:
    """Numbers, names, provider ids and words are nowhere in the database."""
    await plant(store)
    held = content(url)
    assert b"leeds" in held
    assert [one for one in PLANTED if one.encode() in held] == []


async def test_erased_seals_are_overwritten(sqlite_store, sqlite_url) -> None:
    """What is erased is not left in free pages of the file."""
    await plant(sqlite_store)
    path = sqlite_url.removeprefix("sqlite:///")
    database = sqlite3.connect(path, isolation_level=None)
    (sealed,) = database.execute("SELECT sealed FROM conversations").fetchone()
    await sqlite_store.run(lambda tx: tx.residents.forget(1))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    assert sealed not in content(sqlite_url)


async def test_a_row_moved_to_another_person_does_not_open(sqlite_store, sqlite_url) -> None:
    """A conversation copied into another resident's row is refused."""
    await plant(sqlite_store)

    def move(tx):
        lead = tx.residents.at(LEAD, "leeds", NOW)
        tx.residents.keep(lead, Conversation("leeds"), None)
        return lead.id

    number = await sqlite_store.run(move)
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as database:
        database.execute(
            "UPDATE conversations SET sealed = (SELECT sealed FROM conversations WHERE "
            "resident_id <> ?) WHERE resident_id = ?",
            (number, number),
        )
    database.close()
    with pytest.raises(VaultError, match="changed or moved"):
        await sqlite_store.read(lambda tx: tx.residents.get(number))
