"""Listings that come from files: taken over like any edit, but never over a newer edit of ours."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.listings.changing import change, move
from connectbot.desk.ports import Tx
from connectbot.directory.body import fields_of
from connectbot.directory.differing import blended
from connectbot.directory.unchecked import check_of, unchecked
from connectbot.model.kept import Act, Body, Kept, Origin

ACT = Act("import", "", "file", "the file says so")
_GONE = Act("import", "", "file", "it is in no file any more")
BROUGHT = "import:"
"""How the source of a listing begins that was imported from somewhere else."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A listing as a file has it; `source` is "file:line"."""

    id: str
    place: str
    body: Body
    source: str

    @property
    def file(self) -> str:
        """The file it stands in."""
        return file_of(self.source)


def file_of(source: str) -> str:
    """The file of a "file:line"."""
    return source.rpartition(":")[0]


def doubles(
    drafts: Sequence[Draft], sources: Mapping[str, str], unchanged: Collection[str]
) -> list[tuple[Draft, str]]:
    """Drafts whose id another file uses that has not changed, with where it stands there."""
    there = [(draft, sources.get(draft.id, "")) for draft in drafts]
    return [
        (draft, source)
        for draft, source in there
        if source and file_of(source) != draft.file and file_of(source) in unchanged
    ]


def take(tx: Tx, drafts: Sequence[Draft], now: datetime) -> int:
    """Take these over; how many listings changed. Doing it twice changes nothing more."""
    return sum(_take(tx, draft, now) for draft in drafts)


def _take(tx: Tx, draft: Draft, now: datetime) -> bool:
    there = tx.listings.get(draft.id)
    if there is None:
        new = Kept(draft.id, draft.place, "active", 0, draft.body, draft.source)
        tx.listings.put(new, ACT, now)
        tx.listings.settle(draft.id, draft.source, Origin(draft.body))
        return True
    kept = _back(tx, there, now)
    origin = tx.listings.origin(kept.id)
    if origin.base != draft.body and kept.state != "merged":
        kept = _brought(tx, kept, draft, origin.base, now)
    elif kept.source != draft.source or origin.offer is not None:
        tx.listings.settle(kept.id, draft.source, Origin(draft.body))
    return kept.number != there.number


def _back(tx: Tx, kept: Kept, now: datetime) -> Kept:
    """One that was gone from the files, and that nobody else removed, is found again."""
    if kept.state != "removed" or tx.listings.history(kept.id)[-1].act != _GONE:
        return kept
    return move(tx, kept.id, "active", ACT, now)


def _brought(tx: Tx, kept: Kept, draft: Draft, base: Body | None, now: datetime) -> Kept:
    """What the file has that is new, unless we changed it ourselves: that is shown beside."""
    if base is None:  # it was made here before a file had it
        disputed = kept.body != draft.body
    else:
        blend = blended(base, kept.body, draft.body)
        disputed = bool(blend.disputed)
        body = _as_checked(kept.body, blend.body, draft.body)
        kept = change(tx, kept.id, body, ACT, now, seen=kept.number)
    origin = Origin(base, draft.body) if disputed else Origin(draft.body)
    tx.listings.settle(kept.id, draft.source, origin)
    return kept


def _as_checked(ours: Body, new: Body, theirs: Body) -> Body:
    """A file that says how to reach a group and who checked it says both of one group, and not of
    another number that we have; a check that was made here is of the number that stood here."""
    same = check_of(fields_of(new)) == check_of(fields_of(theirs))
    return unchecked(theirs if same else ours, new)


def finish(
    tx: Tx, files: Mapping[str, str], here: Collection[str], again: Collection[str], now: datetime
) -> int:
    """The files are taken over: what stands in none of them any more goes, but for what we changed
    ourselves. `again` are the files that were read, `here` the ids in them; how many went."""
    gone = [
        id
        for id, source in tx.listings.sources().items()
        if id not in here
        and not source.startswith(BROUGHT)  # no file of the community had it
        and (file_of(source) in again or file_of(source) not in files)
    ]
    count = sum(_let_go(tx, id, now) for id in gone)
    tx.listings.took(files)
    audit.note(tx, "listings.imported", now, actor="service", thing="files")
    return count


def _let_go(tx: Tx, id: str, now: datetime) -> bool:
    kept = tx.listings.get(id)
    if kept is None or kept.state != "active":
        return False
    origin = tx.listings.origin(id)
    if origin.base != kept.body:
        return False  # ours is newer: it stays
    move(tx, id, "removed", _GONE, now)
    return True


def files(tx: Tx) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What was taken over before: name -> hash, and where each listing stands."""
    return tx.listings.files(), tx.listings.sources()
