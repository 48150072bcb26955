"""A table of people to be enrolled: read and looked at whole before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from connectbot.desk.checking.enrolling import Wanted
from connectbot.desk.desk import Desk
from connectbot.desk.people_sheet import BadSheet, read
from connectbot.flows.answers.phone import phone, takes_texts
from connectbot.measures.plan import AHEAD
from connectbot.model.message import Address

NEEDED, MORE = ("phone",), ("plan", "place", "from", "by")
"""What the first line must name, and what it may."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a line says nothing else."""

    plan: str
    place: str
    start: date | None = None
    referrer: str = ""


def staged(
    text: str, usual: Usual, desk: Desk, today: date, id_of: Callable[[str], str]
) -> list[Wanted]:
    """Everybody in a CSV. `id_of` gives the id of one of our people by name, and raises ValueError.
    Raises BadSheet with every fault there is, so that all are mended at once."""
    faults, found, seen = [], [], dict[str, int]()
    for row in read(text, NEEDED, MORE):
        try:
            if row.over:
                raise ValueError("it has more cells than headings")
            one = _wanted(row.said, usual, desk, today, id_of)
            before = seen.setdefault(one.address.value, row.line)
            if before != row.line:
                raise ValueError(f"this phone stands in line {before} already")
            found.append(one)
        except ValueError as wrong:
            faults.append(f"Line {row.line}: {wrong}.")
    if faults or not found:
        raise BadSheet(faults or ["There is nobody in it: put one phone on each line below it."])
    return found


def _wanted(
    said: Mapping[str, str], usual: Usual, desk: Desk, today: date, id_of: Callable[[str], str]
) -> Wanted:
    number = phone(said["phone"])
    if number is None:
        raise ValueError("the phone cannot be read; write it like 07700 900123")
    if not takes_texts(number):
        raise ValueError("this is no mobile that takes texts; ring them instead")
    plan, place = said["plan"] or usual.plan, said["place"] or usual.place
    return Wanted(
        Address("sms", number),
        _known(plan, desk.world.measures.plans, "plan"),
        _known(place, desk.world.book.places, "place"),
        _near(_day(said["from"]) if said["from"] else usual.start, today),
        id_of(said["by"]) if said["by"] else usual.referrer,
    )


def _known(name: str, among: Mapping[str, object], what: str) -> str:
    if name not in among:
        known = ", ".join(sorted(among)) or "none"
        raise ValueError(f"there is no {what} `{name}`; there are: {known}")
    return name


def _near(start: date | None, today: date) -> date | None:
    if start is None or today <= start <= today + AHEAD:
        return start
    if start < today:
        raise ValueError(f"{start} is over; leave it out, and the waves are counted from today")
    raise ValueError(
        f"{start} is more than {AHEAD.days} days ahead; enrol them nearer to it, so that the "
        "key of their quarter is not kept for so long"
    )


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"`{words}` is no day; write it like 2026-12-01") from None
