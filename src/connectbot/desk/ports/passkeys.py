"""What a transaction keeps of passkeys: the public halves, and what is to be signed just now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from connectbot.model.staff import Passkey


class Passkeys(Protocol):
    """Passkeys of our own people. What is to be signed is known by its hash alone."""

    def challenge(self, challenge: str, browser: str, until: datetime, most: int) -> bool:
        """Keep the hash of what this browser (by its hash) is to have signed; False where so many
        wait already."""
        ...

    def take(self, challenge: str, browser: str, now: datetime) -> bool:
        """Use it up; whether it was there, of this browser, and not too old."""
        ...

    def add(self, passkey: Passkey) -> bool:
        """Keep a new one; False where one with this id is here."""
        ...

    def get(self, id: str) -> Passkey | None:
        """The one with this id, of somebody who is not revoked."""
        ...

    def of(self, staff_id: str) -> Sequence[Passkey]:
        """Those of one person, the first made first."""
        ...

    def used(self, id: str, signs: int, now: datetime) -> None:
        """Somebody signed in with it; how often it says that it was used."""
        ...

    def remove(self, id: str, staff_id: str) -> bool:
        """Take one of theirs away; whether it was there."""
        ...

    def purge(self, before: datetime, limit: int) -> int:
        """Erase what was to be signed before then and was not; at most `limit`, and how many."""
        ...
