"""A resident as our people see them in a list, and what they write down about one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Known:
    """A resident as a list shows them: the first name they gave ("" none), when they were last
    heard, whether nothing reaches them any more (`unreachable`) or they have asked us to stop."""

    resident_id: int
    place: str
    name: str = field(repr=False)
    heard_at: datetime | None
    unreachable: bool
    stopped: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A few words about a resident: who of ours wrote them (an id), and when."""

    id: str
    resident_id: int
    staff_id: str
    text: str = field(repr=False)
    made_at: datetime
