"""`connectbot db` and `connectbot send`: what an operator looks at and turns."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from connectbot.model.message import Address, Inbound
from tests.cli.typed import done, typed

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
        "restored": None,
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

    done(use_case)


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


def test_a_backup_is_put_back_paused(here: Path) -> None:
    """While the original goes on a copy is made; put back elsewhere it sends nothing until told."""
    assert typed("chat", stdin="hello\n").code == 0
    ended = typed("db", "backup", "copy.db")
    assert ended.code == 0
    assert f"the keys in {here / 'connectbot-keys'}, which are not in them" in ended.out
    assert (here / "copy.db").stat().st_mode & 0o777 == 0o600
    assert typed("db", "backup", "copy.db").code == 1
    assert "is there already" in typed("db", "backup", "copy.db").err
    refused = typed("db", "restore", "copy.db")
    assert refused.code == 1
    assert "say --replace" in refused.err
    assert "There are no keys" in typed("db", "restore", "copy.db", "--data", "new/data").err
    (here / "connectbot-keys").rename(here / "new" / "connectbot-keys")
    put = typed("db", "restore", "copy.db", "--data", "new/data")
    assert put.code == 0
    assert "sending is paused" in put.out
    assert typed("send", "status", "--data", "new/data").out.startswith(
        "Paused.\nThis database was put back from a backup of 2"
    )
    assert typed("chat", "--data", "new/data", stdin="hello\n").out == ""
    assert typed("send", "resume", "--data", "new/data").code == 0
    assert typed("send", "status", "--data", "new/data").out.startswith("Sending.\n  ")


def test_a_backup_needs_a_folder_and_a_file(here: Path) -> None:
    """A folder that is not there and a file that is not there are named."""
    assert "There is no folder" in typed("db", "backup", "away/copy.db").err
    assert "There is no backup copy.db" in typed("db", "restore", "copy.db").err


def somebody_parked() -> None:
    """A message that broke something."""

    def use_case(tx: Any) -> None:
        sender = Address("sms", "+447700900101")
        resident = tx.residents.at(sender, "oakfield", NOON)
        inbound = Inbound(sender, "SM1", "im lonely", NOON)
        seq = tx.inbox.add(inbound, resident.id, state="parked")
        tx.inbox.park(seq, "ZeroDivisionError at home/hello")

    done(use_case)


def test_parked_messages_are_listed_without_words() -> None:
    """Number, time, channel and what broke; the words where they are asked for."""
    assert typed("parked", "list").out == "Nothing is parked.\n"
    somebody_parked()
    line = "     1  2026-11-24 12:00  sms       ZeroDivisionError at home/hello\n"
    assert typed("parked", "list").out.startswith(line)
    assert json.loads(typed("parked", "list", "--json").out) == {
        "id": 1,
        "at": "2026-11-24T12:00+00:00",
        "channel": "sms",
        "reason": "ZeroDivisionError at home/hello",
    }
    assert "lonely" not in typed("parked", "show", "1").out
    assert typed("parked", "show", "1", "--words").out.endswith("im lonely\n")
    assert typed("parked", "show", "2").err.startswith("Not parked: 2.")


def test_parked_messages_are_replayed_and_discarded() -> None:
    """By their numbers; one that is not parked is named, and the others are done."""
    somebody_parked()
    ended = typed("parked", "replay", "1", "7")
    assert ended.code == 1
    assert ended.out.startswith("Replayed: 1.")
    assert ended.err.startswith("Not parked: 7.")
    assert typed("parked", "discard", "1").code == 2
    ended = typed("parked", "discard", "1", "--reason", "test", "--json")
    assert json.loads(ended.out) == {"discarded": [], "not_parked": [1]}


def test_the_doctor_says_what_is_wrong_and_ends_with_one(here: Path) -> None:
    """In words and as JSON; nothing is made by looking."""
    ended = typed("doctor")
    assert ended.code == 1
    assert "broken        settings: CONNECTBOT_HANDOVER_TO: nobody is named" in ended.out
    assert "look at this  database: There is none yet" in ended.out
    rows = json.loads(typed("doctor", "--json").out)
    assert {"thing": "safety screen", "state": "ok", "says": "Whole: every rule loads."} in rows
    assert list(here.iterdir()) == []


WITH_TWILIO = {
    "CONNECTBOT_TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
    "CONNECTBOT_TWILIO_API_URL": "http://127.0.0.1:9",
}


@pytest.mark.parametrize(
    ("number", "environment", "says"),
    [
        ("+447700900123", {}, "TWILIO_ACCOUNT_SID is not set"),
        ("soon", WITH_TWILIO, "soon is no phone number"),
        ("+353861234567", WITH_TWILIO, "no text goes there"),
    ],
)
def test_a_test_text_goes_only_where_texts_go(monkeypatch, number, environment, says) -> None:
    """No number, no account, a number abroad: each is said, and nothing is queued."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    ended = typed("doctor", "--text", number)
    assert ended.code == 1
    assert says in ended.err
    assert json.loads(typed("send", "status", "--json").out)["messages"] == {}


def test_a_test_text_that_nobody_sends_waits(monkeypatch) -> None:
    """Without a service it stays in the outbox; that is said, and the audit log tells of it."""
    from connectbot.cli import doctor

    monkeypatch.setattr(doctor, "WAIT_SECONDS", 0.5)
    for name, value in WITH_TWILIO.items():
        monkeypatch.setenv(name, value)
    ended = typed("doctor", "--text", "07700 900123")
    assert "look at this  test text: it waits in the outbox (state queued)" in ended.out
    assert json.loads(typed("send", "status", "--json").out)["messages"] == {"queued": 1}
    assert "a test text was sent" in typed("audit", "list").out
