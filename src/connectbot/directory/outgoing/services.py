"""Listings as one page of the standard: the feed in a file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from connectbot.directory.listing import Listing
from connectbot.directory.oruk.around import Around
from connectbot.directory.oruk.openapi import PROFILE, VERSION
from connectbot.directory.oruk.service import service_of


def service_page(
    listings: Iterable[Listing], count: int, around: Around, *, public: bool
) -> Iterator[str]:
    """The page piece by piece; the same listings make the same letters."""
    envelope = {
        "version": VERSION,
        "profile": PROFILE,
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": not count,
    }
    yield json.dumps(envelope, indent=1).removesuffix("\n}") + ',\n "contents": ['
    between = "\n"
    for listing in listings:
        service = service_of(listing, around, public=public)
        yield between + json.dumps(service, ensure_ascii=False, indent=1)
        between = ",\n"
    yield "\n ]\n}\n"
