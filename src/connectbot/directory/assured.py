"""How far a listing can be relied on: when each thing about it was last said to be so.

Somebody who makes sure of it, and somebody who runs it and says "still right", both count; which of
the two lets it be given a person's name is another matter (`Listing.may_introduce`).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Literal

from connectbot.directory.listing import Listing
from connectbot.directory.place import Keeping

TOLD_BY = {
    "name": ("name", "organisation"),
    "when": ("when", "closed"),
    "where": ("where",),
    "joining": ("contact", "door", "capacity"),
    "cost": ("cost",),
}
"""What somebody relies on, each thing with the fields that tell it; `joining` is how one gets in
touch."""

CRITICAL = tuple(TOLD_BY)
"""The things that may be said to be so alone."""

_THING = {field: thing for thing, fields in TOLD_BY.items() for field in fields}

Age = Literal["fresh", "due", "check first", "out"]
"""`due` is to be asked about; `check first` is shown with these words; `out` is not found."""


def field_assured_on(listing: Listing, field: str) -> date | None:
    """When one of the CRITICAL things was last said to be so; None where it never was."""
    assured = listing.assured
    own: date | None = getattr(assured, field)
    checked = listing.checked.on if listing.checked else None
    return max((day for day in (own, assured.on, checked) if day is not None), default=None)


def assured_on(listing: Listing) -> date | None:
    """Since when all of it is known to be so: its oldest critical thing; None where one of them
    never was."""
    days = [field_assured_on(listing, field) for field in CRITICAL]
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def age(listing: Listing, keeping: Keeping, today: date) -> Age:
    """How far it can be relied on today. One that nobody ever said to be so is shown with "check
    first"; a national one stays found, for no place keeps it."""
    return age_since(assured_on(listing), keeping, today, national=listing.national)


def age_since(on: date | None, keeping: Keeping, today: date, *, national: bool) -> Age:
    """The same of what was last said to be so `on` that day."""
    if on is None:
        return "check first" if keeping.check_first else "fresh"
    if _past(on, keeping.leave, today) and not national:
        return "out"
    if _past(on, keeping.check_first, today):
        return "check first"
    return "due" if _past(on, keeping.ask, today) else "fresh"


def _past(on: date, months: int, today: date) -> bool:
    return months > 0 and today - on > _span(months)


@cache
def _span(months: int) -> timedelta:
    return timedelta(days=round(months * 365 / 12))


def confirmed_by(fields: set[str]) -> tuple[str, ...]:
    """The critical things that an edit of these fields ("where.venue") tells anew."""
    parts = {field.split(".")[0].split(",")[0] for field in fields}
    told = {_THING[part] for part in parts if part in _THING}
    return tuple(name for name in CRITICAL if name in told)
