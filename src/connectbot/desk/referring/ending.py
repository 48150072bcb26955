"""What becomes of somebody's referrals when they are not there, or want nothing more."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import moving, telling
from connectbot.model.referral import State, Who

STOPPED, FORGOTTEN = "stopped", "forgotten"

_GONE = frozenset({"died", "moved", "wrong-person"})
_FOR_ERASED: tuple[State, Who, str] = ("no_longer_interested", "resident", "changed-mind")


def because(tx: Tx, resident_id: int, why: str, desk: Desk, now: datetime) -> int:
    """End what has to end: `why` is "stopped", "forgotten", "died", "moved" or "wrong-person"; how
    many did. A group that was told of them hears that they do not come.

    Who says STOP wants no texts: what they have agreed to with a group goes on, and is a task of
    whoever sent them. In hospital nothing ends.
    """
    ended = 0
    for referral in tx.referrals.of(resident_id):
        told = moving.with_group(referral)
        if referral.over or (why not in _GONE and why != FORGOTTEN and (told or why != STOPPED)):
            continue
        to, who, reason = _end(why, told=told)
        over = moving.move(tx, referral.id, to, who, now, reason=reason)
        if told:
            telling.taken_back(tx, over, desk, now)
        ended += 1
    return ended


def _end(why: str, *, told: bool) -> tuple[State, Who, str]:
    if why == FORGOTTEN:
        return _FOR_ERASED if told else ("lapsed", "system", "other")
    return "lapsed", "system", why
