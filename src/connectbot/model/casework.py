"""A resident as our people see them in a list, and what they write down about one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from connectbot.model.referral import State


@dataclass(frozen=True, slots=True)
class Known:
    """A resident as a list shows them: the first name they gave ("" none), when they were last
    heard, whether nothing reaches them any more (`unreachable`), they have asked us to stop, or no
    check-in comes for now (`paused`); `tags` are those of their conversation; `referral` is where
    one of theirs stands: the newest that is not over, else the newest; `kept` whether somebody who
    is here looks after them."""

    resident_id: int
    place: str
    name: str = field(repr=False)
    heard_at: datetime | None
    unreachable: bool
    stopped: bool
    paused: bool = False
    tags: frozenset[str] = field(default=frozenset(), repr=False)
    referral: State | None = None
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A few words about a resident: who of ours wrote them (an id), and when."""

    id: str
    resident_id: int
    staff_id: str
    text: str = field(repr=False)
    made_at: datetime
