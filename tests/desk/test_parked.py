"""A message that broke something is answered after all, or put aside; looking is written down."""

from datetime import timedelta

import pytest

from connectbot.desk import parked, receive
from connectbot.flows import engine
from tests.desk.town import JEAN, Town


async def park(town: Town, monkeypatch: pytest.MonkeyPatch, *words: str) -> list[int]:
    """These messages break something; their numbers."""
    with monkeypatch.context() as broken:
        broken.setattr(engine, "advance", lambda *_: 1 / 0)
        for text in words:
            await town.text(text)
    await town.leave()
    return [one.seq for one in await town.store.read(lambda tx: tx.inbox.parked())]


async def log(town: Town) -> list[tuple[str, str, str]]:
    """What the audit log tells."""
    entries = await town.store.read(lambda tx: tx.audit.entries())
    return [(one.action, one.thing, one.result) for one in entries]


async def answered(town: Town) -> list[str]:
    """Whoever waits is answered; what Jean reads."""
    (resident,) = await town.store.read(lambda tx: tx.inbox.residents_waiting())
    while await town.store.run(receive.answer_next, resident, town.desk, town.now):
        pass
    return (await town.delivered())[JEAN]


async def test_it_is_answered_after_all_in_its_order(town, monkeypatch) -> None:
    """Once the fault is mended two parked messages are answered as they were written."""
    ids = await park(town, monkeypatch, "hello", "menu")
    for id in reversed(ids):
        assert await town.store.run(parked.replay, id, town.now)
    waiting = await town.store.read(lambda tx: tx.inbox.waiting(1))
    assert [one.inbound.text for one in waiting] == ["hello", "menu"]
    assert await answered(town)
    assert await town.store.read(lambda tx: list(tx.inbox.parked())) == []
    told = [entry for entry in await log(town) if entry[0].startswith("parked")]
    assert told == [("parked.replayed", f"parked:{id}", "done") for id in reversed(ids)]


async def test_one_that_still_breaks_is_parked_again(town, monkeypatch) -> None:
    """Nothing is lost by trying too early."""
    (id,) = await park(town, monkeypatch, "hello")
    await town.store.run(parked.replay, id, town.now)
    monkeypatch.setattr(engine, "advance", lambda *_: 1 / 0)
    await town.store.run(receive.answer_next, 1, town.desk, town.now)
    assert [one.seq for one in await town.store.read(lambda tx: tx.inbox.parked())] == [id]


async def test_it_is_put_aside_for_a_reason(town, monkeypatch) -> None:
    """It is not answered, and the log says why; a second time there is nothing to put aside."""
    (id,) = await park(town, monkeypatch, "hello")
    assert await town.store.run(parked.discard, id, "answered", town.now)
    assert not await town.store.run(parked.discard, id, "answered", town.now)
    assert not await town.store.run(parked.replay, id, town.now)
    assert ("parked.discarded", f"parked:{id}", "answered") in await log(town)


async def test_who_looks_at_the_words_is_written_down(town, monkeypatch) -> None:
    """The words are shown on request alone, and the log says that they were."""
    (id,) = await park(town, monkeypatch, "im lonely")
    inbound = await town.store.run(parked.words, id, town.now)
    assert inbound.text == "im lonely"
    assert ("parked.shown", f"parked:{id}", "done") in await log(town)
    assert await town.store.run(parked.words, id + 1, town.now) is None


async def test_words_that_were_forgotten_are_not_answered(town, monkeypatch) -> None:
    """Once its writer is forgotten a parked message is gone."""
    (id,) = await park(town, monkeypatch, "hello")
    town.now += timedelta(days=1)
    await town.store.run(lambda tx: tx.residents.forget(1))
    assert not await town.store.run(parked.replay, id, town.now)
    assert await town.store.run(parked.words, id, town.now) is None
