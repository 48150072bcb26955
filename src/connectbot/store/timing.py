"""The times between which texts that we began may leave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from connectbot.desk.ports.timing import Queued
from connectbot.model.message import MessageClass
from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.moments import micros, moment
from connectbot.store.row import fixed
from connectbot.store.statement import Statement
from connectbot.store.tables import IS_QUEUED, OUTBOX

_O = OUTBOX.c
_BEGUN = Statement(
    select(_O.id, _O.purpose, _O.send_before)
    .where(
        IS_QUEUED,
        _O.resident_id == bindparam("who"),
        _O.rank == fixed(MessageClass.SERVICE.rank),
        _O.automatic,
        _O.said_at.is_(None),
    )
    .order_by(_O.seq)
)
_MOVE = Statement(
    update(OUTBOX)
    .where(IS_QUEUED, _O.id == bindparam("key"))
    .values(not_before=bindparam("first"), send_before=bindparam("last"))
)


class TimingRows:
    """Keeps the promises of `ports.Timing`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def begun(self, resident_id: int) -> Sequence[Queued]:
        """What we began with them and that has not left."""
        rows = self._link.rows(_BEGUN, who=resident_id)
        return [Queued(id, purpose, moment(until)) for id, purpose, until in rows]

    def move(self, id: str, not_before: datetime, send_before: datetime) -> None:
        """It may leave between these."""
        first, last = micros(not_before), micros(send_before)
        self._link.change(_MOVE, key=plain(id), first=first, last=last)
