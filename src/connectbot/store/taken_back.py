"""Of whom one of our people is to ask whether it was them who ended check-ins."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache

from sqlalchemy import bindparam, select

from connectbot.desk.ports.checkins import TakenBack
from connectbot.store.casework import for_whom, is_for, is_kept
from connectbot.store.checked import ENROLMENTS
from connectbot.store.link import Link
from connectbot.store.moments import micros, moment
from connectbot.store.statement import Statement, at_most

MOST = 50
"""How many there are at once: as many as are read together."""

_E = ENROLMENTS.c


@lru_cache(maxsize=64)
def taken_back(staff: int, places: int) -> Statement:
    """What finds them, for so many of our people and places: of each plan, the oldest first."""
    # Grouping them by resident would have SQLite read all who are or were enrolled.
    return Statement(
        at_most(
            select(_E.resident_id, _E.taken_back_at, is_kept(_E.resident_id))
            .where(
                _E.taken_back_at >= bindparam("since"),
                is_for(_E.resident_id, _E.place, staff, places),
            )
            .order_by(_E.taken_back_at, _E.id)
        )
    )


class TakenBackRows:
    """Keeps this promise of `ports.Checkins`."""

    _link: Link

    def taken_back(
        self, staff: Collection[str], places: Collection[str], since: datetime
    ) -> Sequence[TakenBack]:
        """Those of their caseloads, and of nobody's in their places."""
        if not staff and not places:
            return []
        found = taken_back(len(staff), len(places))
        of = for_whom(staff, places)
        rows = self._link.rows(found, **of, since=micros(since), limit=MOST)
        each = dict[int, TakenBack]()
        for who, at, kept in rows:
            each.setdefault(who, TakenBack(who, moment(at), kept=bool(kept)))
        return list(each.values())
