"""A key of a quarter that is missing, broken or another one: its answers wait, those of no other
quarter do, and nothing of theirs is deleted in silence."""

from __future__ import annotations

import os

import pytest

from connectbot.desk.unlinking import destroyed_at
from connectbot.store import cohorts
from connectbot.store.cohorts import cohort_key, cohort_keys, destroy
from tests.app.waiting import COHORT, NOW, WEEK, ford_in

SHREDDED = destroyed_at(COHORT, None)
OTHER = "2026Q3"


@pytest.fixture
async def ford(tmp_path, tables):
    """Two new databases."""
    made = ford_in(tmp_path, tables)
    yield made
    await made.store.close()


def _file(ford, cohort=COHORT):
    return ford.keys / f"cohort-{cohort}.key"


async def _waiting_of(ford):
    return await ford.store.read(lambda tx: tx.checkins.leaving_of())


async def _taken(ford):
    """The key is taken away; what brings it back."""
    saved = _file(ford).read_bytes()
    _file(ford).unlink()

    def back():
        _file(ford).write_bytes(saved)
        _file(ford).chmod(0o600)

    return back


@pytest.mark.parametrize("crossed", [True, False])
async def test_a_missing_key_is_never_made_again(ford, crossed):
    """Neither by whoever answers, nor by the tick, nor by an enrolment, whether or not anything has
    crossed with it; put back it opens all that waited."""
    if crossed:
        await ford.several(10)
        await ford.crossing.often(NOW)
    more = [await ford.enrol(20 + number) for number in range(12)]
    for one in more[:11]:
        await ford.end(one)
    back = await _taken(ford)
    await ford.end(more[11])
    await ford.enrol(50)
    await ford.crossing.tick(NOW)
    assert not _file(ford).exists()
    assert await ford.crossing.cross(NOW + WEEK) == 0
    assert await _waiting_of(ford) == [COHORT]
    back()
    assert await ford.crossing.cross(NOW + WEEK) == 11
    await ford.crossing.shred(COHORT, SHREDDED)
    assert len({one.pseudonym for one in await ford.readings.readings()}) == 11 + 10 * crossed


@pytest.mark.parametrize("broken", ["missing", "open to all", "no key at all"])
async def test_only_its_own_quarter_waits(ford, caplog, broken):
    """Answers of another quarter cross, and people of it are erased; the operator is told of the
    file."""
    mine, other = await ford.enrol(1), await ford.enrol(2, OTHER)
    third = await ford.enrol(3, OTHER)
    for who in (mine, other, third):
        await ford.end(who, at=NOW - WEEK)
    {
        "missing": lambda: _file(ford).unlink(),
        "open to all": lambda: _file(ford).chmod(0o644),
        "no key at all": lambda: _file(ford).write_text("nothing"),
    }[broken]()
    await ford.crossing.tick(NOW)
    assert len(await ford.crossed()) == 4
    assert await _waiting_of(ford) == [COHORT]
    assert any(str(_file(ford)) in getattr(one, "reason", "") for one in caplog.records)
    await ford.store.run(lambda tx: tx.residents.forget(third.resident_id))
    await ford.crossing.tick(NOW)
    assert len(await ford.crossed()) == 2


async def test_one_that_cannot_be_opened_holds_up_no_other(ford, caplog):
    """It waits, and the others cross."""
    await ford.several(1, at=NOW - WEEK)
    saved = _file(ford).read_bytes()
    _file(ford).write_bytes(os.urandom(32).hex().encode())
    await ford.end(await ford.enrol(5), at=NOW - WEEK)
    _file(ford).write_bytes(saved)
    assert await ford.crossing.cross(NOW) == 1
    assert await _waiting_of(ford) == [COHORT]
    assert any("another key" in getattr(one, "reason", "") for one in caplog.records)


async def test_a_key_is_not_destroyed_over_what_waits(ford, caplog):
    """It says why and how to mend it; given up on purpose the rows go with the key."""
    await ford.several(10, at=NOW - WEEK)
    _file(ford).write_bytes(os.urandom(32).hex().encode())
    await ford.crossing.tick(SHREDDED)
    assert any("put back cohort-2026Q4.key" in getattr(o, "reason", "") for o in caplog.records)
    assert _file(ford).exists()
    assert await _waiting_of(ford) == [COHORT]
    assert await ford.crossing.shred(COHORT, SHREDDED, anyway=True) == ""
    assert await _waiting_of(ford) == []
    assert cohort_keys(ford.keys) == {}


async def test_readings_are_not_taken_for_erased_with_another_key(ford, caplog):
    """Under its pseudonyms nothing lies: they are erased once the right one is back, and looking
    says that they cannot be found."""
    (who, _) = await ford.several(2, at=NOW - WEEK)
    await ford.crossing.cross(NOW)
    saved = _file(ford).read_bytes()
    _file(ford).write_bytes(os.urandom(32).hex().encode())
    assert (await ford.crossing.answered(who.resident_id)).shut == (COHORT,)
    await ford.store.run(lambda tx: tx.residents.forget(who.resident_id))
    assert await ford.crossing.erase() == 0
    assert any("is another one" in getattr(one, "reason", "") for one in caplog.records)
    assert "to be erased" in await ford.crossing.shred(COHORT, SHREDDED)
    _file(ford).write_bytes(saved)
    assert await ford.crossing.erase() == 2


async def test_a_write_that_races_the_destroying_is_cleared(ford, monkeypatch, caplog):
    """Its key was read before the mark was made, and its row written after the others had gone."""
    who = await ford.enrol(1)
    real = cohorts.is_over
    monkeypatch.setattr(cohorts, "is_over", lambda *_: False)
    await ford.end(who)
    monkeypatch.setattr(cohorts, "is_over", real)
    destroy(ford.keys, COHORT)
    await ford.crossing.often(NOW)
    assert await _waiting_of(ford) == []
    assert not caplog.records


async def test_a_key_that_is_destroyed_as_it_is_made_does_not_stay(tmp_path, monkeypatch):
    """The mark is looked at again after making it."""
    folder = tmp_path
    real = cohorts.write_key

    def late(where, name):
        destroy(folder, COHORT)
        real(where, name)

    monkeypatch.setattr(cohorts, "write_key", late)
    with pytest.raises(cohorts.KeyringError, match="was destroyed"):
        cohort_key(folder, COHORT)
    assert cohort_keys(folder) == {}
