"""A listing as a search looks at it: small, with what many have in common held once.

100,000 whole listings as they are validated take most of a gigabyte. A card holds what finding
needs, and the whole listing packed, to be read when it is shown.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar, cast

from connectbot.directory.assured import assured_on
from connectbot.directory.body import listing_of
from connectbot.directory.daysoff import NOTHING_KNOWN, Calendar
from connectbot.directory.listing import Access, Ages, Closure, Listing
from connectbot.directory.schedule import Schedule
from connectbot.directory.times import hours_of
from connectbot.directory.where import Hidden
from connectbot.model.kept import Body

_READ = 512  # whole listings that were shown lately, so that one answer reads each once

_USUAL = (
    b'{"access":{"loop":true,"parking":true,"quiet":true,"step_free":true,"toilet":true},'
    b'"checked":{"by":"","how":"visited","insurance":"2027-","on":"2026-","safeguarding":"2026-'
    b'"},"contact":{"email":"","phone":"07700 900"},"cost":"\xc2\xa32","description":"people who '
    b'and the with for you a tea and coffee.","door":{"ask_for":"","bus":"Bus ","steps":"No steps'
    b'","tip":""},"due":["safeguarding","insurance"],"id":"","languages":["English","Urdu"],"name"'
    b':"","needs":["company","later-life","wellbeing"],"organisation":"","place":"","when":[{'
    b'"byday":"MO","closes_at":"12:00","dtstart":"2026-","except":"school-holidays","freq":'
    b'"MONTHLY","interval":2,"opens_at":"10:00"}],"where":{"address":"","outcode":"","sector":"",'
    b'"venue":"","visits":[""]},"who":"people"}'
)
"""What nearly every body holds, so that none has to hold it alone. What is packed lies in memory
only, so that this may be changed at any time."""

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Where:
    """Where something is, as far as a search must know."""

    outcode: str | None
    sector: str | None
    visits: tuple[str, ...]
    confidential: bool


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """What finding needs of a listing; see `Listing` for each. `since` is when the oldest critical
    thing about it was last said to be so, `hours` the hours of the week at which it may be on (see
    times.py), `source` where it came from ("file:line"), `packed` the whole listing."""

    id: str
    place: str
    timezone: str
    national: bool
    needs: tuple[str, ...]
    narrow: bool
    where: Where
    when: tuple[Schedule, ...]
    closed: tuple[Closure, ...]
    calendar: Calendar
    cost: str
    costs: bool
    ages: Ages
    access: Access
    languages: tuple[str, ...]
    capacity: int | None
    for_children: bool
    heard_on: date | None
    spaced: tuple[str, str]
    since: date | None
    hours: int
    source: str
    packed: bytes | Listing
    hidden: Hidden

    @property
    def shelved_under(self) -> str:
        """The place whose shelves it stands on; "" for a national one."""
        return "" if self.national else self.place

    def whole(self) -> Listing:
        """The listing itself."""
        packed = self.packed
        return packed if isinstance(packed, Listing) else _unpacked(self, packed)


class Whole(Mapping[str, Listing]):
    """Every listing by id, read from its card when it is asked for."""

    __slots__ = ("_cards",)

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self._cards = cards

    def __getitem__(self, id: str) -> Listing:
        return self._cards[id].whole()

    def __contains__(self, id: object) -> bool:
        return id in self._cards

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)


class Cards:
    """Makes cards, each part that is the same in many of them once."""

    __slots__ = ("_once",)

    def __init__(self) -> None:
        self._once: dict[object, object] = {}

    def card(self, listing: Listing, source: str = "", body: Body | None = None) -> Card:
        """The card of a listing; where its body is given, the listing itself need not be kept."""
        once, where, when = self._same, listing.where, tuple(map(self._same, listing.when))
        spot = Where(
            once(where.outcode), once(where.sector), once(where.visits), where.confidential
        )
        calendar = listing.calendar
        return Card(
            id=listing.id,
            place=once(listing.place),
            timezone=once(listing.timezone),
            national=listing.national,
            needs=once(tuple(map(once, listing.needs))),
            narrow=listing.narrow,
            where=once(spot),
            when=once(when),
            closed=once(listing.closed),
            calendar=calendar,
            cost=once(listing.cost),
            costs=listing.costs,
            ages=once(listing.ages),
            access=once(listing.access),
            languages=once(listing.languages),
            capacity=listing.capacity,
            for_children=listing.for_children,
            heard_on=once(listing.heard_on),
            spaced=listing.spaced,
            since=once(assured_on(listing)),
            hours=once(hours_of(when)),
            source=source,
            packed=_packed(body.text) if body else listing,
            hidden=once(where.hidden),
        )

    def _same(self, part: Part) -> Part:
        return cast(Part, self._once.setdefault((type(part), part), part))


def _packed(text: str) -> bytes:
    packer = zlib.compressobj(level=6, wbits=-15, memLevel=9, zdict=_USUAL)
    return packer.compress(text.encode()) + packer.flush()


@lru_cache(_READ)
def _unpacked(card: Card, packed: bytes) -> Listing:
    text = zlib.decompressobj(wbits=-15, zdict=_USUAL).decompress(packed).decode()
    listing = listing_of(Body(text, card.hidden.for_staff()), card.timezone)
    return listing if card.calendar is NOTHING_KNOWN else listing.dated(card.calendar)
