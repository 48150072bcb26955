"""Several people from one CSV: every line is looked at before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from connectbot.desk.desk import Desk
from connectbot.desk.people_sheet import BadSheet, Row, read
from connectbot.desk.ports import Tx
from connectbot.desk.referring import fitting
from connectbot.desk.referring.making import UNDER_18, By, New, draft
from connectbot.desk.referring.moving import Refused
from connectbot.flows.answers.phone import phone, takes_texts
from connectbot.flows.first_names import same_name
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
    lines: dict[str, list[Staged]] = {}
    for row in read(text, NEEDED, MORE):
        wrong = _wrong(row)
        if wrong:
            faults += [f"Line {row.line}: {one}" for one in wrong]
            continue
        new = _new(row.said)
        here = Staged(row.line, new)
        before = lines.setdefault(new.to.value if new.to else "", [])
        faults += _beside(here, before)
        before.append(here)
        found.append(here)
    if len(found) > MOST:
        faults.append(f"There are {len(found)} people in it; {MOST} are the most: split the file.")
    if not found and not faults:
        faults.append("There is nobody in it: put one person on each line below the headings.")
    if faults:
        raise BadSheet(faults)
    return found


class Tried(Exception):
    """All of them were tried; `refused` is why not, by the line, where one cannot be referred."""

    def __init__(self, refused: Mapping[int, str]) -> None:
        super().__init__(f"{len(refused)} refused")
        self.refused = refused


def tried(tx: Tx, people: Sequence[Staged], by: By, desk: Desk, now: datetime) -> NoReturn:
    """See whether each of them could be referred. Raises Tried, always."""
    refused: dict[int, str] = {}
    for one in people:
        try:
            draft(tx, one.new, by, desk, now)
        except Refused as why:
            refused[one.line] = str(why).replace("(--shared)", "(yes under shared)")
    raise Tried(refused)


def _beside(one: Staged, before: Sequence[Staged]) -> list[str]:
    """What is wrong with it beside the lines before it with the same number."""
    for other in before:
        if not same_name(other.new.first_name, one.new.first_name):
            if not one.new.shared:
                return [
                    f"Line {one.line}: the number of line {other.line}, with another first name. "
                    "If they share the phone, write yes under shared; if not, mend the number."
                ]
        elif other.new.listing == one.new.listing:
            return [f"Line {one.line}: the same as line {other.line}; take one of them out."]
    return []


def _wrong(row: Row) -> list[str]:
    said = row.said
    wrong = [f"{name} is empty." for name in NEEDED if not said[name]]
    if row.over:
        wrong.append("it has more cells than headings; put words with a comma in quotes.")
    wrong += _of_person(said)
    for name in ("under_18", "shared"):
        if said[name].casefold() not in _YES | _NO:
            wrong.append(f"{name} is yes or no, not {said[name]!r}.")
    if said["under_18"].casefold() in _YES:
        wrong.append(UNDER_18)
    if said["urgency"] and said["urgency"] not in URGENCIES:
        wrong.append(f"urgency is one of {', '.join(URGENCIES)}, not {said['urgency']!r}.")
    return wrong


def _of_person(said: Mapping[str, str]) -> list[str]:
    """What is wrong with their number and their name."""
    number, wrong = phone(said["phone"]), []
    if said["phone"] and number is None:
        wrong.append("phone is no number that can be texted; write it like 07700 900123.")
    elif number and not takes_texts(number):
        wrong.append(fitting.NO_TEXTS)
    try:
        fitting.first_name(said["first_name"])
    except Refused as refused:
        wrong.append(str(refused))
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
