"""Listings as the tables of HSDS: one for each kind of thing, linked by ids."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from connectbot.directory.listing import Listing
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.service import service_of
from connectbot.directory.oruk.terms import taxonomy
from connectbot.directory.outgoing.cells import table

TABLES = {
    "organizations": "organization",
    "services": "service",
    "locations": "location",
    "addresses": "address",
    "accessibility": "accessibility",
    "service_at_locations": "service_at_location",
    "schedules": "schedule",
    "service_areas": "service_area",
    "languages": "language",
    "cost_options": "cost_option",
    "contacts": "contact",
    "phones": "phone",
    "attributes": "attribute",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}
"""Each table, and what is in it."""

_TABLE = {thing: name for name, thing in TABLES.items()}
_ONE = ("organization", "location", "taxonomy_term")
_OWNED = ("schedule", "service_area", "language", "cost_option")
_OURS = "connectbot"

Tables = dict[str, dict[str, dict[str, Any]]]
"""Table -> id -> row."""


def tables(listings: Iterable[Listing], around: Around) -> dict[str, str]:
    """File name -> CSV, and `datapackage.json`, which names the tables and their columns. What the
    standard has no word for is not in it."""
    found: Tables = {name: {} for name in TABLES}
    for listing in listings:
        _put(found, "service", service_of(listing, around), {})
    if found["taxonomy_terms"]:
        _put(found, "taxonomy", taxonomy(), {})
    filled = {name: list(rows.values()) for name, rows in found.items() if rows}
    columns = {name: _columns(rows) for name, rows in filled.items()}
    files = {f"{name}.csv": table(columns[name], rows) for name, rows in filled.items()}
    return {**files, "datapackage.json": _package(columns)}


def _put(found: Tables, thing: str, row: Mapping[str, Any], above: Mapping[str, str]) -> None:
    """A row into its table, and what is inside it into theirs."""
    own = {
        name: value
        for name, value in row.items()
        if name != _OURS and not isinstance(value, dict | list)
    }
    found[_TABLE[thing]].setdefault(row["id"], {**own, **above})
    for name, value in row.items():
        inside = _TABLE.get(name, name)
        if isinstance(value, dict) and name in _ONE:
            _put(found, name, value, {})
        elif isinstance(value, list) and inside in TABLES:
            for one in value:
                _put(found, TABLES[inside], one, _above(TABLES[inside], thing, row))


def _above(thing: str, owner: str, row: Mapping[str, Any]) -> dict[str, str]:
    """The column that leads from a thing to what it stands in."""
    if thing in _OWNED:
        return {"service_id": row["id"]}
    return {"location_id": row["id"]} if owner == "location" else {}


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _package(columns: Mapping[str, list[str]]) -> str:
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "schema": {"primaryKey": "id", "fields": [{"name": one} for one in names]},
        }
        for name, names in columns.items()
    ]
    return json.dumps({"name": "directory", "resources": resources}, indent=1) + "\n"
