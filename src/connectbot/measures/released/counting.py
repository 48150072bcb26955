"""The tables of counts: how far people came, who is reached, what is missing, how introductions
ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

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


def searches(facts: Facts) -> Made:
    """Searches that found nothing, by need."""
    rows, cells = [], []
    masks = _blocks(facts)
    for need in sorted(facts.needs.keys() | {need for need, _ in masks}):
        of = [mask for (one, _), mask in masks.items() if one == need]
        key = keyed("searches", need)
        there = {"listings": facts.listings.get(need, 0)} if facts.listings else {}
        rows.append(Row(facts.needs.get(need, need), key, {"need": need, **there}))
        cells.append(_tally(facts, key, need, sum(of)))
    title = "What was looked for and not found"
    return Table("unmet-needs", title, COUNT, tuple(rows), ("searches",)), cells


def searches_by_area(facts: Facts) -> Made:
    """The same, by district."""
    rows, cells = [], []
    for (need, area), mask in sorted(_blocks(facts).items()):
        key = keyed("searches", need, "area", area or NOT_SAID)
        label = f"{facts.needs.get(need, need)}: {band_title('area', area or NOT_SAID)}"
        rows.append(Row(label, key, {"need": need, "by": "area", "band": area or NOT_SAID}))
        cell = _tally(facts, key, need, mask)
        whole = keyed("searches", need)
        cells.append(replace(cell, whole=whole, by="area", band=area or NOT_SAID))
    title = "What was looked for and not found, by district"
    return Table("unmet-needs-by-area", title, COUNT, tuple(rows), ("searches",)), cells


def _blocks(facts: Facts) -> Mapping[tuple[str, str], int]:
    """For each need and district as many bits as there were searches: whoever made them, no search
    is another."""
    found: dict[tuple[str, str], int] = {}
    start = 0
    for need, area, count in sorted(facts.searches):
        found[need, area] = ((1 << count) - 1) << start
        start += count
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
