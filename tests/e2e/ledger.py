"""What a stopped service has kept, opened with its keyring: the proof after a kill."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from connectbot.store.coding import inbound_from_text, message_from_text
from connectbot.store.keyring import open_keyring
from connectbot.store.moments import moment
from connectbot.store.vault import Vault

_IN = "SELECT key, channel, resident_id, sealed, received_at, state FROM inbox ORDER BY seq"
_OUT = "SELECT id, resident_id, sealed, state, attempt FROM outbox ORDER BY seq"


@dataclass
class Kept:
    """One resident's rows in their order: what they wrote, what was answered, and how it stands.

    `states` are those of the inbox and then of the outbox; `attempts` how often each was sent.
    """

    heard: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    attempts: list[int] = field(default_factory=list)


def kept_in(folder: Path) -> dict[str, Kept]:
    """What the service of this folder kept, by the number of the phone that wrote."""
    vault = Vault(open_keyring(folder / "keys", data=None, make=False))
    residents: dict[int, str] = {}
    kept: dict[str, Kept] = defaultdict(Kept)
    with closing(sqlite3.connect(folder / "data/connectbot.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.execute("BEGIN")  # both tables as they stood at one moment: the service may run
        for key, channel, resident_id, sealed, at, state in database.execute(_IN):
            text = vault.open("inbox:sealed", key.hex(), sealed)
            inbound = inbound_from_text(text, channel, moment(at))
            residents[resident_id] = inbound.sender.value
            kept[inbound.sender.value].heard.append(inbound.text)
            kept[inbound.sender.value].states.append(state)
        for id, resident_id, sealed, state, attempt in database.execute(_OUT):
            if resident_id is None:  # a text to one of our own people
                continue
            message = message_from_text(vault.open("outbox:sealed", id, sealed))
            mine = kept[residents[resident_id]]
            mine.said.append(message.text)
            mine.states.append(state)
            mine.attempts.append(attempt)
    return kept
