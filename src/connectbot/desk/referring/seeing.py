"""Which of our people see which referrals, and what they do to one: each time the row is asked
whose it is, deny by default."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from connectbot.desk.caring import cared
from connectbot.desk.desk import Desk
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Tx, Wanted
from connectbot.desk.referring import by_us, making
from connectbot.desk.referring.making import By, New
from connectbot.desk.referring.moving import Refused
from connectbot.model.referral import MOVES, Event, Referral, State
from connectbot.model.staff import Staff

NOT_THEIRS = "This referral is not one of yours, or it is not here any more."


@dataclass(frozen=True, slots=True)
class Seen:
    """A referral, its log, the names of our people by id, and whether whoever sees it looks after
    the person as well."""

    referral: Referral
    log: Sequence[Event]
    names: Mapping[str, str]
    cared: bool


def listed(
    tx: Tx, staff: Staff, wanted: Wanted, today: date, limit: int, skip: int = 0
) -> Sequence[Referral]:
    """Those wanted that somebody may see: of their places, and unless they lead there of their own
    people, of nobody's, or made by themselves; the same of whom they cover for."""
    places = [one for one in staff.places if wanted.places is None or one in wanted.places]
    keepers: Collection[str] = ()
    if staff.role != "lead":
        keepers = stands_for(tx.staff.everybody(), staff, today)
    return tx.referrals.find(replace(wanted, places=places, keepers=keepers), limit, skip)


def seen(tx: Tx, id: str, staff: Staff, today: date) -> Seen | None:
    """One with its log, where somebody may see it; None else."""
    referral, everybody = tx.referrals.get(id), tx.staff.everybody()
    if referral is None or not staff.serves(referral.place):
        return None
    here = {one.id for one in everybody if one.revoked_at is None}
    keepers = here.intersection(
        tx.caseloads.keepers([referral.resident_id]).get(referral.resident_id, ())
    )
    stands = stands_for(everybody, staff, today)
    cared = staff.leads(referral.place) or not stands.isdisjoint(keepers)
    if keepers and not cared and referral.made_by not in stands:
        return None
    names = {one.id: one.name for one in everybody}
    return Seen(referral, tx.referrals.events(id), names, cared)


def moves(referral: Referral) -> tuple[State, ...]:
    """Where our people's word may move it."""
    at = referral.state
    return tuple(end for (start, end), who in MOVES.items() if start == at and "link-worker" in who)


def move(
    tx: Tx,
    id: str,
    to: State,
    staff: Staff,
    desk: Desk,
    now: datetime,
    *,
    reason: str = "",
    note: str = "",
) -> Referral:
    """Move it by the word of one of our people who sees it. Raises Refused."""
    if seen(tx, id, staff, _today(desk, now)) is None:
        raise Refused(NOT_THEIRS)
    return by_us.move(tx, id, to, desk, now, staff=staff.id, reason=reason, note=note)


def dealt_with(tx: Tx, id: str, staff: Staff, desk: Desk, now: datetime) -> Referral:
    """Tick off what its end needed, by one of our people who sees it. Raises Refused."""
    if seen(tx, id, staff, _today(desk, now)) is None:
        raise Refused(NOT_THEIRS)
    return by_us.dealt_with(tx, id, now, staff=staff.id)


def refer(tx: Tx, new: New, staff: Staff, desk: Desk, now: datetime) -> Referral:
    """Introduce somebody, from the console: to a group of a place of theirs, and whoever is known
    here only if they look after them. Raises Refused."""
    kept = tx.listings.get(new.listing)
    if kept is not None and not staff.serves(desk.place_of(kept.place or None)):
        raise Refused("This group is in a place where you talk to nobody: choose one of yours.")
    if new.resident is not None and cared(tx, new.resident, staff, _today(desk, now)) is None:
        raise Refused("You do not look after them, or they are not here any more.")
    return making.new(tx, new, By(staff.id, "console", staff.name.split(" ")[0]), desk, now)


def _today(desk: Desk, now: datetime) -> date:
    return now.astimezone(desk.rota.zone).date()
