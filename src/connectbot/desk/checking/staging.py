"""A table of people to be enrolled: read and looked at whole before anything is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from connectbot.desk.checking.enrolling import Wanted
from connectbot.desk.desk import Desk
from connectbot.flows.answers.phone import phone
from connectbot.model.message import Address

COLUMNS = ("phone", "plan", "place", "from")
"""What the first line may name; only `phone` must be there."""


class BadTable(Exception):
    """A table from which nobody can be enrolled; `faults` say where and what, a sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Usual:
    """What holds where a line says nothing else."""

    plan: str
    place: str
    start: date | None = None
    referrer: str = ""


def staged(text: str, usual: Usual, desk: Desk) -> list[Wanted]:
    """Everybody in a CSV. Raises BadTable with every fault there is, so that all are mended at
    once."""
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    faults, found, seen = [], [], dict[str, int]()
    try:
        names = [name.strip().casefold() for name in rows.fieldnames or ()]
        strange = [name for name in names if name not in COLUMNS]
        if "phone" not in names or strange:
            raise BadTable([_heading(strange)])
        for row in rows:
            line = rows.line_num
            said = {name: (row[key] or "").strip() for name, key in zip(names, row, strict=False)}
            try:
                one = _wanted(said, usual, desk)
                before = seen.setdefault(one.address.value, line)
                if before != line:
                    raise ValueError(f"this phone stands in line {before} already")
                found.append(one)
            except ValueError as wrong:
                faults.append(f"line {line}: {wrong}.")
    except csv.Error as wrong:
        faults.append(f"line {rows.line_num + 1}: this is not a CSV ({wrong}).")
    if faults or not found:
        raise BadTable(faults or ["there is nobody in it: one person on each line under `phone`."])
    return found


def _heading(strange: list[str]) -> str:
    what = f"`{strange[0]}` is no column of it" if strange else "the column `phone` is missing"
    return f"line 1: {what}; write phone, and where you like plan, place and from."


def _wanted(said: Mapping[str, str], usual: Usual, desk: Desk) -> Wanted:
    number = phone(said["phone"])
    if number is None:
        raise ValueError("the phone cannot be read; write it like 07700 900123")
    plan, place = said.get("plan") or usual.plan, said.get("place") or usual.place
    return Wanted(
        Address("sms", number),
        _known(plan, desk.world.measures.plans, "plan"),
        _known(place, desk.world.book.places, "place"),
        _day(said["from"]) if said.get("from") else usual.start,
        usual.referrer,
    )


def _known(name: str, among: Mapping[str, object], what: str) -> str:
    if name not in among:
        known = ", ".join(sorted(among)) or "none"
        raise ValueError(f"there is no {what} `{name}`; there are: {known}")
    return name


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ValueError(f"`{words}` is no day; write it like 2026-12-01") from None
