"""How long a message waits here: Telegram asked for it, or enough have gone in this second."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import timedelta

HELD = timedelta(seconds=5)
"""So long a message may wait where it is; for longer it goes back into the queue."""


class Waits:
    """What was asked, by chat, on a clock that only goes forward."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}
        self._all = 0.0

    def asked(self, chat: str, wait: timedelta) -> None:
        """Telegram takes nothing for so long. Where it said so of another chat that still waits,
        it is not about a chat: all wait as long as the longer of both."""
        now = self._clock()
        self._until = {one: until for one, until in self._until.items() if until > now}
        self._until[chat] = now + wait.total_seconds()
        if len(self._until) > 1:
            self._all = max(self._all, *self._until.values())

    def left(self, chat: str) -> timedelta:
        """How long a message to this chat still has to wait."""
        until = max(self._all, self._until.get(chat, 0.0))
        return timedelta(seconds=max(0.0, until - self._clock()))


class Second:
    """At most so many in any one second, over all chats."""

    def __init__(self, most: int, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._went: deque[float] = deque(maxlen=most)

    def slot(self) -> float:
        """Take the next free moment; the seconds until it is there."""
        now = self._clock()
        free = now
        if len(self._went) == self._went.maxlen:
            free = max(now, self._went[0] + 1.0)
        self._went.append(free)
        return free - now
