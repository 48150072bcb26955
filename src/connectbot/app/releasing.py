"""Releases made and kept: what a release is made of, read from both databases at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from connectbot.desk.audit import note
from connectbot.desk.ports import Store, Tx
from connectbot.desk.ports.checkins import Step
from connectbot.desk.ports.readings import Readings, Released
from connectbot.desk.ports.referrals import Count
from connectbot.desk.unlinking import pseudonym
from connectbot.directory.book import Book
from connectbot.measures.library import Library
from connectbot.measures.plan import START
from connectbot.measures.released import ledger as ledgers
from connectbot.measures.released.laid import Facts
from connectbot.measures.released.ledger import Ledger, Refused
from connectbot.measures.released.people import Person, measures, people, waves
from connectbot.measures.released.release import Release, release
from connectbot.measures.released.timetable import before, begins, releasable
from connectbot.measures.released.words import OUTCOMES
from connectbot.store.cohorts import key_of, names

Funnels = dict[str, dict[str, dict[str, int]]]
"""Cohort -> wave -> stage -> how many."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is sealed of a release: its part of the ledger, what was printed, and how far people
    came."""

    past: str
    artefact: str
    funnel: Funnels


_NONE = ("draft", "entered_in_error")
_UNNAMED = "unnamed"  # whoever enrolled people and gave no name is one hand
_STAGES = ("invited", "consented", "due", "sent", "delivered", "started", "complete")


@dataclass(frozen=True)
class Press:
    """Where releases are made: both databases, the keyring, and what is asked. `needs` are the
    titles of needs by id, `listings` says of a place how many the directory has for each."""

    store: Store
    readings: Readings
    keyring: Path
    library: Library
    needs: Mapping[str, str]
    listings: Callable[[str], Mapping[str, int]] = lambda place: {}

    async def make(self, place: str, title: str, now: datetime) -> Released:
        """The release that is due for a place, made and kept.

        It is kept sealed beside the contacts first, with what the ledger must know, and then
        printed beside the readings. Killed between the two, the next time prints what was sealed.
        Raises Refused where none may be made.
        """
        ledger, funnels = await self.ledger(place)
        quarter = releasable(now.date(), ledger.releases[-1].quarter if ledger.releases else "")
        facts, reached = await self._facts(place, title, quarter, funnels, now)
        if not (facts.people or facts.searches or facts.referrals):
            raise Refused(f"there is nothing to release of {place}: nobody has answered anything")
        made = release(facts, ledger)
        sealed = _sealed(made, reached)
        await self.store.run(lambda tx: _keep(tx, made.id, place, sealed, now))
        printed = Released(made.id, place, quarter, made.past.hash, made.artefact)
        await self.readings.keep_release(printed)
        return printed

    async def ledger(self, place: str) -> tuple[Ledger, Funnels]:
        """What was released of a place, and how far people had come by then; a release that was
        sealed and not printed is printed now."""
        kept = await self.store.read(lambda tx: dict(tx.contributors.of_place(place)))
        there = {one.id: one for one in await self.readings.releases(place)}
        told = {id: _opened(text) for id, text in kept.items()}
        for id in sorted(told.keys() - there.keys()):
            there[id] = await self._print(id, place, told[id])
        found = {one.quarter: one.hash for one in there.values() if _whole(one)}
        funnels = [each.funnel for _, each in sorted(told.items())]
        return ledgers.read((each.past for each in told.values()), found), (
            funnels[-1] if funnels else {}
        )

    async def _print(self, id: str, place: str, told: _Kept) -> Released:
        (past,) = ledgers.read([told.past]).releases
        printed = Released(id, place, past.quarter, past.hash, told.artefact)
        await self.readings.keep_release(printed)
        return printed

    async def _facts(
        self, place: str, title: str, quarter: str, last: Funnels, now: datetime
    ) -> tuple[Facts, Funnels]:
        steps, enrolled, searches, counts = await self.store.read(_read, place, quarter, now)
        readings = [
            one
            for one in await self.readings.readings()
            if one.place == place and one.cohort <= quarter
        ]
        alive = {cohort: key_of(self.keyring, cohort) for cohort in names(self.keyring)}
        referrers = {
            pseudonym(alive[cohort], enrolment): referrer or _UNNAMED
            for enrolment, (cohort, referrer) in enrolled.items()
            if cohort in alive
        }
        found = people(readings, self.library, referrers)
        reached = _reached(steps, last)
        return (
            Facts(
                place,
                title,
                quarter,
                measures(self.library),
                waves(self.library),
                found,
                _funnel(reached, found),
                tuple(searches),
                _referrals(counts),
                self.needs,
                self.listings(place),
            ),
            reached,
        )


def listed(book: Book, place: str) -> Mapping[str, int]:
    """How many listings of a place's own there are for each need."""
    cards = [card for card in book.cards.values() if card.shelved_under == place]
    return Counter(need for card in cards for need in card.needs)


_Read = tuple[
    Sequence[Step],
    Mapping[str, tuple[str, str]],
    Sequence[tuple[str, str, int, int]],
    Sequence[Count],
]


def _read(tx: Tx, place: str, quarter: str, now: datetime) -> _Read:
    """What the contacts database knows of a place: how far those enrolled by the end of a quarter
    came, who enrolled whom, what was looked for in it, and how introductions of the one before came
    out."""
    first, since = begins(quarter), begins(before(quarter))
    months = {f"{first.year}-{first.month + later:02}" for later in range(3)}
    made = tx.referrals.counts(_midnight(since), _midnight(first))
    return (
        [one for one in tx.checkins.funnel(now) if one.place == place and one.cohort <= quarter],
        tx.checkins.referrers(place),
        tx.unmet.counts(place, months),
        [count for count in made if count.place == place],
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _keep(tx: Tx, id: str, place: str, sealed: str, now: datetime) -> None:
    tx.contributors.keep(id, place, sealed)
    note(tx, "report.released", now, actor="operator", place=place)


def _sealed(made: Release, reached: Funnels) -> str:
    past = ledgers.written(made.past)
    return json.dumps({"past": past, "artefact": made.artefact, "funnel": reached})


def _opened(text: str) -> _Kept:
    try:
        told = json.loads(text)
        return _Kept(told["past"], told["artefact"], told["funnel"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(
            "the sealed record of an earlier release cannot be read: put both databases back from "
            "one backup"
        ) from error


def _whole(one: Released) -> bool:
    return ledgers.digest(one.artefact) == one.hash


def _reached(steps: Iterable[Step], last: Funnels) -> Funnels:
    """How many of each quarter's enrolled came how far: what can be counted now, and of those whose
    enrolment is let go of by now what was counted last."""
    found: Funnels = json.loads(json.dumps(last))
    now: dict[tuple[str, str, str], int] = Counter()
    for step in steps:
        for stage in _STAGES:
            now[step.cohort, step.wave, stage] += getattr(step, stage)
    for (cohort, wave, stage), count in now.items():
        stages = found.setdefault(cohort, {}).setdefault(wave, {})
        stages[stage] = max(stages.get(stage, 0), count)
    return found


def _funnel(reached: Funnels, found: Sequence[Person]) -> Mapping[str, Mapping[str, int]]:
    totals: dict[str, Counter[str]] = {}
    for of in reached.values():
        for wave, stages in of.items():
            totals.setdefault(wave, Counter()).update(stages)
    began = sum(START in person.waves for person in found)
    for wave, stages in totals.items():
        stages["baseline"] = began
        stages["paired"] = sum({START, wave} <= person.waves for person in found)
    return totals


def _referrals(counts: Iterable[Count]) -> Mapping[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for one in counts:
        if one.state in _NONE:
            continue
        outcome = one.state if one.state in OUTCOMES else "open"
        maker = "" if one.made_by == "self" else one.made_by
        found.setdefault(outcome, []).extend((resident, maker) for resident in one.residents)
    return {outcome: tuple(of) for outcome, of in found.items()}
