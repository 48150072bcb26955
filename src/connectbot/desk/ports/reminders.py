"""What a transaction keeps of what was promised to residents for later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from connectbot.model.reminder import Reminder


class Reminders(Protocol):
    """Promises, until they are kept or dropped."""

    def add(self, reminder: Reminder, now: datetime) -> None:
        """Keep it, in place of one of the same kind of the same listing for the same resident that
        still waits."""
        ...

    def waiting(self, resident_id: int) -> Sequence[Reminder]:
        """All that still waits for this resident, the first to come first."""
        ...

    def due(self, now: datetime, limit: int = 50) -> Sequence[Reminder]:
        """Waiting ones whose time has come, oldest first. Nobody is kept from them: hold the
        resident, then `end` it."""
        ...

    def end(self, id: int, state: str, now: datetime) -> bool:
        """It is over: "sent", "late", "gone" or "dropped". False where it was over before, so that
        of any number of askers one alone goes on."""
        ...

    def again(self, id: int, at: datetime) -> None:
        """It still waits; look at it again then."""
        ...

    def drop(self, resident_id: int, now: datetime) -> None:
        """Nothing that was promised to this resident is kept."""
        ...

    def purge(self, before: datetime, limit: int = 500) -> int:
        """Erase those that ended before then; how many."""
        ...
