"""A community's listings brought into the database, and the directory read back from there.

The database is the truth for listings; files are how they come and go. A file that is as it was
the last time is not even parsed, so that a start costs little however much there is.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from connectbot.app.worlds import NOWHERE
from connectbot.desk.listings import importing
from connectbot.desk.listings.importing import Draft
from connectbot.desk.ports import Store, Tx
from connectbot.directory.body import body_of
from connectbot.directory.book import Book
from connectbot.directory.making import Making
from connectbot.directory.pages import PLACE_FILE, Pages
from connectbot.directory.place import Place
from connectbot.files import Community
from connectbot.model.kept import Kept
from connectbot.written import Problem

CHUNK = 500
"""Listings taken over in one transaction: whoever else writes waits no longer than for that."""


PAGE = 1000
"""Listings held in full at once while the directory is read."""


@dataclass(frozen=True, slots=True)
class Stock:
    """The directory as it is kept, the version it was read at, and what is wrong in the files."""

    book: Book
    version: int
    problems: Sequence[Problem] = ()

    @property
    def read(self) -> tuple[Book, Sequence[Problem]]:
        """As `worlds.world_of` takes it."""
        return self.book, self.problems


async def stocked(store: Store, community: Community, now: datetime) -> Stock:
    """Take over what the files have that is new, then read the directory from the database.

    Where a file has a fault nothing is taken over, and the faults are told.
    """
    listed = {name: text for name, text in community.places.items() if not _of_place(name)}
    hashes = {name: _hash(text) for name, text in listed.items()}
    known, sources = await store.read(importing.files)
    changed = {name: text for name, text in listed.items() if known.get(name) != hashes[name]}
    of_places = {name: text for name, text in community.places.items() if _of_place(name)}
    pages = Pages()
    pages.take({**of_places, **changed})
    drafts = _drafts(pages)
    problems = pages.problems + _twice(drafts, sources, listed.keys() - changed.keys())
    good = all(problem.warning for problem in problems)
    # A folder without any listing is one that is not there yet, or not mounted: nothing is taken
    # out because of it.
    if good and hashes and hashes != known:
        await _take(store, drafts, hashes, tuple(changed), now)
    places = tuple(pages.places.values()) or (NOWHERE,)
    del pages, drafts  # ten thousand listings are not held twice while they are read back
    return await _read(store, places, problems)


async def _take(
    store: Store,
    drafts: Sequence[Draft],
    hashes: Mapping[str, str],
    changed: Sequence[str],
    now: datetime,
) -> None:
    for start in range(0, len(drafts), CHUNK):
        await store.run(importing.take, drafts[start : start + CHUNK], now)
    here = {draft.id for draft in drafts}
    await store.run(importing.finish, hashes, here, changed, now)


async def _read(store: Store, places: Sequence[Place], problems: Sequence[Problem]) -> Stock:
    return Stock(*await read_anew(store, places), problems)


async def read_anew(store: Store, places: Sequence[Place]) -> tuple[Book, int]:
    """The directory as it is kept, and its version. It is read a page at a time, and made beside
    the loop, so that however many listings there are, few of them are held in full and whoever asks
    meanwhile is answered; what changes while it is read is seen as a change after this version."""
    version = await store.read(version_of)
    making, last = Making(places), ""
    # All of what is made here stays: looking through it meanwhile took a third of the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        while keeps := await store.read(_page, last):
            await asyncio.to_thread(making.take, keeps)
            last = keeps[-1].id
        return await asyncio.to_thread(Book.made, making), version
    finally:
        if was_on:
            gc.enable()


def everything(tx: Tx, after: int = 0) -> tuple[int, Sequence[Kept]]:
    """The directory's version, and the listings that changed after another one."""
    return tx.listings.version(), tx.listings.since(after)


def version_of(tx: Tx) -> int:
    """The directory's version."""
    return tx.listings.version()


def _page(tx: Tx, last: str) -> Sequence[Kept]:
    return tx.listings.page(last, PAGE)


def _drafts(pages: Pages) -> list[Draft]:
    return [
        Draft(id, one.place, body_of(one), "{}:{}".format(*pages.sources[id]))
        for id, one in pages.listings.items()
    ]


def _twice(
    drafts: Sequence[Draft], sources: Mapping[str, str], unchanged: set[str]
) -> list[Problem]:
    return [
        Problem(
            draft.file,
            int(draft.source.rpartition(":")[2]),
            f"the id `{draft.id}` is already used at {there}; give this one another",
        )
        for draft, there in importing.doubles(drafts, sources, unchanged)
    ]


def _of_place(name: str) -> bool:
    return name.rsplit("/", 1)[-1] == PLACE_FILE


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
