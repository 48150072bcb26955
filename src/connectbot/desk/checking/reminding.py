"""A check-in that was said to be ready and is not answered: reminded of twice at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk import sentences
from connectbot.desk.checking import timing, whether
from connectbot.desk.checking.timing import Look
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.flows import sentences as said
from connectbot.measures import calendar
from connectbot.measures.plan import Plan
from connectbot.model.checkin import OFFER, Enrolment, Wave
from connectbot.model.resident import Resident

AGAIN = "checkin-again"
"""The purpose of a reminder."""

MOST = 2

LEFT = timedelta(days=1)
"""How long after their last word somebody who began is asked whether to carry on."""


def next_look(
    enrolment: Enrolment, wave: Wave, plan: Plan, look: Look, reminded: int, closes: datetime
) -> datetime:
    """When to look again at a wave that was sent (now, if not before) and reminded of so often: at
    its next reminder, or to close it. After an outage over several only the next one is left."""
    if reminded >= MOST:
        return closes
    sent_at = wave.sent_at or look.now
    times = look.once(
        ("reminders", enrolment.place, plan.id, sent_at),
        lambda: calendar.reminders(plan, sent_at, *timing.clock_of(enrolment.place, look.desk)),
    )
    # Somebody who was asked whether they want check-ins at all is reminded of that once.
    times = times[-1:] if wave.wave == OFFER else times
    return next((at for at in times[reminded:] if at > look.now), closes)


def remind(
    tx: Tx, enrolment: Enrolment, wave: Wave, resident: Resident | None, plan: Plan, look: Look
) -> None:
    """Remind them, once after some answers, and twice at most where there are none."""
    desk, now = look.desk, look.now
    closes, going_on = wave.closes_at or now, wave.state == "started"
    if resident is None or whether.never(enrolment, wave, resident):
        tx.checkins.move(wave, replace(wave, next_at=closes))
        return
    resident = desk.placed(resident)
    heard_at = resident.last_inbound_at
    if going_on and heard_at is not None and now < heard_at + LEFT:
        at = timing.slot(enrolment, resident, desk, heard_at + LEFT)
        tx.checkins.move(wave, replace(wave, next_at=min(at, closes)))
        return
    held = whether.holds(enrolment, wave, resident, now)
    # Looked at late, as after an outage, it may be a Sunday, a day off, or past their hour.
    opens = look.slot(enrolment, resident, now if held is None else held[1])
    if opens > now and (held is None or held[0] == whether.BUSY):
        tx.checkins.move(wave, replace(wave, next_at=min(opens, closes)))
        return
    done = wave.reminded if held else MOST if going_on else wave.reminded + 1
    next_at = next_look(enrolment, wave, plan, look, done, closes)
    after = replace(wave, reminded=done, next_at=next_at)
    if tx.checkins.move(wave, after) and not held:
        # What was put away meanwhile begins anew after GO.
        whether.promise(tx, resident, enrolment, wave, again=True)
        _write(tx, resident, wave, desk, now)


def _write(tx: Tx, resident: Resident, wave: Wave, desk: Desk, now: datetime) -> None:
    if wave.state == "started":
        words = sentences.CHECKIN_CARRY_ON
    else:
        words = said.NEUTRAL if wave.wave == OFFER else sentences.CHECKIN_STILL
    whether.write(tx, resident, words, AGAIN, desk, now)
