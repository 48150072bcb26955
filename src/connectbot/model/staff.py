"""One of our people: their name, what they do here, and for which places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from connectbot.model.kept import Act
from connectbot.model.message import Address

Role = Literal["maintainer", "link-worker", "lead"]
"""`maintainer` keeps listings true; `link-worker` sends people and talks to them; `lead` is told of
urgent words, and may do what maintainers do."""

ROLES: tuple[Role, ...] = get_args(Role)

KEEPERS = frozenset({"maintainer", "lead"})
"""Who may change listings, in their own places."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who was invited. `places` are the ids of theirs, "" stands for what is national;
    `to` is where they are told that something waits, within `hours` ("" always)."""

    id: str
    name: str = field(repr=False)
    role: Role
    places: tuple[str, ...]
    made_at: datetime
    to: Address | None = field(default=None, repr=False)
    hours: str = ""
    revoked_at: datetime | None = None

    def keeps(self, place: str) -> bool:
        """Whether they may change the listings of this place."""
        return self.revoked_at is None and self.role in KEEPERS and place in self.places

    def act(self, door: str, why: str = "") -> Act:
        """A change by them."""
        return Act("maintainer", self.id, door, why)


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that somebody is signed in with: since when, and when it last asked for a page."""

    staff: Staff
    began_at: datetime
    seen_at: datetime
