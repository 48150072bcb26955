"""A tick of crossing is killed before and after every step of it, and the next one goes on: nothing
is lost, nothing is doubled."""

from __future__ import annotations

from collections import defaultdict
from contextlib import asynccontextmanager

import pytest

from connectbot.desk.unlinking import destroyed_at, pseudonym
from connectbot.store.cohorts import cohort_key, cohort_keys
from tests.app.waiting import COHORT, NOW, WEEK, ford_in

SHREDDED = destroyed_at(COHORT, None)


@pytest.fixture
async def ford(tmp_path, tables):
    """Two new databases."""
    made = ford_in(tmp_path, tables)
    yield made
    await made.store.close()


class Killed(BaseException):
    """The process ends here, as after kill -9."""


class Killing:
    """Both databases, of which one stops everything at its nth step, before or after it."""

    def __init__(self, ford, step, *, after):
        self.left, self.after = step, after
        self.store, self.file = ford.store, ford.readings

    async def step(self, do, *args, **how):
        self.left -= 1
        if self.left == 0 and not self.after:
            raise Killed
        done = await do(*args, **how)
        if self.left == 0 and self.after:
            raise Killed
        return done

    async def run(self, *args, **how):
        return await self.step(self.store.run, *args, **how)

    async def read(self, *args, **how):
        return await self.step(self.store.read, *args, **how)

    async def cohorts(self):
        return await self.step(self.file.cohorts)

    async def tidy(self):
        return await self.step(self.file.tidy)

    @asynccontextmanager
    async def writing(self):
        async with self.file.writing() as pen:
            for name in ("put", "erase", "unlink", "knows"):
                real = getattr(pen, name)
                setattr(pen, name, lambda *args, real=real: self.step(real, *args))
            yield pen
        await self.step(_nothing)


async def _nothing():
    return None


async def run_killed(ford, step, when, *, after):
    """A tick that is killed at this step; whether it came so far."""
    broken = Killing(ford, step, after=after)
    crossing = type(ford.crossing)(broken, broken, ford.keys)
    try:
        await crossing.tick(when)
    except Killed:
        return True
    return False


async def test_killed_anywhere_nothing_is_lost_or_doubled(ford):
    """Killed before and after every step of a tick, again and again, while people end check-ins,
    are erased, and in the end the key is destroyed: each reading is there once."""
    people, kills = [await ford.enrol(number) for number in range(60)], 0
    waves = defaultdict(int)
    expected, gone = set(), set()
    for step in range(1, 40):
        for after in (False, True):
            who = people[(2 * step + after) % len(people)]
            if who.id in gone:
                continue
            waves[who.id] += 1
            await ford.end(who, f"wave-{waves[who.id]}", NOW - WEEK)
            expected.add((who.id, f"wave-{waves[who.id]}"))
            if step % 5 == 0 and not after:
                await ford.store.run(lambda tx, who=who: tx.residents.forget(who.resident_id))
                gone.add(who.id)
            killed = await run_killed(ford, 1 + step % 16, NOW, after=after)
            kills += killed
    await ford.crossing.tick(NOW)
    key = cohort_key(ford.keys, COHORT)
    names = {pseudonym(key, who.id): who.id for who in people}
    found = [
        (names[one.pseudonym], one.wave, one.instrument) for one in await ford.readings.readings()
    ]
    assert len(found) == len(set(found))
    assert {(who, wave) for who, wave, _ in found} == {
        one for one in expected if one[0] not in gone
    }
    assert len(found) == 2 * len({(who, wave) for who, wave, _ in found})
    assert kills >= 60


@pytest.mark.parametrize("after", [False, True])
async def test_killed_while_a_key_is_destroyed(ford, after):
    """Whatever step it was, the next tick ends it: no key, no old pseudonym, nobody lost."""
    people = await ford.several(11, at=NOW - WEEK)
    await ford.crossing.tick(NOW)
    old = {one.pseudonym for one in await ford.readings.readings()}
    await ford.store.run(lambda tx: tx.residents.forget(people[0].resident_id))
    await ford.crossing.tick(NOW)
    step = 0
    while await run_killed(ford, step := step + 1, SHREDDED, after=after):
        pass
    assert step > 8
    await ford.crossing.tick(SHREDDED)
    assert cohort_keys(ford.keys) == {}
    assert await ford.readings.cohorts() == {COHORT: ""}
    left = {one.pseudonym for one in await ford.readings.readings()}
    assert len(left) == 10
    assert not left & old
