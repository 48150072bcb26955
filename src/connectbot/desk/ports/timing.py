"""What a transaction does with the times of texts that we began and that wait to leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Queued:
    """A text that waits to leave: what it is for, and until when it may."""

    id: str
    purpose: str
    send_before: datetime


class Timing(Protocol):
    """When what waits to leave may leave."""

    def begun(self, resident_id: int) -> Sequence[Queued]:
        """What we began with this resident and that has not left, the first decided first."""
        ...

    def move(self, id: str, not_before: datetime, send_before: datetime) -> None:
        """It may leave between these; nothing changes where it has left."""
        ...
