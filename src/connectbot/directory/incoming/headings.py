"""What the headings of a table mean: by their words, by words like them, by what stands below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from connectbot.directory.incoming.days import clock_of, day_of
from connectbot.directory.incoming.facts import FIELDS
from connectbot.directory.incoming.sheets import Sheet

SURE = 0.8
"""From here on nobody is asked."""

MAYBE = 0.5
"""Below, a column is left out without a question."""

_SAME = {
    "key": "id|service id|ref|reference|record id|unique id|uid|uuid|listing id|urn",
    "name": "name|service name|group name|group|activity|activity name|title|service|club|what|"
    "organisation or group|name of group|name of service|name of activity|project|project name",
    "description": "description|about|details|summary|what we do|information|info|overview|"
    "service description|what happens|what is it|brief description|notes for public",
    "organisation": "organisation|organization|provider|run by|organiser|organised by|host|charity|"
    "organisation name|lead organisation|delivered by|who runs it|agency",
    "status": "status|service status|live|state",
    "who": "who|for|who for|who is it for|for whom|eligibility|target group|audience|suitable for|"
    "client group|who can come|criteria|beneficiaries",
    "needs": "needs|need|category|categories|theme|type|service type|tags|topic|type of support|"
    "keywords|area of need|helps with|taxonomy",
    "venue": "venue|location|place|building|venue name|location name|held at|where|meeting place|"
    "site|where we meet|where is it",
    "address": "address|street|address 1|address line 1|street address|venue address|road|"
    "full address|location address|postal address",
    "town": "town|city|town/city|village|locality",
    "postcode": "postcode|post code|postal code|zip|venue postcode|pcode|pc|post-code|outcode|"
    "district|sector",
    "latitude": "latitude|lat",
    "longitude": "longitude|long|lon|lng",
    "when": "when|times|opening times|opening hours|day and time|days and times|day/time|hours|"
    "schedule|session times|date and time|open|meeting times|day(s) and time(s)|timings|runs",
    "days": "day|days|weekday|day of week|meeting day|day(s)|days open",
    "opens": "start|starts|start time|opens|opens at|from|time from|begins|opening time|time",
    "closes": "end|ends|end time|closes|closes at|to|until|time to|finish|finish time|closing time",
    "cost": "cost|price|fee|fees|charge|charges|cost to attend|how much|entry fee|cost (£)",
    "ages": "age|ages|age group|age range|age groups|suitable ages",
    "least": "minimum age|min age|age from|youngest age|age min|ages least|lower age limit",
    "most": "maximum age|max age|age to|oldest age|age max|ages most|upper age limit",
    "languages": "language|languages|languages spoken|community language",
    "phone": "phone|telephone|tel|phone number|telephone number|mobile|contact number|tel no|"
    "contact phone|contact telephone|phone no",
    "email": "email|e-mail|email address|contact email|e mail|mail",
    "website": "website|web|url|web site|web address|link|site address|homepage|webpage",
    "ask_for": "contact|contact name|ask for|lead|coordinator|contact person|group leader|"
    "name of contact|key contact|main contact",
    "access": "access|accessibility|wheelchair access|disabled access|facilities|access info|"
    "venue accessibility",
    "assured": "last checked|checked|verified|last updated|updated|date checked|last verified|"
    "assured date|date updated|assured|reviewed|last reviewed",
}
_KNOWN = {name: field for field, names in _SAME.items() for name in names.split("|")}
_BETTER = {name: n for names in _SAME.values() for n, name in enumerate(names.split("|"))}
_LONGEST_FIRST = sorted(
    ((name, field) for name, field in _KNOWN.items() if len(name) > 3 and name != "what"),
    key=lambda pair: -len(pair[0]),
)
_PRIVATE = re.compile(
    r"\b(internal|private|staff|do not (share|publish)|confidential|home address|date of birth|"
    r"dob|nhs)\b", re.IGNORECASE,
)  # fmt: skip
_LOOKS = {
    "postcode": re.compile(r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}", re.IGNORECASE),
    "email": re.compile(r"\S+@\S+\.\S+"),
    "website": re.compile(r"(https?://|www\.)\S+", re.IGNORECASE),
    "phone": re.compile(r"[+0(][\d\s()-]{9,16}"),
    "cost": re.compile(r"£ ?\d.*|free", re.IGNORECASE),
}
_A_LOOK = 200  # cells
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Guess:
    """What a heading is taken to mean ("" nothing), and how sure that is, 0 to 1."""

    heading: str
    field: str
    sure: float

    @property
    def asks(self) -> bool:
        """Whether somebody should be asked."""
        return self.field != "" and self.sure < SURE


def guesses(sheet: Sheet) -> list[Guess]:
    """A guess for each heading; a field is given once, to the heading that is surest of it."""
    found = []
    for place, heading in enumerate(sheet.headings):
        cells = [row[place] for _, row in sheet.rows[:_A_LOOK] if row[place]]
        found.append(_guess(heading, cells))
    best: dict[str, Guess] = {}
    for one in found:
        if one.field and one.sure > best.get(one.field, Guess("", "", 0.0)).sure:
            best[one.field] = one
    return [one if best.get(one.field) is one else Guess(one.heading, "", 0.0) for one in found]


def _guess(heading: str, cells: Sequence[str]) -> Guess:
    if not cells or _PRIVATE.search(heading):
        return Guess(heading, "", 0.0)
    field, sure, same = _by_words(_plain(heading))
    looks = _look(cells)
    if looks and looks != field:
        # Cells that speak for themselves count more than words that are only like ours.
        return Guess(heading, field, 0.7) if same else Guess(heading, looks, 0.75)
    if looks:
        sure = max(sure, 0.9)
    if not _fits(field, cells):
        sure = min(sure, 0.6)
    return Guess(heading, field if sure >= MAYBE else "", sure)


def _by_words(said: str) -> tuple[str, float, bool]:
    """The field that a heading names, how sure, and whether it is one of the names we know; of two
    such names the commoner one is surer."""
    name = said if said in _KNOWN else said.replace(" ", "")
    if name in _KNOWN:
        return _KNOWN[name], 1.0 - _BETTER[name] / 500, True
    near, field = max(
        (fuzz.token_sort_ratio(said, name) / 100, field) for name, field in _KNOWN.items()
    )
    field = next((f for name, f in _LONGEST_FIRST if f" {name} " in f" {said} "), field)
    return field, max(0.9 * near if near > 0.9 else 0.75 * near, _within(said, field)), False


def _within(said: str, field: str) -> float:
    """Sure enough to ask where a name of the field stands in the heading as a word."""
    return (
        0.7 if any(f == field and f" {name} " in f" {said} " for name, f in _LONGEST_FIRST) else 0.0
    )


def _look(cells: Sequence[str]) -> str:
    """The field that nearly all cells look like; "" none."""
    for field, shape in _LOOKS.items():
        if sum(shape.fullmatch(cell.strip()) is not None for cell in cells) >= 0.7 * len(cells):
            return field
    return ""


def _fits(field: str, cells: Sequence[str]) -> bool:
    """Whether what stands below can be that field at all, mostly."""
    tests = {
        "latitude": _is_number,
        "longitude": _is_number,
        "least": lambda cell: any(char.isdigit() for char in cell),
        "most": lambda cell: any(char.isdigit() for char in cell),
        "opens": lambda cell: clock_of(cell) is not None,
        "closes": lambda cell: clock_of(cell) is not None,
        "assured": lambda cell: day_of(cell) is not None,
        "email": lambda cell: "@" in cell,
        "phone": lambda cell: sum(char.isdigit() for char in cell) >= 6,
        "postcode": lambda cell: any(char.isdigit() for char in cell),
    }
    test = tests.get(field)
    return test is None or sum(map(test, cells)) >= 0.5 * len(cells)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _plain(heading: str) -> str:
    text = heading.casefold().replace("&", " and ").strip()
    return text if text in _KNOWN else _WORDS.sub(" ", text).strip()


def mapped(sheet: Sheet, given: Mapping[str, object]) -> dict[str, str]:
    """A map that somebody wrote: heading -> field, "" or "-" to leave out. Raises ValueError with a
    sentence for what is no heading or no field."""
    headings = {heading.casefold(): heading for heading in sheet.headings}
    found: dict[str, str] = {}
    for name, value in given.items():
        heading = headings.get(str(name).casefold().strip())
        field = str(value or "").strip().removeprefix("-")
        if heading is None:
            there = ", ".join(sheet.headings[:12])
            raise ValueError(f"there is no heading {str(name)!r}; there is {there}")
        if field and field not in FIELDS:
            raise ValueError(f"{name}: there is no field {field!r}; there is {', '.join(FIELDS)}")
        found[heading] = field
    if "name" not in found.values():
        raise ValueError("no heading is the `name`; say which one is")
    return found
