"""What falls due for referrals, some at a time: whoever is asked, and each group that is told."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import chasing, consent
from connectbot.model.referral import WITH_GROUP, State

ASKING: tuple[State, ...] = ("awaiting_consent",)


def look(tx: Tx, desk: Desk, now: datetime) -> int:
    """Take those that are due a step on, 50 of each kind at most; how many. Any number of processes
    may ask."""
    asking = tx.referrals.due(now, ASKING)
    for referral in asking:
        consent.look(tx, referral, desk, now)
    chased = tx.referrals.due(now, WITH_GROUP)
    for referral in chased:
        chasing.chase(tx, referral, desk, now)
    return len(asking) + len(chased)
