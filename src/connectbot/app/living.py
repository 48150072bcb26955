"""The directory while a service runs: what anybody changes, in any process, is seen at once."""

from __future__ import annotations

import asyncio

from connectbot.app.stocking import everything, read_anew, version_of
from connectbot.desk.ports import Store
from connectbot.directory.book import Book

SECONDS = 0.4
"""How often it is asked whether something changed: one number, read beside the writer."""

LEAP = 2000
"""After so many changes at once, as an import makes them, the whole is read again: that is sooner
done than taking them over one by one."""


class Living:
    """Which version of the directory this process has seen."""

    def __init__(self, store: Store, version: int, leap: int = LEAP) -> None:
        self._store = store
        self._version = version
        self._leap = leap

    async def after(self, book: Book) -> Book | None:
        """The book after what changed since this was last asked; None where nothing did."""
        version = await self._store.read(version_of)
        if version == self._version:
            return None
        if version - self._version > self._leap:
            changed, version = await read_anew(self._store, tuple(book.places.values()))
        else:
            version, keeps = await self._store.read(everything, self._version)
            changed = await asyncio.to_thread(book.after, keeps)
        self._version = version
        return changed
