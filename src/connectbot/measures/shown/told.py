"""A release as the page, the file and the sentences read it: its tables as rows and as bars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from connectbot.measures.shown.laid import Bar, Line, Sheet
from connectbot.measures.shown.names import HEADINGS, Row, plain, short, signed

_SIGNED = ("change", "low", "high", "if_unchanged")


class Told:
    """A release, its tables by name; nothing is read from anywhere else."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told = told
        self.token: str = told["token"]
        self.quarter: str = told["quarter"]
        tables: dict[str, Mapping[str, Any]] = {one["id"]: one for one in told["tables"]}
        for part in ("", "-by-area"):
            if (sought := f"sought-needs{part}") in tables:
                tables[sought] = self._beside(tables[sought], tables[f"unmet-needs{part}"])
        self.tables: Mapping[str, Mapping[str, Any]] = tables

    def _beside(self, sought: Mapping[str, Any], unmet: Mapping[str, Any]) -> Mapping[str, Any]:
        """What was looked for, and in another column how often nothing was found."""
        rows = {
            row["cell"].partition("|")[2]: {**row, "unmet": self.token} for row in sought["rows"]
        }
        for row in unmet["rows"]:
            there = rows.setdefault(row["cell"].partition("|")[2], {**row, "n": self.token})
            there["unmet"] = row["n"]
        return {**sought, "columns": ["n", "unmet"], "rows": [rows[key] for key in sorted(rows)]}

    def note(self, name: str) -> str:
        """A sentence that every release carries."""
        return str(self.told["notes"][name])

    def limit(self, name: str) -> Any:
        """A number of the rules."""
        return self.told["parameters"][name]

    def rows(self, id: str) -> list[Row]:
        """The rows of a table; none where there is no such table."""
        return list(self.tables[id]["rows"]) if id in self.tables else []

    def printed(self, id: str, column: str = "n") -> list[Row]:
        """Its rows of which something is printed."""
        return [row for row in self.rows(id) if row[column] != self.token]

    def starting(self, prefix: str) -> list[str]:
        """The tables whose names begin so, in their order."""
        return [id for id in self.tables if id.startswith(prefix)]

    def sheet(self, id: str) -> Sheet:
        """A table to read, without the columns that are empty from top to bottom."""
        table, rows = self.tables[id], self.rows(id)
        columns = list(table["columns"])
        columns += ["listings"] if any("listings" in row for row in rows) else []
        wide = [name for name in columns if any(row[name] != self.token for row in rows)]
        unit = "searches" if id.startswith(("unmet", "sought")) else HEADINGS["n"]
        return Sheet(
            id,
            table["title"],
            tuple(unit if name == "n" else HEADINGS.get(name, name) for name in wide),
            tuple(
                Line(row["label"], plain(row), _figures(row, wide), self._since(row))
                for row in rows
            ),
        )

    def _since(self, row: Row) -> str:
        since = row.get("as_at", "")
        return f"of {since}" if since not in ("", self.quarter) else ""

    def bars(self, id: str, value: str = "n", **more: str) -> tuple[Bar, ...]:
        """A table to draw: `more` names the columns of what else a bar has."""
        return tuple(
            Bar(
                short(row) if row[value] != self.token else f"{short(row)}  {self.token}",
                self._drawn(row, value),
                **{name: self._drawn(row, column) for name, column in more.items()},
            )
            for row in self.rows(id)
        )

    def _drawn(self, row: Row, column: str) -> float | None:
        value = row[column]
        return None if value == self.token else value


def _figures(row: Row, columns: list[str]) -> tuple[str, ...]:
    return tuple(signed(row[name]) if name in _SIGNED else str(row[name]) for name in columns)
