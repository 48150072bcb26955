"""What is kept no longer: ended reminders, old feedback, and who waited to be forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx

REMINDERS = timedelta(days=30)
FEEDBACK = timedelta(days=365)
UNREAD = timedelta(days=30)
"""How long an alert that nobody closes keeps somebody who asked to be forgotten."""


def tidy(tx: Tx, desk: Desk, now: datetime) -> int:
    """Erase some of what is past its time; how many rows and people, 0 where nothing is left."""
    today = now.astimezone(desk.rota.zone).date()
    return (
        tx.reminders.purge(now - REMINDERS)
        + tx.feedback.purge(today - FEEDBACK)
        + tx.residents.forget_aside(now - UNREAD)
    )
