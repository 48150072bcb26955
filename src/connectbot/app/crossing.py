"""Scored answers cross from the contacts database into the readings database, and go from there:
erased with whoever gave them, or cut off from them when their cohort's key is destroyed.

Killed between any two steps, the next tick goes on. The order is what makes that so: readings are
committed there before they are deleted here; a key is marked as destroyed before it is removed, and
removed before the pseudonyms made with it are replaced. The readings database is held from before
the contacts database is read, so that whoever is erased meanwhile is found by the erasing.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from connectbot.clock import Tick
from connectbot.desk import audit
from connectbot.desk.answered import Answered, mend
from connectbot.desk.ports import Erasing, Readings, Store, Tx
from connectbot.desk.unlinking import destroyed_at, due, pseudonym, readings_of, ready
from connectbot.measures.released.coarsening import coarsened
from connectbot.model.checkin import Leaving
from connectbot.store.cohorts import (
    cohort_key,
    cohort_keys,
    destroy,
    destroyed,
    is_over,
    key_of,
    names,
    usable,
)
from connectbot.store.copies import SEALED
from connectbot.store.keyring import KeyringError, key_id

log = logging.getLogger(__name__)

OFTEN_SECONDS, SELDOM_SECONDS = 60, 3600
MOST = 5000
NOT_CROSSED = "readings wait: the key of their cohort cannot be used"
NOT_ERASED = "readings are still to be erased: the key of their cohort cannot be used"
NOT_DESTROYED = "the key of a cohort is kept: what waits could not cross"


@dataclass(frozen=True, slots=True)
class Cohort:
    """One quarter of enrolment: its key's id ("" where it was destroyed), when the key is, or was
    to be, destroyed, and whether it is there, can be read, and is the one that readings know."""

    cohort: str
    key_id: str
    ends: datetime
    usable: bool = True


@dataclass
class Crossing:
    """Both databases and the keyring between them."""

    store: Store
    readings: Readings
    keyring: Path

    async def tick(self, now: datetime) -> None:
        """Everything that is due."""
        await self.often(now)
        await self.seldom(now)

    async def often(self, now: datetime) -> None:
        """What was left half-way, who is to be erased, what may cross."""
        await self.finish()
        await self.erase()
        await self.cross(now)
        await self.readings.tidy()

    async def seldom(self, now: datetime) -> None:
        """Keys of new quarters, and of quarters that are over."""
        await self.make_keys()
        for cohort in await self.due(now):
            if why := await self.shred(cohort, now):
                log.error(NOT_DESTROYED, extra={"event_kind": "crossing", "reason": why})

    async def make_keys(self) -> None:
        """A key for every quarter that somebody is enrolled in, made once: not where anything is
        sealed with one, or was made with one, that is missing now."""
        there = {*names(self.keyring), *destroyed(self.keyring)}
        used = {*await self.readings.cohorts(), *await self.store.read(_sealed_of)}
        for cohort in await self.store.read(_enrolled):
            if cohort not in there | used:
                cohort_key(self.keyring, cohort)

    async def cross(self, now: datetime, *, all_of: str = "") -> int:
        """Take over what may go, and with `all_of` whatever waits of that cohort; how many
        check-ins."""
        cohorts = [all_of] if all_of else await self.store.read(_waiting_of)
        return sum([await self._cross(one, now, everything=bool(all_of)) for one in cohorts])

    async def _going(self, cohort: str, now: datetime, *, everything: bool) -> list[Leaving]:
        waiting = await self.store.read(_waiting, cohort)
        return list(waiting) if everything else ready(waiting, now)

    async def _cross(self, cohort: str, now: datetime, *, everything: bool) -> int:
        if is_over(self.keyring, cohort):  # written as the key was destroyed: nobody can open it
            await self._unlink(cohort)
            return 0
        try:
            if not await self._going(cohort, now, everything=everything):
                return 0
            key = key_of(self.keyring, cohort)
            async with self.readings.writing() as pen:
                await pen.knows(cohort, key_id(key).hex())
                going = await self._going(cohort, now, everything=everything)
                await pen.put([reading for one in going for reading in readings_of(one, key)])
        except KeyringError as error:
            log.error(NOT_CROSSED, extra={"event_kind": "crossing", "reason": str(error)})
            return 0
        await self.store.run(_left, [one.key for one in going])
        return len(going)

    async def erase(self, *, again: bool = False) -> int:
        """Take away the readings of everybody who is to be erased, and with `again` of those who
        were, too; how many readings."""
        found: dict[str, list[Erasing]] = defaultdict(list)
        for one in await self.store.read(_erasing, again=again):
            found[one.cohort].append(one)
        if not found:
            return 0
        keys, known = usable(self.keyring), await self.readings.cohorts()
        count = 0
        for cohort in sorted(found):
            if cohort in keys and known.get(cohort, "") in ("", key_id(keys[cohort]).hex()):
                count += await self._erase(keys[cohort], found[cohort])
            elif known.get(cohort):
                log.error(NOT_ERASED, extra={"event_kind": "crossing", "reason": mend(cohort)})
        return count

    async def _erase(self, key: bytes, gone: Sequence[Erasing]) -> int:
        async with self.readings.writing() as pen:
            count = await pen.erase([pseudonym(key, one.enrolment) for one in gone])
        await self.store.run(_erased, [one.enrolment for one in gone])
        return count

    async def answered(self, resident_id: int) -> Answered:
        """What is held of somebody's answers, as far as it can be told."""
        enrolments = await self.store.read(_enrolments, resident_id)
        theirs = {cohort for _, cohort in enrolments}
        known, gone = await self.readings.cohorts(), {*destroyed(self.keyring)} & theirs
        keys = {
            cohort: key
            for cohort, key in usable(self.keyring).items()
            if known.get(cohort, "") in ("", key_id(key).hex())
        }
        shut = {cohort for cohort in theirs - gone if known.get(cohort) and cohort not in keys}
        under = [pseudonym(keys[cohort], one) for one, cohort in enrolments if cohort in keys]
        found = await self.readings.under(under)
        return Answered(tuple(found), tuple(sorted(gone)), tuple(sorted(shut)))

    async def known(self) -> list[Cohort]:
        """Every cohort that has a key or had one, oldest first."""
        closings = await self.store.read(_closings)
        there, made_with = cohort_keys(self.keyring), await self.readings.cohorts()
        over = dict.fromkeys(destroyed(self.keyring), "")
        shut = dict.fromkeys(names(self.keyring), "?")
        return [
            Cohort(
                cohort,
                id,
                destroyed_at(cohort, closings.get(cohort)),
                usable=not id or there.get(cohort) == id,
            )
            for cohort, id in sorted({**shut, **there, **made_with, **over}.items())
        ]

    async def due(self, now: datetime) -> list[str]:
        """The cohorts whose key is to be destroyed by now."""
        return due(await self.store.read(_closings), list(names(self.keyring)), now)

    async def shred(self, cohort: str, now: datetime, *, anyway: bool = False) -> str:
        """Destroy the key of a cohort for good: nobody can walk back from its readings. Why it was
        not destroyed, where answers wait that could not cross; `anyway` gives them up."""
        await self.erase()
        while await self.cross(now, all_of=cohort):
            pass
        if await self._needed(cohort) and not anyway:
            return (
                f"Answers of {cohort} wait to cross or to be erased, and the key in {self.keyring} "
                f"does not open them: put back cohort-{cohort}.key from the copy of your keys. "
                f"Without one `connectbot keys shred {cohort} --anyway --yes` gives them up."
            )
        await self.store.run(
            audit.note, "keys.destroyed", now, actor="service", thing=cohort.lower()
        )
        destroy(self.keyring, cohort)
        await self._unlink(cohort)
        return ""

    async def _needed(self, cohort: str) -> bool:
        erasing = {one.cohort for one in await self.store.read(_erasing, again=False)}
        return cohort in {*await self.store.read(_waiting_of), *erasing}

    async def put_back(self, now: datetime) -> int:
        """One of the databases was put back from a copy: what is past its time does not live again.
        How many sealed rows and readings went."""
        await self.finish()
        sealed = await self.store.run(_purge, now - SEALED)
        gone = await self.erase(again=True)
        await self.cross(now)
        return sealed + gone

    async def finish(self) -> None:
        """Go on where a destroying was left, and where an older keyring brought a key back."""
        known = await self.readings.cohorts()
        noted = set(await self.store.read(_noted))
        marked = set(destroyed(self.keyring))
        back = {cohort for cohort, id in known.items() if not id}
        for cohort in sorted((marked | back) & {*names(self.keyring)}):
            destroy(self.keyring, cohort)
        for cohort in sorted(marked):
            if known.get(cohort) or cohort in noted:
                await self._unlink(cohort)

    async def _unlink(self, cohort: str) -> None:
        if (await self.readings.cohorts()).get(cohort) != "":
            async with self.readings.writing() as pen:
                await pen.unlink(cohort, coarsened)
        await self.store.run(_unlinked, cohort)


def ticks_of(crossing: Crossing, now: Callable[[], datetime]) -> list[Tick]:
    """When it is looked at: the second one asks for every wave there is."""
    return [
        Tick("cross", OFTEN_SECONDS, lambda: crossing.often(now())),
        Tick("shred", SELDOM_SECONDS, lambda: crossing.seldom(now())),
    ]


def _enrolments(tx: Tx, resident_id: int) -> list[tuple[str, str]]:
    return [(one.id, one.cohort) for one in tx.checkins.of(resident_id)]


def _enrolled(tx: Tx) -> Collection[str]:
    return tx.checkins.cohorts().keys()


def _closings(tx: Tx) -> dict[str, datetime]:
    return dict(tx.checkins.cohorts())


def _waiting_of(tx: Tx) -> Sequence[str]:
    return tx.checkins.leaving_of()


def _sealed_of(tx: Tx) -> Sequence[str]:
    return tx.checkins.sealed_of()


def _waiting(tx: Tx, cohort: str) -> Sequence[Leaving]:
    return tx.checkins.leaving(cohort, MOST)


def _left(tx: Tx, keys: Sequence[bytes]) -> int:
    return tx.checkins.left(keys)


def _erasing(tx: Tx, *, again: bool) -> Sequence[Erasing]:
    return tx.unlinking.erasing(again=again)


def _erased(tx: Tx, enrolments: Sequence[str]) -> None:
    tx.unlinking.erased(enrolments)


def _purge(tx: Tx, before: datetime) -> int:
    return tx.unlinking.purge(before)


def _noted(tx: Tx) -> Sequence[str]:
    return tx.unlinking.cohorts()


def _unlinked(tx: Tx, cohort: str) -> None:
    tx.unlinking.unlinked(cohort)
