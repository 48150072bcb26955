"""Which flows conversations stand in: each revision stored once, dropped after the last one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from connectbot.desk.ports import Tx


def keep(tx: Tx, current: Mapping[str, str], now: datetime) -> None:
    """Store the current revisions (hash -> text), and drop those nobody stands in."""
    for revision, body in current.items():
        tx.flows.keep(revision, body, now)
    tx.flows.drop_unused(set(current))


def stood_in(tx: Tx) -> dict[str, str]:
    """The revisions some conversation is pinned to: hash -> text."""
    bodies = {revision: tx.flows.body(revision) for revision in tx.residents.revisions()}
    return {revision: body for revision, body in bodies.items() if body is not None}
