"""The order in which updates come out of the gate, however they come to it."""

from __future__ import annotations

import asyncio
import random

import pytest

from connectbot.channels.telegram.gate import LONGEST_SECONDS, Gate
from tests.channels.telegram.moments import in_no_time, seconds

A_MOMENT = 0.001


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
        await asyncio.sleep(A_MOMENT)
    await asyncio.gather(*tasks)
    return taken


@in_no_time
async def test_updates_of_one_chat_come_out_in_their_order() -> None:
    """Brought in any order, ten times over."""
    chance = random.Random(20261122)
    for _ in range(10):
        order = [(number, "a") for number in range(700, 712)]
        chance.shuffle(order)
        assert await brought(Gate(first=0.05, missing=0.5), order) == list(range(700, 712))


@in_no_time
async def test_other_chats_do_not_wait_for_a_slow_one() -> None:
    """Each chat has an order of its own; a missing number of another chat holds nothing longer than
    until it comes."""
    gate = Gate(first=0)
    slow = asyncio.create_task(brought(gate, [(700, "a")], took=0.3))
    await asyncio.sleep(0.01)
    assert await brought(gate, [(702, "b"), (701, "c")]) == [701, 702]
    assert not slow.done()
    assert await slow == [700]


@in_no_time
async def test_what_does_not_come_is_not_waited_for_long() -> None:
    """A gap costs one wait, and after a few in vain none: they go to another process."""
    gate = Gate(first=0, missing=0.1)
    await brought(gate, [(700, "a")])
    numbers = (702, 704, 706, 708, 710)
    waits = [await seconds(brought(gate, [(number, "a")])) for number in numbers]
    assert waits == [*[pytest.approx(0.1)] * 3, *[pytest.approx(A_MOMENT)] * 2]


@in_no_time
async def test_one_that_comes_late_goes_at_once_and_gaps_count_again() -> None:
    """Repeats and latecomers pass; from then on a gap is waited for."""
    gate = Gate(first=0, missing=0.1)
    await brought(gate, [(700, "a"), (702, "a"), (704, "a"), (706, "a")])
    began = asyncio.get_running_loop().time()
    assert await brought(gate, [(701, "a"), (700, "a")]) == [701, 700]
    assert asyncio.get_running_loop().time() - began == pytest.approx(2 * A_MOMENT)
    assert await seconds(brought(gate, [(708, "a")])) == pytest.approx(0.1)


@in_no_time
async def test_numbers_may_begin_anew() -> None:
    """After a silent week Telegram counts from anywhere, also from below."""
    gate = Gate(first=0, missing=0.1)
    await brought(gate, [(90_000, "a")])
    assert await brought(gate, [(702, "a"), (701, "a")]) in ([701, 702], [702, 701])
    assert await seconds(brought(gate, [(703, "a")])) == pytest.approx(A_MOMENT)


@in_no_time
async def test_a_failure_lets_the_next_one_go_on() -> None:
    """Whatever breaks inside a turn is no lock."""
    gate = Gate(first=0)
    with pytest.raises(OSError, match="full"):
        async with gate.turn(700, "a"):
            raise OSError("full")
    assert await brought(gate, [(701, "a")]) == [701]


@in_no_time
async def test_nobody_waits_for_ever_for_an_earlier_one() -> None:
    """One that hangs holds the later ones of its chat back for two seconds at most."""
    gate = Gate(first=0)
    hangs = asyncio.create_task(brought(gate, [(700, "a")], took=9))
    await asyncio.sleep(0.01)
    assert await seconds(brought(gate, [(701, "a")])) == pytest.approx(LONGEST_SECONDS)
    hangs.cancel()
