"""A test text that an operator asked for: through the outbox like any other, counted and told."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk import audit
from connectbot.desk.ports import Tx
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Address, Message, MessageClass

TEXT = "This is a test from your connectbot. If you can read it, texts go out. No need to reply."
WAITS = timedelta(minutes=5)


def send_test(tx: Tx, address: Address, now: datetime) -> str:
    """Queue it; its id in the outbox. Who has opted out gets none, as ever."""
    audit.note(tx, "test.texted", now)
    return tx.outbox.add(
        Outgoing(
            address=address,
            message=Message(TEXT),
            kind=MessageClass.REPLY,
            segments=1 if address.channel == "sms" else 0,
            created_at=now,
            send_before=now + WAITS,
            purpose="test",
        )
    )
