"""Rows of a table as facts, by what its headings mean."""

from __future__ import annotations

from collections.abc import Mapping

from connectbot.directory.incoming.facts import Facts
from connectbot.directory.incoming.sheets import Sheet

_BLANK = frozenset({"", "n/a", "na", "none", "null", "-", "--", "nil", "#n/a", "#ref!", "#value!"})
_APART = {"address": ", ", "when": "; ", "description": " "}


def facts_in(sheet: Sheet, meaning: Mapping[str, str]) -> list[Facts]:
    """A record for each row; a field that several columns hold has them one after the other."""
    found = []
    for number, row in sheet.rows:
        facts = Facts(f"row {number}")
        for heading, cell in zip(sheet.headings, row, strict=True):
            field = meaning.get(heading, "")
            if not field or cell.casefold() in _BLANK:
                continue
            had = facts.said.get(field)
            facts.said[field] = f"{had}{_APART.get(field, ', ')}{cell}" if had else cell
        facts.key = facts.said.get("key", "")[:80]
        found.append(facts)
    return found
