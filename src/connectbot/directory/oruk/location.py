"""Where one goes, in the shape of the standard and back. No whole postcode is kept, so none is
told: `postal_code` is the district or the sector, and the point is the middle of it."""

from __future__ import annotations

import re

from connectbot.directory.listing import Access, Listing
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.ids import uid
from connectbot.directory.oruk.terms import Row
from connectbot.directory.where import OUTCODE, SECTOR, Where

_ACCESS = {
    "step_free": ("No steps", "Steps"),
    "toilet": ("Toilet", "No toilet"),
    "loop": ("Hearing loop", "No hearing loop"),
    "quiet": ("Quiet", "Can be loud"),
    "parking": ("Parking", "No parking"),
}
"""What can be counted on -> what it is called where it is so, and where it is not."""

_MEANT = {
    words: (name, so)
    for name, both in _ACCESS.items()
    for so, words in zip((True, False), both, strict=True)
}


def goes_somewhere(where: Where) -> bool:
    """Whether it is at a place that one could go to."""
    return any(part is not None for part in (where.venue, where.address, where.outcode))


def location_of(listing: Listing, around: Around) -> Row | None:
    """Where one goes; None where nobody goes anywhere."""
    where = listing.where
    if not goes_somewhere(where):
        return None
    area = where.sector or where.outcode
    row: Row = {"id": uid("location", listing.id), "location_type": "physical"}
    if where.venue is not None:
        row["name"] = where.venue
    point = around.districts.centre(area) if area else None
    if point is not None:
        row["description"] = f"The point is the middle of {area}, not the door."
        row["latitude"], row["longitude"] = point
    if area is not None:
        row["addresses"] = [_address(listing, area, around)]
    access = _accessibility(listing.access, listing.id)
    return {**row, "accessibility": access} if access else row


def _address(listing: Listing, area: str, around: Around) -> Row:
    where, town = listing.where, around.named(listing.place)
    return {
        "id": uid("address", listing.id),
        "address_1": where.address or where.venue or town,
        "city": town,
        "state_province": town,
        "postal_code": area,
        "country": "GB",
        "address_type": "physical",
    }


def _accessibility(access: Access, service: str) -> list[Row]:
    return [
        {"id": uid("accessibility", service, words), "description": words}
        for words in access_words(access)
    ]


def access_words(access: Access) -> list[str]:
    """What is known of how one gets in and what is there, each in a word or two."""
    known = {name: getattr(access, name) for name in _ACCESS}
    return [_ACCESS[name][0 if so else 1] for name, so in known.items() if so is not None]


def where_of(location: object) -> Row:
    """The fields ("where.venue", "access.toilet") that a location tells."""
    if not isinstance(location, dict):
        return {}
    found: Row = {"where.venue": location["name"]} if location.get("name") else {}
    addresses = location.get("addresses")
    address = addresses[0] if isinstance(addresses, list) and addresses else None
    if isinstance(address, dict):
        found.update(_addressed(address, found.get("where.venue")))
    rows = location.get("accessibility")
    for row in rows if isinstance(rows, list) else []:
        meant = _MEANT.get(str(row.get("description"))) if isinstance(row, dict) else None
        if meant is not None:
            found[f"access.{meant[0]}"] = meant[1]
    return found


def _addressed(address: Row, venue: object) -> Row:
    line, code = address.get("address_1"), str(address.get("postal_code"))
    found: Row = {}
    if line and line not in (venue, address.get("city")):
        found["where.address"] = line
    if re.match(SECTOR, code):
        found["where.sector"] = code
    if re.match(OUTCODE, code) or re.match(SECTOR, code):
        found["where.outcode"] = code.split(" ")[0]
    return found
