"""Never two neutral texts in one day: what can wait for its own day waits, and what cannot is said
with the GO that they have been asked for already."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectbot.desk import promising, safe_times
from connectbot.desk.checking import timing
from connectbot.desk.desk import Desk
from connectbot.desk.introduced import Standing, introduced_to
from connectbot.desk.ports import Tx
from connectbot.desk.say import REMINDER
from connectbot.flows import promised
from connectbot.model.reminder import DAY, Reminder
from connectbot.model.resident import Resident

PATIENCE = timedelta(days=7)
"""How long a question waits for their GO to another one; after that it is asked in its place."""

_DAY = timedelta(days=1)


def later(
    tx: Tx, resident: Resident, reminder: Reminder, standing: Standing, desk: Desk, now: datetime
) -> datetime | None:
    """When to look again at a question that is not asked today; None where it may be. A reminder
    of a day has no other day, and nobody is asked of a group that has not answered yet, nor on a
    day on which nothing is begun."""
    if reminder.kind == DAY:
        return None
    place = resident.conversation.place
    zone = desk.zone(place)
    today = now.astimezone(zone).date()
    talk, waited = resident.conversation, now - promising.read(reminder.due_local)
    busy = (talk.promised or talk.checkin) and waited < PATIENCE
    busy = busy or standing == "wait" or timing.ordinary(today, place, desk) != today
    if not (busy or _had_one(tx, resident, desk, now) or _has_a_day(tx, resident, zone, now)):
        return None
    day = timing.ordinary(today + _DAY, place, desk)
    morning = promising.at(datetime.combine(day, promising.MORNING), zone)
    return safe_times.opens(resident, desk, morning)


def joined(tx: Tx, resident: Resident, waits: str, desk: Desk, now: datetime) -> str:
    """What their GO brings where a neutral text of ours of today still waits for it: the reminder
    (`waits`) first, and then the rest; "" where none does."""
    before = resident.conversation.promised
    if promised.may_follow(before) and _had_one(tx, resident, desk, now):
        return promised.first(waits, before)
    return ""


def instead(tx: Tx, asked: Reminder, now: datetime) -> None:
    """Whoever chooses something else is reminded of that; where a group was told of them, they are
    asked about each."""
    for one in tx.reminders.waiting(asked.resident_id):
        other = one.kind == asked.kind and one.listing != asked.listing
        if other and introduced_to(tx, one.resident_id, one.listing) is None:
            tx.reminders.end(one.id, "dropped", now)


def _had_one(tx: Tx, resident: Resident, desk: Desk, now: datetime) -> bool:
    zone = desk.zone(resident.conversation.place)
    today = promising.at(datetime.combine(now.astimezone(zone).date(), time()), zone)
    return tx.outbox.has(resident.address, REMINDER, today)


def _has_a_day(tx: Tx, resident: Resident, zone: ZoneInfo, now: datetime) -> bool:
    today = now.astimezone(zone).date()
    waiting = tx.reminders.waiting(resident.id)
    return any(one.kind == DAY and one.due_at.astimezone(zone).date() == today for one in waiting)
