"""The order in which updates come out of the gate, however they come to it."""

from __future__ import annotations

import asyncio
import random
from time import perf_counter

import pytest

from connectbot.channels.telegram.gate import Gate


async def brought(gate: Gate, order: list[tuple[int, str]], took: float = 0.0) -> list[int]:
    """Updates brought in this order, a moment apart: the order in which they were taken."""
    taken: list[int] = []

    async def one(number: int, chat: str) -> None:
        async with gate.turn(number, chat):
            await asyncio.sleep(took)
            taken.append(number)

    tasks = []
    for number, chat in order:
        tasks.append(asyncio.create_task(one(number, chat)))
        await asyncio.sleep(0.001)
    await asyncio.gather(*tasks)
    return taken


async def test_updates_of_one_chat_come_out_in_their_order() -> None:
    """Brought in any order, ten times over."""
    chance = random.Random(20261122)
    for _ in range(10):
        order = [(number, "a") for number in range(700, 712)]
        chance.shuffle(order)
        assert await brought(Gate(first=0.05, missing=0.5), order) == list(range(700, 712))


async def test_other_chats_do_not_wait_for_a_slow_one() -> None:
    """Each chat has an order of its own; a missing number of another chat holds nothing longer than
    until it comes."""
    gate = Gate(first=0)
    slow = asyncio.create_task(brought(gate, [(700, "a")], took=0.3))
    await asyncio.sleep(0.01)
    began = perf_counter()
    assert await brought(gate, [(702, "b"), (701, "c")]) == [701, 702]
    assert perf_counter() - began < 0.2
    assert await slow == [700]


async def test_what_does_not_come_is_not_waited_for_long() -> None:
    """A gap costs one wait, and after a few in vain none: they go to another process."""
    gate = Gate(first=0, missing=0.1)
    await brought(gate, [(700, "a")])
    waits = []
    for number in (702, 704, 706, 708, 710):
        began = perf_counter()
        await brought(gate, [(number, "a")])
        waits.append(perf_counter() - began)
    assert all(0.1 <= wait < 0.3 for wait in waits[:3])
    assert max(waits[3:]) < 0.05


async def test_one_that_comes_late_goes_at_once_and_gaps_count_again() -> None:
    """Repeats and latecomers pass; from then on a gap is waited for."""
    gate = Gate(first=0, missing=0.1)
    await brought(gate, [(700, "a"), (702, "a"), (704, "a"), (706, "a")])
    began = perf_counter()
    assert await brought(gate, [(701, "a"), (700, "a")]) == [701, 700]
    assert perf_counter() - began < 0.05
    await brought(gate, [(708, "a")])
    assert perf_counter() - began >= 0.1


async def test_numbers_may_begin_anew() -> None:
    """After a silent week Telegram counts from anywhere, also from below."""
    gate = Gate(first=0, missing=0.1)
    await brought(gate, [(90_000, "a")])
    assert await brought(gate, [(702, "a"), (701, "a")]) in ([701, 702], [702, 701])
    began = perf_counter()
    assert await brought(gate, [(703, "a")]) == [703]
    assert perf_counter() - began < 0.05


async def test_a_failure_lets_the_next_one_go_on() -> None:
    """Whatever breaks inside a turn is no lock."""
    gate = Gate(first=0)
    with pytest.raises(OSError, match="full"):
        async with gate.turn(700, "a"):
            raise OSError("full")
    assert await brought(gate, [(701, "a")]) == [701]


async def test_nobody_waits_for_ever_for_an_earlier_one() -> None:
    """One that hangs holds the later ones of its chat back for two seconds at most."""
    gate = Gate(first=0)
    hangs = asyncio.create_task(brought(gate, [(700, "a")], took=9))
    await asyncio.sleep(0.01)
    began = perf_counter()
    assert await brought(gate, [(701, "a")]) == [701]
    assert perf_counter() - began < 2.5
    hangs.cancel()
