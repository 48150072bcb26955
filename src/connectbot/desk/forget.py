"""Somebody is forgotten: what was said at an address goes at once, with the last one the person.

An alert of urgent words is read first; the store keeps that, and they have no address any more.
"""

from __future__ import annotations

from datetime import datetime

from connectbot.desk import audit, sentences
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import ending
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.say import tell_staff
from connectbot.desk.tell import told_last
from connectbot.model.message import Address
from connectbot.model.resident import Contact, Handover, Resident


def forget(tx: Tx, address: Address, desk: Desk, now: datetime) -> None:
    """They left quickly: erase this address; who writes from another too is still known there. A
    group that was told of somebody who goes with it hears that they are not coming."""
    if (gone := tx.residents.last_at(address)) is not None:
        ending.because(tx, gone, ending.FORGOTTEN, desk, now)
    on = tx.residents.on(address)
    subject = tx.audit.subject(on[0].id) if on else ""
    tx.residents.let_go(address)
    if subject:
        audit.note(tx, "resident.left", now, actor="resident", subject=subject)


def asked(
    tx: Tx, resident: Resident, desk: Desk, now: datetime, *, actor: str = "resident"
) -> None:
    """They asked for it, in words here or of an operator (`actor`): everything goes, and whoever
    has their talk is told so."""
    talk = tx.handovers.taken(resident.id)
    ending.because(tx, resident.id, ending.FORGOTTEN, desk, now)
    subject = tx.audit.subject(resident.id)
    tx.residents.forget(resident.id)
    contact = told_last(talk, desk) if talk else None
    if talk is not None and contact is not None:
        _tell(tx, talk, contact, desk, now)
    action = "resident.forgotten" if actor == "resident" else "privacy.erased"
    place, aside = resident.conversation.place, tx.audit.of(resident.id)
    result = "aside" if aside else "done"  # an alert is read before its words go
    audit.note(tx, action, now, actor=actor, subject=subject, place=place, result=result)


def _tell(tx: Tx, talk: Handover, contact: Contact, desk: Desk, now: datetime) -> None:
    place = desk.place(talk.place).name
    kept = talk.kind == SAFEGUARDING
    text = sentences.told_forgotten_after(place) if kept else sentences.told_forgotten(place)
    tell_staff(tx, contact, text, "forgotten", desk, now)
