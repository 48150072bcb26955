"""A listing as a resident reads it: one line among others, or in full."""

from __future__ import annotations

from datetime import datetime

from connectbot.directory import words
from connectbot.directory.assured import age
from connectbot.directory.closing import next_on, resting
from connectbot.directory.hours import local
from connectbot.directory.listing import Ages, Listing
from connectbot.directory.place import USUAL, Keeping
from connectbot.directory.saying import said_soon, whole
from connectbot.directory.search import Hit
from connectbot.written.tongue import ENGLISH, Tongue

SHORT = 70
FULL = 300


def short(hit: Hit, tongue: Tongue = ENGLISH) -> str:
    """One option, at most 70 characters: "Tea and Talk, Tue 2pm, free, for people who have lost
    someone". The most telling parts that fit, in a fixed order."""
    listing = hit.listing
    where, when, cost, *wished = hit.reasons
    there = tongue(words.IN_AREA).format(area=listing.where.outcode)
    far = "" if hit.near and where == there else where
    who = tongue(words.FOR).format(who=listing.who) if listing.who else ""
    some = listing.ages != Ages()
    parts = (when, cost, *wished, who if some else "", far, "" if some else who)
    # Nobody is sent far, or made to pay, without having read so.
    first = ("" if listing.where.outcode is None else far, cost if listing.costs else "")
    room, kept = SHORT - len(listing.name), set()
    for part in (*first, *parts):
        if part and part not in kept and len(part) + 2 <= room:
            kept.add(part)
            room -= len(part) + 2
    return ", ".join((listing.name, *(part for part in parts if part in kept)))


def full(
    listing: Listing, now: datetime, tongue: Tongue = ENGLISH, keeping: Keeping = USUAL
) -> str:
    """Everything needed to get there, at most 300 characters: what, for whom, where, when, cost,
    the door, the phone, whether to check first. A confidential address is "address given by
    phone"."""
    door, contact = listing.door, listing.contact
    said = [
        tongue(words.NAME_FOR).format(name=listing.name, who=listing.who)
        if listing.who
        else listing.name,
        place(listing, tongue),
        _times(listing, now, tongue),
        tongue(listing.cost),
        tongue(words.ASK_FOR).format(name=door.ask_for) if door.ask_for else "",
        door.bus or "",
        door.steps or "",
        door.tip or "",
        tongue(words.PHONE).format(number=contact.phone) if contact.phone else "",
        tongue(words.FULL_NOW) if listing.capacity == 0 else "",
        tongue(words.CHECK_FIRST_FULL) if _old(listing, keeping, now) else "",
    ]
    # Left out first: the tip, steps, bus, who to ask for; then for whom, then most of the times.
    ring = tongue(words.RING_FOR_TIMES)
    for spare, less in ((7, ""), (6, ""), (5, ""), (4, ""), (0, listing.name), (2, ring)):
        if len(_sentences(said)) > FULL:
            said[spare] = less
    return _sentences(said)


def _old(listing: Listing, keeping: Keeping, now: datetime) -> bool:
    today = local(now, listing.timezone).date()
    return age(listing, keeping, today) in ("check first", "out")


def _sentences(said: list[str]) -> str:
    return " ".join(f"{one[:1].upper()}{one[1:]}." for one in said if one)


def _times(listing: Listing, now: datetime, tongue: Tongue) -> str:
    times = whole(listing.when, tongue)
    if not times:
        return tongue(words.RING_FIRST)
    here = local(now, listing.timezone)
    near = resting(listing, here.date(), tongue) or said_soon(next_on(listing, here), here, tongue)
    return f"{times} ({near})" if near and times != tongue(words.ANY_TIME) else times


def place(listing: Listing, tongue: Tongue = ENGLISH) -> str:
    """Where one goes; a confidential address is "Address given by phone"."""
    where = listing.where
    if where.confidential:
        return tongue(words.ADDRESS_BY_PHONE)
    if where.outcode is None:
        return tongue(words.THEY_COME if where.visits else words.BY_PHONE)
    venue = "" if where.venue == listing.name else where.venue
    return ", ".join(part for part in (venue, where.address, where.outcode) if part)
