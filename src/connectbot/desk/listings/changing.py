"""A change of a listing: one use case for every door, a revision each time, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.listings import halting
from connectbot.desk.ports import Tx
from connectbot.directory.body import fields_of, readable, with_fields
from connectbot.directory.differing import Difference, differences
from connectbot.directory.unchecked import check_of, unchecked, without_check
from connectbot.model.kept import Act, Body, Kept, Revision, State

_MANY_FIGURES = re.compile(r"(?:\d-?){7,}")  # the audit log takes none that could be a number
_BY_ITSELF = frozenset({"file", "import"})  # doors with one line in the audit log for many changes
_SUSPENDED = "suspended"
_OTHERS = frozenset({"maintainer", "contact"})
_ACTORS = {"import": "service"}


class Refused(Exception):
    """A change that was not made; the sentence says why and what to do. `differs` is what somebody
    else changed meanwhile."""

    def __init__(self, sentence: str, differs: Sequence[Difference] = ()) -> None:
        super().__init__("\n".join((sentence, *(f"  {one}" for one in differs))))
        self.differs = tuple(differs)


def standing(tx: Tx, id: str) -> Kept:
    """The listing with this id, or the one it was merged into. Raises Refused where there is
    none."""
    kept = tx.listings.get(id)
    while kept is not None and kept.state == "merged":
        kept = tx.listings.get(kept.merged_into)
    if kept is None:
        raise Refused(
            f"{id}: there is no such listing. `connectbot directory find` looks by words."
        )
    return kept


def add(tx: Tx, kept: Kept, act: Act, now: datetime) -> Kept:
    """A new listing. Raises Refused where its id is taken, by one that is removed too."""
    there = tx.listings.get(kept.id)
    if there is not None:
        how = "" if there.state == "active" else f" ({there.state}; `history` tells more)"
        raise Refused(f"{kept.id}: there is a listing with this id already{how}. Give another id.")
    return _keep(tx, replace(kept, number=0), act, now)


def change(tx: Tx, id: str, body: Body, act: Act, now: datetime, *, seen: int) -> Kept:
    """The listing says this from now on; `seen` is the revision that was looked at.

    Raises Refused, with what differs, where somebody changed it meanwhile. What changes nothing
    makes no revision. Its check is gone where another phone or e-mail is to be written to; only a
    file says both itself.
    """
    kept = _as_seen(tx, id, seen)
    if kept.body == body:
        return kept
    _stays_suspended(kept, body, act)
    left = body if act.door == "file" else unchecked(kept.body, body)
    new = _keep(tx, replace(kept, body=left), act, now)
    if left != body:
        _note(tx, "listing.unchecked", new, act, now)
        halting.halt(tx, kept.id, now)
    return new


def move(tx: Tx, id: str, state: State, act: Act, now: datetime, *, into: str = "") -> Kept:
    """The listing is found, hidden, removed, or answers with another one from now on."""
    kept = tx.listings.get(id) if state == "merged" else standing(tx, id)
    if kept is None:
        raise Refused(f"{id}: there is no such listing.")
    if (kept.state, kept.merged_into) == (state, into):
        return kept
    return _keep(tx, replace(kept, state=state, merged_into=into), act, now)


def undo(tx: Tx, id: str, number: int | None, act: Act, now: datetime) -> Kept:
    """Take one revision back (the last where none is named), an earlier undo too, as a revision of
    its own. Raises Refused where what it changed was changed again since."""
    kept = tx.listings.get(id)
    if kept is None:
        raise Refused(f"{id}: there is no such listing.")
    history = {one.number: one for one in tx.listings.history(id)}
    wanted = history.get(kept.number if number is None else number)
    if wanted is None:
        there = f"1 to {kept.number}"
        raise Refused(f"{id}: there is no revision {number}; there are {there}. See `history`.")
    before = history.get(wanted.number - 1)
    if before is None:
        gone = Act(act.kind, act.who, act.door, act.why or "undo of its first revision")
        return move(tx, id, "removed", gone, now)
    said = Act(act.kind, act.who, act.door, act.why or f"undo of revision {wanted.number}")
    new = replace(kept, body=_still_checked(kept, before, wanted))
    if (wanted.state, wanted.merged_into) != (before.state, before.merged_into):
        new = replace(new, state=before.state, merged_into=before.merged_into)
    _stays_suspended(kept, new.body, act)
    return kept if new == kept else _keep(tx, new, said, now)


def _stays_suspended(kept: Kept, body: Body, act: Act) -> None:
    """What stops introductions is ended by who runs this, by the command that is for it."""
    before, after = fields_of(kept.body).get(_SUSPENDED), fields_of(body).get(_SUSPENDED)
    if before != after and act.kind in _OTHERS:
        raise Refused(
            f"{kept.id}: whether people are introduced to it is changed by `connectbot directory "
            "suspend` and `resume` alone. Leave `suspended` as it is."
        )


def _still_checked(kept: Kept, before: Revision, wanted: Revision) -> Body:
    """The same as `_taken_back`, with a check that comes back only where it was made of the phone
    and e-mail that are in it now, and was not lost because somebody else reads them."""
    body = unchecked(before.body, unchecked(kept.body, _taken_back(kept, before, wanted)))
    comes_back = check_of(fields_of(body)) != check_of(fields_of(kept.body))
    return without_check(body) if comes_back and wanted.act.kind == "contact" else body


def _taken_back(kept: Kept, before: Revision, wanted: Revision) -> Body:
    """The listing as it is without what a revision changed."""
    was, then, here = fields_of(before.body), fields_of(wanted.body), fields_of(kept.body)
    changed = {name for name in {*was, *then} if was.get(name) != then.get(name)}
    again = [one for one in sorted(changed) if here.get(one) not in (then.get(one), was.get(one))]
    if again:
        raise Refused(
            f"{kept.id}: {', '.join(again)} changed again after revision {wanted.number}. Undo the "
            "later revision first, or edit it.",
            differences(wanted.body, kept.body),
        )
    fields = {name: value for name, value in here.items() if name not in changed}
    body = with_fields({**fields, **{name: was[name] for name in changed if name in was}})
    if readable(body) is None:
        raise Refused(
            f"{kept.id}: without revision {wanted.number} it does not hold together any more. "
            "Undo the later revisions first, or edit it."
        )
    return body


def _as_seen(tx: Tx, id: str, seen: int) -> Kept:
    kept = standing(tx, id)
    if kept.number == seen:
        return kept
    then = next((one.body for one in tx.listings.history(kept.id) if one.number == seen), kept.body)
    raise Refused(
        f"{kept.id}: somebody changed it since you looked (revision {seen} then, {kept.number} "
        "now). Look again, then make your change:",
        differences(then, kept.body),
    )


def _keep(tx: Tx, kept: Kept, act: Act, now: datetime) -> Kept:
    new = tx.listings.put(kept, act, now)
    if act.door not in _BY_ITSELF:
        _note(tx, "listing.changed", new, act, now)
    return new


def _note(tx: Tx, action: str, new: Kept, act: Act, now: datetime) -> None:
    audit.note(
        tx,
        action,
        now,
        actor=_ACTORS.get(act.kind, act.kind),
        who="" if act.kind == "operator" else act.who,
        thing="listing" if _MANY_FIGURES.search(new.id) else f"listing:{new.id}",
        place=new.place,
        result=f"v{new.number}",
    )
