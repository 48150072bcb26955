"""Forgetting somebody: everything held about the person at an address goes at once."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.message import Address


def forget(tx: Tx, address: Address, desk: Desk, now: datetime) -> None:
    """Erase the person who writes from this address."""
    tx.residents.forget(tx.residents.at(address, desk.default_place, now).id)
