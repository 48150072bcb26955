"""Several people from one CSV: every line is looked at before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectbot.desk.people_sheet import BadSheet, Row, read
from connectbot.desk.referring.making import New
from connectbot.flows.answers.phone import phone
from connectbot.model.message import Address
from connectbot.model.referral import URGENCIES

NEEDED = ("first_name", "phone", "listing")
MORE = ("matters", "access", "area", "urgency", "under_18", "shared")
MOST = 500
"""The most people in one file: each is asked for themselves, and somebody looks at each answer."""

_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class Staged:
    """One line of the file."""

    line: int
    new: New


def staged(text: str) -> list[Staged]:
    """Everybody in a file, in its order. Raises BadSheet with all that is wrong in it."""
    found: list[Staged] = []
    faults: list[str] = []
    lines: dict[tuple[str, str, str], int] = {}
    for row in read(text, NEEDED, MORE):
        wrong = _wrong(row)
        if wrong:
            faults += [f"Line {row.line}: {one}" for one in wrong]
            continue
        new = _new(row.said)
        key = (new.first_name.casefold(), new.to.value if new.to else "", new.listing)
        if key in lines:
            faults.append(f"Line {row.line}: the same as line {lines[key]}; take one of them out.")
        lines.setdefault(key, row.line)
        found.append(Staged(row.line, new))
    if len(found) > MOST:
        faults.append(f"There are {len(found)} people in it; {MOST} are the most: split the file.")
    if not found and not faults:
        faults.append("There is nobody in it: put one person on each line below the headings.")
    if faults:
        raise BadSheet(faults)
    return found


def _wrong(row: Row) -> list[str]:
    said = row.said
    wrong = [f"{name} is empty." for name in NEEDED if not said[name]]
    if row.over:
        wrong.append("it has more cells than headings; put words with a comma in quotes.")
    if said["phone"] and phone(said["phone"]) is None:
        wrong.append("phone is no number that can be texted; write it like 07700 900123.")
    for name in ("under_18", "shared"):
        if said[name].casefold() not in _YES | _NO:
            wrong.append(f"{name} is yes or no, not {said[name]!r}.")
    if said["urgency"] and said["urgency"] not in URGENCIES:
        wrong.append(f"urgency is one of {', '.join(URGENCIES)}, not {said['urgency']!r}.")
    return wrong


def _new(said: Mapping[str, str]) -> New:
    number = phone(said["phone"])
    return New(
        listing=said["listing"],
        first_name=said["first_name"],
        to=Address("sms", number) if number else None,
        matters=said["matters"],
        access=said["access"],
        area=said["area"],
        urgency=said["urgency"] or "routine",
        under_18=said["under_18"].casefold() in _YES,
        shared=said["shared"].casefold() in _YES,
    )
