"""What the feed must know of a listing to look for it; the listing itself is read to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectbot.directory.book import Book
from connectbot.directory.card import Card
from connectbot.directory.listing import Listing
from connectbot.directory.needs import Needs
from connectbot.directory.oruk.location import goes_somewhere
from connectbot.directory.oruk.service import organisation_id, service_id


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """The card of a listing, and what it does not tell: `service` and `organisation` are ids of the
    standard, `located` is whether one could go there, `words` what it is looked for by."""

    card: Card
    service: str
    organisation: str
    located: bool
    words: str


def entries(book: Book, needs: Needs, before: Mapping[str, Entry]) -> dict[str, Entry]:
    """An entry for each listing that may be told, in the order of their ids. Those of `before`
    whose card is the same are taken over, so that one change costs one entry."""
    found: dict[str, Entry] = {}
    for id, card in sorted(book.cards.items()):
        if card.where.confidential:
            continue
        old = before.get(id)
        same = old is not None and old.card is card
        found[id] = old if old and same else _entry(card, card.whole(), needs)
    return found


def _entry(card: Card, listing: Listing, needs: Needs) -> Entry:
    return Entry(
        card,
        service_id(listing),
        organisation_id(listing),
        goes_somewhere(listing.where),
        _words(listing, needs),
    )


def _words(listing: Listing, needs: Needs) -> str:
    titles = (needs.get(need).title if need in needs else need for need in listing.needs)
    texts = (listing.name, listing.organisation, listing.description, listing.who, *titles)
    return " ".join(text for text in (*texts, listing.where.venue) if text).casefold()
