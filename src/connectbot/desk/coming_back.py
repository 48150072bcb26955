"""When we come back and ask: after a week whether they got there, after six whether it helped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial

from connectbot.desk import promising, safe_times
from connectbot.desk.checking import timing
from connectbot.desk.desk import Desk
from connectbot.desk.introduced import STANDINGS
from connectbot.desk.ports import Tx
from connectbot.directory.hours import Session, local
from connectbot.flows import reminding
from connectbot.model.referral import Referral, State
from connectbot.model.reminder import DAY, HELP, WEEK, Reminder
from connectbot.model.resident import Resident

SIX_WEEKS = timedelta(days=42)
"""After so long they are asked whether it helped."""


def due(kind: str, resident: Resident, listing: str, desk: Desk, now: datetime) -> datetime:
    """When a question is asked that is promised now, and whether it helped never before whether
    they got there."""
    place = resident.conversation.place
    zone, safe = desk.zone(place), safe_times.of(resident, desk)
    ordinary = partial(timing.ordinary, place=place, desk=desk)
    week = promising.after(next_session(listing, desk, now), zone, safe, now, ordinary=ordinary)
    if kind == WEEK:
        return week
    six = promising.after(None, zone, safe, now, ordinary=ordinary, span=SIX_WEEKS)
    return max(six, week)


def next_session(listing: str, desk: Desk, now: datetime) -> Session | None:
    """When a listing is on next that somebody can be asked about afterwards; None not known."""
    found = desk.world.book.listing(listing)
    return reminding.meeting(found, local(now, found.timezone)) if found else None


def promised(
    tx: Tx,
    resident: Resident,
    listing: str,
    desk: Desk,
    now: datetime,
    *,
    kinds: Collection[str] = (WEEK, HELP),
) -> None:
    """Both questions are asked of them, reckoned from now."""
    zone = desk.zone(resident.conversation.place)
    for kind in kinds:
        at = due(kind, resident, listing, desk, now)
        tx.reminders.add(Reminder(resident.id, kind, listing, at, promising.written(at, zone)), now)


def anew(tx: Tx, before: State, moved: Referral, desk: Desk, now: datetime) -> None:
    """What had to wait for a group's word is reckoned from when it came: only from then on could
    they go."""
    resident = tx.residents.get(moved.resident_id)
    if resident is None or (STANDINGS[before], STANDINGS[moved.state]) != ("wait", "ask"):
        return
    kinds = [one.kind for one in _questions(tx, moved)]
    promised(tx, desk.placed(resident), moved.listing, desk, now, kinds=kinds)


def told(tx: Tx, referral: Referral, now: datetime) -> None:
    """They have said what came of it: nobody asks any more whether they got there."""
    for one in _questions(tx, referral):
        if one.kind == WEEK:
            tx.reminders.end(one.id, "dropped", now)


def _questions(tx: Tx, referral: Referral) -> list[Reminder]:
    """What is to be asked about it still."""
    waiting = tx.reminders.waiting(referral.resident_id)
    return [one for one in waiting if one.listing == referral.listing and one.kind != DAY]
