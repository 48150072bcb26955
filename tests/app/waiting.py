"""Check-ins that have ended and wait to cross, and both databases they cross between."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from connectbot.app.crossing import Crossing
from connectbot.model.checkin import Enrolment, Leaving, Part, Wave
from connectbot.store.opening import open_store
from connectbot.store.readings import ReadingsFile, open_readings
from connectbot.store.sqlite import SqliteStore

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
COHORT = "2026Q4"


@dataclass
class Ford:
    """Two databases and a keyring in a folder of their own."""

    folder: Path
    store: SqliteStore
    readings: ReadingsFile
    crossing: Crossing

    @property
    def keys(self) -> Path:
        """The keyring."""
        return self.folder / "keys"

    async def enrol(self, number: int, cohort: str = COHORT, at: datetime = NOW) -> Enrolment:
        """One more resident, enrolled; their baseline is complete and nothing waits yet."""

        def once(tx):
            who = tx.residents.at(_phone(number), "oakfield", at)
            enrolment = Enrolment(
                id=os.urandom(16).hex(), resident_id=who.id, plan="usual", place="oakfield",
                cohort=cohort, anchor=date(2026, 11, 24), made_at=at, state="consented",
            )  # fmt: skip
            tx.checkins.enrol(enrolment)
            wave = Wave(0, enrolment.id, who.id, "baseline", at, "", at, "complete", closes_at=at)
            tx.checkins.plan_wave(wave)
            return enrolment

        return await self.store.run(once)

    async def end(
        self, who: Enrolment, wave: str = "baseline", at: datetime = NOW, **fields: object
    ) -> Leaving:
        """A check-in of theirs ends: two readings wait."""
        leaving = replace(ended(who, wave, at), **fields)  # type: ignore[arg-type]
        await self.store.run(lambda tx: tx.checkins.leave(leaving))
        return leaving

    async def several(self, count: int, **how: object) -> list[Enrolment]:
        """So many people, each with a check-in that waits."""
        people = [await self.enrol(number) for number in range(count)]
        for who in people:
            await self.end(who, **how)  # type: ignore[arg-type]
        return people

    async def waiting(self) -> list[Leaving]:
        """What waits."""
        return list(await self.store.read(lambda tx: tx.checkins.leaving(COHORT)))

    async def crossed(self) -> list[bytes]:
        """The keys of the readings."""
        return [one.key for one in await self.readings.readings()]


def _phone(number: int):
    from connectbot.model.message import Address

    return Address("sms", f"+447700900{number:03d}")


def ended(who: Enrolment, wave: str = "baseline", at: datetime = NOW, score: int = 7) -> Leaving:
    """A check-in of theirs as it waits, with two instruments."""
    return Leaving(
        key=os.urandom(16), resident_id=who.resident_id, cohort=who.cohort, waits_since=at,
        enrolment=who.id, place=who.place, plan=who.plan, wave=wave,
        strata={"language": "en", "age": "25-64"},
        readings=(
            Part(os.urandom(16), "ons4", "2020", {"worthwhile": score, "satisfied": score}),
            Part(os.urandom(16), "pulse", "2020", {"satisfied": score}),
        ),
    )  # fmt: skip


def ford_in(folder: Path, tables: Path) -> Ford:
    """Both databases, new, in a folder."""
    data = folder / "data"
    data.mkdir(parents=True)
    shutil.copy(tables, data / "connectbot.db")
    url = f"sqlite:///{data / 'connectbot.db'}"
    store = open_store(url, folder / "keys")
    assert isinstance(store, SqliteStore)
    readings = open_readings(f"sqlite:///{folder / 'measures' / 'measures.db'}", url)
    return Ford(folder, store, readings, Crossing(store, readings, folder / "keys"))


WEEK = timedelta(days=7)
