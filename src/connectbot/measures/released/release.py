"""A release: facts through the rules, and the one text that page, command and file are made of."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectbot.measures.released.cells import Cell, Draft
from connectbot.measures.released.figures import if_unchanged, tipping
from connectbot.measures.released.laid import Facts, Row, Table
from connectbot.measures.released.ledger import Ledger, Past, Refused, Was, digest
from connectbot.measures.released.rules import (
    FEWEST_PAIRS,
    MOST_ALIKE,
    MOST_OF_ONE,
    RULES,
    Rule,
    passed,
)
from connectbot.measures.released.subtracting import FEWEST
from connectbot.measures.released.tables import tables
from connectbot.measures.released.words import BY, NOTES, STAGES, TOKEN

FORMAT = "connectbot release 1"
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Release:
    """What is released: its `id`, the `artefact` (JSON, and nothing else is ever read), and what
    the ledger keeps of it."""

    id: str
    artefact: str
    past: Past


def release(facts: Facts, ledger: Ledger, rules: Sequence[Rule] = RULES) -> Release:
    """The release of these facts after those of the ledger. Raises Refused where there is none."""
    laid, cells = tables(facts)
    people = tuple(person.labels for person in facts.people)
    draft = passed(Draft(facts.quarter, cells, ledger, people), rules)
    id = f"{facts.place}-{facts.quarter}"
    found = draft.by_key()
    told: Told = {
        "format": FORMAT,
        "release": id,
        "place": facts.place,
        "title": facts.title,
        "quarter": facts.quarter,
        "previous": ledger.hash,
        "parameters": PARAMETERS,
        "token": TOKEN,
        "notes": NOTES,
        "tables": _tables(laid, found, facts.quarter),
    }
    artefact = json.dumps(told, indent=1, ensure_ascii=False, sort_keys=False)
    names = [min(labels) for labels in people]
    was = {cell.key: _was(cell, ledger, facts.quarter, names) for cell in draft.cells}
    return Release(id, artefact, Past(facts.quarter, digest(artefact), ledger.hash, was))


NO_ROW = ("too fine", "no table of ours")
"""Why not even a row with tokens is printed: its label would say too much."""

PARAMETERS: Mapping[str, object] = {
    "fewest_people": FEWEST,
    "fewest_pairs": FEWEST_PAIRS,
    "people_to_the_nearest": 5,
    "decimals": 1,
    "interval": "95 % t",
    "most_alike": MOST_ALIKE,
    "most_of_one_referrer": MOST_OF_ONE,
    "quarters_after_being_kept_back": 2,
    "told_apart_by": list(BY),
}
"""The numbers of the rules, as every release states them."""


def _was(cell: Cell, ledger: Ledger, quarter: str, names: Sequence[bytes]) -> Was:
    if cell.kept_back:
        return Was(None, cell.warm, "")
    if cell.repeats:
        return ledger.last[cell.key]
    people: frozenset[bytes] = frozenset()
    if cell.kind != "tally":
        people = frozenset(name for bit, name in enumerate(names) if cell.people >> bit & 1)
    about = cell.about if people else ()
    return Was(cell.figures, cell.warm, quarter, cell.count, people, about, cell.whole, cell.by)


def _tables(laid: Sequence[Table], cells: Mapping[str, Cell], quarter: str) -> list[Told]:
    # What somebody wrote in place of a group would be read where the row stands, too.
    funnels = {table.id: _funnel(table, cells) for table in laid if table.id.startswith("funnel-")}
    return [
        {
            "id": table.id,
            "title": table.title,
            "columns": list(table.columns),
            "rows": funnels.get(table.id)
            or [
                _row(table, row, cells, quarter)
                for row in table.rows
                if _stands(row, cells[row.cell])
            ],
            "notes": list(table.notes),
            **({"funnel": funnels[f"funnel-{table.funnel}"]} if table.funnel else {}),
        }
        for table in laid
    ]


def _stands(row: Row, cell: Cell) -> bool:
    return cell.kept_back not in NO_ROW and not (row.if_printed and cell.kept_back)


def _row(table: Table, row: Row, cells: Mapping[str, Cell], quarter: str) -> Told:
    cell = cells[row.cell]
    shown = dict(cell.figures) if not cell.kept_back else {}
    if "tipping" in table.columns:
        shown |= _missing(shown, cells[f"start|{row.parts['measure']}"])
    figures = {name: shown.get(name, TOKEN) for name in table.columns}
    as_at = (cell.as_at or quarter) if shown else ""
    return {"cell": row.cell, "label": row.label, **row.parts, **figures, "as_at": as_at}


def _missing(shown: Mapping[str, float], start: Cell) -> Mapping[str, float]:
    """What those who began and are missing now could do to a change, from printed figures."""
    if not shown or start.kept_back:
        return {}
    n, missing = int(shown["n"]), int(start.figures["n"] - shown["n"])
    if missing <= 0:
        return {}
    found = {"if_unchanged": round(if_unchanged(shown["change"], n, missing), 1) + 0.0}
    tips = tipping(shown["change"], shown["low"], shown["high"], n, missing)
    return found if tips is None else {**found, "tipping": round(tips, 1)}


_DUE = tuple(STAGES).index("due")


def _funnel(table: Table, cells: Mapping[str, Cell]) -> list[Told]:
    """The stages; from being due on each as a share of those who were, reckoned from the printed
    numbers: those before it are not a part of them."""
    found = [_row(table, row, cells, "") for row in table.rows]
    due = next(row["n"] for row in found if row["stage"] == "due")
    for stage, row in enumerate(found):
        del row["as_at"]
        if stage >= _DUE and TOKEN not in (row["n"], due) and due:
            row["of_due"] = round(100 * row["n"] / due)
    return found


def parsed(artefact: str) -> Told:
    """A release as it was printed. Raises Refused where this is none, or of a newer form."""
    try:
        told: Told = json.loads(artefact)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("this is no release, or a newer version of connectbot made it") from error
    return told
