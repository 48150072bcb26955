"""What the feed must know of a listing to look for it; the listing itself is read to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from connectbot.directory.assured import assured_on
from connectbot.directory.book import Book
from connectbot.directory.listing import Ages, Listing
from connectbot.directory.needs import Needs
from connectbot.directory.oruk.location import goes_somewhere
from connectbot.directory.oruk.service import organisation_id, service_id
from connectbot.directory.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Entry:
    """`made_of` is what the book holds of the listing, the same while nothing changes it; `service`
    its id in the standard, `since` when all of it was last said to be so, `words` what it is looked
    for by."""

    made_of: object
    id: str
    service: str
    organisation: str
    place: str
    national: bool
    since: date | None
    needs: tuple[str, ...]
    ages: Ages
    when: tuple[Schedule, ...]
    area: str | None
    visits: tuple[str, ...]
    located: bool
    words: str


def entries(book: Book, needs: Needs, before: Mapping[str, Entry]) -> dict[str, Entry]:
    """An entry for each listing that may be told, in the order of their ids. Those of `before`
    whose listing is as it was are taken over, so that one change costs one entry."""
    found: dict[str, Entry] = {}
    for id in sorted(book.listings):
        old = before.get(id)
        if old is not None and old.made_of is book.listings[id]:
            found[id] = old
        elif not (listing := book.listings[id]).where.confidential:
            found[id] = _entry(listing, listing, needs)
    return found


def _entry(made_of: object, listing: Listing, needs: Needs) -> Entry:
    where = listing.where
    return Entry(
        made_of=made_of,
        id=listing.id,
        service=service_id(listing),
        organisation=organisation_id(listing),
        place=listing.place,
        national=listing.national,
        since=assured_on(listing),
        needs=listing.needs,
        ages=listing.ages,
        when=listing.when,
        area=where.sector or where.outcode,
        visits=where.visits,
        located=goes_somewhere(where),
        words=_words(listing, needs),
    )


def _words(listing: Listing, needs: Needs) -> str:
    titles = (needs.get(need).title if need in needs else need for need in listing.needs)
    texts = (listing.name, listing.organisation, listing.description, listing.who, *titles)
    return " ".join(text for text in (*texts, listing.where.venue) if text).casefold()
