"""How a message leaves: what the outbox holds, what a channel answers, what the provider says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from connectbot.model.message import Address, Message, MessageClass


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message decided but not yet delivered.

    `message` is already worded for its channel; `segments` is its price in texts (0 elsewhere).
    `automatic` is False for words a person typed and for texts to our own staff: caps on automatic
    texts leave these alone. `after_stop` lets one message through to somebody who opted out: the
    confirmation of it, or a safety reply to their own words. `not_before` is the first moment at
    which it may go; None for at once.
    """

    address: Address
    message: Message
    kind: MessageClass
    segments: int
    created_at: datetime
    send_before: datetime
    resident_id: int | None = None
    automatic: bool = True
    after_stop: bool = False
    not_before: datetime | None = None
    purpose: str = ""  # "", "handover", "escalation", "safeguarding", "nudge" ...


HUSHED = "hushed"
"""The purpose of what is said in a check-in: its words are kept no longer than it takes to send
them, here and at the provider."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message taken for sending: it is ours until the lease ends. `attempt` starts at 1;
    `hushed` tells that the provider is asked to keep neither its words nor the number."""

    id: str
    address: Address
    message: Message
    kind: MessageClass
    segments: int
    attempt: int
    created_at: datetime
    send_before: datetime
    hushed: bool = False


class Meaning(StrEnum):
    """What a provider's refusal means for us."""

    RETRY = "retry"  # certainly not sent: try again later
    ADDRESS = "address"  # this address cannot be reached: mark it, tell a person
    STOPPED = "stopped"  # they opted out with the provider
    MESSAGE = "message"  # this message will never go
    HALT = "halt"  # our account or configuration: stop the channel, keep the queue


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has it, under this id ("" where a channel gives none); `kept` where it keeps the
    words, though it was asked not to."""

    provider_id: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The provider said no. `after` is how long to wait, where it said."""

    code: str
    meaning: Meaning
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer came: it may or may not have been sent."""

    reason: str


Outcome = Sent | Refused | Lost


@dataclass(frozen=True, slots=True)
class Receipt:
    """A status callback. `status` is the provider's word, `rank` its order (9 is final).

    `outbox_id` comes from our own address for it, "" where it is missing.
    """

    outbox_id: str
    provider_id: str
    status: str
    rank: int
    delivered: bool
    code: str = ""
    meaning: Meaning | None = None
