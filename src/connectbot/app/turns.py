"""One turn as the service runs it: timed, and all it says marked with its random id."""

from __future__ import annotations

import secrets
from datetime import datetime
from time import perf_counter

from connectbot.desk import receive
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.ports.watch import TURN, TURN_LENGTH
from connectbot.desk.receive import Received
from connectbot.model.message import Inbound


def begin() -> str:
    """A turn of its own for what this task does next: its id, in every line of the log."""
    turn = secrets.token_hex(TURN_LENGTH // 2)
    TURN.set(turn)
    return turn


def result_of(received: Received) -> str:
    """What became of a message, in one word."""
    if received.dropped:
        return "dropped"
    if received.parked:
        return "parked"
    return "repeat" if received.repeat else "behind" if received.behind else "answered"


def take(tx: Tx, inbound: Inbound, desk: Desk, now: datetime, turn: str) -> tuple[Received, float]:
    """Receive a message; and the seconds it took."""
    started = perf_counter()
    with tx.outbox.caused_by(turn):
        received = receive.receive(tx, inbound, desk, now)
    return received, perf_counter() - started


def take_next(
    tx: Tx, resident_id: int, desk: Desk, now: datetime, turn: str
) -> tuple[Received, float] | None:
    """Answer a resident's oldest waiting message; and the seconds it took."""
    started = perf_counter()
    with tx.outbox.caused_by(turn):
        received = receive.answer_next(tx, resident_id, desk, now)
    return None if received is None else (received, perf_counter() - started)


def park(tx: Tx, inbound: Inbound, reason: str, desk: Desk, now: datetime, turn: str) -> None:
    """Keep a message whose turn could not be carried out."""
    with tx.outbox.caused_by(turn):
        receive.park(tx, inbound, reason, desk, now)


def park_next(tx: Tx, resident_id: int, reason: str, desk: Desk, now: datetime, turn: str) -> None:
    """The same for a resident's oldest waiting message."""
    with tx.outbox.caused_by(turn):
        receive.park_next(tx, resident_id, reason, desk, now)
