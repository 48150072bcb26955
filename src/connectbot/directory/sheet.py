"""A listing wholly, as a volunteer reads it: labels and words, a confidential address apart."""

from __future__ import annotations

from datetime import date, datetime

from connectbot.directory.assured import CRITICAL, assured_on, field_assured_on
from connectbot.directory.closing import next_on, resting
from connectbot.directory.hours import local
from connectbot.directory.listing import Ages, Listing
from connectbot.directory.needs import Needs
from connectbot.directory.saying import said_soon, whole
from connectbot.directory.shown import place

_ACCESS = {
    "step_free": ("no steps", "steps"),
    "toilet": ("toilet", "no toilet"),
    "loop": ("hearing loop", "no hearing loop"),
    "quiet": ("quiet", "can be loud"),
    "parking": ("parking", "no parking"),
}


def sheet(listing: Listing, needs: Needs, now: datetime) -> tuple[tuple[str, str], ...]:
    """All that is known of a listing as (label, words), in a fixed order; what nobody has said is
    left out, save what a volunteer should ask about."""
    door, contact = listing.door, listing.contact
    rows = (
        ("id", listing.id),
        ("run by", listing.organisation or "nobody in particular"),
        ("what", listing.description),
        ("for", listing.who or ""),
        ("ages", ages(listing.ages)),
        ("needs", _needs(listing, needs)),
        ("peers", "run by people who have been through it" if listing.peer else ""),
        ("where", _where(listing)),
        ("when", _when(listing, now)),
        ("closed", _closed(listing)),
        ("cost", listing.cost),
        ("takes", _takes(listing)),
        ("access", access(listing)),
        ("languages", ", ".join(listing.languages)),
        ("ask for", door.ask_for or ""),
        ("getting in", ". ".join(part for part in (door.bus, door.steps, door.tip) if part)),
        ("phone", contact.phone or ""),
        ("email", contact.email or ""),
        ("checked", _checked(listing)),
        ("still right", _assured(listing)),
        ("a name", _introduced(listing, now.date())),
    )
    return tuple((label, words) for label, words in rows if words)


def ages(ages: Ages) -> str:
    """ "18 and over", "up to 25", "18 to 25"; "" for all ages."""
    if ages.least is None:
        return "" if ages.most is None else f"up to {ages.most}"
    return f"{ages.least} and over" if ages.most is None else f"{ages.least} to {ages.most}"


def access(listing: Listing) -> str:
    """What is there and what is not, then what nobody has said yet; "" where nobody goes there."""
    if listing.where.outcode is None and not listing.where.confidential:
        return ""
    known = {name: getattr(listing.access, name) for name in _ACCESS}
    said = [_ACCESS[name][0 if has else 1] for name, has in known.items() if has is not None]
    unsaid = [_ACCESS[name][0] for name, has in known.items() if has is None]
    asking = f"not known: {', '.join(unsaid)}" if unsaid else ""
    return "; ".join(part for part in (", ".join(said), asking) if part)


def _needs(listing: Listing, needs: Needs) -> str:
    return ", ".join(needs.get(id).title if id in needs else id for id in listing.needs)


def _where(listing: Listing) -> str:
    visits = listing.where.visits
    return f"{place(listing)} ({', '.join(visits)})" if visits else place(listing)


def _when(listing: Listing, now: datetime) -> str:
    times = whole(listing.when) or "by arrangement"
    here = local(now, listing.timezone)
    near = resting(listing, here.date()) or said_soon(next_on(listing, here), here)
    return f"{times} ({near})" if near else times


def _checked(listing: Listing) -> str:
    checked = listing.checked
    if checked is None:
        return "never"
    said = [f"{checked.on} by {checked.by}, {checked.how}"]
    if checked.safeguarding:
        said.append(f"safeguarding seen {checked.safeguarding}")
    if checked.insurance:
        said.append(f"insured until {checked.insurance}")
    return "; ".join(said)


def _closed(listing: Listing) -> str:
    return "; ".join(
        f"{one.from_} to {one.to}{f' ({one.why})' if one.why else ''}" for one in listing.closed
    )


def _takes(listing: Listing) -> str:
    if listing.capacity is None:
        return ""
    people = "person" if listing.capacity == 1 else "people"
    return f"{listing.capacity} new {people} a month" if listing.capacity else "nobody new now"


def _assured(listing: Listing) -> str:
    """Since when all of it is known to be so, and which of its things are known later."""
    on = assured_on(listing)
    days = {field: field_assured_on(listing, field) for field in CRITICAL}
    later = [f"{field} {day}" for field, day in days.items() if day is not None and day != on]
    return "; ".join(part for part in (str(on) if on else "", ", ".join(later)) if part)


def _introduced(listing: Listing, today: date) -> str:
    if listing.suspended is not None:
        return f"is not given to them since {listing.suspended}"
    if listing.may_introduce(today):
        return "may be given to them"
    return "is not given to them until somebody has checked it"
