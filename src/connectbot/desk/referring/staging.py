"""Several people from one CSV: every line is looked at before anybody is asked."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from connectbot.desk.referring.making import New
from connectbot.flows.answers.phone import phone
from connectbot.model.message import Address
from connectbot.model.referral import URGENCIES

NEEDED = ("first_name", "phone", "listing")
MORE = ("matters", "access", "area", "urgency", "under_18", "shared")
MOST = 500
"""The most people in one file: each is asked for themselves, and somebody looks at each answer."""

_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"", "no", "n", "false", "0"})


class BadSheet(Exception):
    """The file cannot be taken; each sentence names the line and the mend."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Staged:
    """One line of the file."""

    line: int
    new: New


def staged(text: str) -> list[Staged]:
    """Everybody in a file, in its order. Raises BadSheet with all that is wrong in it."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    heads = [(head or "").strip().lower() for head in reader.fieldnames or ()]
    faults = _heads(heads)
    if faults:
        raise BadSheet(faults)
    reader.fieldnames = heads
    found, faults = _people(reader)
    if len(found) > MOST:
        faults.append(f"There are {len(found)} people in it; {MOST} are the most: split the file.")
    if not found and not faults:
        faults.append("There is nobody in it: put one person on each line below the headings.")
    if faults:
        raise BadSheet(faults)
    return found


def _people(reader: csv.DictReader[str]) -> tuple[list[Staged], list[str]]:
    """Everybody who holds together, and what is wrong with the others."""
    found: list[Staged] = []
    faults: list[str] = []
    lines: dict[tuple[str, str, str], int] = {}
    for row in reader:
        line, said = reader.line_num, _plain(row)
        if not any(said.values()):
            continue
        wrong = _wrong(row, said)
        if wrong:
            faults += [f"Line {line}: {one}" for one in wrong]
            continue
        new = _new(said)
        key = (said["first_name"].casefold(), new.to.value if new.to else "", new.listing)
        if key in lines:
            faults.append(f"Line {line}: the same as line {lines[key]}; take one of them out.")
        lines.setdefault(key, line)
        found.append(Staged(line, new))
    return found, faults


def _heads(heads: list[str]) -> list[str]:
    missing = [name for name in NEEDED if name not in heads]
    strange = [name for name in heads if name not in (*NEEDED, *MORE)]
    faults = []
    if missing:
        faults.append(
            f"Line 1: the heading {missing[0]} is missing. There is {', '.join(NEEDED)}, and where "
            f"you like {', '.join(MORE)}."
        )
    if strange:
        faults.append(
            f"Line 1: there is no heading {strange[0]!r}; it is one of "
            f"{', '.join((*NEEDED, *MORE))}."
        )
    return faults


def _plain(row: Mapping[str, str | list[str] | None]) -> dict[str, str]:
    return {
        name: " ".join(said.split()) if isinstance(said := row.get(name), str) else ""
        for name in (*NEEDED, *MORE)
    }


def _wrong(row: Mapping[str, str | list[str] | None], said: Mapping[str, str]) -> list[str]:
    wrong = [f"{name} is empty." for name in NEEDED if not said[name]]
    if None in row:
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
