"""`connectbot db` and `connectbot send`: what an operator looks at and turns."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.typed import typed


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


def test_a_keyring_in_the_data_is_refused(here: Path) -> None:
    """Data and keys in one folder would be in one backup."""
    (here / "connectbot.toml").write_text('keyring = "connectbot-data/keys"')
    ended = typed("send", "status")
    assert ended.code == 1
    assert "lies inside the data folder" in ended.err
    assert not (here / "connectbot-data/keys").exists()
