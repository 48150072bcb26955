"""Leaving quickly: what was said at an address goes at once, with the last one the person."""

from __future__ import annotations

from connectbot.desk.ports import Tx
from connectbot.model.message import Address


def forget(tx: Tx, address: Address) -> None:
    """Erase this address; who writes from another one too is still known there."""
    tx.residents.let_go(address)
