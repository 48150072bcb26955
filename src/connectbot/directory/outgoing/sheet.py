"""Listings as one table for people: a line for each, in words."""

from __future__ import annotations

from collections.abc import Iterable

from connectbot.directory.assured import assured_on
from connectbot.directory.listing import Listing
from connectbot.directory.needs import Needs
from connectbot.directory.oruk.location import access_words
from connectbot.directory.outgoing.cells import table
from connectbot.directory.saying import whole

HEADINGS = (
    "ID|Name|Directory|Run by|Description|Who for|Needs|Venue|Address|Postcode|Comes to|When|Cost|"
    "Minimum age|Maximum age|Accessibility|Languages|Ask for|Bus|Steps|Tip|Phone|E-mail|"
    "New people a month|Rests|Last checked"
).split("|")
"""`directory import` knows what they mean."""


def sheet(listings: Iterable[Listing], needs: Needs) -> str:
    """The table as CSV. Who checked a listing is not in it: tables are passed on."""
    return table(HEADINGS, (_row(listing, needs) for listing in listings))


def _row(listing: Listing, needs: Needs) -> dict[str, object]:
    where, door, contact = listing.where, listing.door, listing.contact
    titles = (needs.get(need).title if need in needs else need for need in listing.needs)
    values = (
        listing.id,
        listing.name,
        "national" if listing.national else listing.place,
        listing.organisation,
        listing.description,
        listing.who,
        "; ".join(titles),
        where.venue,
        where.address,
        where.sector or where.outcode,
        ", ".join(where.visits),
        whole(listing.when),
        listing.cost,
        listing.ages.least,
        listing.ages.most,
        ", ".join(access_words(listing.access)),
        ", ".join(listing.languages),
        door.ask_for,
        door.bus,
        door.steps,
        door.tip,
        contact.phone,
        contact.email,
        listing.capacity,
        "; ".join(f"{one.from_} to {one.to} {one.why}".strip() for one in listing.closed),
        assured_on(listing),
    )
    return dict(zip(HEADINGS, values, strict=True))
