"""Somebody is forgotten: what was said at an address goes at once, with the last one the person.

An alert of urgent words is read first; the store keeps that, and they have no address any more.
"""

from __future__ import annotations

from datetime import datetime

from connectbot.desk import sentences
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.say import tell_staff
from connectbot.desk.tell import told_last
from connectbot.model.message import Address
from connectbot.model.resident import Resident


def forget(tx: Tx, address: Address) -> None:
    """They left quickly: erase this address; who writes from another too is still known there."""
    tx.residents.let_go(address)


def asked(tx: Tx, resident: Resident, desk: Desk, now: datetime) -> None:
    """They asked for it in words: everything goes, and whoever has their talk is told so."""
    talk = tx.handovers.taken(resident.id)
    tx.residents.forget(resident.id)
    contact = told_last(talk, desk) if talk else None
    if talk is None or contact is None:
        return
    place = desk.place(talk.place).name
    kept = talk.kind == SAFEGUARDING
    text = sentences.told_forgotten_after(place) if kept else sentences.told_forgotten(place)
    tell_staff(tx, contact, text, "forgotten", desk, now)
