"""What was promised to a resident for later: a reminder, or to come back and ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

DAY, WEEK, HELP = "day", "week", "help"
"""Before it is on, a week later (did they get there?), and after six weeks (did it help?)."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One promise. `kind` is one of these; `due_local` the wall clock that was promised, like
    "2026-12-01T10:00 Europe/London", and `due_at` the moment of it; `starts` when the listing is
    on, by its own clock (naive), None where that was not the question; `made_at` when they asked,
    None where it is not kept yet."""

    resident_id: int
    kind: str
    listing: str
    due_at: datetime
    due_local: str
    starts: datetime | None = None
    id: int = 0
    made_at: datetime | None = None
