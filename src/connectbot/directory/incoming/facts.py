"""What a source says of one thing, before it is a listing; and the notes made on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from connectbot.directory.listing import Listing
from connectbot.model.kept import Body, State

Row = dict[str, Any]
"""A record of a source as it was read."""

UNSORTED = "unsorted"
"""Stands for the need of a listing that nobody has sorted yet: it is found by its name alone."""

Weight = Literal["look", "mended", "told"]
"""Whether somebody should look at it, it was put right, or it is only said."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about one field of a record: what was found, and what was or is to be done."""

    field: str
    what: str
    mend: str
    weight: Weight = "mended"

    def __str__(self) -> str:
        return (
            f"{self.field}: {self.what}; {self.mend}" if self.mend else f"{self.field}: {self.what}"
        )


@dataclass(slots=True)
class Facts:
    """One record: `label` is where it stands ("row 7"), `key` what the source calls it.

    `said` are words by field (FIELDS), `when` schedules in the shape of the standard; `body` is
    the listing itself where we wrote the record; a `partial` one is less than its source knows.
    """

    label: str
    key: str = ""
    said: dict[str, str] = field(default_factory=dict)
    when: list[Row] = field(default_factory=list)
    uid: str = ""
    body: Body | None = None
    partial: bool = False
    notes: list[Note] = field(default_factory=list)

    def note(self, field: str, what: str, mend: str, weight: Weight = "mended") -> None:
        """Add a note."""
        self.notes.append(Note(field, what, mend, weight))

    def take(self, name: str) -> str:
        """The words of a field without blanks around them; "" where nothing is said."""
        return self.said.get(name, "").strip()


FIELDS = {
    "key": "an id of its own",
    "name": "what it is called",
    "description": "what it is",
    "organisation": "who runs it",
    "status": "whether it is running",
    "who": "whom it is for",
    "needs": "what it helps with (a category)",
    "venue": "the name of the building",
    "address": "the street",
    "town": "the town",
    "postcode": "the postcode",
    "latitude": "latitude",
    "longitude": "longitude",
    "when": "days and times in words",
    "days": "the days alone",
    "opens": "when it begins",
    "closes": "when it ends",
    "cost": "what it costs",
    "ages": "ages in words",
    "least": "the youngest age",
    "most": "the oldest age",
    "languages": "languages",
    "phone": "phone",
    "email": "e-mail",
    "website": "website",
    "ask_for": "whom to ask for",
    "access": "getting in (steps, toilet, loop)",
    "assured": "when somebody last checked it",
}
"""What can be said of a thing -> the same in words, for whoever maps headings."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as the listing it is to be, with its notes.

    `listing` None is left out: the notes say why. `id` is a wish: another may have it already.
    `state` is "hidden" where nobody should find it until somebody has looked.
    """

    label: str
    key: str
    name: str
    listing: Listing | None
    notes: tuple[Note, ...] = ()
    state: State = "active"
    uid: str = ""
    ours: bool = False
    partial: bool = False

    @property
    def looks(self) -> Sequence[Note]:
        """The notes that somebody should look at."""
        return [note for note in self.notes if note.weight == "look"]
