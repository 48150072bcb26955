"""One of our people is told that they are needed: by a one-time link, and not too often."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from connectbot.desk import sentences
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.rota import HANDOVER
from connectbot.desk.say import tell_staff
from connectbot.model.message import FLEETING
from connectbot.model.resident import Contact, Handover

AN_HOUR = timedelta(hours=1)
LOOK_AGAIN = timedelta(minutes=10)

MOST_FROM_WEB = 6
"""Texts about web chats to one phone in an hour."""

_NEWS = frozenset({"wrong-person", "died", "moved", "hospital"})
"""Why a person is told without having been asked for."""

FROM_WEB, FAILED, MORE_WAIT = ":web", ":failed", "more-wait"


def digest(secret: str) -> str:
    """What is kept of a one-time link or a browser's secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def tell(
    tx: Tx, handover: Handover, position: int, desk: Desk, now: datetime, *, failed: bool = False
) -> bool:
    """Text one person of the list a one-time link to the talk; nothing of what was said. False
    where they get too many such texts already: then the talk waits for its turn."""
    contact = desk.rota.contacts(handover.kind, handover.place)[position]
    whose = tx.residents.get(handover.resident_id)
    fleeting = whose is not None and whose.address.channel in FLEETING
    if fleeting and _too_many(tx, handover, contact, desk, now):
        tx.handovers.wait(handover.id, now + LOOK_AGAIN)
        return False
    token = desk.token()
    link = f"{desk.public_url}/console/talk/{token}"
    place = desk.place(handover.place).name
    if handover.kind == HANDOVER:
        told = sentences.told_news if handover.why in _NEWS else sentences.told_handover
        text = told(place, link)
    elif failed:
        text = sentences.told_unreachable(place, link)
    else:
        text = sentences.told_safeguarding(place, link)
    next_at = now + desk.promise
    tx.handovers.told(handover.id, position, contact.name, digest(token), now, next_at)
    purpose = f"{handover.kind}:{handover.id}{FROM_WEB if fleeting else ''}"
    purpose = failed_purpose(handover) if failed else purpose
    tell_staff(tx, contact, text, purpose, desk, now)
    return True


def failed_purpose(handover: Handover) -> str:
    """The purpose of a text that says that our reply did not arrive."""
    return f"{handover.kind}:{handover.id}{FAILED}"


def _too_many(tx: Tx, handover: Handover, contact: Contact, desk: Desk, now: datetime) -> bool:
    """A stranger can open a web chat a hundred times: of these one phone is told six an hour, and
    then once that more are waiting."""
    since = now - AN_HOUR
    if tx.outbox.decided(contact.address, FROM_WEB, since) < MOST_FROM_WEB:
        return False
    if not tx.outbox.has(contact.address, MORE_WAIT, since):
        text = sentences.told_more(desk.place(handover.place).name)
        tell_staff(tx, contact, text, MORE_WAIT, desk, now)
    return True


def told_last(handover: Handover, desk: Desk) -> Contact | None:
    """Whoever was told last; None where nobody was, or they are not on the list any more."""
    contacts = desk.rota.contacts(handover.kind, handover.place)
    last = handover.told[-1] if handover.told else len(contacts)
    return contacts[last] if last < len(contacts) else None


def told_lately(tx: Tx, handover: Handover, desk: Desk, now: datetime) -> bool:
    """Whether they were told of this very talk within the hour."""
    contact, since = told_last(handover, desk), now - AN_HOUR
    return contact is not None and any(
        tx.outbox.has(contact.address, f"{handover.kind}:{handover.id}{way}", since)
        for way in ("", FROM_WEB, FAILED)
    )
