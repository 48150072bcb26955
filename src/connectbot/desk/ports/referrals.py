"""What a transaction keeps of referrals, of the log of each, and of the systems that send them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from connectbot.model.referral import Event, Referral, State


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which referrals to find: each field narrows, None or "" does not. `since` and `before` are of
    when it was made; `caseload` the id of one of our people, whose residents they are of;
    `keepers` such ids too, and then also those that these made, and those of residents whom nobody
    who is still here looks after; `unreached` those alone whose phone cannot be reached; `quiet`
    those alone that are not over and that nobody has moved since then."""

    places: Collection[str] | None = None
    states: Collection[State] | None = None
    made_by: str = ""
    listing: str = ""
    caseload: str = ""
    since: datetime | None = None
    before: datetime | None = None
    unreached: bool = False
    keepers: Collection[str] = ()
    quiet: datetime | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """One that somebody of ours looks after, and whether its resident can be texted at all."""

    referral: Referral
    unreached: bool
    stopped: bool


@dataclass(frozen=True, slots=True)
class Count:
    """Referrals that came out alike: how many, and the residents among them (a referral each), by
    whom a release looks at small numbers."""

    place: str
    listing: str
    need: str
    area: str
    state: State
    reason: str
    resident_says: str
    made_by: str
    residents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class System:
    """Another system that may send: `name` as an operator gave it, and for which places."""

    id: str
    name: str
    places: tuple[str, ...]
    made_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a system was answered to a key: of which body (its hash), with which status, and what
    (an id of ours, never a name)."""

    body_hash: str
    status: int
    answer: str


class Referrals(Protocol):
    """Introductions, and who said what of each."""

    def add(self, new: Referral) -> Referral:
        """Keep a new one; the same with its id and its code, both made here."""
        ...

    def get(self, id: str) -> Referral | None:
        """The one with this id, held until the commit."""
        ...

    def keep(self, referral: Referral) -> None:
        """Save where it stands now."""
        ...

    def log(self, event: Event) -> None:
        """One more line of the log."""
        ...

    def events(self, id: str) -> Sequence[Event]:
        """The log of one, oldest first."""
        ...

    def of(self, resident_id: int) -> Sequence[Referral]:
        """Those of one resident, the newest first."""
        ...

    def by_code(self, code: str) -> Referral | None:
        """The one that a group answers with this code: one that is not over, else the newest that
        had it; None where none did."""
        ...

    def find(self, wanted: Wanted, limit: int = 50, skip: int = 0) -> Sequence[Referral]:
        """Those wanted, the newest first, so many of them after leaving out the first `skip`."""
        ...

    def watched(
        self, staff: Collection[str], places: Collection[str], since: datetime
    ) -> Sequence[Watched]:
        """Those of the caseloads of these of our people, and in these places of whom nobody who is
        still here looks after: all that are not over, and those that ended since then; in one
        query."""
        ...

    def due(self, now: datetime, states: Collection[State], limit: int = 50) -> Sequence[Referral]:
        """Those in these states whose `next_at` has passed, held and skipped by other claims."""
        ...

    def offer_link(self, token_hash: str, id: str, until: datetime) -> None:
        """A page about this one opens by a link of this hash."""
        ...

    def by_link(self, token_hash: str, now: datetime) -> Referral | None:
        """The one that a link opens; None where it opens nothing (any more)."""
        ...

    def drop_links(self, id: str) -> None:
        """No link opens the page about this one any more."""
        ...

    def counts(self, since: datetime, before: datetime) -> Sequence[Count]:
        """How those made in that time came out, for a release."""
        ...

    def unanswered(self, before: datetime, limit: int) -> Sequence[int]:
        """Residents who never wrote a word to us, all of whose referrals ended before then without
        a group being told."""
        ...

    def drop_drafts(self, before: datetime, limit: int) -> int:
        """Erase drafts made before then; how many."""
        ...

    def drop_words(self, before: datetime, limit: int) -> int:
        """Let go of names and words of those that ended before then; their district stays."""
        ...

    def purge(self, before: datetime, now: datetime, limit: int) -> int:
        """Erase those that ended before then, lines of the log of erased ones from before then, and
        links that open nothing any more; how many."""
        ...


class Systems(Protocol):
    """Other systems that send referrals."""

    def add(self, system: System, token_hash: str) -> None:
        """Keep a new one."""
        ...

    def all(self) -> Sequence[System]:
        """All of them, the oldest first."""
        ...

    def by_token(self, token_hash: str) -> System | None:
        """Whose token it is; None where nobody's, or it was revoked."""
        ...

    def revoke(self, id: str, now: datetime) -> None:
        """Its token opens nothing any more."""
        ...

    def answered(self, system: str, key_hash: str) -> Answered | None:
        """What this system was answered to this key; None where it never gave it."""
        ...

    def answer(self, system: str, key_hash: str, answered: Answered, now: datetime) -> bool:
        """Keep what it was answered; False where the key was used meanwhile."""
        ...

    def purge(self, revoked: datetime, answered: datetime, limit: int) -> int:
        """Erase who was revoked before then, and what was answered before then; how many."""
        ...
