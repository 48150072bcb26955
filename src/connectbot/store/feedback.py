"""What residents said about listings, without the person."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, delete, select

from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import FEEDBACK, fixed

_ADD = Statement(
    lambda insert: insert(FEEDBACK).values(
        {**params(("place", "listing", "what", "on_day")), "state": fixed("new")}
    )
)
_F = FEEDBACK.c
_OLD = at_most(select(_F.id).where(_F.on_day < bindparam("before")).order_by(_F.id))
_PURGE = Statement(delete(FEEDBACK).where(_F.id.in_(_OLD)))


class FeedbackRows:
    """Keeps the promises of `ports.Feedback`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, place: str, listing: str, what: str, on: date) -> None:
        """One more."""
        self._link.change(
            _ADD, place=plain(place), listing=plain(listing), what=plain(what), on_day=f"{on}"
        )

    def purge(self, before: date, limit: int = 500) -> int:
        """Erase what was said before that day."""
        return self._link.change(_PURGE, before=f"{before}", limit=limit)
