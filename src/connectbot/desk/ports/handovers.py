"""What a transaction keeps of conversations in which a person is needed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from connectbot.model.resident import Handover, Line


@dataclass(frozen=True, slots=True)
class Open:
    """An open conversation in which a person is needed, as a queue shows it: the first name they
    gave ("" none), the hash of the browser that has it ("" nobody), and whether somebody else was
    asked since it was taken."""

    handover: Handover
    name: str = field(repr=False)
    holder: str
    passed_on: bool


class Handovers(Protocol):
    """Conversations in which a person is needed."""

    def open(
        self, resident_id: int, place: str, kind: str, why: str, now: datetime, next_at: datetime
    ) -> tuple[Handover, bool]:
        """Open one, or find the open one of this kind; True where it is new."""
        ...

    def get(self, id: str) -> Handover | None:
        """The handover with this id."""
        ...

    def told(
        self,
        id: str,
        position: int,
        contact: str,
        token_hash: str,
        now: datetime,
        next_at: datetime | None,
    ) -> None:
        """The contact at this position of the list was told, with a one-time link of this hash."""
        ...

    def wait(self, id: str, next_at: datetime | None, *, afresh: bool = False) -> None:
        """Look again at `next_at` (None: nobody is left); `afresh` forgets who was told, and
        that it was escalated."""
        ...

    def escalated(self, id: str, now: datetime) -> None:
        """An alert that nobody had opened went to the first of the list again."""
        ...

    def unopened(self, limit: int = 100) -> Sequence[Handover]:
        """Open alerts that nobody has opened and nobody is to be told of any more, oldest first."""
        ...

    def bind(self, token_hash: str, browser_hash: str, now: datetime) -> Handover | None:
        """Use a one-time link: the talk is acknowledged, theirs and this browser's. None where
        the link is unknown or was used by another browser, or the talk is closed, or was taken
        after the link was sent: only a link sent later takes a talk over."""
        ...

    def of_browser(self, id: str, browser_hash: str) -> Handover | None:
        """The open talk with this id where this browser has taken it."""
        ...

    def open_in(self, places: Collection[str], limit: int = 200) -> Sequence[Open]:
        """Open ones in these places, the oldest first."""
        ...

    def opened(self, id: str) -> Open | None:
        """The open one with this id."""
        ...

    def of_resident(self, resident_id: int, limit: int = 50) -> Sequence[Open]:
        """Open ones with this resident, and those that a person had, the newest first; without the
        name they gave."""
        ...

    def take(
        self, id: str, browser_hash: str, who: str, now: datetime, seen: datetime | None
    ) -> bool:
        """It is theirs, and acknowledged, where it stands as they saw it: taken by nobody (`seen`
        None), or by somebody since then. Whether it is."""
        ...

    def acknowledge(self, id: str, who: str, now: datetime) -> bool:
        """Somebody has seen it and nobody is told of it any more; False where somebody had, or it
        is closed."""
        ...

    def due(self, now: datetime, limit: int = 50) -> Sequence[Handover]:
        """Open ones whose `next_at` has passed, held and skipped by other claims."""
        ...

    def close(self, id: str, now: datetime) -> None:
        """Give the talk back to the bot."""
        ...

    def taken(self, resident_id: int) -> Handover | None:
        """The open talk with this resident that a person has taken, the earliest of them."""
        ...

    def transcript(self, id: str, limit: int = 100) -> Sequence[Line]:
        """What was said by them, by the bot and by people, oldest first."""
        ...

    def said_with(self, resident_id: int, talks: Sequence[Handover], limit: int) -> Sequence[Line]:
        """What was said last with this resident, oldest first, but for what is not answered yet;
        `talks` are those that a person had."""
        ...
