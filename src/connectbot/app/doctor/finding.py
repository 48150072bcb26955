"""One thing that was looked at, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is: in order, to be looked at when there is time, or not working."""

    OK = "ok"
    LOOK = "look at this"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What `thing` it is, how it is, and a sentence with the place and the mend."""

    state: State
    thing: str
    says: str


def good(thing: str, says: str) -> Finding:
    """It is in order."""
    return Finding(State.OK, thing, says)


def look(thing: str, says: str) -> Finding:
    """Somebody should look at it."""
    return Finding(State.LOOK, thing, says)


def broken(thing: str, says: str) -> Finding:
    """It does not work."""
    return Finding(State.BROKEN, thing, says)
