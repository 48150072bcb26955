"""The directory opened for one command: the store, and what the community knows beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from connectbot.app.stocking import Stock, stocked
from connectbot.app.worlds import knowledge_of
from connectbot.desk.ports import Store
from connectbot.files import Community, community_at
from connectbot.flows.knowledge import Knowledge
from connectbot.settings import Settings
from connectbot.store.opening import open_store


@dataclass(frozen=True)
class Office:
    """Where a maintainer works: the store, and what the community knows, read where it is asked
    for."""

    store: Store
    community: Community
    stock: Stock

    @cached_property
    def known(self) -> Knowledge:
        """What the community knows besides its flows. Raises BadCommunity."""
        return knowledge_of(self.community, self.stock.read)


@asynccontextmanager
async def office(settings: Settings, now: datetime) -> AsyncIterator[Office]:
    """The directory as the database has it; what the files have that is new is taken over first.

    Raises what the store and the files say.
    """
    community = community_at(settings.community)
    store = open_store(settings.database, settings.keys)
    try:
        yield Office(store, community, await stocked(store, community, now))
    finally:
        await store.close()
