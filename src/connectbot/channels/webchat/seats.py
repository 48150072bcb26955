"""Who has a socket open: so many in all, so many of one visitor, and room for whoever has none."""

from __future__ import annotations

import logging
from typing import Generic, TypeVar

log = logging.getLogger("connectbot.webchat")

Guest = TypeVar("Guest")


class Seats(Generic[Guest]):
    """Counts what is open by visitor; what it is told to keep it forgets when it closes.

    When all seats are taken, somebody new gets the oldest seat of the visitor who has most, as
    long as that one keeps more than the newcomer gets. So one address, or twenty, that hold lines
    open keep nobody else out.
    """

    def __init__(self, most: int, each: int) -> None:
        self._all = most
        self._each = each
        self._of: dict[str, list[Guest]] = {}
        self._told = False

    def __len__(self) -> int:
        return sum(len(guests) for guests in self._of.values())

    def guests(self) -> list[Guest]:
        """Everybody who is in."""
        return [guest for guests in self._of.values() for guest in guests]

    def admits(self, visitor: str) -> bool:
        """Whether another one of this visitor may come in, be it in somebody's seat."""
        own = len(self._of.get(visitor, ()))
        if own >= self._each:
            self._tell()
            return False
        return len(self) < self._all or self._most() > own + 1

    def enter(self, visitor: str, guest: Guest) -> Guest | None:
        """Let it in; who has to go for it, if anybody."""
        gone = None
        if len(self) >= self._all:
            crowd = max(self._of.values(), key=len)
            gone = crowd.pop(0)
        self._of.setdefault(visitor, []).append(guest)
        return gone

    def leave(self, visitor: str, guest: Guest) -> None:
        """It is closed."""
        guests = self._of.get(visitor, [])
        if guest in guests:
            guests.remove(guest)
        if not guests:
            self._of.pop(visitor, None)

    def _most(self) -> int:
        return max(len(guests) for guests in self._of.values())

    def _tell(self) -> None:
        # Once, and without the address: that one is somebody's.
        if not self._told:
            self._told = True
            log.warning(
                "one address has opened as many web chats as one may; if it is your own proxy, "
                "name it in CONNECTBOT_TRUSTED_PROXIES"
            )
