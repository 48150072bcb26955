"""Whom and what the store's tests talk about."""

from datetime import UTC, datetime, timedelta

from connectbot.desk.ports import Limits
from connectbot.model.delivery import Claimed, Outgoing, Receipt
from connectbot.model.message import Address, Inbound, Message, MessageClass

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)
LEASE = timedelta(seconds=45)
OPEN = Limits(service_open=True, day_starts=MIDNIGHT, per_hour=6)
QUIET = Limits(service_open=False, day_starts=MIDNIGHT, per_hour=6)

ANN = Address("sms", "+447700900101")
BOB = Address("sms", "+447700900102")
LEAD = Address("sms", "+447700900901")


def later(**parts: float) -> datetime:
    """Some time after NOW."""
    return NOW + timedelta(**parts)


def heard(text: str = "hello", *, who: Address = ANN, id: str = "SM1", **more) -> Inbound:
    """A message from outside."""
    return Inbound(who, id, text, more.pop("at", NOW), **more)


def letter(text: str = "hi", *, to: Address = ANN, kind: str = "reply", **more) -> Outgoing:
    """A message to be sent; for a day, one segment."""
    return Outgoing(
        address=to,
        message=Message(text),
        kind=MessageClass(kind),
        segments=more.pop("segments", 1),
        created_at=more.pop("created_at", NOW),
        send_before=more.pop("send_before", NOW + timedelta(days=1)),
        **more,
    )


def receipt(status: str, rank: int, *, id: str = "", provider_id: str = "", code: str = ""):
    """A status callback."""
    return Receipt(id, provider_id, status, rank, delivered=status == "delivered", code=code)


def claim(tx, now=NOW, limits=OPEN, limit=50, channel="sms") -> list[Claimed]:
    """Claim on the channel of most tests."""
    return list(tx.outbox.claim(channel, now, limits, limit, LEASE))


def texts(claimed) -> list[str]:
    """What they say."""
    return [one.message.text for one in claimed]
