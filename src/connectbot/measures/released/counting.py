"""The tables of counts: how far people came, who is reached, what is missing, how introductions
ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from connectbot.measures.plan import START
from connectbot.measures.released.cells import Cell
from connectbot.measures.released.laid import (
    COUNT,
    FUNNEL,
    Facts,
    Made,
    Row,
    Table,
    keyed,
    of_people,
)
from connectbot.measures.released.people import NOT_SAID, Person
from connectbot.measures.released.subtracting import FEWEST
from connectbot.measures.released.timetable import before
from connectbot.measures.released.words import BY, OUTCOMES, STAGES, band_title, wave_title


def funnel(facts: Facts, wave: str) -> Made:
    """How many came how far. Fewer than ten lost from one stage to the next are not told: the stage
    says the same as the one before."""
    reached = facts.funnel.get(wave, {})
    rows, cells = [], []
    told: int | None = None
    for stage, title in STAGES.items():
        if wave == START and stage == "paired":
            continue
        count = reached.get(stage, 0)
        told = count if told is None or abs(told - count) >= FEWEST else told
        key = keyed("funnel", wave, stage)
        rows.append(Row(title, key, {"stage": stage}))
        whole = keyed("funnel", wave)
        cells.append(Cell(key, "tally", count, whole=whole, figures={"n": told}))
    return Table(f"funnel-{wave}", f"Who answered {wave_title(wave)}", FUNNEL, tuple(rows)), cells


def _everybody(facts: Facts) -> list[tuple[int, Person]]:
    return list(enumerate(facts.people))


def reach(facts: Facts) -> Made:
    """Everybody who answered at least once."""
    cell = of_people("reach", "count", _everybody(facts), about=("who answers",))
    rows = (Row("everybody who answered", "reach"),)
    return Table("reach", "Who is reached", COUNT, rows, ("reach",)), [cell]


def reach_by(facts: Facts, by: str, bands: Iterable[str]) -> Made:
    """The same, by one thing they chose to say."""
    rows, cells = [], []
    for band in bands:
        key = keyed("reach", by, band)
        of = [one for one in _everybody(facts) if one[1].group(by) == band]
        rows.append(Row(band_title(by, band), key, {"by": by, "band": band}))
        cells.append(
            of_people(key, "count", of, about=("who answers",), whole="reach", by=by, band=band)
        )
    title = f"Who is reached, by {BY[by]}"
    return Table(f"reach-by-{by}", title, COUNT, tuple(rows), ("reach",)), cells


@dataclass(frozen=True, slots=True)
class _Searches:
    """One of the two pairs of tables about searches: its name, its cells', and its titles."""

    table: str
    key: str
    title: str
    all_: bool


_UNMET = _Searches("unmet-needs", "searches", "What was looked for and not found", all_=False)
_SOUGHT = _Searches("sought-needs", "sought", "What people looked for", all_=True)


def searches(facts: Facts) -> tuple[Made, ...]:
    """Searches by need, those that found nothing and all of them; then both by district.

    The bits of those that found nothing are among those of all: what the two leave when one is
    taken from the other, those that found something, is then as large as every other group, or one
    of the two is kept back.
    """
    both = (_UNMET, _SOUGHT)
    return (*(_by_need(facts, of) for of in both), *(_by_area(facts, of) for of in both))


def _by_need(facts: Facts, of: _Searches) -> Made:
    rows, cells = [], []
    masks = _blocks(facts, of)
    for need in sorted(facts.needs.keys() | {need for need, _ in masks}):
        key = keyed(of.key, need)
        there = {"listings": facts.listings.get(need, 0)} if facts.listings else {}
        rows.append(Row(facts.needs.get(need, need), key, {"need": need, **there}))
        cells.append(
            _tally(facts, key, need, sum(m for (one, _), m in masks.items() if one == need))
        )
    return Table(of.table, of.title, COUNT, tuple(rows), ("searches",)), cells


def _by_area(facts: Facts, of: _Searches) -> Made:
    """Only rows that are printed stand there: that a row is there would tell of somebody who looked
    for it in that district."""
    rows, cells = [], []
    for (need, area), mask in _blocks(facts, of).items():
        band = area or NOT_SAID
        key = keyed(of.key, need, "area", band)
        label = f"{facts.needs.get(need, need)}: {band_title('area', band)}"
        parts = {"need": need, "by": "area", "band": band}
        rows.append(Row(label, key, parts, if_printed=True))
        cell = _tally(facts, key, need, mask)
        cells.append(replace(cell, whole=keyed(of.key, need), by="area", band=band))
    title = f"{of.title}, by district"
    return Table(f"{of.table}-by-area", title, COUNT, tuple(rows), ("searches",)), cells


def _blocks(facts: Facts, of: _Searches) -> Mapping[tuple[str, str], int]:
    """For each need and district as many bits as there were searches, those that found nothing
    first: whoever made them, no search is another."""
    found: dict[tuple[str, str], int] = {}
    start = 0
    for need, area, nothing, something in sorted(facts.searches):
        count = nothing + something if of.all_ else nothing
        found[need, area] = ((1 << count) - 1) << start
        start += nothing + something
    return found


def _tally(facts: Facts, key: str, need: str, mask: int) -> Cell:
    about = (f"searches for {need} in {facts.quarter}",)
    return Cell(key, "tally", mask.bit_count(), mask, about=about, fresh=True)


def referrals(facts: Facts) -> Made:
    """People who were introduced in the quarter before, by how it stands now."""
    rows, cells = [], []
    since = before(facts.quarter)
    residents = sorted({resident for of in facts.referrals.values() for resident, _ in of})
    bit = {resident: number for number, resident in enumerate(residents)}
    for outcome, title in OUTCOMES.items():
        key = keyed("referrals", outcome)
        rows.append(Row(title, key, {"outcome": outcome}))
        made_by = dict(facts.referrals.get(outcome, ()))
        people = sum(1 << bit[resident] for resident in made_by)
        about = (f"introductions made in {since}",)
        hands = tuple(made_by.values())
        cells.append(Cell(key, "tally", len(made_by), people, hands=hands, about=about, fresh=True))
    title = f"How introductions made in {since} came out"
    return Table("referrals", title, COUNT, tuple(rows), ("referrals",)), cells
