"""`connectbot db` and `connectbot send`: what an operator looks at and turns."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from connectbot.cli.root import settings_of
from connectbot.model.message import Address
from connectbot.store.opening import open_store
from tests.cli.typed import typed

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_database_is_made_and_brought_up_to_date(here: Path) -> None:
    """Looking changes nothing; upgrading makes it, and again does no harm."""
    ended = typed("db", "status")
    assert ended.code == 1
    assert "run `connectbot db upgrade`" in ended.out
    assert list(here.iterdir()) == []
    assert typed("db", "upgrade").code == 0
    assert typed("db", "upgrade").out.startswith("The database is at version ")
    assert typed("db", "status").code == 0
    found = json.loads(typed("db", "status", "--json").out)
    assert found["good"]
    assert found["current"] == found["newest"]


def test_sending_is_paused_and_resumed() -> None:
    """On a new data folder too; status says so in words and as JSON."""
    assert typed("send", "status").out == "Sending.\n"
    assert typed("send", "pause").out.startswith("Paused.")
    assert typed("send", "status").out == "Paused.\n"
    assert json.loads(typed("send", "status", "--json").out) == {
        "paused": True,
        "halted": {},
        "messages": {},
    }
    assert typed("send", "resume").out == "Sending.\n"
    assert typed("send", "status").out == "Sending.\n"


def test_what_waits_while_paused_is_counted() -> None:
    """A talk while paused is heard and kept; its answers wait in the queue."""
    assert typed("send", "pause").code == 0
    assert typed("chat", stdin="hello\n").out == ""
    assert json.loads(typed("send", "status", "--json").out)["messages"] == {"queued": 1}


def nobody_came(told: int) -> None:
    """An alert of which this many were told, and that nobody opened."""

    def use_case(tx: Any) -> None:
        somebody = Address("sms", f"+44770090010{told}")
        resident = tx.residents.at(somebody, "oakfield", NOON)
        at = NOON + timedelta(minutes=told)  # the list is in the order of time
        alert, _ = tx.handovers.open(
            resident.id, "oakfield", "safeguarding", "urgent-words", at, at
        )
        for position in range(told):
            tx.handovers.told(alert.id, position, "Lee", f"link-{position}", at, None)
        tx.handovers.wait(alert.id, None)

    async def once() -> None:
        settings = settings_of(data=None, community=None)
        store = open_store(settings.database, settings.keys)
        await store.run(use_case)
        await store.close()

    asyncio.run(once())


def test_alerts_that_nobody_opened_are_listed() -> None:
    """When, where, and how many were told; not who wrote, and not what."""
    assert typed("alerts").out.startswith("Every alert was opened")
    nobody_came(0)
    nobody_came(2)
    none, two, last = typed("alerts").out.splitlines()
    assert none == "2026-11-24 12:00 oakfield: nobody could be told, none opened"
    assert two == "2026-11-24 12:02 oakfield: 2 told, none opened"
    assert last.startswith("2 to look after")
    first, second = map(json.loads, typed("alerts", "--json").out.splitlines())
    assert first.keys() == {"opened_at", "place", "told", "again"}
    assert (second["place"], second["told"], second["again"]) == ("oakfield", 2, False)


def test_a_keyring_in_the_data_is_refused(here: Path) -> None:
    """Data and keys in one folder would be in one backup."""
    (here / "connectbot.toml").write_text('keyring = "connectbot-data/keys"')
    ended = typed("send", "status")
    assert ended.code == 1
    assert "lies inside the data folder" in ended.err
    assert not (here / "connectbot-data/keys").exists()


def test_keys_are_replaced_by_one_command(here: Path) -> None:
    """What is sealed opens afterwards, the old key is put away, and where to copy it is said."""
    assert typed("chat", stdin="hello\n").code == 0
    said = typed("keys", "status").out
    assert "seal-0001.key" in said
    assert "seals: " in said
    ended = typed("keys", "rotate", "--lookup")
    assert ended.code == 0
    assert "Put away: seal-0001.key, lookup.key" in ended.out
    assert f"Now copy {here / 'connectbot-keys'}" in ended.out
    found = json.loads(typed("keys", "status", "--json").out)
    newest = {key["name"] for key in found["keys"] if key["newest"]}
    assert newest == {"seal-0002.key", "lookup-0002.key"}
    assert not found["under_way"]
    assert "put away: only for backups" in typed("keys", "status").out
    assert typed("chat", stdin="hello\n").out.startswith("bot: ")


def test_a_key_that_is_missing_is_named(here: Path) -> None:
    """Without the key that sealed it, status says how much cannot be read and ends with 1."""
    assert typed("chat", stdin="hello\n").code == 0
    key = here / "connectbot-keys" / "seal-0001.key"
    key.rename(key.with_name("seal-0002.key"))
    (here / "connectbot-keys" / "seal-0002.key").write_text("ab" * 32 + "\n")
    ended = typed("keys", "status")
    assert ended.code == 1
    assert "put it back from the copy of your keys" in ended.out
