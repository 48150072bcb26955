"""One of our people: their name, what they do here, and for which places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from connectbot.model.kept import Act
from connectbot.model.message import Address

Role = Literal["maintainer", "link-worker", "lead"]
"""`maintainer` keeps listings true; `link-worker` sends people and talks to them; `lead` is told of
urgent words, and may do what maintainers do."""

ROLES: tuple[Role, ...] = get_args(Role)

KEEPERS = frozenset({"maintainer", "lead"})
"""Who may change listings, in their own places."""

CARERS = frozenset({"link-worker", "lead"})
"""Who may talk to residents, in their own places."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who was invited. `places` are the ids of theirs, "" stands for what is national;
    `to` is where they are told that something waits, within `hours` ("" always). `away` are the
    first and the last day of their leave, and `cover` the id of whoever looks after theirs then."""

    id: str
    name: str = field(repr=False)
    role: Role
    places: tuple[str, ...]
    made_at: datetime
    to: Address | None = field(default=None, repr=False)
    hours: str = ""
    revoked_at: datetime | None = None
    away: tuple[date, date] | None = None
    cover: str = ""

    def is_away(self, today: date) -> bool:
        """Whether they are on leave on this day."""
        return self.away is not None and self.away[0] <= today <= self.away[1]

    def serves(self, place: str) -> bool:
        """Whether they talk to residents of this place."""
        return self.revoked_at is None and self.role in CARERS and place in self.places

    def leads(self, place: str) -> bool:
        """Whether they are told of urgent words in this place."""
        return self.revoked_at is None and self.role == "lead" and place in self.places

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


@dataclass(frozen=True, slots=True)
class Passkey:
    """The public half of a key with which somebody signs in: `id` as the browser names it, `signs`
    how often it was used, where the device counts."""

    id: str
    staff_id: str
    public_key: bytes = field(repr=False)
    signs: int
    made_at: datetime
    used_at: datetime | None = None
