"""How many messages a minute one session, one visitor and everybody together may send."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_TIDY_ABOVE = 4_096


class Pace:
    """Counts the last minute of each key, over all its sockets and reconnections."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._times: dict[Hashable, deque[datetime]] = {}
        self._tidied: datetime | None = None

    def wait(self, key: Hashable, now: datetime) -> float:
        """Seconds until another message may come; 0 where it may come now."""
        times = self._times.get(key)
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if not times or len(times) < self._per_minute:
            return 0.0
        return (times[0] + _MINUTE - now).total_seconds()

    def take(self, key: Hashable, now: datetime) -> None:
        """One came."""
        if len(self._times) > _TIDY_ABOVE:
            self._tidy(now)
        self._times.setdefault(key, deque()).append(now)

    def _tidy(self, now: datetime) -> None:
        # Once a minute: a flood of new keys must not make each of them a walk through all.
        if self._tidied is not None and now < self._tidied + _MINUTE:
            return
        self._tidied = now
        old = [key for key, times in self._times.items() if not times or times[-1] <= now - _MINUTE]
        for key in old:
            del self._times[key]


class Paces:
    """Several paces at once, each over a key of its own: a message is taken by all or by none."""

    def __init__(self, *per_minute: int) -> None:
        self._paces = [Pace(most) for most in per_minute]

    def wait(self, keys: tuple[Hashable, ...], now: datetime) -> float:
        """Seconds until another message may come; 0 takes this one and counts it."""
        both = list(zip(self._paces, keys, strict=True))
        longest = max(pace.wait(key, now) for pace, key in both)
        if not longest:
            for pace, key in both:
                pace.take(key, now)
        return longest
