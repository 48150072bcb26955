"""Whoever counts what the service does, and the turn that it is done for."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Protocol

TURN: ContextVar[str] = ContextVar("turn", default="")
"""The random id of the turn that is worked on now, for the lines of the log: "" where it is none.

What a turn says goes out under ids that begin with it.
"""

TURN_LENGTH = 8


class Watch(Protocol):
    """Counts by channel and by our own words for what happened; never anything of a person."""

    def turn(self, channel: str, result: str, seconds: float) -> None:
        """A message was taken: "answered", "repeat", "behind", "parked", "dropped", "failed"."""
        ...

    def sent(self, channel: str, outcome: str, code: str, seconds: float) -> None:
        """A channel was asked to send: "sent", "refused" with its code, or "lost"."""
        ...


class Unwatched:
    """Nobody counts."""

    def turn(self, channel: str, result: str, seconds: float) -> None:
        """Nothing."""

    def sent(self, channel: str, outcome: str, code: str, seconds: float) -> None:
        """Nothing."""
