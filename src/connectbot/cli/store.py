"""The database opened for one command, and closed behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from connectbot.app.crossing import Crossing
    from connectbot.settings import Settings
    from connectbot.store.rotating import Db

T = TypeVar("T")


def in_store(settings: Settings, work: Callable[[Db], Awaitable[T]]) -> T:
    """What `work` makes of the open database. Raises what opening it and `work` say."""
    from connectbot.store.opening import open_store

    async def once() -> T:
        store = open_store(settings.database, settings.keys)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(once())


def in_both(settings: Settings, work: Callable[[Db, Crossing], Awaitable[T]]) -> T:
    """What `work` makes of the open database and of what lies between it and the readings."""
    from connectbot.app.crossing import Crossing
    from connectbot.store.readings import open_readings

    def both(store: Db) -> Awaitable[T]:
        readings = open_readings(settings.measures, settings.database)
        return work(store, Crossing(store, readings, settings.keys))

    return in_store(settings, both)


def run(settings: Settings, use_case: Callable[..., T], *more: Any) -> T:
    """What a use case says, carried out in one transaction."""
    return in_store(settings, lambda store: store.run(use_case, *more))


def read(settings: Settings, query: Callable[..., T], *more: Any) -> T:
    """What a query finds; nothing is written."""
    return in_store(settings, lambda store: store.read(query, *more))
