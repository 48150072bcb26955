"""What the pages of the directory are made of: each read in one go, beside the writer."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from connectbot.desk.listings import reviewing
from connectbot.desk.listings.reviewing import Beside
from connectbot.desk.ports import Tx
from connectbot.desk.suggesting import deciding
from connectbot.directory.assured import Age, age_since
from connectbot.directory.book import Book
from connectbot.directory.card import Card
from connectbot.directory.differing import Difference, differences
from connectbot.directory.listing import Listing
from connectbot.directory.place import USUAL
from connectbot.model.kept import Body, Kept, Revision
from connectbot.model.staff import Staff
from connectbot.model.suggested import Suggestion

MOST = 50
"""Rows of one kind on one page."""

_DOORS = {
    "cli": "command line",
    "file": "a file",
    "import": "an import",
    "page": "this page",
    "telegram": "Telegram",
    "text": "a text",
}
_WHO = {
    "operator": "Whoever runs the service",
    "contact": "The group itself",
    "resident": "A resident",
    "import": "A file",
    "service": "The helper",
}


@dataclass(frozen=True, slots=True)
class Due:
    """A listing that nobody has said to be right for long."""

    listing: Listing
    age: Age
    on: date | None


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for whoever keeps these places."""

    suggestions: Sequence[Suggestion]
    beside: Sequence[Beside]


@dataclass(frozen=True, slots=True)
class Change:
    """One revision as it is told: who, when, through which door, why, and what differs."""

    revision: Revision
    who: str
    door: str
    fields: Sequence[Difference]
    moved: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A listing as it stands, what waits about it, and what happened to it, newest first."""

    kept: Kept
    suggestions: Sequence[Suggestion]
    beside: Beside | None
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Decision:
    """A suggestion, the listing it is about, and what its words would change."""

    suggestion: Suggestion
    kept: Kept | None
    meant: Body | None
    fields: Sequence[Difference]
    closed_by: str


def queue(tx: Tx, places: Sequence[str]) -> Queue:
    """What waits in these places."""
    differ = [one for one in reviewing.beside(tx) if one.place in places and one.fields]
    return Queue(deciding.queue(tx, places), differ)


def due(book: Book, places: Sequence[str], today: date) -> tuple[list[Due], int]:
    """What is to be asked about, the oldest first, and how many there are in all."""
    found = [
        (card.since or date.min, card.id, is_now)
        for card in book.cards.values()
        if card.place in places and (is_now := _age(book, card, today)) != "fresh"
    ]
    oldest = heapq.nsmallest(MOST, found)
    told = [Due(book.listings[id], is_now, book.cards[id].since) for _, id, is_now in oldest]
    return told, len(found)


def _age(book: Book, card: Card, today: date) -> Age:
    place = book.place(card.place)
    return age_since(card.since, place.keeping if place else USUAL, today, national=card.national)


def found(book: Book, words: str, places: Iterable[str]) -> list[Listing]:
    """Listings with these words, the best first; without any, the first of these places."""
    where = set(places)
    if not words.strip():
        here = (id for id, card in book.cards.items() if card.place in where)
        return [book.listings[id] for id in heapq.nsmallest(MOST, here)]
    exact = book.listing(words.strip().lower())
    ranked = sorted(
        (-share, id) for place in where for share, id in book.words(place).search(words)
    )
    ids = dict.fromkeys([*([exact.id] if exact else []), *(id for _, id in ranked)])
    listed = (book.listing(id) for id in list(ids)[:MOST])
    return [one for one in listed if one is not None]


def looked(tx: Tx, id: str) -> Looked | None:
    """A listing with all that is known of it; None where there is none."""
    kept = tx.listings.get(id)
    if kept is None:
        return None
    waiting = [one for one in tx.suggestions.of(id) if one.state == "open"]
    offered = tx.listings.origin(id).offer is not None
    beside = reviewing.beside(tx) if offered else ()
    differ = next((one for one in beside if one.id == id and one.fields), None)
    return Looked(kept, waiting, differ, _changes(tx.listings.history(id), _names(tx)))


def decision(tx: Tx, id: str) -> Decision | None:
    """A suggestion with what is needed to decide about it."""
    suggestion = tx.suggestions.get(id)
    if suggestion is None:
        return None
    kept = tx.listings.get(suggestion.listing) if suggestion.listing else None
    meant = deciding.proposed(tx, suggestion)
    fields = differing(kept.body, meant) if kept and meant else ()
    closed_by = _names(tx).get(suggestion.closed_by, "")
    return Decision(suggestion, kept, meant, fields, closed_by)


def differing(before: Body, after: Body) -> list[Difference]:
    """What differs; that it was said to be right on a day comes last."""
    return sorted(differences(before, after), key=lambda one: one.field.startswith("assured."))


def _names(tx: Tx) -> Mapping[str, str]:
    everybody: Sequence[Staff] = tx.staff.everybody()
    return {one.id: one.name for one in everybody}


def _changes(history: Sequence[Revision], names: Mapping[str, str]) -> list[Change]:
    befores: list[Revision | None] = [None, *history]
    changes = [
        Change(
            revision,
            names.get(revision.act.who) or _WHO.get(revision.act.kind, "Somebody"),
            _DOORS.get(revision.act.door, revision.act.door),
            differing(before.body, revision.body) if before else (),
            _moved(before, revision),
        )
        for before, revision in zip(befores, history, strict=False)
    ]
    return changes[::-1][:MOST]


def _moved(before: Revision | None, now: Revision) -> str:
    if before is None:
        return "made"
    return "" if before.state == now.state else now.state


def waited(made_at: datetime, now: datetime) -> str:
    """How long ago, in days."""
    days = (now - made_at).days
    return "today" if days < 1 else "yesterday" if days == 1 else f"{days} days ago"
