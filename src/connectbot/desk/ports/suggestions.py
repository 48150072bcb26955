"""What a transaction keeps of what is said about listings, of whom we ask, and of who keeps one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from connectbot.model.message import Address
from connectbot.model.suggested import Asking, By, Claim, Ending, Kind, Suggestion


class Suggestions(Protocol):
    """Suggestions, open ones and those that were decided."""

    def add(
        self,
        place: str,
        listing: str,
        kind: Kind,
        by: By,
        words: str,
        now: datetime,
        *,
        resident: int | None = None,
        to: Address | None = None,
    ) -> str:
        """Keep one; its id, six letters."""
        ...

    def get(self, id: str) -> Suggestion | None:
        """The one with this id, held until the commit."""
        ...

    def open(self, places: Collection[str] | None = None, limit: int = 200) -> Sequence[Suggestion]:
        """Those that wait, of these places (None: of all), the oldest first."""
        ...

    def of(self, listing: str, limit: int = 50) -> Sequence[Suggestion]:
        """Those about a listing, the newest first."""
        ...

    def close(self, id: str, ending: Ending, who: str, reason: str, now: datetime) -> bool:
        """It is decided; False where it was before."""
        ...

    def purge(self, closed_before: datetime, made_before: datetime, limit: int) -> int:
        """Erase what was closed, or was made and never closed, before then; how many."""
        ...


class Askings(Protocol):
    """Whom we ask whether a listing is still right; one row for a listing."""

    def put(self, asking: Asking) -> None:
        """Keep it as it is now."""
        ...

    def get(self, listing: str) -> Asking | None:
        """The last one about a listing."""
        ...

    def at(self, address: Address) -> Asking | None:
        """The one that whoever answers this address has not answered yet."""
        ...

    def by_token(self, token_hash: str) -> Asking | None:
        """The one that the link in a mail belongs to."""
        ...

    def due(self, now: datetime, limit: int = 50) -> Sequence[Asking]:
        """Open ones whose `next_at` has passed, the oldest first."""
        ...

    def last(self) -> Mapping[str, datetime]:
        """When each listing was asked about last, or is to be asked about: id -> moment."""
        ...

    def waiting(self) -> int:
        """How many wait to be asked for the first time."""
        ...

    def asked_since(self, since: datetime) -> int:
        """How many were asked last at or after then."""
        ...


class Claims(Protocol):
    """Who keeps a listing by answering its published phone or e-mail."""

    def put(self, claim: Claim, now: datetime) -> None:
        """Keep it as it is now; there is one for a listing and a resident."""
        ...

    def of_resident(self, resident: int) -> Sequence[Claim]:
        """Theirs, held or waiting for the code, the newest first."""
        ...

    def of_listing(self, listing: str) -> Sequence[Claim]:
        """Those that are held, by whoever."""
        ...

    def revoke(self, listing: str) -> int:
        """Nobody keeps this listing any more by a claim; how many did."""
        ...
