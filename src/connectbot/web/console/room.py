"""What every page of the directory needs: the store, the desk of this moment, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from aiohttp import web

from connectbot.desk.desk import Desk
from connectbot.desk.listings.changing import Refused
from connectbot.desk.ports import Store, Tx
from connectbot.flows.knowledge import Knowledge
from connectbot.model.kept import Kept
from connectbot.web.console.entrance import HOME

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Room:
    """Where whoever keeps the directory works; `desk()` and `now()` are of this moment."""

    store: Store
    desk: Callable[[], Desk]
    now: Callable[[], datetime]
    zone: tzinfo

    @property
    def known(self) -> Knowledge:
        """What the community knows."""
        return self.desk().world

    @property
    def today(self) -> date:
        """The day it is here."""
        return self.now().astimezone(self.zone).date()

    async def kept(self, id: str) -> Kept:
        """The listing with this id. Raises HTTPNotFound; one that was merged is none here."""
        kept = await self.store.read(_get, id)
        if kept is None or kept.state == "merged":
            raise web.HTTPNotFound
        return kept

    async def attempt(self, use_case: Callable[[Tx], object]) -> str:
        """Do it; why it was refused, or ""."""
        try:
            await self.store.run(use_case)
        except Refused as refused:
            return str(refused)
        return ""


def _get(tx: Tx, id: str) -> Kept | None:
    return tx.listings.get(id)


def at(id: str, said: str = "") -> str:
    """Where a listing is; `said` is what its page tells first."""
    return f"{HOME}/listings/{id}{f'?said={said}' if said else ''}"


def number_in(form: Mapping[str, str], name: str) -> int:
    """A number that one of our forms carries; 0 where somebody put something else there."""
    word = form.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else 0


def line_in(form: Mapping[str, str], name: str, most: int = 200) -> str:
    """A field on one line, at most so long."""
    return " ".join(form.get(name, "").split())[:most]
