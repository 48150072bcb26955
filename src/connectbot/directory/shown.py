"""A listing as a resident reads it: one line among others, or in full."""

from __future__ import annotations

from datetime import datetime

from connectbot.directory.hours import local
from connectbot.directory.listing import Listing
from connectbot.directory.saying import brief, soon, whole
from connectbot.directory.search import Hit

SHORT = 75
FULL = 300


def short(hit: Hit, now: datetime) -> str:
    """One option, at most 75 characters: "Tea and Talk, Tue 2pm, free, for people who have lost
    someone". The most telling parts that fit, in a fixed order."""
    listing, where = hit.listing, hit.reasons[0]
    when = soon(listing.when, local(now, listing.timezone)) or brief(listing.when)
    far = "" if hit.near and where.startswith("in ") else where
    line = listing.name
    for part in (when, listing.cost, far, f"for {listing.who}" if listing.who else ""):
        if part and len(line) + 2 + len(part) <= SHORT:
            line = f"{line}, {part}"
    return line


def full(listing: Listing, now: datetime) -> str:
    """Everything needed to get there, at most 300 characters: what, where, when, cost, the door,
    the phone. A confidential address is "address given by phone"."""
    door, contact = listing.door, listing.contact
    said = [
        listing.name,
        _place(listing),
        _times(listing, now),
        listing.cost,
        f"Ask for {door.ask_for}" if door.ask_for else "",
        door.bus or "",
        door.steps or "",
        door.tip or "",
        f"Phone {contact.phone}" if contact.phone else "",
        f"For {listing.who}" if listing.who else "",
    ]
    for spare in _SPARE:
        if len(_sentences(said)) > FULL:
            said[spare] = ""
    return _sentences(said)


_SPARE = (9, 7, 6, 5, 8)  # who it is for, the tip, steps, bus, phone: left out first


def _sentences(said: list[str]) -> str:
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in said if one)


def _times(listing: Listing, now: datetime) -> str:
    times = whole(listing.when)
    if not times:
        return "By arrangement, ring first"
    near = soon(listing.when, local(now, listing.timezone))
    return f"{times} ({near})" if near and near != times else times


def _place(listing: Listing) -> str:
    where = listing.where
    if where.confidential:
        return "Address given by phone"
    if where.outcode is None:
        return "They come to you" if where.visits else "By phone"
    return ", ".join(part for part in (where.venue, where.address, where.outcode) if part)
