"""What a transaction can tell of everything that is held of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address


@dataclass(frozen=True, slots=True)
class HeldAddress:
    """Where they can be written to. `value` is "" where only a keyed hash is left; `shared` tells
    that others write from it too; `stopped_how` "text", "provider", "staff" or why they went."""

    channel: str
    value: str
    shared: bool
    stopped_at: datetime | None
    stopped_how: str
    bad_code: str
    last_inbound_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeldMessage:
    """One message: by "them" or by "us", what it says ("" where that has gone by now)."""

    at: datetime
    channel: str
    by: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class HeldReminder:
    """What they asked to be reminded of."""

    kind: str
    listing: str
    due_local: str
    state: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class HeldTalk:
    """That a person was needed, and how far it went; not who came: that is about somebody else."""

    kind: str
    why: str
    opened_at: datetime
    opened_by_us_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class HeldSuggestion:
    """What they said of a listing ("" for one that is missing), and what they were told of it."""

    kind: str
    listing: str
    words: str
    state: str
    made_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class HeldNote:
    """What one of our people wrote down about them; not who: that is about somebody else."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class HeldReferral:
    """That they were introduced to a listing: since when, how it stands, and what was said of them
    for it. Not who of our people did it: that is about somebody else."""

    listing: str
    state: str
    reason: str
    share: str
    made_at: datetime
    closed_at: datetime | None
    first_name: str
    matters: str
    access: str
    area: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldCheckins:
    """That they are in a plan of check-ins, or were asked whether they want to be: how it stands,
    what they chose and said of themselves, how each wave went (name, wall clock, state), and the
    answers that have not left for the readings database (wave, instrument, item, value). Not who of
    our people enrolled them: that is about somebody else."""

    plan: str
    state: str
    made_at: datetime
    consented_at: datetime | None
    hour: str
    weekday: int | None
    said_of_themselves: Mapping[str, str]
    shown_to_one_of_our_people: bool
    waves: tuple[tuple[str, str, str], ...]
    answers: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is held of one person. `keeps` are listings that they keep, or have asked to;
    `about` counts texts to our own people about them, `looked_after_by` how many of our people
    have them in their caseload, `unopened` how many check-ins of a quarter wait whose answers its
    key does not open now."""

    resident: int
    place: str
    since: datetime
    aside: bool
    addresses: tuple[HeldAddress, ...]
    conversation: Conversation | None
    messages: tuple[HeldMessage, ...]
    reminders: tuple[HeldReminder, ...]
    talks: tuple[HeldTalk, ...]
    suggestions: tuple[HeldSuggestion, ...]
    keeps: tuple[str, ...]
    about: int
    notes: tuple[HeldNote, ...] = ()
    looked_after_by: int = 0
    referrals: tuple[HeldReferral, ...] = ()
    checkins: tuple[HeldCheckins, ...] = ()
    unopened: Mapping[str, int] = field(default_factory=dict)


class Holding(Protocol):
    """Looks at one person, in every table."""

    def all_of(self, resident_id: int) -> Held | None:
        """Everything; None where nobody has this number."""
        ...

    def stopped(self, address: Address) -> datetime | None:
        """When this address opted out, whether or not anybody writes from it."""
        ...

    def aside(self, address: Address) -> Sequence[int]:
        """Who asked to be forgotten at this address and waits for an alert to be read."""
        ...
