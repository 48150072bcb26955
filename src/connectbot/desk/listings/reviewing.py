"""Where a file and the database differ: shown beside each other, and either can be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from connectbot.desk.listings.changing import Refused, change, move, standing
from connectbot.desk.listings.importing import BROUGHT
from connectbot.desk.ports import Tx
from connectbot.directory.differing import Difference, blended, differences, taken
from connectbot.directory.incoming.facts import UNSORTED
from connectbot.directory.unchecked import unchecked
from connectbot.model.kept import Act, Body, Kept, Origin


@dataclass(frozen=True, slots=True)
class Beside:
    """A listing of ours and what its file says now: each field with ours before, the file's
    after."""

    id: str
    place: str
    source: str
    fields: tuple[Difference, ...]


def beside(tx: Tx) -> Sequence[Beside]:
    """Every listing whose file says something else than an edit of ours."""
    found = []
    for id in tx.listings.offered():
        kept, origin = standing(tx, id), tx.listings.origin(id)
        if kept.id != id or origin.offer is None:
            continue  # it was merged: its file asks nothing of the other
        disputed = _disputed(kept, origin.base, origin.offer)
        told = differences(kept.body, origin.offer)
        fields = tuple(one for one in told if one.field in disputed)
        found.append(Beside(kept.id, kept.place, kept.source, fields))
    return found


def _disputed(kept: Kept, base: Body | None, offer: Body) -> Sequence[str]:
    """The fields that both changed; all that differ where it was made here before a file had it."""
    if base is None:
        return [one.field for one in differences(kept.body, offer)]
    return blended(base, kept.body, offer).disputed


@dataclass(frozen=True, slots=True)
class Waiting:
    """A listing that came from elsewhere and is not found by what it helps with, or not at all,
    until somebody has looked; `why` says what to do."""

    id: str
    place: str
    source: str
    why: str


def waiting(tx: Tx) -> Sequence[Waiting]:
    """Every listing that was imported and waits for somebody."""
    found = []
    for kept in tx.listings.since(0):
        if not kept.source.startswith(BROUGHT) or kept.state not in ("active", "hidden"):
            continue
        if f'"{UNSORTED}"' in kept.body.text:
            why = f"nobody has said what it helps with: edit {kept.id} needs=..."
            found.append(Waiting(kept.id, kept.place, kept.source, why))
        elif kept.state == "hidden":
            why = f"hidden since it was imported: review show {kept.id}, or remove {kept.id}"
            found.append(Waiting(kept.id, kept.place, kept.source, why))
    return found


def show(tx: Tx, id: str, act: Act, now: datetime) -> Kept:
    """One that was imported hidden is found from now on. Raises Refused where it is not hidden."""
    kept = standing(tx, id)
    if kept.state != "hidden":
        raise Refused(f"{id}: it is {kept.state}, not hidden. `history` tells what happened to it.")
    return move(tx, kept.id, "active", act, now)


def settle(tx: Tx, id: str, theirs: bool, act: Act, now: datetime) -> bool:
    """Take the file's words for the fields that differ, or stay with ours; whether it changed.

    Raises Refused where nothing waits, or where the file's words and ours do not go together.
    """
    kept, origin = standing(tx, id), tx.listings.origin(id)
    if origin.offer is None:
        raise Refused(f"{id}: its file says nothing else than we do. `review` lists what differs.")
    if theirs:
        names = _disputed(kept, origin.base, origin.offer)
        body = taken(kept.body, origin.offer, names) or origin.offer
        body = unchecked(origin.offer, body)  # its check is of its own number
        change(tx, kept.id, body, act, now, seen=kept.number)
    tx.listings.settle(kept.id, kept.source, Origin(origin.offer))
    return theirs
