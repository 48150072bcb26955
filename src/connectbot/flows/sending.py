"""Somebody sends them to a group: what is kept of it until they have given their word, and whose
it is what a neutral text of ours was about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from connectbot.flows.first_names import same_name
from connectbot.model.conversation import Conversation

REFERRAL = "referral"
ANSWERED = "answered"
_WROTE = "wrote"
_OF = "|"
ANSWERS = ("accepted", "waiting", "full", "refused", "closed", "after-all", "silent")
"""What a group says of somebody: "after-all" is a no after a yes; "silent" where it says
nothing."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One that waits for their word: its id, the listing, the first name of whoever sends them, and
    theirs as it was given to us; `wrote` says whether whoever sends them wrote more for the
    group."""

    referral: str
    listing: str
    sender: str = ""
    name: str = ""
    wrote: bool = False

    @classmethod
    def of(cls, conversation: Conversation) -> Self | None:
        """The one that this conversation waits to speak of; None where it is something else."""
        kind, _, rest = conversation.promised.partition(" ")
        if kind != REFERRAL:
            return None
        id, _, rest = rest.partition(" ")
        listing, _, rest = rest.partition(" ")
        sender, _, rest = rest.partition("|")
        name, _, wrote = rest.partition("|")
        return cls(id, listing, sender, name, wrote == _WROTE)

    def is_for(self, name: str) -> bool:
        """Whether somebody of this first name is meant; anybody is where none was given."""
        return not self.name or same_name(self.name, name)


def kept(
    referral: str, listing: str, sender: str = "", name: str = "", *, wrote: bool = False
) -> str:
    """What a conversation keeps of one until they say GO: what was written is not among it."""
    more = f"|{_WROTE}" if wrote else ""
    return f"{REFERRAL} {referral} {listing} {_apart(sender)}|{_apart(name)}{more}"


def answered(what: str, listing: str, name: str = "") -> str:
    """What a conversation keeps of a group's answer until they say GO: `what` is one of ANSWERS,
    `name` the first name that the group was told, "" not known."""
    return named(f"{ANSWERED} {what} {listing}", name)


def named(promise: str, name: str) -> str:
    """What was promised, and to whom, where that is known."""
    first = _apart(name).partition(" ")[0]
    return f"{promise}{_OF}{first}" if first else promise


def unnamed(promise: str) -> str:
    """What was promised, without to whom."""
    return promise.partition(_OF)[0]


def names(conversation: Conversation) -> tuple[str, ...]:
    """The first names of whom a promise was made to: as the group was told, and as they like to be
    called; empty where nobody knows."""
    first = conversation.promised.partition("; ")[0].partition(_OF)[2]
    return tuple(filter(None, (first, conversation.saved.get("name", ""))))


def is_theirs(conversation: Conversation, name: str) -> bool:
    """Whether what waits for GO is for somebody of this first name."""
    sending = Sending.of(conversation)
    if sending is not None:
        return sending.is_for(name)
    known = names(conversation)
    return bool(conversation.promised) and any(same_name(one, name) for one in known)


def _apart(name: str) -> str:
    return name.replace("|", " ").strip()
