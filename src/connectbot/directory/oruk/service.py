"""A listing as a service of Open Referral UK 3.0, and nothing of it lost.

What the standard has no word for stands under `OURS`: it is found by reading the service back and
looking what is missing, so that it stays whole whatever a listing learns to say.
"""

from __future__ import annotations

import re
from typing import Any

from connectbot.directory.assured import assured_on
from connectbot.directory.body import body_of, fields_of
from connectbot.directory.listing import Listing
from connectbot.directory.oruk.around import EVERYWHERE, Around
from connectbot.directory.oruk.ids import uid
from connectbot.directory.oruk.location import location_of
from connectbot.directory.oruk.reading import told
from connectbot.directory.oruk.terms import Row, term
from connectbot.directory.oruk.timetable import OURS, schedules_of

PUBLIC = frozenset(
    "id place national name organisation needs description narrow peer who where when cost ages "
    "access languages door contact closed capacity uid".split()
)
"""What anybody may read of a listing. What is held about a check, and who made it, is not here."""

_PENCE = re.compile(r"^£(\d{1,4}(?:\.\d\d)?)(?!\S)")


class Confidential(ValueError):
    """A listing whose address nobody may know is no part of any feed."""


def service_id(listing: Listing) -> str:
    """Its id in the standard: the one it came with, or the one that follows from its own."""
    return listing.uid or uid("service", listing.id)


def service_of(listing: Listing, around: Around, *, public: bool = True) -> Row:
    """The whole service. One that is not `public` also carries what only we should know, and
    nothing of it is lost: `reading.body` gives the same listing back.

    Raises Confidential.
    """
    if listing.where.confidential:
        raise Confidential(f"{listing.id}: its address is confidential; it is not given out")
    id = service_id(listing)
    location = location_of(listing, around)
    row: Row = {
        **summary_of(listing, around),
        "eligibility_description": listing.who,
        "schedules": schedules_of(listing.when, listing.id),
        "service_areas": _areas(listing),
        "service_at_locations": [_held_at(listing, location)] if location else [],
        "languages": [
            {"id": uid("language", listing.id, name), "name": name} for name in listing.languages
        ],
        "cost_options": [_cost(listing)],
        "contacts": _contacts(listing, id),
        "attributes": [_attribute(listing, need, around) for need in listing.needs],
    }
    row = {name: value for name, value in row.items() if value not in (None, [], "")}
    return {**row, OURS: _rest(listing, row, public)}


def summary_of(listing: Listing, around: Around) -> Row:
    """What a list tells of a service, with who runs it."""
    organisation = organisation_of(listing, around)
    assured = assured_on(listing)
    row: Row = {
        "id": service_id(listing),
        "organization_id": organisation["id"],
        "name": listing.name,
        "description": listing.description,
        "email": listing.contact.email,
        "status": "active",
        "minimum_age": listing.ages.least,
        "maximum_age": listing.ages.most,
        "assured_date": assured.isoformat() if assured else None,
        "alert": _alert(listing),
        "organization": organisation,
    }
    return {name: value for name, value in row.items() if value not in (None, "")}


def organisation_of(listing: Listing, around: Around) -> Row:
    """Who runs it. A thing that belongs to no one is told with its place, for the standard asks
    every service for an organisation."""
    town, id = around.named(listing.place), organisation_id(listing)
    if listing.organisation is None:
        return {
            "id": id,
            "name": f"Neighbours in {town}",
            "description": "No organisation runs this; people do.",
        }
    return {
        "id": id,
        "name": listing.organisation,
        "description": f"Runs what is listed under its name in {town}.",
    }


def organisation_id(listing: Listing) -> str:
    """The id of who runs it: an organisation is the same by its name in a place."""
    if listing.organisation is None:
        return uid("nobody", listing.place)
    return uid("organisation", listing.place, listing.organisation)


def located(listing: Listing, around: Around) -> Row | None:
    """The service at its location, with the location; None where nobody goes anywhere."""
    location = location_of(listing, around)
    return _held_at(listing, location) if location else None


def _held_at(listing: Listing, location: Row) -> Row:
    return {
        "id": located_id(listing.id),
        "service_id": service_id(listing),
        "location_id": location["id"],
        "location": location,
    }


def located_id(listing: str) -> str:
    """The id of a listing's service at its location."""
    return uid("service at location", listing)


def _areas(listing: Listing) -> list[Row]:
    names = (*((EVERYWHERE,) if listing.national else ()), *listing.where.visits)
    return [{"id": uid("area", listing.id, name), "name": name} for name in names]


def _cost(listing: Listing) -> Row:
    row: Row = {"id": uid("cost", listing.id), "amount_description": listing.cost}
    sum = _PENCE.match(listing.cost)
    if listing.cost == "free":
        return {**row, "amount": 0}
    return {**row, "amount": float(sum[1])} if sum else row


def _contacts(listing: Listing, service: str) -> list[Row]:
    name, phone = listing.door.ask_for, listing.contact.phone
    if name is None and phone is None:
        return []
    contact: Row = {"id": uid("contact", listing.id), "service_id": service}
    if name is not None:
        contact["name"] = name
    if phone is not None:
        ids = {"id": uid("phone", listing.id), "contact_id": contact["id"]}
        contact["phones"] = [{**ids, "number": phone}]
    return [contact]


def _attribute(listing: Listing, need: str, around: Around) -> Row:
    told = term(need, around.needs)
    return {
        "id": uid("attribute", listing.id, need),
        "link_id": service_id(listing),
        "link_type": "need",
        "taxonomy_term_id": told["id"],
        "taxonomy_term": told,
    }


def _alert(listing: Listing) -> str:
    return " ".join(
        f"Closed from {one.from_} to {one.to}{f' ({one.why})' if one.why else ''}."
        for one in listing.closed
    )


def _rest(listing: Listing, row: Row, public: bool) -> dict[str, Any]:
    """What reading the service back would not tell, and what it would tell and is not so."""
    fields = fields_of(body_of(listing))
    said = told(row)
    rest = {
        name: value
        for name, value in fields.items()
        if said.get(name) != value and not (public and name.split(".")[0] not in PUBLIC)
    }
    unsaid = sorted(said.keys() - fields.keys())
    return {**rest, "without": unsaid} if unsaid else rest
