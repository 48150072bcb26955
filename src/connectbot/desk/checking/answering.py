"""Answers to a check-in: sealed while they are given, and on their way out once it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk.checking import ending
from connectbot.desk.checking.enrolling import fresh
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.checkin import Answers, Enrolment, Leaving, Part, Wave
from connectbot.model.resident import Resident

_OPEN = ("sent", "started")
_LATER = timedelta(hours=1)


def answering(
    tx: Tx, resident: Resident, enrolment: str, name: str, answers: Answers, now: datetime
) -> None:
    """One more was answered, or taken back; of a wave that is over nothing is kept."""
    wave = tx.checkins.wave(enrolment, name)
    if wave is None or wave.resident_id != resident.id or wave.state not in _OPEN:
        return
    tx.checkins.hold(wave, answers, now)
    if wave.state == "sent":
        tx.checkins.move(wave, replace(wave, state="started"))


def completed(
    tx: Tx,
    resident: Resident,
    enrolment: str,
    name: str,
    answers: Answers,
    desk: Desk,
    now: datetime,
) -> None:
    """The last question was answered: what was said leaves, and the wave is complete."""
    whose, wave = tx.checkins.enrolment(enrolment), tx.checkins.wave(enrolment, name)
    if whose is None or wave is None or wave.resident_id != resident.id:
        return
    if ending.end(tx, wave, "complete", "", now):
        _leaves(tx, whose, wave, answers, desk, now)


def closed(tx: Tx, enrolment: Enrolment, wave: Wave, desk: Desk, now: datetime) -> None:
    """Its time is over: what was answered leaves as it is; where nothing was, it is missed. What
    cannot be opened now, as the key of its quarter is not there, waits."""
    answers = tx.checkins.held(wave.id)
    if answers is None:
        tx.checkins.move(wave, replace(wave, reason="no-key", next_at=now + _LATER))
        return
    over = (
        ending.end(tx, wave, "partial", "closed", now)
        if answers
        else ending.end(tx, wave, "missed", "no-answer", now)
    )
    if over:
        _leaves(tx, enrolment, wave, answers, desk, now)


def _leaves(
    tx: Tx, enrolment: Enrolment, wave: Wave, answers: Answers, desk: Desk, now: datetime
) -> None:
    tx.checkins.let_go(wave.id)
    if answers:
        tx.checkins.leave(_leaving(enrolment, wave, answers, desk, now))
        if enrolment.shows_to:
            tx.checkins.show(wave, enrolment.shows_to, answers, now)
    ending.finished(tx, enrolment)


def _leaving(
    enrolment: Enrolment, wave: Wave, answers: Answers, desk: Desk, now: datetime
) -> Leaving:
    values: dict[str, dict[str, int]] = {}
    for instrument, item, value in answers:
        values.setdefault(instrument, {})[item] = value
    known = desk.world.measures.instruments
    return Leaving(
        key=fresh(desk),
        resident_id=enrolment.resident_id,
        cohort=enrolment.cohort,
        waits_since=now,
        enrolment=enrolment.id,
        place=enrolment.place,
        plan=enrolment.plan,
        wave=wave.wave,
        strata=enrolment.strata,
        readings=tuple(
            Part(fresh(desk), id, known[id].version if id in known else "", given)
            for id, given in values.items()
        ),
    )
