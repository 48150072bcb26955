"""What a transaction keeps of what is on or off for the whole service, and the names of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

SENDING, PAUSED = "sending", "paused"
"""Set to PAUSED nothing goes out on any channel."""

RESTORED = "restored"
"""When the backup was made that this database was put back from; cleared when sending goes on."""


def halt(channel: str) -> str:
    """The switch that holds the provider's code while it refuses all of us on a channel."""
    return f"halt:{channel}"


class Switches(Protocol):
    """Values by their names, for the whole service."""

    def get(self, name: str) -> str | None:
        """What it was set to; None where it never was or was cleared."""
        ...

    def set(self, name: str, value: str | None, now: datetime) -> None:
        """Set it, or clear it with None."""
        ...
