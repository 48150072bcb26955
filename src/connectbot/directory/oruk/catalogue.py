"""The directory of every place as the feed tells it: what anybody may read, page by page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any, TypeVar

from connectbot.directory.assured import age_since
from connectbot.directory.book import Book
from connectbot.directory.oruk import terms
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.entry import Entry, entries
from connectbot.directory.oruk.ids import uid
from connectbot.directory.oruk.query import Filter, Query
from connectbot.directory.oruk.service import (
    located,
    located_id,
    organisation_of,
    service_of,
    summary_of,
)
from connectbot.directory.oruk.sifting import fits
from connectbot.directory.oruk.terms import Row
from connectbot.directory.place import USUAL
from connectbot.directory.postcodes import Districts

_REMEMBERED = 16  # answers to a filter, so that going through its pages looks once

Item = TypeVar("Item")


class Catalogue:
    """A value: the book as it was on a day, and when each listing last changed (`changed`, by id).

    Left out are listings with a confidential address, and those nobody has spoken for in so long
    that residents do not find them either. `before` is an earlier catalogue, of which is taken over
    what is as it was.
    """

    def __init__(
        self,
        book: Book,
        around: Around,
        changed: Mapping[str, datetime],
        today: date,
        before: Catalogue | None = None,
    ) -> None:
        self._book = book
        self._around = around
        self._changed = changed
        self._today = today
        same = before is not None and before._around.needs is around.needs
        old: Mapping[str, Entry] = before._known if before and same else {}
        self._known: Mapping[str, Entry] = entries(book, around.needs, old)
        self._entries = tuple(one for one in self._known.values() if self._is_told(one))
        self._found: OrderedDict[Filter, Sequence[Entry]] = OrderedDict()

    def _is_told(self, entry: Entry) -> bool:
        card = entry.card
        place = self._book.place(card.place)
        keeping = place.keeping if place else USUAL
        return age_since(card.since, keeping, self._today, national=card.national) != "out"

    @property
    def districts(self) -> Districts:
        """Where districts lie."""
        return self._around.districts

    @property
    def modified(self) -> datetime:
        """When a list may last have become another: the last change, or midnight, for what is
        old enough to be left out changes with the day."""
        midnight = datetime.combine(self._today, time(), UTC)
        return max((midnight, *self._changed.values()))

    @cached_property
    def _services(self) -> Mapping[str, str]:
        """Id of the standard -> our own; that of a listing merged into another names the other."""
        found = {one.service: one.card.id for one in self._entries}
        here = set(found.values())
        for old in self._book.merged:
            now = self._book.listing(old)
            if now is not None and now.id in here:
                found.setdefault(uid("service", old), now.id)
        return found

    @cached_property
    def _located(self) -> Mapping[str, str]:
        return {located_id(one.card.id): one.card.id for one in self._entries if one.located}

    @cached_property
    def _organisations(self) -> Mapping[str, str]:
        """Id of an organisation -> a listing of theirs."""
        return {one.organisation: one.card.id for one in reversed(self._entries)}

    def service(self, id: str) -> tuple[Row, datetime | None] | None:
        """The whole service with this id, and when it last changed."""
        ours = self._services.get(id.lower())
        return None if ours is None else (self._whole(ours), self._changed.get(ours))

    def services(self, asked: Query) -> Row:
        """A page of services; of each, its summary."""
        shown = self._whole if asked.full else self._brief
        return _page(self._sifted(asked.filter), asked, lambda one: shown(one.card.id))

    def service_at_location(self, id: str) -> tuple[Row, datetime | None] | None:
        """The service at its location with this id, wholly."""
        ours = self._located.get(id.lower())
        if ours is None:
            return None
        return {**self._at(ours), "service": self._whole(ours)}, self._changed.get(ours)

    def service_at_locations(self, asked: Query) -> Row:
        """A page of services at their locations."""
        found = self._sifted(asked.filter)
        return _page(
            found, asked, lambda one: {**self._at(one.card.id), "service": self._brief(one.card.id)}
        )

    def organization(self, id: str) -> Row | None:
        """The organisation with this id."""
        ours = self._organisations.get(id.lower())
        return None if ours is None else self._run_by(ours)

    def organizations(self, asked: Query) -> Row:
        """A page of organisations."""
        return _page(tuple(self._organisations.values()), asked, self._run_by)

    def taxonomy(self, id: str) -> Row | None:
        """The taxonomy with this id, with its terms."""
        if id.lower() != terms.NEEDS_ID:
            return None
        return {**terms.taxonomy(), "taxonomy_terms": list(self._terms.values())}

    def taxonomies(self, asked: Query) -> Row:
        """A page of taxonomies: there is one, of needs."""
        return _page((terms.taxonomy(),), asked, dict)

    def taxonomy_term(self, id: str) -> Row | None:
        """The term with this id."""
        return self._terms.get(id.lower())

    def taxonomy_terms(self, asked: Query) -> Row:
        """A page of the terms of that taxonomy, or of none where another is asked for."""
        wanted = asked.filter.taxonomies
        rows = tuple(self._terms.values()) if not wanted or terms.NEEDS_ID in wanted else ()
        return _page(rows, asked, dict)

    @cached_property
    def _terms(self) -> Mapping[str, Row]:
        """Those that somebody curates, and those that only a listing names."""
        needs = self._around.needs
        named = dict.fromkeys((*needs.ids, *(n for one in self._entries for n in one.card.needs)))
        return {terms.term_id(need): terms.term(need, needs) for need in named}

    def _whole(self, id: str) -> Row:
        return self._dated(service_of(self._book.listings[id], self._around), id)

    def _brief(self, id: str) -> Row:
        return self._dated(summary_of(self._book.listings[id], self._around), id)

    def _at(self, id: str) -> Row:
        return located(self._book.listings[id], self._around) or {}

    def _run_by(self, id: str) -> Row:
        return organisation_of(self._book.listings[id], self._around)

    def _dated(self, row: Row, id: str) -> Row:
        at = self._changed.get(id)
        if at is None:
            return row
        moment = at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        return {**row, "last_modified": f"{moment}Z"}

    def _sifted(self, asked: Filter) -> Sequence[Entry]:
        if asked == Filter():
            return self._entries
        found = self._found.get(asked)
        if found is None:
            found = tuple(one for one in self._entries if self._fits(one, asked))
            self._found[asked] = found
            while len(self._found) > _REMEMBERED:
                self._found.popitem(last=False)
        return found

    def _fits(self, entry: Entry, asked: Filter) -> bool:
        return fits(entry, asked, self._around.districts, self._changed.get(entry.card.id))


def _page(found: Sequence[Item], asked: Query, shown: Callable[[Item], Row]) -> dict[str, Any]:
    """The envelope of the standard around one page."""
    first = (asked.page - 1) * asked.size
    contents = [shown(one) for one in found[first : first + asked.size]]
    pages = -(-len(found) // asked.size)
    return {
        "total_items": len(found),
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }
