"""A CSV with people in it: its headings and its rows, or everything that is wrong with both."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass


class BadSheet(Exception):
    """The file cannot be taken; each of `faults` names the line and the mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Row:
    """What one line says under each heading, "" where nothing; `over` tells that it has more cells
    than there are headings."""

    line: int
    said: dict[str, str]
    over: bool = False


def read(text: str, needed: tuple[str, ...], more: tuple[str, ...]) -> Iterator[Row]:
    """The rows that say something. Raises BadSheet where the headings are wrong, or where it is no
    CSV from some line on: a quote that is never closed would take the next people's numbers into
    somebody's words."""
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        heads = [head.strip().casefold() for head in next(rows, [])]
        if faults := _heads(heads, needed, more):
            raise BadSheet(faults)
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                said = dict.fromkeys((*needed, *more), "")
                said.update(zip(heads, cells, strict=False))
                yield Row(rows.line_num, said, len(cells) > len(heads))
    except csv.Error as wrong:
        raise BadSheet([f"Line {rows.line_num}: from here on it is no CSV ({wrong})."]) from None


def _heads(heads: list[str], needed: tuple[str, ...], more: tuple[str, ...]) -> list[str]:
    missing = [name for name in needed if name not in heads]
    strange = [name for name in heads if name not in (*needed, *more)]
    twice = [name for name in dict.fromkeys(heads) if heads.count(name) > 1 and name not in strange]
    if len(heads) == 1 and ";" in heads[0]:
        return ["Line 1: semicolons stand between the headings: save it with commas."]
    faults = []
    if missing:
        names = ", ".join(missing)
        which = f"heading {names} is" if len(missing) == 1 else f"headings {names} are"
        faults.append(
            f"Line 1: the {which} missing. There is {', '.join(needed)}, and where "
            f"you like {', '.join(more)}."
        )
    if strange:
        faults.append(
            f"Line 1: there is no heading {strange[0]!r}; it is one of "
            f"{', '.join((*needed, *more))}."
        )
    if twice:
        faults.append(f"Line 1: the heading {twice[0]} is there twice; take one of them out.")
    return faults
