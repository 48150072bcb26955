"""Somebody changed when it is safe to text them: what waits to leave keeps to the new hours."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk import safe_times
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.ports.timing import Queued
from connectbot.desk.say import CHECKIN, REMINDER, SERVICE_FOR
from connectbot.flows.liking import SAFE_HOURS
from connectbot.model.reminder import DAY
from connectbot.model.resident import Resident


def kept_to(tx: Tx, before: Resident, after: Resident, desk: Desk, now: datetime) -> None:
    """Move what we began with them and that has not left to the first moment that is safe now.
    A reminder of a day comes on that day or not at all."""
    hours = after.conversation.saved.get(SAFE_HOURS)
    if before.conversation.saved.get(SAFE_HOURS) == hours:
        return
    safe = safe_times.of(after, desk)
    opens = safe.over(now)
    closes = safe.closes(opens)
    for text in tx.timing.begun(after.id):
        until = _until(text, after, opens, now)
        tx.timing.move(text.id, opens, until if closes is None else min(until, closes))


def _until(text: Queued, resident: Resident, opens: datetime, now: datetime) -> datetime:
    if text.purpose.startswith(CHECKIN) and opens > now:
        return now  # not sent in time: the check-in comes again at its next good hour
    waits = resident.conversation.promised.partition(" ")[0]
    if text.purpose == REMINDER and waits in ("", DAY):
        return text.send_before
    return max(text.send_before, opens + SERVICE_FOR)
