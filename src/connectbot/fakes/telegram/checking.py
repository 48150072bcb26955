"""Whether the Bot API would take a request: known parameters, of their types and lengths."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from connectbot.fakes.telegram.methods import BOUNDS, LENGTHS, METHODS, OBJECTS

_WHOLE = re.compile(r"-?[0-9]{1,19}")
_ARRAY = "Array of "


def fault_of(method: str, given: Mapping[str, str]) -> str | None:
    """What is wrong with a request for a method there is; None where nothing is."""
    return _object_fault(method, METHODS[method], given)


def _typed(value: str) -> Any:
    """What a form says as text, as the JSON that it may stand for."""
    try:
        return json.loads(value) if value[:1] in "[{" or value in ("true", "false") else value
    except ValueError:
        return value


def _object_fault(where: str, table: Mapping[str, str], given: Mapping[str, Any]) -> str | None:
    if unheard := sorted(set(given) - set(table)):
        return f"{where} has no {unheard[0]}"
    for name, types in table.items():
        place = f"{where}.{name}"
        if name not in given:
            if types.endswith("!"):
                return f"{place} is empty"
            continue
        fault = _value_fault(place, types.rstrip("!").split("|"), given[name])
        if fault is not None:
            return fault
    return None


def _value_fault(place: str, types: list[str], value: Any) -> str | None:
    # Of several objects that would do, only ours are looked into: others would take anything.
    types = [one for one in types if one in OBJECTS] or types
    faults = [_type_fault(place, one, value) for one in types]
    if all(faults):
        return faults[0]
    if place in LENGTHS:
        least, most, unit = LENGTHS[place]
        size = len(str(value).encode()) if unit == "bytes" else len(str(value))
        if not least <= size <= most:
            return f"{place.rpartition('.')[2]} is {'empty' if size < least else 'too long'}"
    if place in BOUNDS and not BOUNDS[place][0] <= int(value) <= BOUNDS[place][1]:
        return f"{place} is out of bounds"
    return None


def _type_fault(place: str, kind: str, value: Any) -> str | None:
    wrong = f"{place} is not {kind}"
    if isinstance(value, str) and kind != "String":
        value = _typed(value)
    if kind.startswith(_ARRAY):
        if not isinstance(value, list):
            return wrong
        inner = kind.removeprefix(_ARRAY)
        return next(filter(None, (_type_fault(place, inner, one) for one in value)), None)
    if kind in OBJECTS:
        return _object_fault(kind, OBJECTS[kind], value) if isinstance(value, dict) else wrong
    fits = {
        "String": isinstance(value, str),
        "Integer": isinstance(value, int) or bool(_WHOLE.fullmatch(str(value))),
        "Boolean": isinstance(value, bool),
    }
    return None if fits.get(kind, isinstance(value, dict)) else wrong
