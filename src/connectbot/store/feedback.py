"""What residents said about listings, without the person."""

from __future__ import annotations

from datetime import date

from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.statement import Statement, params
from connectbot.store.tables import FEEDBACK, fixed

_ADD = Statement(
    lambda insert: insert(FEEDBACK).values(
        {**params(("place", "listing", "what", "on_day")), "state": fixed("new")}
    )
)


class FeedbackRows:
    """Keeps the promises of `ports.Feedback`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, place: str, listing: str, what: str, on: date) -> None:
        """One more."""
        self._link.change(
            _ADD, place=plain(place), listing=plain(listing), what=plain(what), on_day=f"{on}"
        )
