"""Somebody sends them to a group: what is kept of it until they have given their word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from connectbot.flows.first_names import same_name
from connectbot.model.conversation import Conversation

REFERRAL = "referral"
ANSWERED = "answered"
_WROTE = "wrote"
ANSWERS = ("accepted", "waiting", "full", "silent")
"""What a group says of somebody; "silent" where it says nothing."""


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


def answered(what: str, listing: str) -> str:
    """What a conversation keeps of a group's answer until they say GO: `what` is one of
    ANSWERS."""
    return f"{ANSWERED} {what} {listing}"


def _apart(name: str) -> str:
    return name.replace("|", " ").strip()
