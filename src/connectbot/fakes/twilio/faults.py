"""What can go wrong between us and the provider, as data: one fault spoils one request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Breaks(StrEnum):
    """Where the answer breaks off."""

    NOT = "not"
    BEFORE = "before"  # the connection is closed without an answer
    HALFWAY = "halfway"  # half the answer, then the connection is closed


@dataclass(frozen=True, slots=True)
class Fault:
    """How one request to send is spoiled.

    `code` and `status` refuse it; `kept` says whether the message was made all the same;
    `seconds` is how long the answer takes.
    """

    code: int | None = None
    status: int = 400
    kept: bool = True
    seconds: float = 0.0
    breaks: Breaks = Breaks.NOT
    retry_after: int | None = None


def refuse(code: int, status: int = 400) -> Fault:
    """The provider says no with this code."""
    return Fault(code=code, status=status, kept=False)


def busy(retry_after: int | None = 1) -> Fault:
    """Too many requests: not sent, and safe to try again."""
    return Fault(code=20429, status=429, kept=False, retry_after=retry_after)


def broken(status: int = 500, *, kept: bool = False) -> Fault:
    """The provider breaks; whether the message was made only `kept` knows."""
    return Fault(code=20500, status=status, kept=kept)


def hang(seconds: float = 60.0, *, kept: bool = False) -> Fault:
    """No answer for a long time, then none."""
    return Fault(kept=kept, seconds=seconds, breaks=Breaks.BEFORE)


def slow(seconds: float) -> Fault:
    """A true answer that takes its time."""
    return Fault(seconds=seconds)


def drop(*, kept: bool = True) -> Fault:
    """The connection is closed without an answer, the message made or not."""
    return Fault(kept=kept, breaks=Breaks.BEFORE)


def half(*, kept: bool = True) -> Fault:
    """Half an answer, then the connection is closed."""
    return Fault(kept=kept, breaks=Breaks.HALFWAY)
