"""Messages that broke something: answered after all, or put aside for a reason; never unseen."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.ports import Tx
from connectbot.model.message import Inbound


def replay(tx: Tx, seq: int, now: datetime) -> bool:
    """Let a parked message be answered again, by whoever answers what waits, in the order of that
    resident's messages; False where it is not parked, or its words are gone."""
    if not tx.inbox.unpark(seq):
        return False
    audit.note(tx, "parked.replayed", now, thing=f"parked:{seq}")
    return True


def discard(tx: Tx, seq: int, reason: str, now: datetime) -> bool:
    """Put a parked message aside; False where it is not parked. `reason` is a word of ours: it
    stays in the inbox and the audit log."""
    if not tx.inbox.discard(seq, f"discarded {reason}"):
        return False
    audit.note(tx, "parked.discarded", now, thing=f"parked:{seq}", result=reason)
    return True


def words(tx: Tx, seq: int, now: datetime) -> Inbound | None:
    """What was written, and that somebody looked; None where it is not parked."""
    found = tx.inbox.read(seq)
    if found is None:
        return None
    resident, inbound = found
    audit.note(tx, "parked.shown", now, resident=resident, thing=f"parked:{seq}")
    return inbound
