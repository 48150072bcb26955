"""What somebody's words about a listing mean as a change of it, where that can be told: a time, a
phone number or an address for mail. A maintainer looks at it beside the listing as it is."""

from __future__ import annotations

import re

from pydantic import ValidationError

from connectbot.directory.body import body_of, listing_of, readable
from connectbot.directory.opening.reading import read_hours
from connectbot.model.kept import Body

_NUMBER = re.compile(r"(?<![\d+])(?:\+44[ -]?|0)\d(?:[ -]?\d){8,9}(?!\d)")
_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[a-z]{2,}", re.IGNORECASE)
_PARTS = re.compile(r"[.](?=\s|$)|[;!?\n]+|,? (?:and|but|so) ")
_NOT_NOW = re.compile(r"\b(?:not|no longer|isnt|isn't|was|used to|old|instead of|wrong)\b", re.I)


def proposed(body: Body, words: str) -> Body | None:
    """The listing with what the words say taken over; None where they say nothing that can be
    read, say it of what was, or say what stands there already."""
    listing = readable(body)
    if listing is None:
        return None
    said = [part for part in _PARTS.split(words) if part.strip() and not _NOT_NOW.search(part)]
    found: dict[str, object] = {}
    contact = listing.contact
    if number := _one(_NUMBER, said):
        contact = contact.model_copy(update={"phone": number})
    if mail := _one(_MAIL, said):
        contact = contact.model_copy(update={"email": mail})
    if contact != listing.contact:
        found["contact"] = contact
    times = [hours.schedules for hours in map(read_hours, said) if hours.schedules]
    if len(times) == 1:
        found["when"] = times[0]
    if not found:
        return None
    new = body_of(listing.model_copy(update=found))
    try:
        listing_of(new)
    except ValidationError:
        return None
    return None if new == body else new


def _one(pattern: re.Pattern[str], parts: list[str]) -> str | None:
    """What the pattern finds, where it finds one thing."""
    found = {hit for part in parts for hit in pattern.findall(part)}
    return found.pop() if len(found) == 1 else None
