"""Listings made for a test, each with only what the test is about."""

from __future__ import annotations

from connectbot.directory.listing import Listing

FRESH = {"on": "2026-11-01", "by": "Sam", "how": "rang"}


def listing(id: str, **more: object) -> Listing:
    """A listing for company in LS8, save what is said otherwise."""
    given = {"needs": ["company"], "place": "here", "checked": FRESH, "where": {"outcode": "LS8"}}
    return Listing.model_validate({"id": id, "name": f"Name {id}", **given, **more})
