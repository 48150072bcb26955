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
