"""What our people write down about a resident they look after."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """A few words about a resident: who of ours wrote them (an id), and when."""

    id: str
    resident_id: int
    staff_id: str
    text: str = field(repr=False)
    made_at: datetime
