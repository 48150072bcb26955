"""What stays the same from message to message while the desk works."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from connectbot.desk.ports import Limits, Traits
from connectbot.desk.retention import Keep
from connectbot.desk.rota import QuietHours, Rota
from connectbot.directory.place import Place
from connectbot.flows.world import World
from connectbot.model.message import Address
from connectbot.model.resident import Resident

ANSWERED_TEXTS_PER_HOUR = 60
"""Texts to one phone in an hour however much it answers: one that answers by itself never ends."""

REPLY_FOR = timedelta(minutes=15)
"""How long an answer to somebody's own words counts as one; later it asks for GO."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The world, who is told, what channels can do, and the operator's rules.

    `token` makes a fresh unguessable string (chance is an argument). `promise` is how long a
    person has before the next one is told. `segments_per_day` None means no budget;
    `texts_per_hour` is how many automatic texts one person gets in an hour without an answer;
    `keep` is how long words are kept, and somebody who is silent. `elsewhere` tells addresses that
    we do not serve, to which `elsewhere_a_day` safety texts go in all; `sent_to_received` is how
    many segments may go out for each message that comes in.
    """

    world: World
    rota: Rota
    quiet: QuietHours
    traits: Mapping[str, Traits]
    public_url: str
    token: Callable[[], str]
    default_place: str
    promise: timedelta = timedelta(minutes=30)
    segments_per_day: int | None = None
    texts_per_hour: int = 6
    keep: Keep = field(default_factory=Keep)
    elsewhere: Callable[[Address], bool] = lambda address: False
    elsewhere_a_day: int = 30
    sent_to_received: float = 5.0

    def place_of(self, named: str | None) -> str:
        """The place a message belongs to: the one its channel named, or the default."""
        return (
            named if named is not None and named in self.world.book.places else self.default_place
        )

    def place(self, id: str) -> Place:
        """The place with this id; the default one where it is gone."""
        return self.world.book.places[self.place_of(id)]

    def placed(self, resident: Resident) -> Resident:
        """The resident, in the default place where theirs is gone."""
        place = self.place_of(resident.conversation.place)
        if place == resident.conversation.place:
            return resident
        return replace(resident, conversation=replace(resident.conversation, place=place))

    def zone(self, id: str) -> ZoneInfo:
        """The clock of the place with this id."""
        return ZoneInfo(self.place(id).timezone)

    def figures(self) -> str:
        """Six fresh figures, for a code that one types from one's phone."""
        secret = hashlib.sha256(self.token().encode())
        return f"{int.from_bytes(secret.digest()) % 1_000_000:06}"

    def midnight(self, now: datetime) -> datetime:
        """When today began, by the wall clock of this deployment."""
        return now.astimezone(self.quiet.zone).replace(hour=0, minute=0, second=0, microsecond=0)

    def limits(self, channel: str, now: datetime, segments: int | None) -> Limits:
        """What a claim on this channel must keep to at this moment."""
        counts = self.traits[channel].counts_segments
        return Limits(
            service_open=not self.quiet.quiet(now),
            day_starts=self.midnight(now),
            per_hour=self.texts_per_hour,
            answered_per_hour=ANSWERED_TEXTS_PER_HOUR if counts else None,
            per_day=self.segments_per_day if counts else None,
            segments=segments,
            apart=self.traits[channel].apart,
        )
