"""How long Telegram asked us to wait: one chat, or everybody where it asks about a second one."""

from __future__ import annotations

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
