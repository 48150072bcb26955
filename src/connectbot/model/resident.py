"""Who writes to us: a resident, the address they wrote from, and the contacts who help them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident at one address, with the conversation they are in.

    `waiting` tells that an earlier message of theirs is not answered yet; `new` that they were
    made just now; `sharing` that somebody else writes from this address too; `away` that somebody
    else has it now, so that nothing may be begun.
    """

    id: int
    address: Address
    conversation: Conversation
    stopped: bool = False
    waiting: bool = False
    wake_at: datetime | None = None
    last_inbound_at: datetime | None = None
    new: bool = False
    sharing: bool = False
    away: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """A named person or team that is told when a human is needed."""

    name: str
    address: Address
    hours: str = ""  # "" is always on; else like "Mon-Fri 09:00-17:00"


@dataclass(frozen=True, slots=True)
class Handover:
    """A conversation in which a person is needed.

    `kind` is "handover" or "safeguarding"; `told` holds the places in the contact list (from 0)
    of those told so far, in order; `next_at` when to tell the next, None where nobody is left;
    `taken_at` is when a person opened it: from then on the bot is silent until `closed_at`.
    `acknowledged_at` is when anybody first did, and stays, `acknowledged_by` who that was;
    `escalated_at` when an alert that nobody had opened went to the first of the list again.
    """

    id: str
    resident_id: int
    place: str
    kind: str
    why: str
    opened_at: datetime
    told: tuple[int, ...]
    next_at: datetime | None
    taken_at: datetime | None
    taken_by: str
    closed_at: datetime | None
    acknowledged_at: datetime | None = None
    escalated_at: datetime | None = None
    acknowledged_by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a talk as a person reads it: who is "them", "bot" or the name of a person."""

    at: datetime
    who: str
    text: str
