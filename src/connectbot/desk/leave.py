"""Who of our people is on leave, who covers for them, and who is told in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.message import Address
from connectbot.model.resident import Contact
from connectbot.model.staff import Staff


def covered(tx: Tx, desk: Desk, now: datetime) -> Desk:
    """The desk with its rota as it is today: whoever covers is told instead of whoever is on leave;
    without cover they are told last, when they are back."""
    today = now.astimezone(desk.rota.zone).date()
    here = {one.id: one for one in tx.staff.everybody() if one.revoked_at is None}
    covers: dict[Address, Contact] = {}
    away: dict[Address, datetime] = {}
    for one in here.values():
        if one.to is None or one.away is None or not one.is_away(today):
            continue
        stands_in = here.get(one.cover)
        if stands_in is not None and stands_in.to is not None and not stands_in.is_away(today):
            covers[one.to] = Contact(stands_in.name, stands_in.to, stands_in.hours)
        else:
            back = one.away[1] + timedelta(days=1)
            away[one.to] = datetime.combine(back, time(), tzinfo=desk.rota.zone)
    if not covers and not away:
        return desk
    return replace(desk, rota=replace(desk.rota, covers=covers, away=away))


def stands_for(everybody: Iterable[Staff], staff: Staff, today: date) -> frozenset[str]:
    """Whose residents somebody looks after today, by id: their own, and those of whomever they
    cover."""
    theirs = (one.id for one in everybody if one.cover == staff.id and one.is_away(today))
    return frozenset((staff.id, *theirs))
