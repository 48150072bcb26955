"""What a transaction keeps of our own people: who they are, one-time codes, open visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from connectbot.model.message import Address
from connectbot.model.staff import Staff, Visit

Door = Literal["page", "telegram"]
"""What a one-time code opens."""


class People(Protocol):
    """Everybody who was invited. Codes and visits are known by their hashes alone."""

    def add(self, staff: Staff) -> None:
        """Keep somebody new."""
        ...

    def get(self, id: str) -> Staff | None:
        """Whoever has this id, revoked or not."""
        ...

    def change(self, staff: Staff) -> None:
        """Their name, role, places, leave and where they are told are these from now on."""
        ...

    def everybody(self) -> Sequence[Staff]:
        """All of them, the first invited first, revoked or not."""
        ...

    def revoke(self, id: str, now: datetime) -> None:
        """They are let in nowhere any more: codes, visits, passkeys and their Telegram end."""
        ...

    def offer(self, code: str, id: str, door: Door, until: datetime) -> None:
        """Keep the hash of a code that lets this person in once, until then."""
        ...

    def use(self, code: str, door: Door, now: datetime) -> Staff | None:
        """Use a code up; whose it was. None where there is none of this door and time."""
        ...

    def enter(self, visit: str, id: str, now: datetime) -> None:
        """A visit begins, by the hash of its secret."""
        ...

    def visit(self, visit: str) -> Visit | None:
        """The visit of this hash, of somebody who is not revoked."""
        ...

    def here(self, since: datetime) -> Mapping[str, datetime]:
        """Who has asked for a page since then, by their ids, with when they last did."""
        ...

    def seen(self, visit: str, now: datetime) -> None:
        """It asked for a page now."""
        ...

    def leave(self, visit: str) -> None:
        """It is over."""
        ...

    def leave_all(self, id: str) -> int:
        """All visits of this person are over; how many there were."""
        ...

    def link(self, id: str, address: Address) -> None:
        """They write from this address from now on, and nobody else does."""
        ...

    def unlink(self, address: Address) -> None:
        """What comes from this address is of none of our people."""
        ...

    def linked(self, address: Address) -> Staff | None:
        """Who of ours writes from here, where they are not revoked."""
        ...

    def purge(self, codes: datetime, visits: datetime, revoked: datetime, limit: int) -> int:
        """Erase codes that ended before then, visits that began before then, and whoever was
        revoked before then; at most `limit` of each, and how many."""
        ...
