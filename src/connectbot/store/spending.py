"""How many segments were claimed on each channel, minute by minute."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, params
from connectbot.store.tables import SPEND, fixed

_S = SPEND.c
_MINUTE = 60_000_000  # microseconds


def _adding(insert: Any) -> ClauseElement:
    new = insert(SPEND).values(params(("channel", "minute", "segments")))
    clause: ClauseElement = new.on_conflict_do_update(
        index_elements=["channel", "minute"],
        set_={"segments": _S.segments + new.excluded.segments},
    )
    return clause


_ADD = Statement(_adding)
_GIVE_BACK = Statement(
    update(SPEND)
    .where(_S.channel == bindparam("on"), _S.minute == bindparam("when"))
    .values(segments=_S.segments - bindparam("back"))
)
_SPENT = Statement(
    select(func.coalesce(func.sum(_S.segments), fixed(0))).where(
        _S.channel == bindparam("channel"), _S.minute >= bindparam("since")
    )
)


def spend(link: Link, channel: str, now: datetime, segments: int) -> None:
    """These segments were claimed now."""
    if segments:
        link.change(_ADD, channel=channel, minute=micros(now) // _MINUTE, segments=segments)


def give_back(link: Link, channel: str, said_at: int, segments: int) -> None:
    """Segments claimed then (microseconds) were certainly not sent."""
    link.change(_GIVE_BACK, on=channel, when=said_at // _MINUTE, back=segments)


def spent(link: Link, channel: str, since: datetime) -> int:
    """Segments claimed on a channel since the minute of `since`."""
    return int(link.rows(_SPENT, channel=channel, since=micros(since) // _MINUTE)[0][0])
