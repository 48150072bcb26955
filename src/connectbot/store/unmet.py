"""Searches that found nothing, counted by month, without the person."""

from __future__ import annotations

from datetime import date
from typing import Any

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


class UnmetRows:
    """Keeps the promises of `ports.Unmet`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def count(self, place: str, need: str, area: str, month: date) -> None:
        """One more."""
        self._link.change(
            _COUNT, place=plain(place), need=plain(need), area=plain(area), month=f"{month:%Y-%m}"
        )
