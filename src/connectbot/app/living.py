"""The directory while a service runs: what anybody changes, in any process, is seen at once."""

from __future__ import annotations

import asyncio

from connectbot.app.stocking import everything
from connectbot.desk.ports import Store, Tx
from connectbot.directory.book import Book

SECONDS = 0.4
"""How often it is asked whether something changed: one number, read beside the writer."""


class Living:
    """Which version of the directory this process has seen."""

    def __init__(self, store: Store, version: int) -> None:
        self._store = store
        self._version = version

    async def after(self, book: Book) -> Book | None:
        """The book after what changed since this was last asked; None where nothing did."""
        if await self._store.read(_version) == self._version:
            return None
        version, keeps = await self._store.read(everything, self._version)
        changed = await asyncio.to_thread(book.after, keeps)
        self._version = version
        return changed


def _version(tx: Tx) -> int:
    return tx.listings.version()
