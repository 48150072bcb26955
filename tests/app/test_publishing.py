"""The feed follows the directory: what is changed is told, and what is not is not made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from connectbot.app.publishing import Publisher
from connectbot.directory.body import body_of
from connectbot.directory.book import Book
from connectbot.directory.oruk.ids import uid
from connectbot.flows.knowledge import Knowledge
from connectbot.model.kept import Act, Kept
from connectbot.safety.book import SafetyBook
from connectbot.store.opening import open_store
from tests.directory.making import listing
from tests.directory.oakfield import districts, needs

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ACT = Act("operator", "", "cli", "why")


class Service:
    """What a running service knows, and its clock."""

    def __init__(self) -> None:
        safety, _ = SafetyBook.parse("{}", "safety.yaml")
        self.known = Knowledge(Book(), needs(), districts(), safety)
        self.at = NOON

    def take(self, keeps) -> None:
        """The directory changed."""
        self.known = replace(self.known, book=self.known.book.after(keeps))


async def test_a_change_is_told_and_nothing_else_is_made_again(tmp_path):
    """The catalogue stays the same value until the directory or the day is another."""
    store = open_store(f"sqlite:///{tmp_path}/data/connectbot.db", tmp_path / "keys")
    service = Service()
    publisher = Publisher(store, lambda: service.known, lambda: service.at)
    try:
        empty = await publisher.catalogue()
        assert await publisher.catalogue() is empty
        new = Kept("tea", "", "active", 0, body_of(listing("tea")))
        await store.run(lambda tx: tx.listings.put(new, ACT, NOON))
        service.take(await store.read(lambda tx: tx.listings.since(0)))
        filled = await publisher.catalogue()
        row, changed = filled.service(uid("service", "tea"))
        assert (row["last_modified"], changed) == ("2026-11-22T12:00:00.000Z", NOON)
        assert empty.service(uid("service", "tea")) is None
        service.at += timedelta(days=1)
        tomorrow = await publisher.catalogue()
        assert tomorrow is not filled
        assert tomorrow._known["tea"] is filled._known["tea"]
    finally:
        await store.close()
