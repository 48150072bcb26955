"""What was promised to a resident for later: a reminder, or to come back and ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

DAY, WEEK = "day", "week"
"""Before it is on, and a week later."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One promise. `kind` is "day" or "week"; `due_local` the wall clock that was promised, like
    "2026-12-01T10:00 Europe/London", and `due_at` the moment of it; `starts` when the listing is
    on, by its own clock (naive), None where that was not the question."""

    resident_id: int
    kind: str
    listing: str
    due_at: datetime
    due_local: str
    starts: datetime | None = None
    id: int = 0
