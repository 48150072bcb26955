"""What is said in a check-in is not kept: neither their words nor ours, here or at the provider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from connectbot.desk.ports import Tx
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.delivery import HUSHED, Claimed, Sent
from connectbot.model.effect import Alarm, Alert
from connectbot.model.message import FLEETING, Inbound

PROVIDERS = frozenset({"sms"})
"""Channels whose provider keeps what came in until it is asked to empty it."""

KEEPS = "provider-keeps"
"""The switch that says since when the provider refuses to keep nothing of what it sends."""

_AN_HOUR = timedelta(hours=1)


def is_hushed(before: Conversation, turn: Turn) -> bool:
    """Whether this turn belongs to a check-in, or to the asking for one. Urgent words do not: a
    person who is told of them reads them."""
    urgent = turn.safety or any(isinstance(effect, Alert | Alarm) for effect in turn.effects)
    return bool(before.checkin or before.lost or turn.conversation.checkin) and not urgent


def purpose(before: Conversation, turn: Turn) -> str:
    """The purpose of what such a turn says; "" of any other."""
    return HUSHED if is_hushed(before, turn) else ""


def heard(tx: Tx, seq: int, channel: str) -> None:
    """Of a message that answered a check-in only its key and time stay."""
    tx.inbox.hush(seq, at_provider=channel in PROVIDERS)


def said(tx: Tx, claimed: Claimed, sent: Sent, now: datetime) -> None:
    """A message of a check-in has gone: its words go too. Somebody on a page may come back to it
    within the hour."""
    if not claimed.hushed or claimed.address.channel in FLEETING:
        return
    tx.outbox.hush(claimed.id, at_provider=sent.kept)
    if claimed.address.channel in PROVIDERS and sent.kept != bool(tx.switches.get(KEEPS)):
        tx.switches.set(KEEPS, now.isoformat() if sent.kept else None, now)


def sweep(tx: Tx, now: datetime, limit: int) -> int:
    """Words of check-ins that are still kept though they went, or never will: a page was left, or a
    send was settled by its callback alone."""
    found = tx.outbox.unhushed(now - _AN_HOUR, limit)
    for id, channel in found:
        tx.outbox.hush(id, at_provider=channel in PROVIDERS)  # nobody knows how it went
    return len(found)


def to_redact(tx: Tx, after: int = 0) -> Sequence[tuple[int, Inbound]]:
    """The next after this number that the provider is still to empty; the first again where none
    comes after it, so that one which is never emptied holds up no other."""
    return tx.inbox.to_redact(after) or tx.inbox.to_redact()


def said_to_redact(tx: Tx, after: int = 0) -> Sequence[tuple[int, str, str, str]]:
    """The same of ours: number, id, channel, and the provider's id."""
    return tx.outbox.to_redact(after) or tx.outbox.to_redact()


def said_redacted(tx: Tx, id: str) -> None:
    """The provider has emptied one of ours."""
    tx.outbox.redacted(id)


def redacted(tx: Tx, seq: int) -> None:
    """The provider has emptied it."""
    tx.inbox.hush(seq, at_provider=False)
