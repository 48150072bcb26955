"""What the contacts database keeps of readings that are in the other one: what is to be erased
there, and who stands behind released figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Erasing:
    """An enrolment whose readings are to go."""

    enrolment: str
    cohort: str


class Unlinking(Protocol):
    """Readings that are to go from the other database."""

    def erase(self, one: Erasing) -> None:
        """What they answered and has crossed is to go, with the next tick."""
        ...

    def erasing(self, *, again: bool = False) -> Sequence[Erasing]:
        """Enrolments whose readings are still to go from the other database; with `again` those
        that went, too, while their cohort's key is there."""
        ...

    def erased(self, enrolments: Collection[str]) -> None:
        """Their readings are gone."""
        ...

    def cohorts(self) -> Sequence[str]:
        """The cohorts of all that are to go or went."""
        ...

    def unlinked(self, cohort: str) -> None:
        """The key of a cohort is destroyed: what is to be erased by it cannot be any more,
        what was is not done again, and what still waits was sealed with it and goes."""
        ...

    def purge(self, before: datetime) -> int:
        """Answers sealed before then, being given or waiting, go; how many rows. For a copy of the
        database that was put back: elsewhere they have left."""
        ...


class Contributors(Protocol):
    """Who stands behind released figures, each by the random key of a reading of theirs, sealed:
    without them nobody could tell how far a new figure lies from one that was released."""

    def keep(self, release: str, place: str, sets: str) -> None:
        """The contributors of every figure of a release, as JSON."""
        ...

    def of_place(self, place: str) -> Mapping[str, str]:
        """The same for every release of a place, in order of the releases' ids."""
        ...
