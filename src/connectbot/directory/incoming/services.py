"""A service of the national standard, 3.0, 1.0 or HSDS, as facts; wrong shapes are mended."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from connectbot.directory.incoming.cleaning import clean
from connectbot.directory.incoming.envelope import SUMMARY
from connectbot.directory.incoming.facts import Facts, Row
from connectbot.directory.oruk.reading import body
from connectbot.directory.oruk.terms import needs_of

_NOBODY = "neighbours in "
_RUNNING = frozenset({"", "active", "open", "live", "published", "running"})
# 1.0 -> the name it has in 3.0
_OLD = {
    "regular_schedules": "schedules",
    "regular_schedule": "schedules",
    "cost_option": "cost_options",
    "contact": "contacts",
    "language": "languages",
    "service_area": "service_areas",
    "eligibilitys": "eligibilities",
    "eligibility": "eligibilities",
    "service_taxonomys": "service_taxonomies",
    "service_taxonomy": "service_taxonomies",
    "service_at_location": "service_at_locations",
    "locations": "service_at_locations",
}


def facts_of(service: Row, label: str) -> Facts:
    """The facts of one service."""
    service = {_OLD.get(name, name) if value else name: value for name, value in service.items()}
    facts = Facts(label, key=words(service.get("id")), body=body(service))
    facts.uid = _uuid(facts)
    _nulls(facts, service)
    if SUMMARY in service:
        facts.partial = True
        facts.note("services", "only its summary can be read", "look at the rest there", "look")
    who = _who(service)  # ages may stand there too
    said = {
        "name": service.get("name") or service.get("title"),
        "description": service.get("description") or service.get("short_description"),
        "status": service.get("status"),
        "email": service.get("email"),
        "website": service.get("url"),
        "least": service.get("minimum_age"),
        "most": service.get("maximum_age"),
        "assured": service.get("assured_date"),
        "organisation": _organisation(service),
        "who": who,
        "cost": _cost(service),
        "languages": ", ".join(filter(None, map(_named, rows(service.get("languages"))))),
        "needs": "; ".join(_terms(service)),
        **_contact(service),
        **_where(service),
    }
    facts.said = {name: words(value) for name, value in said.items() if words(value)}
    facts.when = _schedules(service)
    return facts


def words(value: object) -> str:
    """Any value as words; a list as a list of words."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(words, value)))
    return "" if str(value).strip().lower() in ("null", "none", "nan") else str(value)


def rows(value: object) -> list[Row]:
    """The records in a list, or the one that stands without a list."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def running(status: str) -> bool:
    """Whether a status says that it is on."""
    return status.strip().lower() in _RUNNING


def _uuid(facts: Facts) -> str:
    try:
        return str(UUID(facts.key))
    except ValueError:
        if facts.key:
            facts.note("id", f"{facts.key[:40]!r} is no uuid", "kept as it is, with an id of ours")
        return ""


def _nulls(facts: Facts, service: Row) -> None:
    empty = sorted(name for name, value in service.items() if value is None)
    if empty:
        facts.note(
            empty[0], f"null in {', '.join(empty[:5])}", "left out, as the standard wants it"
        )
    url = words(service.get("url"))
    if url.lower().startswith("www."):
        facts.note("url", f"{url[:40]!r} is no whole address", f"https://{url[:40]} meant")


def _named(row: Row) -> str:
    return words(row.get("name") or row.get("language") or row.get("code"))


def _organisation(service: Row) -> str:
    said = service.get("organization") or service.get("organisation")
    found = rows(said)
    name = words(found[0].get("name")) if found else words(said)
    return "" if name.lower().startswith(_NOBODY) else name


def _who(service: Row) -> str:
    said = words(service.get("eligibility_description"))
    for row in rows(service.get("eligibilities")):
        said = said or words(row.get("eligibility"))
        for age in ("minimum_age", "maximum_age"):
            service.setdefault(age, row.get(age))
    return said


def _cost(service: Row) -> str:
    for row in rows(service.get("cost_options")):
        amount, told = row.get("amount"), clean(words(row.get("amount_description")))
        option = clean(words(row.get("option")))
        if words(amount) in ("0", "0.0", "0.00"):
            return "free"
        if words(amount):
            return f"£{words(amount).removeprefix('£').removesuffix('.0')} {told}".strip()[:60]
        if told or option:
            return told or option
    return words(service.get("fees_description") or service.get("fees"))


def _contact(service: Row) -> dict[str, Any]:
    """Phone, e-mail and name from wherever they stand: contacts, phones, the organisation."""
    found: dict[str, Any] = {}
    holders = [service, *rows(service.get("contacts")), *rows(service.get("organization"))]
    for holder in holders:
        numbers = [one.get("number") for one in rows(holder.get("phones"))]
        for value in (*numbers, holder.get("phone"), holder.get("telephone")):
            if words(value):
                found.setdefault("phone", value)
        if words(holder.get("email")):
            found.setdefault("email", holder["email"])
    return found


def _where(service: Row) -> dict[str, Any]:
    places = [_location(one) for one in rows(service.get("service_at_locations"))]
    real = [one for one in places if words(one.get("location_type")) != "virtual"]
    if not real:
        return {}
    place = real[0]
    address = next(
        iter([*rows(place.get("addresses")), *rows(place.get("physical_addresses"))]), {}
    )
    doors = [*rows(place.get("accessibility")), *rows(place.get("accessibility_for_disabilities"))]
    lines = (address.get("attention"), address.get("address_1"), address.get("address_2"))
    return {
        "venue": place.get("name"),
        "address": ", ".join(filter(None, map(words, lines[1:]))),
        "town": address.get("city"),
        "postcode": address.get("postal_code"),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
        "access": ". ".join(
            words(one.get("description") or one.get("accessibility")) for one in doors
        ),
    }


def _location(row: Row) -> Row:
    inside = row.get("location")
    return inside if isinstance(inside, dict) else row


def _schedules(service: Row) -> list[Row]:
    found = rows(service.get("schedules"))
    for place in rows(service.get("service_at_locations")):
        for name in ("schedules", "regular_schedule", "regular_schedules"):
            found += rows(place.get(name))
    return found


def _terms(service: Row) -> Iterator[str]:
    """What it is filed under; ours by id, any other by its name."""
    yield from needs_of(service.get("attributes"))
    for row in rows(service.get("attributes")):
        for term in rows(row.get("taxonomy_term")):
            yield words(term.get("name"))
    for row in rows(service.get("service_taxonomies")):
        for term in rows(row.get("taxonomy")):
            yield words(term.get("name"))
