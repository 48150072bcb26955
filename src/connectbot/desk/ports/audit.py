"""What a transaction keeps of what was done, by whom and to whom, without anybody's words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `actor_id` and `subject` are random ids ("" nobody); see desk/audit.py."""

    seq: int
    at: datetime
    actor: str
    actor_id: str
    action: str
    subject: str
    thing: str
    place: str
    result: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the chain is whole: how many entries, where it ends, and else the first bad entry
    and why. `kept_after` is the number of the last entry that was let go after its time."""

    entries: int
    last: int
    kept_after: int
    bad: int | None = None
    why: str = ""


class Audit(Protocol):
    """The log of acts: entries are added and, years later, let go; never changed."""

    def add(
        self,
        action: str,
        now: datetime,
        *,
        actor: str,
        who: str = "",
        subject: str = "",
        thing: str = "",
        place: str = "",
        result: str = "",
    ) -> None:
        """One more entry; `who` (a name or address of ours) is kept as a random id. Use
        `desk.audit.note`, which looks that nothing else gets in."""
        ...

    def subject(self, resident_id: int) -> str:
        """The random id a resident has in the log, made where they have none yet."""
        ...

    def of(self, resident_id: int) -> Sequence[str]:
        """The ids a resident has: more than one after two turned out to be one."""
        ...

    def about(self, subject: str) -> Sequence[Entry]:
        """Entries with this id, as whom it was done to, oldest first."""
        ...

    def entries(self, after: int = 0, limit: int = 500) -> Sequence[Entry]:
        """Entries above a number, oldest first."""
        ...

    def newest(self, limit: int = 50) -> Sequence[Entry]:
        """The newest entries, newest first."""
        ...

    def search(
        self,
        *,
        action: str = "",
        actor_id: str = "",
        subject: str = "",
        before: int | None = None,
        limit: int = 50,
    ) -> Sequence[Entry]:
        """The newest entries of this act, by this id and about this id ("" any), newest first, of
        those below a number."""
        ...

    def contacts(self, names: Collection[str]) -> Mapping[str, str]:
        """The random ids that these (names and ids of our people) have in the log, each with whom
        it means."""
        ...

    def verify(self) -> Verdict:
        """Go through the whole chain."""
        ...

    def purge(self, before: datetime, limit: int = 50) -> int:
        """Let go of entries from before then, the oldest first; never of the last one. How
        many."""
        ...
