"""A page of a feed, whatever its envelope calls things; and the services in any JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from connectbot.directory.incoming.facts import Row

SUMMARY = "only a summary"
"""Stands in a service whose whole could not be read."""

_LISTS = ("contents", "content", "services", "service", "items", "results", "data", "value")
_AROUND = ("pagination", "meta", "page", "_page")
_PAGES = ("total_pages", "totalPages", "last_page_number", "pages")
_ITEMS = ("total_items", "totalElements", "total_elements", "totalItems", "total", "count")
_LAST = ("last_page", "last", "lastPage", "is_last")
_WHOLE = ("schedules", "service_at_locations", "regular_schedules", "contacts", "cost_options")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page, and what its envelope claims: None is not said."""

    services: tuple[Row, ...]
    pages: int | None = None
    items: int | None = None
    last: bool | None = None


def page_of(data: object) -> Page | None:
    """A page from what JSON says; None where there is no list of services in it."""
    if isinstance(data, list):
        return Page(_rows(data), last=True)
    if not isinstance(data, Mapping):
        return None
    found = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
    if found is None:
        return Page(_rows([data]), last=True) if _service(data) else None
    around: dict[str, Any] = {}
    for name in _AROUND:
        inside = data.get(name)
        around.update(inside if isinstance(inside, Mapping) else {})
    around.update(data)
    last = next((around[name] for name in _LAST if isinstance(around.get(name), bool)), None)
    return Page(_rows(found), _number(around, _PAGES), _number(around, _ITEMS), last)


def whole(service: Row) -> bool:
    """Whether it is more than the summary that lists give."""
    return any(isinstance(service.get(name), list) for name in _WHOLE)


def called(service: Row) -> str:
    """What tells a service from the others of its source: some give one id to several."""
    return f"{service.get('id')} {service.get('name')}"


def fuller(services: list[Row]) -> list[Row]:
    """Each service once, the one that says more; those without an id stay."""
    found: dict[str, Row] = {}
    for number, one in enumerate(services):
        key = called(one) if one.get("id") else f"#{number}"
        had = found.get(key)
        found[key] = one if had is None or len(str(one)) > len(str(had)) else had
    return list(found.values())


def _rows(found: list[Any]) -> tuple[Row, ...]:
    """Services, also those inside a service_at_location."""
    inner = [
        one["service"] if isinstance(one, dict) and isinstance(one.get("service"), dict) else one
        for one in found
    ]
    return tuple(one if isinstance(one, dict) else {"name": one} for one in inner)


def _service(data: Mapping[str, Any]) -> bool:
    return "name" in data and not {"version", "openapi_url"} & data.keys()


def _number(around: Mapping[str, Any], names: tuple[str, ...]) -> int | None:
    for name in names:
        value = around.get(name)
        if isinstance(value, str) and value.isdigit():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None
