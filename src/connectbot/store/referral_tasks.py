"""Referrals that somebody of ours looks after, with what may keep them from being heard of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import bindparam, exists, or_, select

from connectbot.desk.ports.referrals import Watched
from connectbot.model.referral import Referral
from connectbot.store.casework import for_whom, is_for
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros
from connectbot.store.referred import REFERRALS
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import ADDRESSES

_R, _A = REFERRALS.c, ADDRESSES.c
MOST = 1000


@lru_cache(maxsize=64)
def _watched(staff: int, places: int, columns: tuple[str, ...]) -> Statement:
    theirs = _A.resident_id == _R.resident_id
    return Statement(
        at_most(
            select(
                *(_R[name] for name in columns),
                exists().where(theirs, _A.bad_code != fixed("")),
                exists().where(theirs, _A.stopped_at.is_not(None)),
            )
            .where(
                is_for(_R.resident_id, _R.place, staff, places),
                or_(_R.closed_at.is_(None), _R.closed_at >= bindparam("closed_since")),
            )
            .order_by(_R.moved_at, _R.id)
        )
    )


def watched(
    link: Link,
    read: Callable[[Values], Referral],
    columns: tuple[str, ...],
    staff: Collection[str],
    places: Collection[str],
    since: datetime,
) -> Sequence[Watched]:
    """Those of their caseloads, and of nobody's in their places; over ones only since then."""
    if not staff and not places:
        return []
    of = for_whom(staff, places)
    statement = _watched(len(staff), len(places), columns)
    rows = link.rows(statement, **of, closed_since=micros(since), limit=MOST)
    return [
        Watched(read(row[:-2]), unreached=bool(bad), stopped=bool(stopped))
        for row in rows
        for bad, stopped in (row[-2:],)
    ]
