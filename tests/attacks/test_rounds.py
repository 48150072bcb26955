"""T6, by rounds: whoever has both databases and no key lines up who answered which rounds with the
rounds that each pseudonym has; before its key is destroyed, and after."""

from __future__ import annotations

import os
import random
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

from connectbot.desk.unlinking import readings_of
from connectbot.model.checkin import Enrolment, Wave
from connectbot.model.message import Address
from connectbot.store.cohorts import cohort_key
from tests.app.waiting import COHORT, NOW, WEEK, Ford, ended, ford_in
from tests.attacks.test_singling_out import WAVES

PLACES, EACH = 8, 30


async def answered(ford: Ford) -> dict[bytes, str]:
    """In each place thirty people answered at the start, and about half of them each later round;
    whose reading is whose, which an attacker does not know."""
    rng, key, truth = random.Random(6), cohort_key(ford.keys, COHORT), {}

    def once(tx):
        for number in range(PLACES * EACH):
            place = f"place-{number % PLACES}"
            who = tx.residents.at(Address("sms", f"+447700900{number:03}"), place, NOW)
            enrolment = Enrolment(
                id=os.urandom(16).hex(), resident_id=who.id, plan="usual", place=place,
                cohort=COHORT, anchor=date(2026, 11, 24), made_at=NOW, state="consented",
            )  # fmt: skip
            tx.checkins.enrol(enrolment)
            for wave in WAVES:
                state = "complete" if wave == "baseline" or rng.random() < 0.5 else "missed"
                tx.checkins.plan_wave(
                    Wave(0, enrolment.id, who.id, wave, NOW, "", NOW, state, closes_at=NOW)
                )
                if state == "complete":
                    leaving = replace(ended(enrolment, wave), strata={})
                    tx.checkins.leave(leaving)
                    truth.update((one.key, enrolment.id) for one in readings_of(leaving, key))

    await ford.store.run(once)
    await ford.crossing.cross(NOW + WEEK)
    return truth


def in_contacts(ford: Ford) -> dict[str, tuple[str, frozenset[str]]]:
    """The place of each enrolment and the rounds it answered, as the contacts database tells."""
    found: dict[str, tuple[str, set[str]]] = {}
    with closing(sqlite3.connect(ford.folder / "data" / "connectbot.db")) as database:
        for who, place, wave in database.execute(
            "SELECT e.id, e.place, w.wave FROM waves w JOIN enrolments e ON e.id = w.enrolment "
            "WHERE w.state = 'complete'"
        ):
            found.setdefault(who, (place, set()))[1].add(wave)
    return {who: (place, frozenset(waves)) for who, (place, waves) in found.items()}


async def lined_up(ford: Ford, truth: Mapping[bytes, str]) -> list[float]:
    """Of each person who has readings, how likely an attacker finds theirs who takes any pseudonym
    with just their rounds, or where there is none, with as many of them as there are."""
    found: dict[bytes, tuple[str, set[str]]] = {}
    name_of: dict[str, bytes] = {}
    for one in await ford.readings.readings():
        found.setdefault(one.pseudonym, (one.place, set()))[1].add(one.wave)
        name_of[truth[one.key]] = one.pseudonym
    rounds = {name: (place, frozenset(waves)) for name, (place, waves) in found.items()}
    alike, people = Counter(rounds.values()), in_contacts(ford)
    sure = []
    for who, name in name_of.items():
        place, waves = people[who]
        some = [one for one in alike if one[0] == place and one[1] <= waves]
        guess = max(some, key=lambda one: (len(one[1]), alike[one]))
        sure.append((rounds[name] == guess) / alike[guess])
    return sure


async def test_by_rounds_answered(tmp_path, tables, record):
    """T6a: of thirty people more than one is found by the rounds they answered while the key is
    there, which is why readings are called pseudonymised; afterwards each is one of ten."""
    ford = ford_in(tmp_path, tables)
    truth = await answered(ford)
    before = await lined_up(ford, truth)
    assert await ford.crossing.shred(COHORT, NOW + timedelta(days=300)) == ""
    after = await lined_up(ford, truth)
    await ford.store.close()
    many, few = sum(before) / PLACES, sum(after) / PLACES
    record(
        "T6a",
        f"{many:.0f} of {EACH} until then, some surely; after it {few:.0f}, "
        f"nobody surer than 1 in {1 / max(after):.0f}",
    )
    assert many > 4
    assert max(before) == 1
    assert max(after) <= 0.1
    assert len(after) > len(before) / 2
