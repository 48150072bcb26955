"""A crowd that is enrolled, answers over weeks, and whose answers cross: real files, real keys.

What a test knows and an attacker does not is whose reading is whose: `truth`.
"""

from __future__ import annotations

import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from connectbot.desk.unlinking import readings_of
from connectbot.model.checkin import Enrolment, Leaving, Part, Wave
from connectbot.model.message import Address
from connectbot.store.cohorts import cohort_key
from tests.app.waiting import Ford, ford_in

BEGAN = datetime(2026, 10, 5, 9, tzinfo=UTC)
ANSWERED = ("satisfied", "worthwhile", "happy", "anxious")


@dataclass
class Crowd:
    """Everybody in the order in which they answered, and the key of each one's reading."""

    ford: Ford
    people: list[Enrolment] = field(default_factory=list)
    truth: list[bytes] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    @property
    def contacts(self) -> list[Path]:
        """The files of the contacts database."""
        return sorted((self.ford.folder / "data").iterdir())

    @property
    def apart(self) -> list[Path]:
        """The files of the readings database."""
        return sorted(self.ford.readings.path.parent.iterdir())

    async def answer(self, places: Sequence[str], at: datetime, cohort: str = "2026Q4") -> None:
        """In each place somebody new answers, one after the other; all of it in one commit."""
        made = [self._somebody(place, at + timedelta(seconds=n), cohort) for n, place in
                enumerate(places)]  # fmt: skip
        key = cohort_key(self.ford.keys, cohort)
        for leaving, who in await self.ford.store.run(_move_in, made):
            self.people.append(who)
            self.truth.append(readings_of(leaving, key)[0].key)

    def _somebody(
        self, place: str, at: datetime, cohort: str
    ) -> tuple[Address, Enrolment, datetime]:
        number = f"+447700900{len(self.numbers) % 1000:03d}"
        self.numbers.append(number)
        # More people than numbers for tests: what makes each one's own is what comes after it.
        address = Address("sms", f"{number};{len(self.numbers)}")
        enrolment = Enrolment(
            id=os.urandom(16).hex(), resident_id=0, plan="usual", place=place, cohort=cohort,
            anchor=date(2026, 10, 5), made_at=at, state="consented",
        )  # fmt: skip
        return address, enrolment, at


def _move_in(tx, made):
    found = []
    for address, enrolment, at in made:
        who = tx.residents.at(address, enrolment.place, at)
        whole = replace(enrolment, resident_id=who.id)
        tx.checkins.enrol(whole)
        tx.checkins.plan_wave(
            Wave(0, whole.id, who.id, "baseline", at, "", at, "complete", sent_at=at, closes_at=at)
        )
        leaving = waiting(whole, at)
        tx.checkins.leave(leaving)
        found.append((leaving, whole))
    return found


def waiting(who: Enrolment, at: datetime, values: Mapping[str, int] | None = None) -> Leaving:
    """One check-in of theirs, answered by chance unless said."""
    answers = values or {item: random.randint(0, 10) for item in ANSWERED}
    return Leaving(
        key=os.urandom(16), resident_id=who.resident_id, cohort=who.cohort, waits_since=at,
        enrolment=who.id, place=who.place, plan=who.plan, wave="baseline", strata={},
        readings=(Part(os.urandom(16), "ons4", "1", answers),),
    )  # fmt: skip


async def crowded(
    folder: Path, tables: Path, *, places: int, each: int, flushes: int, cohort: str = "2026Q4"
) -> Crowd:
    """In so many places so many people answered, and their answers crossed in so many flushes."""
    crowd = Crowd(ford_in(folder, tables))
    names = [f"place-{number:03d}" for number in range(places)]
    at = BEGAN
    for flush in range(flushes):
        share = each // flushes
        for _ in range(share):
            at += timedelta(hours=3)
            await crowd.answer(names, at, cohort)
        crossed = await crowd.ford.crossing.cross(at)
        assert crossed == places * share, f"flush {flush}: {crossed}"
    return crowd
