"""Whether a group may be given a person's name: who checked it, and stopping it at once."""

from __future__ import annotations

from datetime import date, datetime

from connectbot.desk import audit
from connectbot.desk.listings import halting
from connectbot.desk.listings.changing import Refused, change, standing
from connectbot.desk.ports import Tx
from connectbot.directory.body import body_of, readable
from connectbot.directory.listing import Checked, Listing
from connectbot.directory.unchecked import without_check
from connectbot.model.kept import Act, Kept


def suspend(tx: Tx, id: str, why: str, act: Act, now: datetime, today: date) -> Kept:
    """Nobody is introduced to it from now on, whatever was checked; it may still be shown. Every
    process knows it within a second, and of those on the way there one of our people is told.
    Raises Refused without a reason, and where it is so already.
    """
    kept, listing = _listing(tx, id)
    if not why.strip():
        raise Refused(f"{id}: say why; the reason stands in its history.")
    if listing.suspended is not None:
        raise Refused(f"{id}: nobody is introduced to it since {listing.suspended} already.")
    put = _put(tx, kept, listing.model_copy(update={"suspended": today}), why, act, now)
    halting.halt(tx, put.id, now)
    return put


def resume(tx: Tx, id: str, why: str, act: Act, now: datetime) -> Kept:
    """People may be introduced to it again, where it is checked. Raises Refused without a reason,
    and where it is not suspended."""
    kept, listing = _listing(tx, id)
    if not why.strip():
        raise Refused(f"{id}: say why; the reason stands in its history.")
    if listing.suspended is None:
        raise Refused(f"{id}: it is not suspended.")
    return _put(tx, kept, listing.model_copy(update={"suspended": None}), why, act, now)


def check(tx: Tx, id: str, checked: Checked, act: Act, now: datetime) -> Kept:
    """Somebody made sure of it: who, when and how, and what they saw. What was seen of its
    safeguarding and insurance before stays where nothing newer is said."""
    kept, listing = _listing(tx, id)
    before = listing.checked
    if before is not None:
        checked = checked.model_copy(
            update={
                "safeguarding": checked.safeguarding or before.safeguarding,
                "insurance": checked.insurance or before.insurance,
            }
        )
    why = act.why or "checked"
    new = listing.model_copy(update={"checked": checked})
    return change(tx, kept.id, body_of(new), _because(act, why), now, seen=kept.number)


def uncheck(tx: Tx, id: str, act: Act, now: datetime) -> bool:
    """Whoever is behind it may be another now: it is given nobody's name until somebody checks it
    anew; False where nobody had."""
    kept = standing(tx, id)
    listing = readable(kept.body)
    if listing is None or listing.checked is None:
        return False
    new = change(tx, kept.id, without_check(kept.body), act, now, seen=kept.number)
    audit.note(
        tx, "listing.unchecked", now, actor=act.kind, place=new.place, result=f"v{new.number}"
    )
    halting.halt(tx, new.id, now)
    return True


def _listing(tx: Tx, id: str) -> tuple[Kept, Listing]:
    kept = standing(tx, id)
    listing = readable(kept.body)
    if listing is None:
        raise Refused(
            f"{kept.id}: it does not hold together. `connectbot directory edit {kept.id}` first."
        )
    return kept, listing


def _put(tx: Tx, kept: Kept, new: Listing, why: str, act: Act, now: datetime) -> Kept:
    put = change(tx, kept.id, body_of(new), _because(act, why), now, seen=kept.number)
    audit.note(
        tx,
        "listing.suspended",
        now,
        actor=act.kind,
        who="" if act.kind == "operator" else act.who,
        place=put.place,
        result="on" if new.suspended else "off",
    )
    return put


def _because(act: Act, why: str) -> Act:
    return Act(act.kind, act.who, act.door, why)
