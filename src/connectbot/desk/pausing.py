"""Whether anything goes out: paused by one of us or by a backup, or halted by a provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.ports import Tx
from connectbot.desk.ports.switches import PAUSED, RESTORED, SENDING, halt

CHANNELS = ("sms", "telegram", "email", "webchat")
"""Every channel that a provider may halt."""


@dataclass(frozen=True, slots=True)
class Outward:
    """`paused`: nothing goes out. `restored`: when the backup was made that this database was put
    back from, "" for none. `halted`: channel -> the provider's code."""

    paused: bool
    restored: str
    halted: Mapping[str, str]


def look(tx: Tx) -> Outward:
    """How it stands."""
    codes = {channel: tx.switches.get(halt(channel)) for channel in CHANNELS}
    return Outward(
        tx.switches.get(SENDING) == PAUSED,
        tx.switches.get(RESTORED) or "",
        {channel: code for channel, code in codes.items() if code},
    )


def pause(tx: Tx, now: datetime) -> None:
    """Nothing goes out until `resume`."""
    tx.switches.set(SENDING, PAUSED, now)
    audit.note(tx, "send.paused", now)


def resume(tx: Tx, now: datetime) -> None:
    """Everything goes out again, on halted channels too."""
    for name in (SENDING, RESTORED, *(halt(channel) for channel in CHANNELS)):
        tx.switches.set(name, None, now)
    audit.note(tx, "send.resumed", now)
