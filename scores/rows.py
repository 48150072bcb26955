"""Labelled rows kept apart: whose they are, and where they lie."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

TOP = Path(__file__).parents[1]
HERE = Path(__file__).parent
SHARED = TOP.parent / "shared"
"""Rows to develop against; they are not part of the project, and may be absent."""

SETS = {"first writer": "", "second writer": "_second"}
"""The kept-apart rows of each writer, by the end of their files' names."""

Row = Mapping[str, str]


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a table, by the names in its first line."""
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tables(kind: str, shared: str) -> dict[str, list[dict[str, str]]]:
    """The tables of "safety", "needs" or "answers" by whose they are; `shared` is where the
    developing rows lie, left out where they are absent."""
    found = {name: rows(HERE / f"{kind}{end}.csv") for name, end in SETS.items()}
    developing = SHARED / shared
    return {**found, "developing rows": rows(developing)} if developing.exists() else found
