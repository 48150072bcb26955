"""A listing as a resident reads it: one line among others, or in full."""

from __future__ import annotations

from datetime import datetime

from connectbot.directory.hours import local
from connectbot.directory.listing import Ages, Listing
from connectbot.directory.saying import soon, whole
from connectbot.directory.search import Hit

SHORT = 70
FULL = 300


def short(hit: Hit) -> str:
    """One option, at most 70 characters: "Tea and Talk, Tue 2pm, free, for people who have lost
    someone". The most telling parts that fit, in a fixed order."""
    listing = hit.listing
    where, when, _, *wished = hit.reasons
    far = "" if hit.near and where.startswith("in ") else where
    who = f"for {listing.who}" if listing.who else ""
    some = listing.ages != Ages()
    parts = (when, listing.cost, *wished, who if some else "", far, "" if some else who)
    # Nobody is sent far, or made to pay, without having read so.
    first = ("" if listing.where.outcode is None else far, listing.cost if listing.costs else "")
    room, kept = SHORT - len(listing.name), set()
    for part in (*first, *parts):
        if part and part not in kept and len(part) + 2 <= room:
            kept.add(part)
            room -= len(part) + 2
    return ", ".join((listing.name, *(part for part in parts if part in kept)))


def full(listing: Listing, now: datetime) -> str:
    """Everything needed to get there, at most 300 characters: what, for whom, where, when, cost,
    the door, the phone. A confidential address is "address given by phone"."""
    door, contact = listing.door, listing.contact
    said = [
        f"{listing.name}, for {listing.who}" if listing.who else listing.name,
        place(listing),
        _times(listing, now),
        listing.cost,
        f"Ask for {door.ask_for}" if door.ask_for else "",
        door.bus or "",
        door.steps or "",
        door.tip or "",
        f"Phone {contact.phone}" if contact.phone else "",
    ]
    # Left out first: the tip, steps, bus, who to ask for; then for whom, then most of the times.
    for spare, less in ((7, ""), (6, ""), (5, ""), (4, ""), (0, listing.name), (2, _BY_PHONE)):
        if len(_sentences(said)) > FULL:
            said[spare] = less
    return _sentences(said)


_BY_PHONE = "Ring for the times"


def _sentences(said: list[str]) -> str:
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in said if one)


def _times(listing: Listing, now: datetime) -> str:
    times = whole(listing.when)
    if not times:
        return "By arrangement, ring first"
    near = soon(listing.when, local(now, listing.timezone))
    return f"{times} ({near})" if near and times != "any time" else times


def place(listing: Listing) -> str:
    """Where one goes; a confidential address is "Address given by phone"."""
    where = listing.where
    if where.confidential:
        return "Address given by phone"
    if where.outcode is None:
        return "They come to you" if where.visits else "By phone"
    venue = "" if where.venue == listing.name else where.venue
    return ", ".join(part for part in (venue, where.address, where.outcode) if part)
