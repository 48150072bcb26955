"""The directory is kept: each listing as it stands and as it stood, a secret address sealed."""

from datetime import UTC, datetime, timedelta

import pytest

from connectbot.model.kept import Act, Body, Kept, Origin
from connectbot.store.migrating import sqlite_path

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ACT = Act("operator", "", "cli", "they rang")
TEA = Kept("tea", "oakfield", "active", 0, Body('{"name":"Tea"}'), "a.yaml:3")
REFUGE = Kept("refuge", "oakfield", "active", 0, Body('{"name":"Refuge"}', "Zebulon Lodge"))


async def put(store, kept: Kept, *, at: datetime = NOON) -> Kept:
    """Keep a listing."""
    return await store.run(lambda tx: tx.listings.put(kept, ACT, at))


async def version(store) -> int:
    """The directory's version."""
    return await store.read(lambda tx: tx.listings.version())


async def test_what_is_put_stands_with_its_first_revision(store) -> None:
    """A listing is there as it was given, with one revision that tells who, when, how and why."""
    assert await version(store) == 0
    kept = await put(store, TEA)
    assert kept.number == 1
    assert await store.read(lambda tx: tx.listings.get("tea")) == kept
    (one,) = await store.read(lambda tx: tx.listings.history("tea"))
    assert (one.number, one.at, one.act, one.state, one.body) == (1, NOON, ACT, "active", TEA.body)
    assert await store.read(lambda tx: tx.listings.get("coffee")) is None


async def test_each_change_is_a_revision_and_raises_the_version(store) -> None:
    """Nothing is written over: the earlier words stay in the history; readers find what is new."""
    first = await put(store, TEA)
    before = await version(store)
    await put(store, REFUGE)
    second = await put(store, Kept("tea", "oakfield", "removed", first.number, Body("{}")))
    assert await version(store) == before + 2
    history = await store.read(lambda tx: tx.listings.history("tea"))
    assert [(one.number, one.state, one.body.text) for one in history] == [
        (1, "active", TEA.body.text),
        (2, "removed", "{}"),
    ]
    changed = await store.read(lambda tx: tx.listings.since(before))
    assert [one.id for one in changed] == ["tea", "refuge"]  # as they were made
    assert changed[0].number == second.number
    assert changed[0].source == "a.yaml:3"  # an edit does not forget the file
    assert await store.read(lambda tx: tx.listings.since(before + 2)) == []


async def test_all_are_read_a_page_at_a_time(store) -> None:
    """Each page goes on after the last listing of the one before, in the order they were made."""
    for name in "dbca":
        await put(store, Kept(name, "oakfield", "active", 0, Body("{}")))
    await put(store, Kept("b", "oakfield", "removed", 1, Body("{}")))

    async def page(after: str) -> list[str]:
        return [one.id for one in await store.read(lambda tx: tx.listings.page(after, 3))]

    assert [await page(""), await page("c"), await page("a")] == [["d", "b", "c"], ["a"], []]


async def test_a_secret_address_is_sealed(store, url) -> None:
    """It comes back whole, and stands nowhere in what is stored."""
    kept = await put(store, REFUGE)
    file = Origin(Body("{}", "Zebulon Lodge"), Body('{"a":1}', "Zebulon Yard"))
    await store.run(lambda tx: tx.listings.settle("refuge", "b.yaml:1", file))
    assert (await store.read(lambda tx: tx.listings.get("refuge"))).body == kept.body
    assert (await store.read(lambda tx: tx.listings.history("refuge")))[0].body == kept.body
    assert await store.read(lambda tx: tx.listings.origin("refuge")) == file
    path = sqlite_path(url)
    if path is not None:
        raw = b"".join(one.read_bytes() for one in path.parent.glob("connectbot.db*"))
        assert b"Refuge" in raw
        assert b"Zebulon" not in raw
    assert "Zebulon" not in repr(kept)


async def test_what_a_file_says_waits_beside_until_it_is_settled(store) -> None:
    """An offer is listed until it is gone; where the listing stands in its file is known."""
    await put(store, TEA)
    assert await store.read(lambda tx: tx.listings.origin("tea")) == Origin()
    assert await store.read(lambda tx: tx.listings.origin("coffee")) == Origin()
    before = await version(store)
    offer = Origin(TEA.body, Body("{}"))
    await store.run(lambda tx: tx.listings.settle("tea", "a.yaml:9", offer))
    assert await store.read(lambda tx: tx.listings.offered()) == ["tea"]
    assert await store.read(lambda tx: tx.listings.sources()) == {"tea": "a.yaml:9"}
    assert [one.source for one in await store.read(lambda tx: tx.listings.since(before))] == [
        "a.yaml:9"
    ]
    await store.run(lambda tx: tx.listings.settle("tea", "a.yaml:9", Origin(TEA.body)))
    assert await store.read(lambda tx: tx.listings.offered()) == []


async def test_files_are_known_by_their_hashes(store) -> None:
    """What was taken over last is what is known."""
    await store.run(lambda tx: tx.listings.took({"a.yaml": "1", "b.yaml": "2"}))
    await store.run(lambda tx: tx.listings.took({"b.yaml": "3"}))
    assert await store.read(lambda tx: tx.listings.files()) == {"b.yaml": "3"}


async def test_a_change_that_fails_leaves_nothing(store) -> None:
    """A revision is there with its listing, or neither is."""

    def half(tx) -> None:
        tx.listings.put(TEA, ACT, NOON)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        await store.run(half)
    assert await version(store) == 0
    assert await store.read(lambda tx: tx.listings.history("tea")) == []
    assert (await put(store, TEA, at=NOON + timedelta(days=1))).number == 1


async def test_when_each_listing_last_changed_is_known(store) -> None:
    """The newest revision of each counts, of those that were taken out too."""
    assert await store.read(lambda tx: tx.listings.changed()) == {}
    first = await put(store, TEA)
    await put(store, REFUGE)
    later = NOON + timedelta(microseconds=1)
    await put(store, Kept("tea", "oakfield", "removed", first.number, Body("{}")), at=later)
    assert await store.read(lambda tx: tx.listings.changed()) == {"tea": later, "refuge": NOON}
