"""The fixed set of tables, the same every quarter, and all cells that stand in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from connectbot.measures.released import answers, counting
from connectbot.measures.released.cells import Cell, exact
from connectbot.measures.released.laid import Facts, Made, Table
from connectbot.measures.released.people import NOT_SAID, Person
from connectbot.measures.released.words import BANDS, STRATIFIERS


def tables(facts: Facts) -> tuple[tuple[Table, ...], tuple[Cell, ...]]:
    """Every table, and all cells in the order of their importance: funnels, changes of everybody,
    where people began, then groups."""
    made: list[Made] = [counting.funnel(facts, wave) for wave in facts.waves]
    made += [answers.change(facts, wave) for wave in facts.later]
    made += [answers.before_after(facts, wave) for wave in facts.later]
    made.append(answers.start(facts))
    made += [answers.moves(facts, wave) for wave in facts.later]
    made += [answers.completers(facts, wave) for wave in facts.later]
    made.append(counting.reach(facts))
    for by in STRATIFIERS:
        if bands := _bands(facts.people, by):
            made += [answers.change_by(facts, wave, by, bands) for wave in facts.later]
            made.append(counting.reach_by(facts, by, bands))
    made += [*counting.searches(facts), counting.referrals(facts)]
    cells = tuple(replace(c, figures=c.figures or exact(c)) for _, some in made for c in some)
    return tuple(table for table, _ in made), cells


def _bands(people: Sequence[Person], by: str) -> tuple[str, ...]:
    """The groups of a table: those that can be chosen, then others somebody said, then the rest."""
    said = {person.group(by) for person in people} - {NOT_SAID}
    known = tuple(BANDS[by])
    others = tuple(sorted(said.difference(known)))
    return (*known, *others, NOT_SAID) if known or others else ()
