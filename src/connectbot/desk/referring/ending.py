"""What becomes of somebody's referrals when they are not there, or want nothing more."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import moving, telling, to_groups
from connectbot.flows.young import YOUNG
from connectbot.model.conversation import Turn
from connectbot.model.effect import Newcomer
from connectbot.model.referral import State, Who
from connectbot.model.resident import Resident

STOPPED, FORGOTTEN, CHILD = "stopped", "forgotten", "under-18"

_GONE = frozenset({"died", "moved", "wrong-person", CHILD})


def because(tx: Tx, resident_id: int, why: str, desk: Desk, now: datetime) -> int:
    """End what has to end: `why` is "stopped", "forgotten", "died", "moved", "wrong-person" or
    "under-18"; how many did. A group that was told of them hears that they do not come.

    Who says STOP wants no texts: what they have agreed to with a group goes on, and whoever sent
    them is told, as no answer can reach them. In hospital nothing ends. What no group knows of
    somebody who is forgotten goes with them, without a line; but whoever sent them is told, as it
    may be somebody else who held the phone.
    """
    ended = 0
    for referral in tx.referrals.of(resident_id):
        told = moving.with_group(referral)
        if why == STOPPED and told:
            telling.tell_team(tx, referral, to_groups.STOPPED, desk, now)
        if why == FORGOTTEN and not referral.over and referral.door != "self":
            telling.gone(tx, referral, desk, now)
        end = None if referral.over else _end(why, told=told)
        if end is None:
            continue
        to, who, reason = end
        over = moving.move(tx, referral.id, to, who, now, reason=reason)
        if told:
            telling.taken_back(tx, over, desk, now)
        ended += 1
    return ended


def of_a_child(tx: Tx, before: Resident, turn: Turn, desk: Desk, now: datetime) -> None:
    """They have said that they are under 18: a group that was told of them must not ring, and
    whoever sent them speaks to them."""
    if YOUNG not in turn.conversation.tags or YOUNG in before.conversation.tags:
        return
    for referral in tx.referrals.of(before.id):
        if moving.with_group(referral):
            telling.tell_team(tx, referral, to_groups.YOUNG_AFTER, desk, now)
    because(tx, before.id, CHILD, desk, now)


def of_those_before(tx: Tx, turn: Turn, desk: Desk, now: datetime) -> None:
    """Somebody says that a number is theirs alone now: whoever had it is not reached there, and a
    group that was given it must not ring it."""
    if any(isinstance(effect, Newcomer) and effect.others == "drop" for effect in turn.effects):
        for key, _ in turn.conversation.people:
            because(tx, int(key), "moved", desk, now)


def _end(why: str, *, told: bool) -> tuple[State, Who, str] | None:
    if why == FORGOTTEN:
        return ("no_longer_interested", "resident", "changed-mind") if told else None
    if why in _GONE or (why == STOPPED and not told):
        return "lapsed", "system", why
    return None
