"""The published contact of a listing is asked whether it is still right: once, and twice more."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from connectbot.desk import promising
from connectbot.desk.asking import words
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.say import say_to
from connectbot.desk.tell import digest
from connectbot.directory import asking as when
from connectbot.directory import shown
from connectbot.directory.hours import local
from connectbot.directory.listing import Listing
from connectbot.flows.answers.phone import phone
from connectbot.model.message import Address, MessageClass
from connectbot.model.suggested import Asking

MOST_A_DAY = 20
"""Questions in a day, in all: a directory of thousands is asked about some at a time."""

ASKED = "still-right"

_LATELY = timedelta(days=14)
_A_DAY = timedelta(days=1)
_MOBILE = re.compile(r"\s*(?:\+44|0)[\s(0)]*7")


def contact_of(listing: Listing) -> Address | None:
    """Where a listing's own people read what we ask: a mobile phone, else mail; None where neither
    is published."""
    said = listing.contact.phone
    if said and _MOBILE.match(said) and (number := phone(said)) is not None:
        return Address("sms", number)
    return Address("email", listing.contact.email) if listing.contact.email else None


def due(desk: Desk, asked: Mapping[str, date], now: datetime, most: int) -> list[str]:
    """Ids of listings to be asked about by their age, `most` of those that have somebody to ask."""
    book, today = desk.world.book, now.astimezone(desk.rota.zone).date()
    found = when.due(book.listings.values(), book.places, asked, today)
    askable = (id for id in found if _to(book.listings[id], desk) is not None)
    return list(islice(askable, max(most, 0)))


def room(tx: Tx) -> int:
    """How many more may wait to be asked for the first time: what is written down long before it
    can be asked is out of date by then."""
    return 2 * MOST_A_DAY - tx.askings.waiting()


def plan(tx: Tx, ids: Sequence[str], desk: Desk, now: datetime) -> int:
    """Write down that these are to be asked about, each at its own hour; how many have somebody to
    ask."""
    listings = [desk.world.book.listing(id) for id in ids]
    return sum(_planned(tx, one, desk, now) for one in listings if one is not None)


def forward(tx: Tx, listing: Listing, desk: Desk, now: datetime) -> None:
    """Somebody found it closed or wrong: its contact is asked now, and not when it is due. Not
    where they were asked within two weeks."""
    last = tx.askings.get(listing.id)
    lately = last is not None and (last.next_at is not None or now - last.asked_at < _LATELY)
    if not lately and when.keeping_of(listing, desk.world.book.places).ask:
        _planned(tx, listing, desk, now)


def _planned(tx: Tx, listing: Listing, desk: Desk, now: datetime) -> bool:
    to = _to(listing, desk)
    if to is None:
        return False
    at = _hour(listing, desk, now)
    tx.askings.put(Asking(listing.id, listing.place, to, 0, now, at))
    return True


def _to(listing: Listing, desk: Desk) -> Address | None:
    """Its contact, where we have a channel that reaches them."""
    to = contact_of(listing)
    return to if to is not None and to.channel in desk.traits else None


def _hour(listing: Listing, desk: Desk, at: datetime) -> datetime:
    """On a day when it is on, outside the quiet hours."""
    wall = when.hour_for(listing, local(at, listing.timezone))
    asked = promising.at(wall, ZoneInfo(listing.timezone))
    if desk.quiet.quiet(asked):
        morning = promising.at(wall.replace(hour=10, minute=0), ZoneInfo(listing.timezone))
        asked = morning if morning >= at else asked
    return desk.quiet.over(max(asked, at))


def ask_due(tx: Tx, desk: Desk, now: datetime) -> int:
    """Ask those whose hour has come, ask again who has not answered, and leave it to a maintainer
    after the third time; how many were asked."""
    return sum(_asked(tx, one, desk, now) for one in tx.askings.due(now))


def _asked(tx: Tx, asking: Asking, desk: Desk, now: datetime) -> bool:
    listing = desk.world.book.listing(asking.listing)
    if listing is None or _said_since(listing, asking):
        tx.askings.put(replace(asking, next_at=None, state="answered"))
        return False
    to = contact_of(listing)
    if to is None or asking.times >= when.TIMES or _has_stopped(tx, to):
        silent(tx, asking, now)
        return False
    other = tx.askings.at(to)
    waits = other is not None and other.listing != asking.listing
    if waits or tx.askings.asked_since(now - _A_DAY) >= MOST_A_DAY:
        tx.askings.put(replace(asking, next_at=_hour(listing, desk, now + _A_DAY)))
        return False
    token = desk.token() if to.channel == "email" else ""
    if not say_to(
        tx, to, _words(listing, token, desk, now), MessageClass.SERVICE, ASKED, desk, now
    ):
        silent(tx, asking, now)
        return False
    again = _hour(listing, desk, now + when.AGAIN)
    hash = digest(token) if token else ""
    put = replace(asking, to=to, times=asking.times + 1, asked_at=now, next_at=again, state="open")
    tx.askings.put(replace(put, token_hash=hash))
    return True


def _words(listing: Listing, token: str, desk: Desk, now: datetime) -> str:
    place = desk.place(listing.place).name
    if not token:
        return words.asked_right(place, listing.name)
    link = f"{desk.public_url}/still-right/{token}"
    return words.asked_by_mail(place, listing.name, shown.full(listing, now), link)


def _said_since(listing: Listing, asking: Asking) -> bool:
    """Whether somebody said that it is so after it was first asked about."""
    on = listing.heard_on
    return asking.times > 0 and on is not None and on >= asking.asked_at.date()


def _has_stopped(tx: Tx, to: Address) -> bool:
    return any(resident.stopped for resident in tx.residents.on(to))


def silent(tx: Tx, asking: Asking, now: datetime) -> None:
    """Nobody answers there: a maintainer looks after it."""
    tx.askings.put(replace(asking, next_at=None, state="silent"))
    waiting = (
        one.kind == "silent" for one in tx.suggestions.of(asking.listing) if one.state == "open"
    )
    if not any(waiting):
        tx.suggestions.add(asking.place, asking.listing, "silent", "service", "", now)
