"""The tables of answers: change, where people began, who answered again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from connectbot.measures.plan import START
from connectbot.measures.released.cells import Cell
from connectbot.measures.released.laid import (
    BEFORE_AFTER,
    CHANGE,
    COUNT,
    LEVEL,
    MISSING,
    Facts,
    Made,
    Row,
    Table,
    keyed,
    of_people,
)
from connectbot.measures.released.people import Measure, Person
from connectbot.measures.released.words import BY, band_title, wave_title


def _pairs(facts: Facts, wave: str, measure: Measure) -> Iterator[tuple[int, Person, float, float]]:
    for bit, person in enumerate(facts.people):
        before = person.values.get((START, measure.id))
        after = person.values.get((wave, measure.id))
        if before is not None and after is not None:
            yield bit, person, before, after


def _changed(
    facts: Facts, wave: str, measure: Measure, key: str, by: str = "", band: str = ""
) -> Cell:
    found = [one for one in _pairs(facts, wave, measure) if not by or one[1].group(by) == band]
    return of_people(
        key,
        "change",
        [(bit, person) for bit, person, _, _ in found],
        values=(tuple(after - before for _, _, before, after in found),),
        about=(f"the change of {measure.id} {wave_title(wave)}",),
        better=measure.better,
        whole=keyed("change", wave, measure.id) if by else "",
        by=by,
        band=band,
    )


def change(facts: Facts, wave: str) -> Made:
    """Change of everybody, one measure a row."""
    rows, cells = [], []
    for measure in facts.measures:
        key = keyed("change", wave, measure.id)
        rows.append(Row(measure.title, key, {"measure": measure.id, "better": measure.better}))
        cells.append(_changed(facts, wave, measure, key))
    title = f"Change {wave_title(wave)}"
    notes = ("change", "interval", "missing")
    return Table(f"change-{wave}", title, CHANGE + MISSING, tuple(rows), notes, wave), cells


def change_by(facts: Facts, wave: str, by: str, bands: Sequence[str]) -> Made:
    """The same, by one thing people said of themselves."""
    rows, cells = [], []
    for measure in facts.measures:
        for band in bands:
            key = keyed("change", wave, measure.id, by, band)
            parts = {"measure": measure.id, "better": measure.better, "by": by, "band": band}
            rows.append(Row(f"{measure.title}: {band_title(by, band)}", key, parts))
            cells.append(_changed(facts, wave, measure, key, by, band))
    title = f"Change {wave_title(wave)}, by {BY[by]}"
    notes = ("change", "interval")
    return Table(f"change-{wave}-by-{by}", title, CHANGE, tuple(rows), notes, wave), cells


def before_after(facts: Facts, wave: str) -> Made:
    """Means at the start and later, of the same people."""
    rows, cells = [], []
    for measure in facts.measures:
        key = keyed("pairs", wave, measure.id)
        found = list(_pairs(facts, wave, measure))
        rows.append(Row(measure.title, key, {"measure": measure.id, "better": measure.better}))
        values = (tuple(one[2] for one in found), tuple(one[3] for one in found))
        about = (_level(measure, START), _level(measure, wave))
        of = [(bit, person) for bit, person, _, _ in found]
        cells.append(of_people(key, "pairs", of, values=values, about=about))
    title = f"At the start and {wave_title(wave)}, the same people"
    return Table(f"before-after-{wave}", title, BEFORE_AFTER, tuple(rows), ("change",), wave), cells


def _level(measure: Measure, wave: str) -> str:
    return f"{measure.id} {wave_title(wave)}"


def _began(facts: Facts, measure: Measure) -> list[tuple[int, Person]]:
    return [(b, p) for b, p in enumerate(facts.people) if (START, measure.id) in p.values]


def _start_cell(measure: Measure, key: str, found: list[tuple[int, Person]], **more: str) -> Cell:
    values = (tuple(person.values[START, measure.id] for _, person in found),)
    return of_people(key, "level", found, values=values, about=(_level(measure, START),), **more)


def start(facts: Facts) -> Made:
    """Where everybody began who answered."""
    rows, cells = [], []
    for measure in facts.measures:
        key = keyed("start", measure.id)
        rows.append(Row(measure.title, key, {"measure": measure.id, "better": measure.better}))
        cells.append(_start_cell(measure, key, _began(facts, measure)))
    return Table("start", "Where people began", LEVEL, tuple(rows), (), START), cells


def completers(facts: Facts, wave: str) -> Made:
    """Where those began who answered again, and those who did not."""
    rows, cells = [], []
    for measure in facts.measures:
        for said, title in (("again", "answered again"), ("not-again", "did not")):
            key = keyed("completers", wave, measure.id, said)
            parts = {"measure": measure.id, "group": said}
            rows.append(Row(f"{measure.title}: {title}", key, parts))
            again = said == "again"
            of = [
                one
                for one in _began(facts, measure)
                if ((wave, measure.id) in one[1].values) is again
            ]
            cells.append(_start_cell(measure, key, of, whole=keyed("start", measure.id)))
    title = f"Who answered {wave_title(wave)}, by where they began"
    return Table(f"completers-{wave}", title, LEVEL, tuple(rows), ("completers",), wave), cells


def moves(facts: Facts, wave: str) -> Made:
    """People by the band they began in and are in now, where a measure has bands."""
    rows, cells = [], []
    for measure in facts.measures:
        if len(measure.bands) < 2:
            continue
        whole = keyed("moved", wave, measure.id)
        about = (f"the bands of {measure.id} {wave_title(wave)}",)
        pairs = list(_pairs(facts, wave, measure))
        cells.append(of_people(whole, "count", [(b, p) for b, p, _, _ in pairs], about=about))
        rows.append(Row(measure.title, whole, {"measure": measure.id}))
        for first, _ in measure.bands:
            for then, _ in measure.bands:
                key = keyed("moved", wave, measure.id, first, then)
                of = [
                    (bit, person)
                    for bit, person, before, after in pairs
                    if measure.band(before) == first and measure.band(after) == then
                ]
                label = f"{measure.title}: {first.replace('-', ' ')}, then {then.replace('-', ' ')}"
                rows.append(Row(label, key, {"measure": measure.id, "from": first, "to": then}))
                cells.append(of_people(key, "count", of, about=about, whole=whole))
    title = f"From band to band {wave_title(wave)}"
    return Table(f"moves-{wave}", title, COUNT, tuple(rows), ("moves",), wave), cells
