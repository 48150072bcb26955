"""What a transaction keeps of who looks after whom, and of what they write down about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from connectbot.model.casework import Known, Note


@dataclass(frozen=True, slots=True)
class Standing:
    """Residents of a caseload: all of them, those whom nothing reaches any more, those who have
    asked us to stop (by their numbers)."""

    all: frozenset[int]
    unreachable: frozenset[int]
    stopped: frozenset[int]


class Caseloads(Protocol):
    """Which of our people look after which residents; one resident may be in several."""

    def add(self, staff_id: str, resident_id: int, now: datetime) -> None:
        """They look after this resident from now on; once more changes nothing."""
        ...

    def has(self, staff_ids: Collection[str], resident_id: int) -> bool:
        """Whether one of these looks after this resident."""
        ...

    def of(self, staff_ids: Collection[str]) -> Sequence[int]:
        """The residents that these look after, those added last first."""
        ...

    def standing(self, staff_ids: Collection[str]) -> Standing:
        """How those stand whom these look after."""
        ...

    def known(self, staff_ids: Collection[str]) -> Sequence[Known]:
        """The residents that these look after, those who were heard last first."""
        ...

    def known_in(self, places: Collection[str], skip: int = 0, limit: int = 50) -> Sequence[Known]:
        """The residents of these places, those who were heard last first."""
        ...

    def known_one(self, resident_id: int) -> tuple[Known, Sequence[str]] | None:
        """One resident, and who looks after them (ids of our people, the first first); in one
        query."""
        ...

    def sizes(self) -> Mapping[str, int]:
        """How many each of our people looks after, of those who look after anybody."""
        ...

    def keepers(self, resident_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        """Who looks after each of these residents, by the ids of our people, the first first."""
        ...

    def remove(self, staff_id: str, resident_id: int) -> None:
        """They do not look after this resident any more."""
        ...

    def move(self, staff_id: str, to: str, now: datetime) -> int:
        """Somebody else looks after all of theirs from now on; how many."""
        ...


class Notes(Protocol):
    """What our people wrote down about residents, sealed."""

    def add(self, resident_id: int, staff_id: str, text: str, now: datetime) -> str:
        """One more; its id."""
        ...

    def of(self, resident_id: int, limit: int = 100) -> Sequence[Note]:
        """What was written about them, the newest first."""
        ...
