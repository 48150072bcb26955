"""Whether somebody can be written to at all: they blocked us with the provider, or let us in again.

What a provider tells so is kept apart from what they said themselves: nobody who sent STOP is
written to because they opened the chat again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.message import UNBLOCKED, Address, Inbound
from connectbot.model.resident import Resident

BY_PROVIDER = "provider"


def gone(tx: Tx, address: Address, desk: Desk, now: datetime) -> None:
    """They have blocked us, or left: nothing that was decided for this address goes."""
    if desk.rota.names(address):
        return  # one of our own people is tried again next time: no alert is held back in silence
    tx.residents.stop(address, now, BY_PROVIDER)
    tx.outbox.cancel(address, "stopped")
    for resident in tx.residents.on(address):
        tx.reminders.drop(resident.id, now)


def back(tx: Tx, address: Address, now: datetime) -> None:
    """They have let us in again by an act of their own."""
    tx.residents.start(address, now, BY_PROVIDER)


def writes_again(tx: Tx, resident: Resident, inbound: Inbound, now: datetime) -> Resident:
    """The resident, open again where writing shows that they are: the news may have been lost."""
    if resident.stopped and inbound.sender.channel in UNBLOCKED:
        opened = tx.residents.start(resident.address, now, BY_PROVIDER)
        return replace(resident, stopped=not opened)
    return resident
