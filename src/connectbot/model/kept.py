"""A listing as it is kept: what it says, who changed it, and each revision of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

State = Literal["active", "hidden", "removed", "merged"]
"""`active` is found; `hidden` rests for a while; `removed` is over; `merged` answers with another
listing."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a listing says, as JSON in one fixed order; `secret` is a confidential address, which
    stands nowhere in the JSON and is sealed where it is stored."""

    text: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes something and through which door.

    `kind` is "operator", "maintainer", "contact", "resident" or "import"; `who` an id of theirs,
    never a name or a number; `door` is "cli", "file", "telegram", "page", "text" or "import".
    """

    kind: str
    who: str
    door: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A listing as it stands: `number` is its revision, `source` the file and line it came from
    ("" made here), `merged_into` the id that answers for it."""

    id: str
    place: str
    state: State
    number: int
    body: Body
    source: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What the file of a listing said when it was last taken over (`base`), and what it says now
    where that waits to be looked at beside an edit of ours (`offer`)."""

    base: Body | None = None
    offer: Body | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of one listing: how it stood after it."""

    listing: str
    number: int
    at: datetime
    act: Act
    state: State
    body: Body
    merged_into: str = ""
