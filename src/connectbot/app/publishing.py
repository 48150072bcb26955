"""The feed's catalogue while a service runs: made anew when the directory or the day changes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date, datetime

from connectbot.desk.ports import Store, Tx
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.catalogue import Catalogue
from connectbot.flows.knowledge import Knowledge


class Publisher:
    """Keeps the newest catalogue; `known` is asked for what the service knows at the moment."""

    def __init__(
        self, store: Store, known: Callable[[], Knowledge], now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._known = known
        self._now = now
        self._making = asyncio.Lock()
        self._made: tuple[object, object, date, Catalogue] | None = None

    async def catalogue(self) -> Catalogue:
        """The directory as it is now."""
        async with self._making:
            known, today = self._known(), self._now().date()
            made = self._made
            if made and made[0] is known.book and made[1] is known.needs and made[2] == today:
                return made[3]
            changed = await self._store.read(_changed)
            before = made[3] if made else None
            catalogue = await asyncio.to_thread(catalogue_of, known, changed, today, before)
            self._made = known.book, known.needs, today, catalogue
            return catalogue


def catalogue_of(
    known: Knowledge, changed: Mapping[str, datetime], today: date, before: Catalogue | None
) -> Catalogue:
    """What anybody may read of what is known."""
    return Catalogue(known.book, around_of(known), changed, today, before)


def around_of(known: Knowledge) -> Around:
    """What a listing does not say itself and the standard asks for."""
    return Around(known.book.places, known.needs, known.districts)


def _changed(tx: Tx) -> Mapping[str, datetime]:
    return tx.listings.changed()
