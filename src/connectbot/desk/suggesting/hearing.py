"""Somebody says that a listing is wrong, or knows of one that is missing: kept, never believed."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk import claiming
from connectbot.desk.asking import putting
from connectbot.desk.desk import Desk
from connectbot.desk.listings import changing
from connectbot.desk.ports import Tx
from connectbot.directory import proposing
from connectbot.directory.editing import anew
from connectbot.model.effect import Suggest
from connectbot.model.kept import Act
from connectbot.model.resident import Resident
from connectbot.model.suggested import By, Kind

MOST_WORDS = 1000
"""Characters that are kept of what somebody wrote."""

MOST_A_DAY = 10
"""Suggestions kept of one resident in a day: more is mischief, or one thing said again."""

_A_DAY = timedelta(days=1)
_BAD = frozenset({"wrong", "closed"})


def suggest(tx: Tx, resident: Resident, said: Suggest, desk: Desk, now: datetime) -> str:
    """Keep what a resident says for the maintainers of its place; its id, "" where it is not kept.

    The listing's own contact is asked at once whether it is still right.
    """
    listing = desk.world.book.listing(said.listing)
    place = (listing.place if listing else "") or resident.conversation.place
    kind: Kind = "new" if listing is None else "closed" if said.what == "closed" else "wrong"
    words = " ".join(said.words.split())[:MOST_WORDS]
    theirs = listing is not None and claiming.keeps(tx, resident, listing.id)
    if (listing is None and not words) or _too_many(tx, resident, place, now):
        return ""
    about = listing.id if listing else ""
    by: By = "contact" if theirs else "resident"
    id = tx.suggestions.add(place, about, kind, by, words, now, resident=resident.id)
    if theirs:
        _keep_own(tx, resident, id, now, desk)
    elif listing is not None:
        putting.forward(tx, listing, desk, now)
    return id


def _keep_own(tx: Tx, resident: Resident, id: str, now: datetime, desk: Desk) -> None:
    """Who keeps the listing says what changed: a time, a number or a mail is so from now on, and
    anything else waits for a maintainer. Not by text: there a number is too easily borrowed."""
    suggestion = tx.suggestions.get(id)
    if suggestion is None or resident.address.channel == "sms":
        return
    kept = tx.listings.get(suggestion.listing)
    body = proposing.proposed(kept.body, suggestion.words) if kept else None
    if kept is None or body is None:
        return
    act = Act("contact", "", "chat", "its contact says so")
    today = now.astimezone(desk.rota.zone).date()
    changing.change(tx, kept.id, anew(kept.body, body, today), act, now, seen=kept.number)
    tx.suggestions.close(id, "accepted", "", "", now)


def found_bad(tx: Tx, listing: str, what: str, desk: Desk, now: datetime) -> None:
    """Feedback that a listing was closed or wrong, without the person: its contact is asked."""
    known = desk.world.book.listing(listing)
    if known is not None and what in _BAD:
        putting.forward(tx, known, desk, now)


def _too_many(tx: Tx, resident: Resident, place: str, now: datetime) -> bool:
    theirs = [
        one
        for one in tx.suggestions.open([place])
        if one.resident == resident.id and now - one.made_at < _A_DAY
    ]
    return len(theirs) >= MOST_A_DAY
