"""What one of our people reads in `/listing`, and the fields that can be changed there."""

from __future__ import annotations

from connectbot.directory.body import fields_of
from connectbot.directory.differing import said
from connectbot.model.kept import Kept

FIELDS = {
    "When": "when",
    "Cost": "cost",
    "Phone": "contact.phone",
    "E-mail": "contact.email",
    "Ask for": "door.ask_for",
    "Venue": "where.venue",
    "Address": "where.address",
    "Postcode": "where.postcode",
    "Closed": "closed",
    "Name": "name",
    "Description": "description",
}
"""What can be chosen, and the field that each is."""

OPEN = frozenset({"Venue", "Address", "Postcode"})
"""What is not changed here where the address is confidential."""

RIGHT, EDIT, UNDO, DONE = "Still right", "Change something", "Undo the last change", "Done"
KEEP, LEAVE = "Keep it", "Leave it"

HOW = "Send /listing and a word of its name, like /listing darts."
NOTHING = "I find nothing like that in your places. Try another word of its name."
WHICH = "Which one?"
FINISHED = "All right."
WHAT = "What has changed?"
LINKED = "You are linked, {name}. " + HOW
UNLINKED = "This account is not linked any more."
KEPT = "Kept: {id}, revision {number}. It is in the next answer."
SAME = "It says that already; nothing was changed."
NOT_YOURS = "That listing is not in your places."
_UNTOLD = frozenset({"id", "place", "needs", "languages"})
_LONGEST = 300


def shown(kept: Kept) -> str:
    """A listing field by field; a confidential address is not told."""
    fields = fields_of(kept.body)
    lines = [
        f"{name}: {said(name, value)[:_LONGEST]}"
        for name, value in fields.items()
        if name not in _UNTOLD and ", confidential" not in name
    ]
    state = "" if kept.state == "active" else f", {kept.state}"
    return "\n".join(
        [f"{kept.id} ({kept.place or 'national'}{state}), revision {kept.number}", *lines]
    )


def ask(kept: Kept, label: str) -> str:
    """What a field says now, and how it is changed."""
    field = FIELDS[label]
    now = said(field, fields_of(kept.body).get(field))
    example = {
        "When": " Like: Tuesdays 2pm to 4pm.",
        "Closed": " Like: 2026-08-01 to 2026-08-31 summer break.",
        "Postcode": " Like: LS8 2.",
    }.get(label, "")
    return (
        f"{label} is now: {now or '(nothing)'}. Send the new words, or - to take it out.{example}"
    )
