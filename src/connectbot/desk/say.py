"""Putting words into the outbox: worded for their channel, priced, and with an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk import safe_times, sentences
from connectbot.desk.desk import REPLY_FOR, Desk
from connectbot.desk.elsewhere import may_text
from connectbot.desk.ports import Tx
from connectbot.flows import words
from connectbot.model.delivery import Outgoing
from connectbot.model.message import Address, Message, MessageClass
from connectbot.model.resident import Contact, Resident

SERVICE_FOR = timedelta(hours=12)
"""How long what we begin may wait, beside the quiet hours."""
SAFETY_FOR = timedelta(hours=1)
STAFF_FOR = timedelta(hours=24)

SLOW = "slow"
NUDGE = "nudge"
REMINDER = "reminder"
SAFETY = "safety"
CHECKIN = "checkin:"
"""How the purpose of the text begins that says a check-in is ready."""

_LIVES = {
    MessageClass.REPLY: REPLY_FOR,
    MessageClass.SERVICE: SERVICE_FOR,
    MessageClass.SAFETY: SAFETY_FOR,
}


def say(
    tx: Tx,
    resident: Resident,
    message: Message,
    kind: MessageClass,
    desk: Desk,
    now: datetime,
    *,
    after_stop: bool = False,
    purpose: str = "",
    until: datetime | None = None,
) -> None:
    """Queue one automatic message to a resident, to be sent before `until`; nothing waits for one
    who has opted out or is away."""
    if resident.stopped and not after_stop:
        return
    if resident.away and kind is MessageClass.SERVICE:
        return  # somebody else has the phone
    if not may_text(tx, resident.address, kind, desk, now):
        return
    may_go, until = _between(resident, kind, desk, now, until)
    if until <= may_go:
        return  # by the time it is safe it would be too late
    own = desk.world.tongue(resident.conversation)(message.text)  # a fixed sentence of the desk's
    if own != message.text:
        message = replace(message, text=own)
    worded, segments = _worded(message, resident.address, desk)
    queued = Outgoing(
        resident.address,
        worded,
        kind,
        segments,
        created_at=now,
        send_before=until,
        resident_id=resident.id,
        after_stop=after_stop,
        not_before=may_go if may_go > now else None,
        purpose=purpose,
    )
    tx.outbox.add(queued)


def _between(
    resident: Resident, kind: MessageClass, desk: Desk, now: datetime, until: datetime | None
) -> tuple[datetime, datetime]:
    """From when it may go, and when it is too late; what we begin keeps to their safe times."""
    if kind is not MessageClass.SERVICE:
        return now, until or now + _LIVES[kind]
    safe = safe_times.of(resident, desk)
    may_go = safe.over(now)
    until, closes = until or may_go + SERVICE_FOR, safe.closes(may_go)
    return may_go, until if closes is None else min(until, closes)


def say_slow(tx: Tx, resident: Resident, since: datetime, desk: Desk, now: datetime) -> None:
    """Queue one neutral line for all that was asked since then and not answered in time."""
    if not tx.outbox.has(resident.address, SLOW, since):
        line = Message(sentences.SLOW)
        say(tx, resident, line, MessageClass.SERVICE, desk, now, purpose=SLOW)


def say_as_person(tx: Tx, resident: Resident, text: str, desk: Desk, now: datetime) -> None:
    """Queue the words a person typed; they go at any hour and outside the caps."""
    message, until = Message(text), now + STAFF_FOR
    queued = _queued(resident.address, message, MessageClass.REPLY, desk, now, until)
    tx.outbox.add(replace(queued, resident_id=resident.id, automatic=False, purpose="person"))


def tell_staff(
    tx: Tx, contact: Contact, text: str, purpose: str, desk: Desk, now: datetime
) -> None:
    """Queue a text to one of our own people: safety class, outside the caps and the budget.

    It is tried even where their phone once sent STOP: a refusal tells us to ask the next one.
    """
    message, until = Message(text), now + STAFF_FOR
    queued = _queued(contact.address, message, MessageClass.SAFETY, desk, now, until)
    tx.outbox.add(replace(queued, automatic=False, after_stop=True, purpose=purpose))


def say_to(
    tx: Tx,
    to: Address,
    text: str,
    kind: MessageClass,
    purpose: str,
    desk: Desk,
    now: datetime,
    *,
    options: tuple[str, ...] = (),
    ours: bool = False,
) -> bool:
    """Queue a message to somebody who is no resident, such as the published contact of a group, or
    one of `ours`, whom caps on automatic texts leave alone; False where nothing may go there."""
    if to.channel not in desk.traits or not may_text(tx, to, kind, desk, now):
        return False
    may_go = desk.quiet.over(now) if kind is MessageClass.SERVICE else now
    message = Message(text, options)
    queued = _queued(to, message, kind, desk, now, may_go + _LIVES[kind])
    tx.outbox.add(replace(queued, purpose=purpose, automatic=not ours))
    return True


def _queued(
    address: Address,
    message: Message,
    kind: MessageClass,
    desk: Desk,
    now: datetime,
    until: datetime,
) -> Outgoing:
    worded, segments = _worded(message, address, desk)
    return Outgoing(address, worded, kind, segments, created_at=now, send_before=until)


def _worded(message: Message, address: Address, desk: Desk) -> tuple[Message, int]:
    traits = desk.traits.get(address.channel)  # None while their channel is switched off
    if traits is None or not traits.counts_segments:
        return message, 0
    text = words.as_sms(message)[: traits.text_limit]
    return replace(message, text=text, options=(), links=(), sms=None), words.segments(text)
