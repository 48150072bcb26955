"""What a transaction lets go of when its time is over; each at most `limit` rows, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from connectbot.model.conversation import Conversation


class Retention(Protocol):
    """What is past its time. Nothing that is open goes: a message that waits or is parked, one
    not sent yet, and whatever was said to or by somebody with whom a talk or an alert is open."""

    def words_in(self, before: datetime, limit: int) -> int:
        """Empty answered messages from before then; their keyed hash stays."""
        ...

    def keys(self, before: datetime, limit: int) -> int:
        """Erase emptied messages from before then."""
        ...

    def words_out(self, before: datetime, limit: int) -> int:
        """Erase messages decided before then that went or were given up."""
        ...

    def links(self, limit: int) -> int:
        """Erase the links to talks that are closed."""
        ...

    def talks(self, before: datetime, limit: int) -> int:
        """Erase talks closed before then."""
        ...

    def not_at_rest(self, before: datetime, limit: int) -> Sequence[int]:
        """Residents, here since before then, of whom no message is left and whose conversation is
        not at rest; nothing that they are to be asked waits, and no talk with them is open."""
        ...

    def rest(self, resident_id: int, conversation: Conversation, now: datetime) -> None:
        """Put a conversation to rest; the next word from them ends that."""
        ...

    def silent(self, rested_before: datetime, limit: int) -> Sequence[int]:
        """Residents at rest since before then, with whom no alert is open."""
        ...

    def addresses(self, limit: int) -> int:
        """Erase addresses that nobody writes from and nothing goes to, or seal nothing there where
        they opted out: the keyed hash stays."""
        ...

    def spend(self, before: datetime, limit: int) -> int:
        """Erase what was spent before then."""
        ...

    def unmet(self, before: date, limit: int) -> int:
        """Erase counts of months before this one."""
        ...
