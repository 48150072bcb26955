"""How full the queues are, for whoever watches the service: counts and ages, never a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, func, select

from connectbot.desk.ports import Tx
from connectbot.model.message import MessageClass
from connectbot.store.moments import micros, moment_or_none
from connectbot.store.spending import spent
from connectbot.store.statement import Statement
from connectbot.store.tables import (
    HANDOVERS,
    INBOX,
    IS_PARKED,
    IS_QUEUED,
    IS_WAITING,
    OUTBOX,
    fixed,
)
from connectbot.store.tx import Transaction

_O, _I, _H = OUTBOX.c, INBOX.c, HANDOVERS.c
_CLASS = {kind.rank: kind.value for kind in MessageClass}
_OUTBOX = Statement(
    select(_O.channel, _O.state, _O.rank, func.count()).group_by(_O.channel, _O.state, _O.rank)
)
_OLDEST_QUEUED = Statement(select(func.min(_O.created_at)).where(IS_QUEUED))
_OLDEST_WAITING = Statement(select(func.min(_I.received_at)).where(IS_WAITING))
_PARKED = Statement(select(func.count()).select_from(INBOX).where(IS_PARKED))
_OPEN = (_H.closed_at.is_(None), _H.taken_at.is_(None))
_HANDOVERS = Statement(
    select(_H.kind, func.count())
    .where(*_OPEN, _H.acknowledged_at.is_(None))
    .group_by(_H.kind)
    .order_by(_H.kind)
)
_SENT = Statement(
    select(func.count())
    .select_from(OUTBOX)
    .where(_O.said_at >= bindparam("since"), _O.automatic, _O.rank >= fixed(1))
)
_RECEIVED = Statement(
    select(func.count()).select_from(INBOX).where(_I.received_at >= bindparam("since"))
)


@dataclass(frozen=True, slots=True)
class Figures:
    """One moment: messages by (channel, state, class); the oldest that are queued, and that wait
    for an answer; handovers that nobody has opened, by kind; of today: segments by channel,
    automatic messages sent, and messages received."""

    outbox: Mapping[tuple[str, str, str], int]
    oldest_queued: datetime | None
    oldest_waiting: datetime | None
    parked: int
    handovers: Mapping[str, int]
    segments: Mapping[str, int]
    sent: int
    received: int


def figures(tx: Tx, channels: tuple[str, ...], day_starts: datetime) -> Figures:
    """The figures of this moment."""
    link = cast(Transaction, tx).link
    since = micros(day_starts)
    return Figures(
        outbox={
            (channel, state, _CLASS[rank]): count
            for channel, state, rank, count in link.rows(_OUTBOX)
        },
        oldest_queued=moment_or_none(link.rows(_OLDEST_QUEUED)[0][0]),
        oldest_waiting=moment_or_none(link.rows(_OLDEST_WAITING)[0][0]),
        parked=int(link.rows(_PARKED)[0][0]),
        handovers=dict(link.rows(_HANDOVERS)),
        segments={channel: spent(link, channel, day_starts) for channel in channels},
        sent=int(link.rows(_SENT, since=since)[0][0]),
        received=int(link.rows(_RECEIVED, since=since)[0][0]),
    )
