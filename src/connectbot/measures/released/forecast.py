"""What a pilot of some size may print, and when: the real rules, over made-up people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from connectbot.measures.plan import START
from connectbot.measures.released.laid import Facts, Table
from connectbot.measures.released.ledger import Ledger
from connectbot.measures.released.people import Measure, Person
from connectbot.measures.released.release import release
from connectbot.measures.released.tables import tables
from connectbot.measures.released.timetable import following

QUARTERS = 8
ANSWER = (0.9, 0.6, 0.5, 0.45)
"""How many of those enrolled answer in each round, the last for all further ones."""
SAY = 0.85
"""How many say what they are asked of themselves."""
GROUPS: Mapping[str, Mapping[str, float]] = {
    "age": {"under-25": 0.15, "25-64": 0.45, "65-plus": 0.4},
    "ethnicity": {"white": 0.8, "asian": 0.1, "black": 0.05, "mixed": 0.03, "other": 0.02},
    "disability": {"yes": 0.4, "no": 0.6},
    "language": {"english": 0.92, "other": 0.08},
}
"""The groups that the made-up people are of."""
WORKERS = ("one", "two", "three")
_FIRST = "2001Q1"
_ROOTS = (2, 3, 5, 7, 11, 13, 17, 19, 23)


@dataclass(frozen=True, slots=True)
class Printed:
    """One table over the quarters: how many of its rows would be printed in each, of how many."""

    table: str
    title: str
    rows: int
    by_quarter: tuple[int, ...]

    @property
    def first(self) -> int | None:
        """The quarter in which something of it is printed first, counted from 1."""
        return next((number for number, rows in enumerate(self.by_quarter, 1) if rows), None)


def forecast(
    enrolled: int, over: int, measures: Sequence[Measure], waves: Mapping[str, float]
) -> tuple[Printed, ...]:
    """What may be printed of so many people, enrolled evenly over so many quarters.

    `waves` are the rounds with how many quarters after enrolment they fall. Assumed: three link
    workers, and ANSWER, SAY and GROUPS above. The people are spread out evenly and not by chance,
    so that the same question has the same answer.
    """
    people = [_person(number, enrolled, over, measures, waves) for number in range(enrolled)]
    ledger, quarter = Ledger(), _FIRST
    laid: tuple[Table, ...] = ()
    shown: list[set[str]] = []
    for number in range(QUARTERS):
        facts = _facts(quarter, number, people, measures, tuple(waves))
        laid, _ = tables(facts)
        made = release(facts, ledger)
        ledger = replace(ledger, releases=(*ledger.releases, made.past))
        shown.append({key for key, was in made.past.cells.items() if was.shown is not None})
        quarter = following(quarter)
    return tuple(
        Printed(
            table.id,
            table.title,
            len(table.rows),
            tuple(sum(row.cell in there for row in table.rows) for there in shown),
        )
        for table in laid
        if not table.id.startswith(("unmet-", "sought-", "referrals"))
    )


@dataclass(frozen=True, slots=True)
class _Enrolled:
    """Somebody, and in which quarter they answered each round."""

    person: Person
    at: float
    answered: Mapping[str, float]


def _spread(number: int, turn: int) -> float:
    """A number from 0 to 1; over many people they fill it evenly, and apart from other turns."""
    return (number + 1) * sqrt(_ROOTS[turn % len(_ROOTS)] + turn) % 1


def _person(
    number: int, of: int, over: int, measures: Sequence[Measure], waves: Mapping[str, float]
) -> _Enrolled:
    at = over * number / of
    strata = {}
    for turn, (by, groups) in enumerate(GROUPS.items()):
        if _spread(number, 20 + turn) < SAY:
            strata[by] = _chosen(groups, _spread(number, 30 + turn))
    answered, values = {}, {}
    for turn, (wave, later) in enumerate(waves.items()):
        if _spread(number, 40 + turn) < ANSWER[min(turn, len(ANSWER) - 1)]:
            answered[wave] = at + later
            for which, measure in enumerate(measures):
                start = int(4 + 3 * _spread(number, 50 + which))
                moved = int(3 * _spread(number, 60 + which + 3 * turn)) if turn else 0
                values[wave, measure.id] = start + moved
    labels = frozenset([number.to_bytes(16, "big")])
    referrer = WORKERS[int(len(WORKERS) * _spread(number, 70))]
    return _Enrolled(Person(labels, values, strata, referrer, frozenset(answered)), at, answered)


def _chosen(groups: Mapping[str, float], spread: float) -> str:
    for group, share in groups.items():
        spread -= share
        if spread < 0:
            return group
    return next(iter(groups))


def _facts(
    quarter: str,
    number: int,
    people: Sequence[_Enrolled],
    measures: Sequence[Measure],
    waves: tuple[str, ...],
) -> Facts:
    """What is there when the release after `number` quarters is made."""
    there = []
    for one in people:
        done = {wave for wave, at in one.answered.items() if at < number + 1}
        if done:
            values = {key: value for key, value in one.person.values.items() if key[0] in done}
            there.append(replace(one.person, values=values, waves=frozenset(done)))
    began = sum(one.at < number + 1 for one in people)
    reached = {
        wave: {
            "invited": began,
            "consented": began,
            "baseline": sum(START in person.waves for person in there),
            "due": began,
            "sent": began,
            "delivered": began,
            "started": sum(wave in person.waves for person in there),
            "complete": sum(wave in person.waves for person in there),
            "paired": sum({START, wave} <= person.waves for person in there),
        }
        for wave in waves
    }
    return Facts("pilot", "A pilot", quarter, tuple(measures), waves, tuple(there), reached)
