"""Answers cross into the readings database once, go from it with whoever gave them, and are cut off
from everybody in time; whatever stops it half-way."""

from __future__ import annotations

from collections import defaultdict
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from connectbot.desk.ports import Erasing
from connectbot.desk.unlinking import destroyed_at, pseudonym
from connectbot.store.cohorts import cohort_key, cohort_keys, destroyed
from tests.app.waiting import COHORT, NOW, WEEK, ford_in

SHREDDED = destroyed_at(COHORT, None)


@pytest.fixture
async def ford(tmp_path, tables):
    """Two new databases."""
    made = ford_in(tmp_path, tables)
    yield made
    await made.store.close()


async def test_nine_wait_and_ten_leave_together(ford):
    """One of nine could be guessed; with the tenth all go, each instrument as a reading."""
    await ford.several(9)
    assert await ford.crossing.cross(NOW) == 0
    await ford.end(await ford.enrol(9))
    assert await ford.crossing.cross(NOW) == 10
    assert await ford.waiting() == []
    assert len(await ford.crossed()) == 20
    assert await ford.crossing.cross(NOW) == 0


async def test_another_wave_does_not_make_ten(ford):
    """Ten of which one is the only one of its wave would show whose that one is."""
    people = await ford.several(9)
    await ford.end(people[0], "6-weeks")
    assert await ford.crossing.cross(NOW) == 0


async def test_after_a_week_it_leaves_even_alone(ford):
    """Sealed answers do not stay beside a name for longer."""
    await ford.several(3)
    assert await ford.crossing.cross(NOW + WEEK - timedelta(seconds=1)) == 0
    assert await ford.crossing.cross(NOW + WEEK) == 3


async def test_the_same_person_stands_together_in_every_wave(ford):
    """A change is reckoned over two waves of one person, without knowing whose they are."""
    people = await ford.several(2, at=NOW - WEEK)
    for who in people:
        await ford.end(who, "6-weeks", NOW - WEEK)
    await ford.crossing.cross(NOW)
    waves = defaultdict(set)
    for one in await ford.readings.readings():
        waves[one.pseudonym].add((one.wave, one.instrument))
    assert len(waves) == 2
    assert {len(some) for some in waves.values()} == {4}
    key = cohort_key(ford.keys, COHORT)
    assert set(waves) == {pseudonym(key, who.id) for who in people}


async def test_a_key_is_made_with_the_first_enrolment_of_a_quarter(ford):
    """Nobody has to think of it; another process finds the same one."""
    await ford.crossing.tick(NOW)
    assert cohort_keys(ford.keys) == {}
    await ford.enrol(1)
    await ford.crossing.tick(NOW)
    made = cohort_keys(ford.keys)
    await ford.crossing.tick(NOW)
    assert made == cohort_keys(ford.keys)
    assert [one.cohort for one in await ford.crossing.known()] == [COHORT]


async def test_another_key_of_that_name_is_refused(ford, caplog):
    """A keyring from before would part a person's waves: what waits goes on waiting."""
    await ford.several(2, at=NOW - WEEK)
    await ford.crossing.cross(NOW)
    (ford.keys / f"cohort-{COHORT}.key").write_text("ab" * 32)
    await ford.end(await ford.enrol(5), at=NOW - WEEK)
    assert await ford.crossing.cross(NOW) == 0
    assert len(await ford.waiting()) == 1
    assert "put that file back" in caplog.records[-1].reason


async def test_whoever_is_erased_goes_from_both(ford):
    """What waits and what has crossed of one person goes; the others' stays."""
    people = await ford.several(3, at=NOW - WEEK)
    await ford.crossing.cross(NOW)
    await ford.end(people[0], "6-weeks")
    await ford.store.run(lambda tx: tx.residents.forget(people[0].resident_id))
    assert await ford.waiting() == []
    await ford.crossing.tick(NOW)
    key = cohort_key(ford.keys, COHORT)
    left = {one.pseudonym for one in await ford.readings.readings()}
    assert left == {pseudonym(key, who.id) for who in people[1:]}
    assert await ford.crossing.erase() == 0
    assert await ford.crossing.erase(again=True) == 0


async def test_who_is_erased_while_it_crosses_is_not_left(ford):
    """The answers are on their way when FORGET ME comes: they arrive, and go again."""
    (who,) = await ford.several(1, at=NOW - WEEK)
    real = ford.readings.writing

    @asynccontextmanager
    async def late():
        async with real() as pen:
            put = pen.put

            async def then_forgotten(readings):
                count = await put(readings)
                await ford.store.run(lambda tx: tx.residents.forget(who.resident_id))
                return count

            pen.put = then_forgotten
            yield pen

    ford.readings.writing = late
    await ford.crossing.cross(NOW)
    ford.readings.writing = real
    assert len(await ford.crossed()) == 2
    await ford.crossing.tick(NOW)
    assert await ford.crossed() == []


async def test_a_copy_of_the_readings_put_back_loses_them_again(ford):
    """Who was erased since it was made is known as long as the key is there."""
    people = await ford.several(2, at=NOW - WEEK)
    await ford.crossing.cross(NOW)
    before = await ford.readings.readings()
    await ford.store.run(lambda tx: tx.residents.forget(people[0].resident_id))
    await ford.crossing.tick(NOW)
    async with ford.readings.writing() as pen:
        await pen.put(before)
    assert await ford.crossing.erase(again=True) == 2
    assert len(await ford.crossed()) == 2


async def test_a_cohort_is_unlinked_in_its_time(ford):
    """Sixty days after its last wave: the key is gone, who answered twice still stands together,
    and no pseudonym is the one from before."""
    people = await ford.several(21, at=NOW - WEEK)
    for who in people[:10]:
        await ford.end(who, "6-weeks", NOW - WEEK)
    await ford.crossing.tick(NOW)
    before = {one.key: one.pseudonym for one in await ford.readings.readings()}
    await ford.crossing.tick(SHREDDED - timedelta(seconds=1))
    assert cohort_keys(ford.keys)
    await ford.crossing.tick(SHREDDED)
    assert cohort_keys(ford.keys) == {}
    assert destroyed(ford.keys) == (COHORT,)
    assert await ford.readings.cohorts() == {COHORT: ""}
    after = {one.key: one.pseudonym for one in await ford.readings.readings()}
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())
    pairs = {(before[key], after[key]) for key in after}
    assert len(pairs) == len({old for old, _ in pairs}) == len({new for _, new in pairs})
    told = await ford.store.read(lambda tx: tx.audit.entries())
    assert [(one.action, one.thing) for one in told] == [("keys.destroyed", "2026q4")]


async def test_what_waits_crosses_before_its_key_is_destroyed(ford):
    """Nothing that somebody answered is lost by it."""
    await ford.several(10, at=SHREDDED)
    await ford.end((await ford.enrol(10)), at=SHREDDED)
    await ford.crossing.shred(COHORT, SHREDDED)
    assert await ford.waiting() == []
    assert len({one.pseudonym for one in await ford.readings.readings()}) == 11


async def test_whoever_is_one_of_a_few_is_not_kept_for_good(ford):
    """Nine who answered the same rounds could be told apart by who knows them all."""
    await ford.several(9, at=NOW - WEEK)
    await ford.crossing.tick(NOW)
    await ford.crossing.tick(SHREDDED)
    assert await ford.crossed() == []


async def test_what_needed_the_key_goes_with_it(ford):
    """Whom to erase by it; and an enrolment erased later asks for nothing."""
    people = await ford.several(2, at=NOW - WEEK)
    await ford.crossing.tick(NOW)
    await ford.store.run(lambda tx: tx.residents.forget(people[0].resident_id))
    await ford.crossing.tick(SHREDDED)
    assert await ford.store.read(lambda tx: tx.unlinking.cohorts()) == []
    await ford.store.run(lambda tx: tx.residents.forget(people[1].resident_id))
    await ford.crossing.tick(SHREDDED)
    assert await ford.store.read(lambda tx: tx.unlinking.cohorts()) == []


async def test_a_destroyed_key_does_not_come_back(ford):
    """Neither from a copy of the keyring, nor with answers from a copy of the contacts."""
    who, *_ = await ford.several(10, at=NOW - WEEK)
    await ford.crossing.tick(NOW)
    old = (ford.keys / f"cohort-{COHORT}.key").read_bytes()
    await ford.crossing.tick(SHREDDED)
    before = await ford.readings.readings()
    await ford.end(who, "6-weeks", NOW)
    for mark in ford.keys.glob("*.destroyed"):
        mark.unlink()
    (ford.keys / f"cohort-{COHORT}.key").write_bytes(old)
    (ford.keys / f"cohort-{COHORT}.key").chmod(0o600)
    await ford.crossing.tick(SHREDDED)
    assert cohort_keys(ford.keys) == {}
    assert await ford.readings.readings() == before


async def test_withdrawn_answers_are_erased_by_their_enrolment(ford):
    """Somebody takes their consent back and stays: their readings go, they do not."""
    people = await ford.several(2, at=NOW - WEEK)
    await ford.crossing.tick(NOW)
    await ford.store.run(lambda tx: tx.unlinking.erase(Erasing(people[0].id, COHORT)))
    await ford.crossing.tick(NOW)
    assert len(await ford.crossed()) == 2
