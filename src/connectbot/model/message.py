"""What is said: messages that come in, and messages that go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody can be written to: a channel ("sms") and a value on it ("+447700900123")."""

    channel: str
    value: str


FLEETING = frozenset({"webchat"})
"""Channels on which nothing can be sent later: whoever leaves the page has left."""


UNBLOCKED = frozenset({"telegram"})
"""Channels on which nobody who has blocked us can write: whoever writes has let us in again."""

Manner = Literal["said", "edited", "pressed", "opened"]
"""How something came to be said: in words; in words that changed earlier ones; by a button under a
message of ours; by opening the talk, perhaps from a link."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message from outside, as its channel understood it.

    `provider_id` is the channel's own id for it: the same id twice is the same message.
    `place` is the place whose number it was sent to, where the channel can tell.
    `provider_said` is the keyword the provider has already answered by itself (Twilio's opt-out).
    `media` counts pictures and voice notes; we never fetch them.
    `manner` is how it was said, and `about` what that hangs on: for "pressed" the outbox id of our
    message, and `text` is then the number of its option from 1; for "opened" what the link named.
    """

    sender: Address
    provider_id: str
    text: str
    received_at: datetime
    place: str | None = None
    media: int = 0
    provider_said: Literal["STOP", "START", "HELP"] | None = None
    manner: Manner = "said"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with words of its own."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say: text, options (buttons, or numbered lines on SMS) and links.

    `sms` is a shorter wording for texts; where it is None the text serves everywhere. Where
    `several` options may be chosen each has its number to be seen, on every channel.
    """

    text: str
    options: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    sms: str | None = None
    several: bool = False


class MessageClass(StrEnum):
    """How urgent a message is: safety goes before reply, reply before service."""

    SAFETY = "safety"
    REPLY = "reply"
    SERVICE = "service"

    @property
    def rank(self) -> int:
        """0 is sent first."""
        return _RANK[self]


_RANK = {MessageClass.SAFETY: 0, MessageClass.REPLY: 1, MessageClass.SERVICE: 2}
