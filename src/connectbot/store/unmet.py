"""Searches that found nothing, counted by month, without the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.statement import Statement, params
from connectbot.store.tables import UNMET, fixed

_KEY = ("place", "need", "area", "month")


def _counting(insert: Any) -> ClauseElement:
    clause: ClauseElement = (
        insert(UNMET)
        .values({**params(_KEY), "count": fixed(1)})
        .on_conflict_do_update(index_elements=_KEY, set_={"count": UNMET.c.count + fixed(1)})
    )
    return clause


_COUNT = Statement(_counting)
_OF = Statement(
    select(UNMET.c.need, UNMET.c.area, UNMET.c.month, UNMET.c.count)
    .where(UNMET.c.place == bindparam("place"))
    .order_by(UNMET.c.need, UNMET.c.area)
)


class UnmetRows:
    """Keeps the promises of `ports.Unmet`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def count(self, place: str, need: str, area: str, month: date) -> None:
        """One more."""
        self._link.change(
            _COUNT, place=plain(place), need=plain(need), area=plain(area), month=f"{month:%Y-%m}"
        )

    def counts(self, place: str, months: Collection[str]) -> Sequence[tuple[str, str, int]]:
        """Need, district and how often, over some months."""
        found: Counter[tuple[str, str]] = Counter()
        for need, area, month, count in self._link.rows(_OF, place=plain(place)):
            if month in months:
                found[need, area] += count
        return [(need, area, count) for (need, area), count in found.items()]
