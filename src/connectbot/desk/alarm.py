"""The safety screen is not whole: a plain list stands in, and it is told, daily at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk import leave, sentences
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.say import tell_staff
from connectbot.model.message import Address
from connectbot.model.resident import Contact

A_DAY = timedelta(days=1)
ALARM = "alarm"

_BROKE, _TOLD = "safety-broke", "safety-alarm"


def broke(tx: Tx, what: str, now: datetime) -> None:
    """Something broke while a message was looked at; `what` holds none of its words."""
    tx.switches.set(_BROKE, what, now)


def sound(tx: Tx, desk: Desk, now: datetime) -> str:
    """Tell one lead of each place, once a day at most and while they are there; what is wrong,
    where this call was the one that told, else ""."""
    what = desk.world.safety.broken or tx.switches.get(_BROKE) or ""
    if not what or _told_lately(tx, now):
        return ""
    people = leave.covered(tx, desk, now)
    leads, off_duty = first_of_each_place(people, SAFEGUARDING, now)
    if off_duty and not leads:
        return ""
    for place, contact in leads.values():
        tell_staff(tx, contact, sentences.told_alarm(place), ALARM, desk, now)
    tx.switches.set(_TOLD, now.isoformat(), now)
    tx.switches.set(_BROKE, None, now)
    return what


def whole(tx: Tx, desk: Desk, now: datetime) -> bool:
    """Whether nothing is known to be wrong with it."""
    broken = desk.world.safety.broken or tx.switches.get(_BROKE)
    return not broken and not _told_lately(tx, now)


def _told_lately(tx: Tx, now: datetime) -> bool:
    told = tx.switches.get(_TOLD)
    return told is not None and now - datetime.fromisoformat(told) < A_DAY


def first_of_each_place(
    desk: Desk, kind: str, now: datetime
) -> tuple[dict[Address, tuple[str, Contact]], bool]:
    """Who of a list is there now, for each phone with the place it is of; and whether anybody is
    off duty."""
    found: dict[Address, tuple[str, Contact]] = {}
    off_duty = False
    for id, place in sorted(desk.world.book.places.items()):
        soonest = desk.rota.next_contact(kind, id, (), now)
        if soonest is None:
            continue
        _, contact, at = soonest
        if at > now:
            off_duty = True
        else:
            found.setdefault(contact.address, (place.name, contact))
    return found, off_duty
