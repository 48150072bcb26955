"""The second database: scored answers without whoever gave them, and what was released of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from connectbot.model.checkin import Reading


@dataclass(frozen=True, slots=True)
class Released:
    """One release as it was made: its artefact (JSON) and the hash of that."""

    id: str
    place: str
    quarter: str
    hash: str
    artefact: str


class Pen(Protocol):
    """One transaction that writes readings, alone until it ends."""

    async def put(self, readings: Sequence[Reading]) -> int:
        """Add those that are not there, in an order that chance makes: one for each pseudonym,
        plan, wave and instrument; how many were added."""
        ...

    async def erase(self, pseudonyms: Collection[bytes]) -> int:
        """Take away everything under these pseudonyms; how many readings."""
        ...

    async def unlink(self, cohort: str, coarser: Callable[[list[Reading]], list[Reading]]) -> int:
        """Random pseudonyms for a cohort: who answered twice still stands together, and nothing
        leads back; of its readings those stay that `coarser` gives back, as it gives them; how
        many."""
        ...

    async def knows(self, cohort: str, key_id: str) -> None:
        """The readings of a cohort are made with the key of this id; raises where they were made
        with another, or where their key was destroyed."""
        ...


class Readings(Protocol):
    """Readings are written by one transaction at a time, whichever process asks."""

    def writing(self) -> AbstractAsyncContextManager[Pen]:
        """A transaction: kept when the block ends well, else nothing of it is."""
        ...

    async def tidy(self) -> bool:
        """Write the file anew in the order of its keys, where something was added since; whether
        it was."""
        ...

    async def readings(self) -> Sequence[Reading]:
        """All readings, in the order of their keys, which chance made."""
        ...

    async def under(self, pseudonyms: Collection[bytes]) -> Sequence[Reading]:
        """The readings under these pseudonyms."""
        ...

    async def cohorts(self) -> Mapping[str, str]:
        """Every cohort with readings: the id of its key, "" where that was destroyed."""
        ...

    async def keep_release(self, released: Released) -> None:
        """Keep a release for good; one of this id that is there already is an error."""
        ...

    async def releases(self, place: str = "") -> Sequence[Released]:
        """Every release (of one place), by quarter and id."""
        ...
