"""What one of our people does to a referral: moved by their word, and whoever was told hears it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk import audit, coming_back
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import making, moving, telling
from connectbot.model.referral import Referral, State

NOT_COMING: frozenset[State] = frozenset(
    {"no_longer_interested", "redirected", "lapsed", "entered_in_error", "closed_no_contact"}
)
"""Endings of which a group that was told is told."""


def move(
    tx: Tx,
    id: str,
    to: State,
    desk: Desk,
    now: datetime,
    *,
    staff: str = "",
    reason: str = "",
    note: str = "",
) -> Referral:
    """Move it by a word of ours: `staff` is who, "" an operator. Raises moving.Refused."""
    before = moving.standing(tx, id)
    moved = moving.move(
        tx, id, to, "link-worker", now, reason=reason, who_id=staff, note=" ".join(note.split())
    )
    coming_back.anew(tx, before.state, moved, desk, now)
    if moving.with_group(before) and to in NOT_COMING:
        telling.taken_back(tx, moved, desk, now)
    _note(tx, "referral.moved", moved, staff, now, result=to)
    return moved


def dealt_with(tx: Tx, id: str, now: datetime, *, staff: str) -> Referral:
    """What its end needed of one of ours is done, for everybody who shares it: it moves nothing,
    and the audit log is told. Raises moving.Refused while it goes on."""
    found = moving.standing(tx, id)
    if not found.over:
        raise moving.Refused(
            f"{id} goes on: it is {moving.told(found.state)}. What is to be done of it is not to "
            "do any more when it moves."
        )
    if found.dealt_at is not None:
        return found
    done = replace(found, dealt_at=now)
    tx.referrals.keep(done)
    _note(tx, "referral.dealt_with", done, staff, now)
    return done


def shown(tx: Tx, id: str, now: datetime, *, staff: str = "") -> Referral:
    """One, for somebody of ours to read: the audit log is told. Raises moving.Refused."""
    found = moving.standing(tx, id)
    read(tx, found, now, staff=staff)
    return found


def read(tx: Tx, found: Referral, now: datetime, *, staff: str = "") -> None:
    """Somebody of ours read one: the audit log is told."""
    _note(tx, "referral.shown", found, staff, now)


def maker(tx: Tx, found: Referral) -> str:
    """Who made it, by name; "" an operator."""
    if found.made_by == making.SELF:
        return "the resident"
    systems = {f"system:{one.id}": one.name for one in tx.systems.all()}
    member = tx.staff.get(found.made_by)
    return member.name if member else systems.get(found.made_by, found.made_by)


def exported(tx: Tx, found: Referral, now: datetime, *, staff: str = "") -> None:
    """It was written to a file: the audit log is told."""
    _note(tx, "referral.exported", found, staff, now)


def _note(
    tx: Tx, action: str, one: Referral, staff: str, now: datetime, *, result: str = "done"
) -> None:
    audit.note(
        tx,
        action,
        now,
        actor="staff" if staff else "operator",
        who=staff,
        resident=one.resident_id,
        thing=f"referral:{one.id}",
        place=one.place,
        result=result,
    )
