"""Replacing keys while the service runs: a new one, everything under it, then the old ones away.

Killed anywhere, the next `rotate` goes on where this one ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from connectbot.store import rehashing, rekeying
from connectbot.store.keyring import add_key, key_names, retire
from connectbot.store.postgres import PostgresStore
from connectbot.store.sqlite import SqliteStore

Db = SqliteStore | PostgresStore


@dataclass(frozen=True, slots=True)
class KeyState:
    """One key file: its id, what it is for, and how many values it sealed (None: a lookup key).

    `newest` is the one in use; `retired` lies in the folder of keys that nothing needs.
    """

    name: str
    id: str
    values: int | None
    newest: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """All keys; `missing` are ids that sealed values here, and that no key file has. `to_do` rows
    are still found by an older lookup key, and `alone` can only be."""

    keys: tuple[KeyState, ...]
    missing: Mapping[str, int] = field(default_factory=dict)
    to_do: int = 0
    alone: int = 0

    @property
    def under_way(self) -> bool:
        """Whether a rotation has begun and not ended."""
        old = [key for key in self.keys if not key.newest and not key.retired]
        return bool(self.to_do) or any(key.values is not None or not self.alone for key in old)


async def status(store: Db, folder: Path) -> KeyStatus:
    """Every key, and what still needs it."""
    sealed = await store.read(rekeying.count)
    waiting = await store.read(rehashing.left)
    names, retired = key_names(folder), key_names(folder, retired=True)
    keys = [
        *(_state(name, id, sealed, newest=_is_newest(name, names)) for name, id in names.items()),
        *(_state(name, id, sealed, retired=True) for name, id in retired.items()),
    ]
    known = set(names.values())
    missing = {id: number for id, number in sealed.items() if id not in known}
    return KeyStatus(tuple(keys), missing, waiting.to_do, waiting.alone)


def _state(name: str, id: str, sealed: Mapping[str, int], **how: bool) -> KeyState:
    return KeyState(name, id, sealed.get(id, 0) if _is_seal(name) else None, **how)


def _is_seal(name: str) -> bool:
    return name.startswith("seal-")


def _is_newest(name: str, names: Mapping[str, str]) -> bool:
    return name == [one for one in names if _is_seal(one) == _is_seal(name)][-1]


async def rotate(
    store: Db,
    folder: Path,
    now: Callable[[], datetime],
    *,
    lookup: bool = False,
    done: Callable[[int], object] = lambda rows: None,
) -> list[str]:
    """Replace the sealing key, and with `lookup` the lookup key; the names of keys put away.

    A rotation that was left half-way is finished and no key is added. `done` is told how many rows
    were gone through.
    """
    before = await status(store, folder)
    if not before.under_way:
        add_key(folder, "seal")
        if lookup:
            add_key(folder, "lookup")
    await store.settled()  # whoever began without the new keys has ended
    store.vault.refresh()
    await _rehash(store, now, done)
    for column in range(len(rekeying.SEALED)):
        while rows := await store.run(rekeying.reseal, column, store.vault):
            done(rows)
    return await _put_away(store, folder, now)


async def _rehash(store: Db, now: Callable[[], datetime], done: Callable[[int], object]) -> None:
    keyring = store.vault.keyring
    if not keyring.older:
        return
    if not await store.read(rehashing.marked, keyring.fingerprint):
        await store.run(rehashing.begin, keyring.fingerprint, now())
    for table in rehashing.HASHED:
        while rows := await store.run(rehashing.rehash, table, store.vault, now()):
            done(rows)


async def _put_away(store: Db, folder: Path, now: Callable[[], datetime]) -> list[str]:
    await store.settled()
    found = await status(store, folder)
    old = [key for key in found.keys if not key.newest and not key.retired]
    names = [key.name for key in old if key.values == 0]
    if not (found.to_do or found.alone) and store.vault.keyring.older:
        await store.run(rehashing.end, store.vault.keyring.fingerprint, now())
        names += [key.name for key in old if key.values is None]
    if names:
        retire(folder, names)
        store.vault.refresh()
    return names
