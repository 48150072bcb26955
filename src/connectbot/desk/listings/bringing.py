"""Listings from another directory: what importing them would do, and doing just that, at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from connectbot.desk import audit
from connectbot.desk.listings.importing import BROUGHT
from connectbot.desk.ports import Tx
from connectbot.directory.body import body_of
from connectbot.directory.differing import Difference, blended, differences
from connectbot.directory.incoming.facts import Draft
from connectbot.directory.incoming.piling import Pile
from connectbot.directory.unchecked import unchecked
from connectbot.model.kept import Act, Body, Kept, Origin, State

Kind = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one record: the listing it is or is to be, what changes in it, and what is
    only shown `beside` because ours is newer."""

    draft: Draft
    kind: Kind
    kept: Kept
    fields: tuple[Difference, ...] = ()
    beside: tuple[Difference, ...] = ()
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `gone` are listings that came from there and are there no more."""

    steps: tuple[Step, ...]
    gone: tuple[Kept, ...] = ()

    def of(self, kind: Kind) -> list[Step]:
        """The steps of a kind."""
        return [step for step in self.steps if step.kind == kind]


@dataclass(slots=True)
class _There:
    """What is kept already: by id, by the record it came from, by its id in the standard."""

    by_id: dict[str, Kept] = field(default_factory=dict)
    by_source: dict[str, str] = field(default_factory=dict)
    by_uid: dict[str, str] = field(default_factory=dict)


def source_of(feed: str, key: str) -> str:
    """Where a listing came from, as it is kept with it."""
    return f"{BROUGHT}{feed}#{key}:0"


def plan(tx: Tx, feed: str, pile: Pile, complete: bool) -> Plan:
    """What importing these would do; only a source that was read to its end tells what is gone."""
    there = _there(tx.listings.since(0))
    taken: set[str] = set()
    steps = []
    for draft in pile.drafts:
        id = _id(draft, feed, there, taken)
        taken.add(id)
        steps.append(_step(tx, draft, id, there.by_id.get(id), source_of(feed, draft.key)))
    faulty = {source_of(feed, draft.key) for draft in pile.out}
    gone = [
        there.by_id[id]
        for source, id in there.by_source.items()
        if source.startswith(f"{BROUGHT}{feed}#") and id not in taken and source not in faulty
    ]
    return Plan(tuple(steps), tuple(_active(gone)) if complete else ())


def bring(tx: Tx, feed: str, pile: Pile, complete: bool, hide_gone: bool, now: datetime) -> Plan:
    """Do it, all or nothing; what was done."""
    done = plan(tx, feed, pile, complete)
    act = Act("import", "", "import", f"import of {feed}"[:200])
    for step in done.steps:
        if step.kind != "unchanged":
            tx.listings.put(step.kept, act, now)
        if step.origin is not None:
            tx.listings.settle(step.kept.id, step.kept.source, step.origin)
    if hide_gone:
        for kept in done.gone:
            tx.listings.put(replace(kept, state="hidden"), replace(act, why="gone there"), now)
    if hide_gone or any(step.kind != "unchanged" or step.beside for step in done.steps):
        audit.note(tx, "listings.imported", now, thing="import")
    return done


def _there(keeps: Sequence[Kept]) -> _There:
    there = _There()
    for kept in keeps:
        there.by_id[kept.id] = kept
        there.by_source[kept.source] = kept.id
        if '"uid"' in kept.body.text:
            there.by_uid[str(json.loads(kept.body.text).get("uid"))] = kept.id
    return there


def _active(keeps: Collection[Kept]) -> Iterator[Kept]:
    return (kept for kept in keeps if kept.state == "active")


def _id(draft: Draft, feed: str, there: _There, taken: Collection[str]) -> str:
    """The listing that this record is already, or a new id."""
    assert draft.listing is not None  # noqa: S101 - what has none is left out already
    wish = draft.listing.id
    known = there.by_source.get(source_of(feed, draft.key))
    if known is None and draft.ours:
        known = wish
    known = known or there.by_uid.get(draft.uid)
    if known is not None and known not in taken:
        return known
    area = (draft.listing.where.outcode or "").lower()
    tries = (wish, f"{wish}-{area}".strip("-")[:60], *(f"{wish}-{n}" for n in range(2, 10_000)))
    return next(one for one in tries if one not in there.by_id and one not in taken)


def _step(tx: Tx, draft: Draft, id: str, kept: Kept | None, source: str) -> Step:
    assert draft.listing is not None  # noqa: S101
    if kept is None:
        listing = draft.listing.model_copy(update={"id": id})
        body = body_of(listing)
        new = Kept(id, listing.place, draft.state, 0, body, source)
        return Step(draft, "new", new, origin=Origin(body))
    same = {"id": id, "place": kept.place}
    body = body_of(draft.listing.model_copy(update=same))
    origin = tx.listings.origin(id)
    if kept.state in ("removed", "merged") or draft.partial:
        return Step(draft, "unchanged", kept)
    if body in (origin.base, origin.offer):
        return _stated(tx, Step(draft, "unchanged", kept))
    if kept.source not in ("", source):
        return _beside(draft, kept, body, origin)
    return _stated(tx, _blended(draft, replace(kept, source=source), body, origin.base))


def _beside(draft: Draft, kept: Kept, body: Body, origin: Origin) -> Step:
    """One that another source keeps: this one's words wait to be looked at."""
    told = differences(kept.body, body)
    if not told:
        return Step(draft, "unchanged", kept)
    return Step(draft, "unchanged", kept, beside=told, origin=Origin(origin.base, body))


def _blended(draft: Draft, kept: Kept, body: Body, base: Body | None) -> Step:
    """What is new there, but for what was changed here since."""
    if base is None:
        if kept.body == body:
            return Step(draft, "unchanged", kept, origin=Origin(body))
        return Step(
            draft, "unchanged", kept, beside=differences(kept.body, body), origin=Origin(None, body)
        )
    blend = blended(base, kept.body, body)
    new = unchecked(kept.body, blend.body)
    fields = differences(kept.body, new)
    told = tuple(one for one in differences(kept.body, body) if one.field in blend.disputed)
    origin = Origin(base, body) if blend.disputed else Origin(body)
    kind: Kind = "changed" if fields else "unchanged"
    return Step(draft, kind, replace(kept, body=new), fields, told, origin)


def _stated(tx: Tx, step: Step) -> Step:
    """With whether it is found, where the source says otherwise now and nobody here said so."""
    kept, wanted = step.kept, step.draft.state
    if kept.state == wanted or kept.state not in ("active", "hidden"):
        return step
    if _decided_here(tx, kept):
        return step
    told = (*step.fields, Difference("state", kept.state, wanted))
    return replace(step, kind="changed", kept=replace(kept, state=wanted), fields=told)


def _decided_here(tx: Tx, kept: Kept) -> bool:
    """Whether somebody, and no import, made it found or hidden as it is."""
    was: State | None = None
    here = False
    for revision in tx.listings.history(kept.id):
        if revision.state != was:
            was, here = revision.state, revision.act.door != "import"
    return here
