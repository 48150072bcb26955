"""Whether two listings are one thing, and why: what speaks for it, and what cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from connectbot.directory.duplicates.likening import Likeness, name_likeness
from connectbot.directory.listing import Listing
from connectbot.directory.postcodes import outcode_of
from connectbot.directory.saying import whole

SURE = 1.0
"""From this score on two listings are proposed as one."""

_VENUE = 0.8  # as like as two ways of writing one hall
_ORGANISER = 0.8
_NEAR = 120  # minutes by which a time may have been moved
_SAME, _LIKE = 0.9, 0.66


@dataclass(frozen=True, slots=True)
class Pair:
    """Two listings that may be one, with the reasons in words, the strongest first."""

    a: Listing
    b: Listing
    score: float
    reasons: tuple[str, ...]

    def side_by_side(self) -> tuple[tuple[str, str, str], ...]:
        """(field, of the one, of the other) for what a person compares."""
        rows = zip(_told(self.a), _told(self.b), strict=True)
        return tuple((label, one, other) for (label, one), (_, other) in rows if one or other)


def _told(listing: Listing) -> tuple[tuple[str, str], ...]:
    where, contact = listing.where, listing.contact
    public = ", ".join(part for part in (where.venue, where.address, where.outcode) if part)
    checked = listing.checked
    return (
        ("id", listing.id),
        ("name", listing.name),
        ("organisation", listing.organisation or ""),
        ("where", "confidential" if where.confidential else public),
        ("when", whole(listing.when)),
        ("phone", contact.phone or ""),
        ("email", contact.email or ""),
        ("cost", listing.cost),
        ("who", listing.who or ""),
        ("checked", f"{checked.on} by {checked.by}" if checked else ""),
    )


def judged(one: Likeness, other: Likeness) -> Pair | None:
    """The pair, if the two are likely one thing; None else."""
    if _two_sides(one, other) or _two_towns(one, other) or _two_ages(one.listing, other.listing):
        return None
    name = name_likeness(one, other)
    found = [_name(name), *_besides(one, other)]
    score = sum(weight for weight, _ in found)
    if name < _LIKE and score < _UNNAMED:
        return None
    if score < SURE:
        return None
    reasons = tuple(words for weight, words in sorted(found, key=lambda one: -one[0]) if weight > 0)
    return Pair(one.listing, other.listing, round(score, 2), reasons)


_UNNAMED = 1.25
"""Without a like name everything else has to be the same: hall, phone, organiser and time."""


def _name(likeness: float) -> tuple[float, str]:
    if likeness >= _SAME:
        return 0.65, "the same name" if likeness == 1.0 else "nearly the same name"
    if likeness >= _LIKE:
        return 0.4, "a like name"
    return 0.0, ""


def _besides(one: Likeness, other: Likeness) -> list[tuple[float, str]]:
    """What besides the name speaks for one thing, or against it."""
    return [
        _phone(one.phone, other.phone),
        _place(one, other),
        _organiser(one.organiser, other.organiser),
        _when(one, other),
    ]


def _phone(one: str, other: str) -> tuple[float, str]:
    if not one or not other:
        return 0.0, ""
    return (0.4, "the same phone") if one == other else (-0.1, "")


def _place(one: Likeness, other: Likeness) -> tuple[float, str]:
    if not one.venue or not other.venue:
        return (
            (0.15, "the same district")
            if one.outcode and one.outcode == other.outcode
            else (0.0, "")
        )
    if fuzz.token_set_ratio(one.venue, other.venue) / 100 >= _VENUE:
        return 0.35, "the same place"
    return -0.3, ""


def _organiser(one: str, other: str) -> tuple[float, str]:
    if not one or not other:
        return 0.0, ""
    if fuzz.token_set_ratio(one, other) / 100 >= _ORGANISER:
        return 0.2, "the same organiser"
    return -0.2, ""


def _when(one: Likeness, other: Likeness) -> tuple[float, str]:
    if not one.times or not other.times:
        return 0.0, ""
    if one.times & other.times:
        return 0.35, "the same time"
    days = {day for day, _ in one.times} & {day for day, _ in other.times}
    if not days:
        return -0.35, ""
    near = any(
        day == also and -1 not in (at, then) and abs(at - then) <= _NEAR
        for day, at in one.times
        for also, then in other.times
    )
    return (0.25, "nearly the same time") if near else (0.0, "")


def _two_sides(one: Likeness, other: Likeness) -> bool:
    """Whether names or whom it is for stand on different sides, as men's and women's do."""
    pairs = zip(one.sides, other.sides, strict=True)
    return any(mine and theirs and not mine & theirs for mine, theirs in pairs)


def _two_towns(one: Likeness, other: Likeness) -> bool:
    """Whether one goes to different districts: a branch is a thing of its own."""
    mine, theirs = one.outcode, other.outcode
    return bool(mine and theirs) and outcode_of(mine) != outcode_of(theirs)


def _two_ages(one: Listing, other: Listing) -> bool:
    least = max(one.ages.least or 0, other.ages.least or 0)
    most = min(_or_old(one.ages.most), _or_old(other.ages.most))
    return least > most


def _or_old(age: int | None) -> int:
    return 120 if age is None else age
