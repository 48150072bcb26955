"""A listing as a form: its fields with what stands in them, and what was written read back."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from connectbot.directory import checks
from connectbot.directory.assured import CRITICAL
from connectbot.directory.body import readable
from connectbot.directory.editing import anew, assigned, confirmed, data_of, read_back, text_of
from connectbot.directory.saying import whole
from connectbot.flows.knowledge import Knowledge
from connectbot.model.kept import Body


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it is called, what helps to fill it in, and whether it has several lines."""

    name: str
    label: str
    hint: str = ""
    long: bool = False

    @property
    def id(self) -> str:
        """What it is called in the page."""
        return self.name.replace(".", "-")


FIELDS = (
    Field("name", "Name", "At most 40 letters."),
    Field("organisation", "Who runs it", "Empty where it belongs to nobody in particular."),
    Field("description", "What it is", "Two or three short sentences.", long=True),
    Field("who", "Who it is for", "It ends the sentence “for …”, like: men of any age."),
    Field("where.venue", "Venue", "Like: Oakfield Hall."),
    Field("where.address", "Street and number"),
    Field("where.postcode", "Postcode", "Only the first part and the next figure are kept."),
    Field("when", "When", "As you would say it: Tuesdays 2pm to 4pm."),
    Field("closed", "Closed", "Like: 2026-08-01 to 2026-08-31 summer break; more parted by ;"),
    Field("cost", "What it costs", "free, or like: £2."),
    Field("contact.phone", "Phone that everybody may see"),
    Field("contact.email", "E-mail that everybody may see"),
    Field("door.ask_for", "Who to ask for", "A first name is enough."),
    Field(
        "door.goes_with", "Who goes there with newcomers", "A first name; empty where nobody does."
    ),
    Field("door.bus", "Which bus"),
    Field("door.steps", "Steps and doors", "Like: level all the way in."),
    Field("door.tip", "One more thing that gets people through the door"),
    Field("capacity", "New people a month", "0 where there is no room just now."),
)
"""What is asked, in the order of a form. What is rarer is edited with the command."""

LABELS = {
    **{field.name: field.label for field in FIELDS},
    "where.outcode": "Postcode",
    "where.sector": "Postcode area",
    "needs": "What it is for",
    "id": "Id",
    "place": "Place",
    "assured.on": "Said to be right, all of it",
    **{f"assured.{thing}": f"Said to be right: {thing}" for thing in CRITICAL},
    "state": "State",
}

Values = Mapping[str, str]


def values_of(body: Body) -> dict[str, str]:
    """What stands in the fields of a listing. Of a confidential address nothing does."""
    data = data_of(body)
    where = data.get("where", {})
    postcode = where.get("sector") or where.get("outcode") or ""
    special = {
        "where.postcode": postcode,
        "when": _times(body, data),
        "closed": "; ".join(_closure(one) for one in data.get("closed", ())),
    }
    return {field.name: special.get(field.name, _at(data, field.name)) for field in FIELDS}


def needs_of(body: Body) -> tuple[str, ...]:
    """The needs that are ticked."""
    return tuple(json.loads(body.text).get("needs", ()))


def _times(body: Body, data: Mapping[str, Any]) -> str:
    listing = readable(body)
    said = data.get("when", "")
    return said if isinstance(said, str) else whole(listing.when) if listing else ""


def _closure(one: Mapping[str, str]) -> str:
    return f"{one['from']} to {one['to']} {one.get('why', '')}".strip()


def _at(data: Any, name: str) -> str:
    for part in name.split("."):
        data = data.get(part, "") if isinstance(data, dict) else ""
    return str(data)


def written(
    before: Body, form: Values, needs: Sequence[str], known: Knowledge, today: date
) -> tuple[Body | None, list[str]]:
    """The body that a form says, or what is wrong with it, a sentence each. A field that nobody
    touched stays as it is, however it was written there."""
    said = _clean(form)
    shown = values_of(before)
    changed = [f"{name}={said[name]}" for name, old in shown.items() if said.get(name, old) != old]
    ticked = _in_order(needs, needs_of(before))
    if ticked != needs_of(before):
        changed.append(f"needs={','.join(ticked)}")
    try:
        text = text_of(assigned(data_of(before), changed))
    except ValueError as wrong:
        return None, [_plain(str(wrong))]
    body, problems = read_back(text, before, "")
    if body is None:
        return None, [_plain(problem.text) for problem in problems]
    faults = _faults(body, known, known.districts, today)
    return (None, faults) if faults else (anew(before, body, today), [])


def _in_order(ticked: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """Those that were there as they stood, best fitting first, then the others."""
    stay = [one for one in before if one in ticked]
    return (*stay, *(one for one in ticked if one not in stay))


def new(body: Body, today: date) -> Body:
    """A listing that somebody writes knowing it: all of it is right today."""
    return confirmed(body, ("on",), today)


def _clean(form: Values) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in form.items()}


def _faults(body: Body, known: Knowledge, districts: Container[str], today: date) -> list[str]:
    listing = readable(body)
    if listing is None:
        return []
    found = checks.of_one(listing, known.book, known.needs.ids, districts, today)
    return [problem.text for problem in found]


def _plain(sentence: str) -> str:
    """A fault that begins with `field=value:` names the field as the form does."""
    before, colon, rest = sentence.partition(": ")
    label = LABELS.get(before.partition("=")[0].strip("`"))
    return f"{label}: {rest}" if label and colon else sentence
