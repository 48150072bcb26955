"""What a turn asks of check-ins, carried out."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk.carries import Table, carries
from connectbot.desk.checking import answering, ending, enrolling
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.effect import (
    Answering,
    Completed,
    ConsentTo,
    PauseCheckins,
    WithdrawCheckins,
)
from connectbot.model.resident import Resident


def _answering(tx: Tx, resident: Resident, effect: Answering, desk: Desk, now: datetime) -> None:
    answering.answering(tx, resident, effect.enrolment, effect.wave, effect.answers, now)


def _completed(tx: Tx, resident: Resident, effect: Completed, desk: Desk, now: datetime) -> None:
    answering.completed(tx, resident, effect.enrolment, effect.wave, effect.answers, desk, now)


def _pause(tx: Tx, resident: Resident, effect: PauseCheckins, desk: Desk, now: datetime) -> None:
    if effect.days == 0:
        ending.resumed(tx, resident.id, now)
    else:
        until = None if effect.days is None else now + timedelta(days=effect.days)
        ending.paused(tx, resident.id, until, ending.ASKED)


def _withdraw(
    tx: Tx, resident: Resident, effect: WithdrawCheckins, desk: Desk, now: datetime
) -> None:
    ending.withdrawn(tx, resident.id, now)


CARRY: Table = dict(
    (
        carries(Answering, _answering),
        carries(Completed, _completed),
        carries(ConsentTo, enrolling.answered),
        carries(PauseCheckins, _pause),
        carries(WithdrawCheckins, _withdraw),
    )
)
"""How each of them is carried out."""
