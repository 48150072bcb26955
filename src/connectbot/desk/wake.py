"""Nobody wrote: reminders and endings that flows asked for fall due here."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.receive import reason_of
from connectbot.desk.turn import carry_out
from connectbot.flows import engine


def wake_due(tx: Tx, desk: Desk, now: datetime) -> list[str]:
    """Take everybody whose time has come one step on; the reasons where a step broke."""
    broken: list[str] = []
    for resident in map(desk.placed, tx.residents.due(now)):
        try:
            turn = engine.wake(resident.conversation, desk.world, now)
        except Exception as error:
            tx.residents.keep(resident, resident.conversation, None)
            broken.append(reason_of(error, resident))
            continue
        if resident.away:  # somebody else has the phone: the talk moves on without a word
            turn = replace(turn, replies=())
        carry_out(tx, resident, turn, desk, now, None)
    return broken
