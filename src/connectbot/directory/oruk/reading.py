"""A service that we wrote, read back into the listing it was.

What stands in the standard's own fields is taken from there, so that whoever changes a name or a
time in a file of ours has changed it.
"""

from __future__ import annotations

from typing import Any

from connectbot.directory.body import with_fields
from connectbot.directory.oruk.around import EVERYWHERE
from connectbot.directory.oruk.location import where_of
from connectbot.directory.oruk.terms import Row, needs_of
from connectbot.directory.oruk.timetable import OURS, when_of
from connectbot.model.kept import Body


def body(service: Row) -> Body | None:
    """The listing that a service of ours was written from, as it is kept; None where somebody
    else wrote it. It may not hold together, where somebody changed it: `listing_of` tells."""
    ours = service.get(OURS)
    if not isinstance(ours, dict) or not isinstance(ours.get("id"), str):
        return None
    return with_fields(fields(service))


def fields(service: Row) -> dict[str, Any]:
    """Every field that a service of ours tells, by its name ("where.outcode")."""
    ours = service[OURS]
    unsaid = ours.get("without")
    found = {**told(service), **{name: value for name, value in ours.items() if name != "without"}}
    for name in unsaid if isinstance(unsaid, list) else []:
        found.pop(name, None)
    return found


def told(service: Row) -> dict[str, Any]:
    """What the standard's own fields tell, without what is usual in a listing."""
    held = _first(service.get("service_at_locations"))
    cost = _first(service.get("cost_options"))
    contact = _first(service.get("contacts"))
    phone = _first(contact.get("phones"))
    languages = _names(service.get("languages"))
    areas = _names(service.get("service_areas"))
    price = cost.get("amount_description")
    found = {
        "name": service.get("name"),
        "description": service.get("description"),
        "organisation": _first([service.get("organization")]).get("name"),
        "needs": needs_of(service.get("attributes")),
        "who": service.get("eligibility_description"),
        "when": when_of(service.get("schedules")),
        "where.visits": [name for name in areas if name != EVERYWHERE],
        "ages.least": service.get("minimum_age"),
        "ages.most": service.get("maximum_age"),
        "contact.email": service.get("email"),
        "contact.phone": phone.get("number"),
        "door.ask_for": contact.get("name"),
        "national": True if EVERYWHERE in areas else None,
        "cost": None if price == "free" else price,
        "languages": None if languages == ["English"] else languages,
        **where_of(held.get("location")),
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def _first(rows: object) -> Row:
    one = rows[0] if isinstance(rows, list) and rows else None
    return one if isinstance(one, dict) else {}


def _names(rows: object) -> list[str]:
    found = rows if isinstance(rows, list) else []
    return [one["name"] for one in found if isinstance(one, dict) and one.get("name")]
