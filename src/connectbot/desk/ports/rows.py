"""What a transaction is made of: messages in and out, residents, flows, switches."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from connectbot.model.delivery import Claimed, Outgoing, Receipt
from connectbot.model.message import Address, Inbound, Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message accepted but not yet answered."""

    seq: int
    inbound: Inbound


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A message that broke something: its number, when, which step, and why. Never its words."""

    seq: int
    at: datetime
    channel: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a claim must keep to.

    `service_open` is False in quiet hours; `per_hour` the most automatic texts to one person in an
    hour without an answer, `answered_per_hour` with answers too (None: no end); `per_day` the most
    segments a day on this channel (None: no budget), a hard stop for all but safety; `day_starts`
    when that day began; `segments` the most segments this claim may take (None: any), and one
    message alone may be larger; `apart` how long after one message the next may go to the same
    address (None: at once).
    """

    service_open: bool
    day_starts: datetime
    per_hour: int
    answered_per_hour: int | None = None
    per_day: int | None = None
    segments: int | None = None
    apart: timedelta | None = None


class Inbox(Protocol):
    """Messages accepted, in their order."""

    def add(self, inbound: Inbound, resident_id: int | None, *, state: str) -> int | None:
        """Keep it; its sequence number, or None where (channel, provider_id) was seen before.

        `state` is "done" (answered in this transaction), "waiting" or "parked".
        """
        ...

    def waiting(self, resident_id: int, limit: int = 50) -> Sequence[Waiting]:
        """This resident's unanswered messages, oldest first."""
        ...

    def residents_waiting(self, limit: int = 50) -> Sequence[int]:
        """Residents with unanswered messages."""
        ...

    def done(self, seq: int) -> None:
        """This message is answered."""
        ...

    def whose(self, seq: int, resident_id: int) -> None:
        """This message was written by somebody else on that number."""
        ...

    def hush(self, seq: int, *, at_provider: bool) -> None:
        """Empty the words of a message that was answered; `at_provider`: they are to be emptied
        there too, and until then its id is kept."""
        ...

    def to_redact(self, after: int = 0, limit: int = 50) -> Sequence[tuple[int, Inbound]]:
        """Emptied messages that the provider is still to empty, each with its number, which is
        above `after`; in their order."""
        ...

    def park(self, seq: int, reason: str) -> None:
        """This message broke something; `reason` names it without their words."""
        ...

    def parked(self, limit: int = 100) -> Sequence[ParkedMessage]:
        """What is parked, oldest first."""
        ...

    def unpark(self, seq: int) -> bool:
        """A parked message waits to be answered again, in its place among theirs; False where
        there is none with this number, or its words are gone."""
        ...

    def discard(self, seq: int, reason: str) -> bool:
        """A parked message is not answered; False where there is none with this number."""
        ...

    def read(self, seq: int) -> tuple[int | None, Inbound] | None:
        """A parked message with its words, and the resident who wrote it; None where there is none
        with this number."""
        ...

    def known(self, channel: str, provider_ids: Sequence[str]) -> set[str]:
        """Which of these we already have."""
        ...

    def newest(self) -> int:
        """The sequence number of the last message kept; 0 where there is none."""
        ...

    def count(self, channel: str, after: int) -> int:
        """How many messages of a channel were kept after the one of that number."""
        ...


class Outbox(Protocol):
    """Messages decided, until they are delivered or given up with a reason."""

    def caused_by(self, turn: str) -> AbstractContextManager[None]:
        """Ids of what is added while the block runs begin with the id of this turn, by which the
        log tells what was sent on behalf of which message."""
        ...

    def add(self, outgoing: Outgoing) -> str:
        """Queue it; its id, unguessable. Messages to one address keep their order in a class."""
        ...

    def claim(
        self, channel: str, now: datetime, limits: Limits, limit: int, lease: timedelta
    ) -> Sequence[Claimed]:
        """Take messages for sending: by class, then in order; one at most for each address, and
        none for an address with a send whose answer is not known; nothing while sending is
        paused or the channel is halted."""
        ...

    def sent(self, id: str, provider_id: str, now: datetime) -> None:
        """The provider has it."""
        ...

    def retry(self, id: str, not_before: datetime, code: str) -> None:
        """Certainly not sent: queue it again for later."""
        ...

    def lost(self, id: str, now: datetime, reason: str) -> None:
        """No answer came: it waits to be reconciled and holds back its address."""
        ...

    def give_up(self, id: str, state: str, code: str, now: datetime) -> Outgoing | None:
        """End it: "failed", "suppressed", "expired" or "unknown". The message where this call
        ended it, so that the desk can tell somebody; None where it had ended before."""
        ...

    def receipt(self, receipt: Receipt, now: datetime) -> Outgoing | None:
        """A status callback: rank only goes up, final is final, an unknown id changes nothing.
        The message where this call ended it as undelivered, else None."""
        ...

    def unsettled(self, channel: str, now: datetime, limit: int = 50) -> Sequence[Claimed]:
        """Lost sends, and claims whose lease ran out: to be reconciled, not repeated. Each is
        handed to one asker and comes again after a minute; ask through `run`."""
        ...

    def looked(self, id: str, now: datetime, again_at: datetime) -> int:
        """The provider's list did not have it; the number of such looks so far."""
        ...

    def expire(self, now: datetime, limit: int = 50) -> Sequence[Outgoing]:
        """End queued messages past their `send_before`; what they were."""
        ...

    def cancel(
        self,
        address: Address,
        reason: str,
        *,
        keep_safety: bool = True,
        purpose: str = "",
    ) -> int:
        """Suppress what is queued for an address ("" any `purpose`); how many."""
        ...

    def has(self, address: Address, purpose: str, since: datetime) -> bool:
        """Whether a message of this purpose was decided for an address at or after `since`, and
        waits or went."""
        ...

    def purpose(self, id: str) -> str:
        """What a message is for; "" where there is none of this id."""
        ...

    def decided(self, address: Address, ending: str, since: datetime) -> int:
        """How many messages whose purpose ends so were decided for an address at or after
        `since`."""
        ...

    def purposes(self, address: Address, beginning: str, since: datetime) -> Sequence[str]:
        """Each purpose that begins so of messages decided for an address at or after `since`, the
        newest first."""
        ...

    def question(self, address: Address) -> tuple[str, Message] | None:
        """The newest message to an address that has options, with its id: what was asked there
        last, also where it has not gone yet."""
        ...

    def hush(self, id: str, *, at_provider: bool) -> None:
        """Empty the words of a message; a button under it can still be told. Whether the provider
        is to empty it too."""
        ...

    def to_redact(self, after: int = 0, limit: int = 50) -> Sequence[tuple[int, str, str, str]]:
        """Messages that went and that the provider is still to empty, in the order of their number,
        which is above `after`: number, id, channel, the provider's own id."""
        ...

    def redacted(self, id: str) -> None:
        """The provider has emptied it."""
        ...

    def unhushed(self, before: datetime, limit: int) -> Sequence[tuple[str, str]]:
        """Messages of check-ins, decided before then and settled, that still hold their words."""
        ...

    def state(self, id: str) -> tuple[str, str] | None:
        """Where one message stands, and the provider's code; None where there is none."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many messages are in each state."""
        ...

    def spent(self, channel: str, since: datetime) -> int:
        """Segments claimed on a channel since then (safety not counted)."""
        ...

    def replay(
        self, address: Address, after: int, limit: int = 200
    ) -> Sequence[tuple[int, Claimed]]:
        """Messages claimed for an address, in that order, each with its sequence, from the one
        above `after` (0: from the first). The sequence only rises within an address."""
        ...


class Flows(Protocol):
    """Revisions of flows, each stored once, while a conversation stands in it."""

    def keep(self, revision: str, body: str, now: datetime) -> None:
        """Store a revision if it is not there."""
        ...

    def body(self, revision: str) -> str | None:
        """The stored text of a revision."""
        ...

    def drop_unused(self, current: set[str]) -> int:
        """Drop revisions that are neither current nor stood in; how many."""
        ...


class Unmet(Protocol):
    """Searches, those that found nothing apart from those that found something, counted by month,
    without the person."""

    def count(self, place: str, need: str, area: str, month: date, *, met: bool = False) -> None:
        """One more that found nothing, or something."""
        ...

    def counts(self, place: str, months: Collection[str]) -> Sequence[tuple[str, str, int, int]]:
        """Need, district, how often nothing was found and how often something, over some months
        like "2026-11"."""
        ...


class Feedback(Protocol):
    """What residents said about listings, without the person."""

    def add(self, place: str, listing: str, what: str, on: date) -> None:
        """One more: `what` is one of our own words for it, never theirs."""
        ...

    def purge(self, before: date, limit: int = 500) -> int:
        """Erase what was said before that day; how many."""
        ...
