"""What the contacts database keeps of readings that are in the other one: what is to be erased
there, and who stands behind released figures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
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

    def unlinked(self, cohort: str) -> None:
        """The key of a cohort is destroyed: what is to be erased by it, and who stood behind its
        figures goes."""
        ...


class Contributors(Protocol):
    """Who stands behind released figures, by pseudonym, sealed, until the cohort's key is
    destroyed."""

    def keep(self, release: str, cell: str, by_cohort: Mapping[str, Collection[bytes]]) -> None:
        """The contributors of one cell, each with its cohort; what was kept of it is replaced."""
        ...

    def of_releases(self) -> Mapping[tuple[str, str], frozenset[bytes]]:
        """The contributors still known, by release and cell."""
        ...
