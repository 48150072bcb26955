"""How many messages a minute one session may send."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from connectbot.model.message import Address

_MINUTE = timedelta(minutes=1)
_TIDY_ABOVE = 4_096


class Pace:
    """Counts the last minute of each session, over all its sockets and reconnections."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._times: dict[Address, deque[datetime]] = {}

    def wait(self, address: Address, now: datetime) -> float:
        """Seconds until another message may come; 0 takes this one and counts it."""
        if len(self._times) > _TIDY_ABOVE:
            self._tidy(now)
        times = self._times.setdefault(address, deque())
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) >= self._per_minute:
            return (times[0] + _MINUTE - now).total_seconds()
        times.append(now)
        return 0.0

    def _tidy(self, now: datetime) -> None:
        for address in [a for a, times in self._times.items() if times[-1] <= now - _MINUTE]:
            del self._times[address]
