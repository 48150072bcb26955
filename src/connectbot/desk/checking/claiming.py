"""What falls due: a check-in is said to be ready, once, and closed when its week is over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectbot.desk import sentences
from connectbot.desk.checking import answering, ending, reminding, timing, whether
from connectbot.desk.checking.timing import Look
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.say import CHECKIN
from connectbot.flows import sentences as said
from connectbot.measures import calendar
from connectbot.measures.plan import Plan
from connectbot.model.checkin import OFFER, Enrolment, Wave
from connectbot.model.resident import Resident

READY = CHECKIN
"""The purpose of the text that says one is ready: with the number of the wave after it."""

MOST = 50
"""Waves that one use case looks at, so that nobody who writes waits for it."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Looked:
    """How many waves were looked at, and what broke over some of them (the error's kind alone)."""

    count: int
    broke: tuple[str, ...] = ()


def look(tx: Tx, desk: Desk, now: datetime, limit: int = MOST) -> Looked:
    """Take waves whose time has come a step on. One that breaks the code is put by for an hour, and
    the others go on."""
    found = tx.checkins.looked_at(now, limit)
    try:
        this = _together(tx, found, Look(desk, now))
    except Exception:
        this = Look(desk, now)  # one by one, so that only the one that cannot be read is put by
    broke = []
    for wave in found:
        try:
            take_on(tx, wave, this)
        except Exception as error:
            broke.append(f"{type(error).__name__} at {wave.wave}")
            _put_by(tx, wave, now)
    return Looked(len(found), tuple(broke))


def _together(tx: Tx, found: Sequence[Wave], look: Look) -> Look:
    """With those of whom there is one wave among these, read together: held first, and what they
    are enrolled in read after that. Of whoever has two, each is taken on as the one before left
    them."""
    waves = Counter(wave.resident_id for wave in found)
    once = [wave for wave in found if waves[wave.resident_id] == 1]
    residents = tx.residents.those([wave.resident_id for wave in once])
    enrolments = tx.checkins.those([wave.enrolment for wave in once])
    return replace(look, residents=residents, enrolments=enrolments)


def _put_by(tx: Tx, wave: Wave, now: datetime) -> None:
    """As it stood before; the text is queued last, so none has been."""
    as_left = tx.checkins.wave_of(wave.id) or wave
    tx.checkins.move(as_left, replace(wave, reason="broke", next_at=now + _HOUR))


def take_on(tx: Tx, wave: Wave, look: Look) -> None:
    """Take one wave a step on; nothing happens where somebody else has done so meanwhile."""
    desk, now = look.desk, look.now
    resident = look.residents.get(wave.resident_id) or tx.residents.get(wave.resident_id)
    enrolment = look.enrolments.get(wave.enrolment) or tx.checkins.enrolment(wave.enrolment)
    if enrolment is None:
        raise AssertionError("a wave goes with its enrolment")
    if enrolment.paused_until is not None and enrolment.paused_until <= now:
        enrolment = ending.unpause(tx, enrolment, now, looking_at=wave)
    plan = desk.world.measures.plans.get(enrolment.plan)
    if wave.state == "waiting":
        _begin(tx, enrolment, wave, resident, plan, look)
    elif plan is None or wave.closes_at is None or wave.closes_at <= now:
        answering.closed(tx, enrolment, wave, desk, now)
        if resident is not None:
            whether.put_away(tx, resident, wave)
    else:
        reminding.remind(tx, enrolment, wave, resident, plan, look)


def _begin(
    tx: Tx,
    enrolment: Enrolment,
    wave: Wave,
    resident: Resident | None,
    plan: Plan | None,
    look: Look,
) -> None:
    desk, now = look.desk, look.now
    over = whether.never(enrolment, wave, resident) or ("" if plan else "no-plan")
    late = wave.closes_at is not None and wave.closes_at <= now
    if over or late or resident is None or plan is None:
        ending.end(tx, wave, "dropped", over or wave.reason or "late", now)
        ending.finished(tx, enrolment)
        return
    resident = desk.placed(resident)
    held = whether.holds(enrolment, wave, resident, now)
    why, until = held or (wave.reason, now)
    at = look.slot(enrolment, resident, until)
    if at <= now:
        _send(tx, enrolment, wave, resident, plan, look)
        return
    if why != whether.BUSY:
        at = timing.later(enrolment, resident, desk, until)
    last = wave.closes_at or at
    tx.checkins.move(wave, replace(wave, reason=why, next_at=min(at, last)))


def _send(
    tx: Tx, enrolment: Enrolment, wave: Wave, resident: Resident, plan: Plan, look: Look
) -> None:
    desk, now = look.desk, look.now
    closes = look.once(
        ("closes", enrolment.place, plan.id),
        lambda: calendar.closes(plan, now, desk.zone(enrolment.place)),
    )
    sent = replace(
        wave,
        state="sent",
        reason="",
        sent_at=now,
        reminded=0,
        closes_at=closes,
        next_at=reminding.next_look(enrolment, wave, plan, look, 0, closes),
    )
    if not tx.checkins.move(wave, sent):
        return
    whether.promise(tx, resident, enrolment, wave)
    words = said.NEUTRAL if wave.wave == OFFER else sentences.CHECKIN_READY
    whether.write(tx, resident, words, f"{READY}{wave.id}", desk, now)


def is_ready(purpose: str) -> bool:
    """Whether a message of this purpose said that a check-in is ready."""
    return purpose.startswith(READY)


def unsent(tx: Tx, purpose: str, desk: Desk, now: datetime) -> None:
    """The text that one is ready did not leave in time: it comes at the next good time, as if it
    had never been decided."""
    wave = tx.checkins.wave_of(int(purpose.removeprefix(READY)))
    enrolment = tx.checkins.enrolment(wave.enrolment) if wave else None
    if wave is None or enrolment is None or wave.state != "sent":
        return
    late, resident = _late(enrolment, wave, desk), tx.residents.get(wave.resident_id)
    if resident is None or late <= now:
        ending.end(tx, wave, "dropped", "late", now)
        ending.finished(tx, enrolment)
        return
    whether.put_away(tx, resident, wave)
    at = timing.later(enrolment, desk.placed(resident), desk, now)
    again = replace(wave, state="waiting", reason="not-sent", sent_at=None, reminded=0)
    tx.checkins.move(wave, replace(again, next_at=min(at, late), closes_at=late))


def _late(enrolment: Enrolment, wave: Wave, desk: Desk) -> datetime:
    plan = desk.world.measures.plans.get(enrolment.plan)
    known = plan.waves.get(wave.wave) if plan else None
    return wave.due_at + (known.late.longest if known else ending.OFFERED_FOR)


def undelivered(tx: Tx, purpose: str, now: datetime) -> None:
    """The text never arrived: no reminder follows it, and the wave is over."""
    number = int(purpose.removeprefix(READY))
    wave = tx.checkins.wave_of(number)
    tx.checkins.undeliverable(number)
    if wave is not None:
        ending.end(tx, wave, "missed", "undeliverable", now)
