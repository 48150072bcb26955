"""Two listings of one thing made one: of each thing about it, what was last said to be so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from connectbot.directory.assured import TOLD_BY, field_assured_on
from connectbot.directory.listing import Assured, Listing

_FILLED = ("access", "door", "contact")  # what the one does not say, the other may


@dataclass(frozen=True, slots=True)
class Merged:
    """The one listing, the id that is no more, and where each thing came from, in words."""

    listing: Listing
    gone: str
    reasons: tuple[str, ...]


def merged(stays: Listing, goes: Listing) -> Merged:
    """`stays` with what is better known of `goes`: of each critical thing the one said to be so
    more lately (its own where neither is later), the rest from both. Where one is confidential, it
    stays confidential. Raises ValidationError where the two do not hold together."""
    data: dict[str, Any] = {name: getattr(stays, name) for name in type(stays).model_fields}
    reasons = []
    for thing, fields in TOLD_BY.items():
        why = _better(thing, stays, goes)
        if why:
            data.update({name: getattr(goes, name) for name in fields if getattr(goes, name)})
            reasons.append(f"{thing} of {goes.id}: {why}")
    data.update(_from_both(stays, goes, data))
    if stays.where.confidential != goes.where.confidential:
        data["where"] = stays.where if stays.where.confidential else goes.where
        reasons.append("where: the address is confidential in one of them, and stays so")
    return Merged(Listing.model_validate(data), goes.id, tuple(reasons))


def _better(thing: str, stays: Listing, goes: Listing) -> str:
    """Why the other one's is taken; "" where it is not."""
    if not any(_says(goes, name) for name in TOLD_BY[thing]):
        return ""
    mine, theirs = field_assured_on(stays, thing), field_assured_on(goes, thing)
    if theirs is not None and (mine is None or theirs > mine):
        return f"said to be so on {theirs}"
    empty = not any(_says(stays, name) for name in TOLD_BY[thing])
    return "the other does not say" if empty else ""


def _says(listing: Listing, name: str) -> bool:
    """Whether a field says more than it does in every listing."""
    said: object = getattr(listing, name)
    return bool(said != Listing.model_fields[name].default)


def _from_both(stays: Listing, goes: Listing, data: dict[str, Any]) -> dict[str, Any]:
    """What both know together: lists joined, gaps filled, the later check, the later days."""
    found: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(stays, name), *getattr(goes, name))))
        for name in ("needs", "languages", "due")
    }
    for name in _FILLED:
        ours = data[name]
        theirs = goes if ours == getattr(stays, name) else stays
        found[name] = _filled(ours, getattr(theirs, name))
    for name in ("description", "who", "organisation"):
        found[name] = data[name] or getattr(goes, name) or getattr(stays, name)
    checks = [one.checked for one in (stays, goes) if one.checked is not None]
    found["checked"] = max(checks, key=lambda check: check.on, default=None)
    found["assured"] = _assured(stays.assured, goes.assured)
    return found


def _filled(ours: Any, theirs: Any) -> Any:
    gaps = {
        name: getattr(theirs, name)
        for name in type(ours).model_fields
        if getattr(ours, name) is None
    }
    return ours.model_copy(update=gaps)


def _assured(mine: Assured, theirs: Assured) -> Assured:
    days = {name: (getattr(mine, name), getattr(theirs, name)) for name in Assured.model_fields}
    return Assured(**{name: _later(pair) for name, pair in days.items()})


def _later(days: tuple[date | None, date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
