"""Searches that found nothing, and those that found something, by month, without the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.statement import Statement, params
from connectbot.store.tables import UNMET, fixed

_KEY = ("place", "need", "area", "month")


def _counting(column: str) -> Callable[[Any], ClauseElement]:
    def clause(insert: Any) -> ClauseElement:
        one: dict[str, Any] = {name: fixed(int(name == column)) for name in ("count", "met")}
        more = {column: UNMET.c[column] + fixed(1)}
        made: ClauseElement = (
            insert(UNMET)
            .values({**params(_KEY), **one})
            .on_conflict_do_update(index_elements=_KEY, set_=more)
        )
        return made

    return clause


_COUNT = Statement(_counting("count"))
_COUNT_MET = Statement(_counting("met"))
_OF = Statement(
    select(UNMET.c.need, UNMET.c.area, UNMET.c.month, UNMET.c.count, UNMET.c.met)
    .where(UNMET.c.place == bindparam("place"))
    .order_by(UNMET.c.need, UNMET.c.area)
)


class UnmetRows:
    """Keeps the promises of `ports.Unmet`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def count(self, place: str, need: str, area: str, month: date, *, met: bool = False) -> None:
        """One more that found nothing, or something."""
        self._link.change(
            _COUNT_MET if met else _COUNT,
            place=plain(place),
            need=plain(need),
            area=plain(area),
            month=f"{month:%Y-%m}",
        )

    def counts(self, place: str, months: Collection[str]) -> Sequence[tuple[str, str, int, int]]:
        """Need, district, how often nothing was found and how often something, over some months."""
        nothing: Counter[tuple[str, str]] = Counter()
        something: Counter[tuple[str, str]] = Counter()
        for need, area, month, count, met in self._link.rows(_OF, place=plain(place)):
            if month in months:
                nothing[need, area] += count
                something[need, area] += met
        return [(*key, count, something[key]) for key, count in nothing.items()]
