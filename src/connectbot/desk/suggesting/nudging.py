"""Maintainers are told that something new waits: within their hours, once a day at most."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.rota import hours_of
from connectbot.desk.say import say_to
from connectbot.model.message import MessageClass
from connectbot.model.staff import Staff
from connectbot.model.suggested import Suggestion

QUEUE = "queue"
NOT_AGAIN = timedelta(hours=20)

_WAITS = "{place}: {count} to look at in the directory, the newest since {day}. {link}"


def nudge(tx: Tx, desk: Desk, now: datetime) -> int:
    """Tell those for whom something came since they were told last; how many. Nothing of what was
    said is in it."""
    waiting = tx.suggestions.open()
    return sum(_told(tx, one, waiting, desk, now) for one in tx.staff.everybody())


def _told(tx: Tx, person: Staff, waiting: Sequence[Suggestion], desk: Desk, now: datetime) -> bool:
    theirs = [one for one in waiting if person.keeps(one.place)]
    local = now.astimezone(desk.rota.zone)
    hours = hours_of(person.hours)
    if person.to is None or not theirs or (hours is not None and not hours.cover(local)):
        return False
    newest = theirs[-1]
    if tx.outbox.has(person.to, QUEUE, min(newest.made_at, now - NOT_AGAIN)):
        return False  # told of it, or told today
    text = _WAITS.format(
        place=desk.place(newest.place).name,
        count=len(theirs),
        day=f"{newest.made_at.astimezone(desk.rota.zone):%-d %B}",
        link=f"{desk.public_url}/console/directory",
    )
    return say_to(tx, person.to, text, MessageClass.SERVICE, QUEUE, desk, now, ours=True)
