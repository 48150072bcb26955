"""What a transaction keeps of the people who write, and of who writes from which address."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.resident import Resident


class Residents(Protocol):
    """The people who write, at their addresses."""

    def at(self, address: Address, place: str, now: datetime) -> Resident:
        """Find or make the resident at an address, and hold them until the commit."""
        ...

    def get(self, resident_id: int) -> Resident | None:
        """The resident with this number, held until the commit."""
        ...

    def those(self, resident_ids: Collection[int]) -> Mapping[int, Resident]:
        """Those of these who have an address that is theirs now, held until the commit: read
        together, and so more quickly than one after the other."""
        ...

    def keep(
        self,
        resident: Resident,
        conversation: Conversation,
        wake_at: datetime | None,
        *,
        heard_at: datetime | None = None,
    ) -> None:
        """Save where they stand; `heard_at` when this follows a message of theirs, which also
        shows that their address is good after all."""
        ...

    def due(self, now: datetime, limit: int = 50) -> Sequence[Resident]:
        """Residents whose `wake_at` has passed, oldest first, held and skipped by other claims."""
        ...

    def stop(self, address: Address, now: datetime, how: str) -> None:
        """They opted out (`how`: "text", "provider", "staff"): nothing more goes there."""
        ...

    def stop_everywhere(self, resident_id: int, now: datetime, how: str) -> None:
        """Nothing more goes to any address that is theirs now."""
        ...

    def start(self, address: Address, now: datetime, how: str = "") -> bool:
        """They opted in again; with `how`, only where they had opted out so. Whether they had."""
        ...

    def mark_bad(self, address: Address, code: str, now: datetime) -> None:
        """The provider says this address cannot be reached."""
        ...

    def forget(self, resident_id: int) -> None:
        """Erase what is held about them but keyed hashes: of an address that opted out, and of
        provider ids, so that a repeat is known. A text telling our own people still goes; while
        an alert of theirs is open they are set aside, at no address any more, to be read."""
        ...

    def forget_aside(self, since: datetime, limit: int = 50) -> int:
        """Erase who was set aside, once the alert is closed or was opened before `since`; how
        many."""
        ...

    def last_at(self, address: Address) -> int | None:
        """Who is erased with this address, as they have no other; None where nobody is."""
        ...

    def let_go(self, address: Address) -> None:
        """Erase an address with what was said there; with the last one the person as well."""
        ...

    def on(self, address: Address) -> Sequence[Resident]:
        """Everybody who writes from this address, whoever came first first."""
        ...

    def beside(self, resident: Resident, conversation: Conversation, now: datetime) -> Resident:
        """Make somebody who writes from this resident's address from now on; the resident stays on
        it, and nothing that waits for them goes there meanwhile."""
        ...

    def pass_to(self, address: Address, resident_id: int) -> Resident:
        """Somebody on this address writes from it now; what waits for the one before does not go.
        Raises LookupError where they are not on it."""
        ...

    def leave(self, address: Address, resident_id: int, why: str) -> None:
        """Somebody does not write from this address any more; nothing held about them changes."""
        ...

    def take_off(self, address: Address, resident_id: int) -> None:
        """Somebody never writes from this address again; with the last one they are forgotten."""
        ...

    def merge(self, gone: int, stays: int) -> None:
        """Two were one: addresses, messages and handovers of the first are the other's, and the
        first is no more. Where the other stands is not changed."""
        ...

    def silence(self, resident_id: int, reason: str, now: datetime) -> None:
        """Nothing that was decided for them goes: messages, reminders, looking again."""
        ...

    def revisions(self) -> set[str]:
        """The flow revisions some conversation is pinned to."""
        ...
