"""What a turn asks of check-ins, carried out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from connectbot.desk.checking import answering, ending, enrolling
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.effect import (
    Answering,
    Completed,
    ConsentTo,
    Effect,
    PauseCheckins,
    WithdrawCheckins,
)
from connectbot.model.message import Message
from connectbot.model.resident import Resident

Carry = Callable[[Tx, Resident, Effect, Desk, datetime], Message | None]


def _answering(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> None:
    assert isinstance(effect, Answering)  # noqa: S101 - the table below says so
    answering.answering(tx, resident, effect.enrolment, effect.wave, effect.answers, now)


def _completed(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> None:
    assert isinstance(effect, Completed)  # noqa: S101 - the table below says so
    answering.completed(tx, resident, effect.enrolment, effect.wave, effect.answers, desk, now)


def _consent(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> None:
    assert isinstance(effect, ConsentTo)  # noqa: S101 - the table below says so
    enrolling.answered(tx, resident, effect, desk, now)


def _pause(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> None:
    assert isinstance(effect, PauseCheckins)  # noqa: S101 - the table below says so
    if effect.days == 0:
        ending.resumed(tx, resident.id, now)
    else:
        until = None if effect.days is None else now + timedelta(days=effect.days)
        ending.paused(tx, resident.id, until, ending.ASKED)


def _withdraw(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> None:
    ending.withdrawn(tx, resident.id, now)


CARRY: dict[type[Effect], Carry] = {
    Answering: _answering,
    Completed: _completed,
    ConsentTo: _consent,
    PauseCheckins: _pause,
    WithdrawCheckins: _withdraw,
}
"""How each of them is carried out."""
