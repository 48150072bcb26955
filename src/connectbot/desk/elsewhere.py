"""Numbers that we do not serve: nothing goes there but the answer to danger words."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.model.message import Address, Inbound, MessageClass

NOT_SERVED, TOO_MANY = "not-served", "too-many"
"""Why a message from there is not taken: nothing in it is urgent; or the day's answers are used."""

_SPENT = "elsewhere"


def refused(tx: Tx, inbound: Inbound, desk: Desk, now: datetime) -> str:
    """Why a message is neither kept nor answered; "" where it is taken like any other.

    From a number we do not serve it is where its words are urgent, and while one of our people has
    that talk.
    """
    if not desk.elsewhere(inbound.sender) or _with_person(tx, inbound.sender):
        return ""
    if tx.inbox.known(inbound.sender.channel, [inbound.provider_id]):
        return ""  # a repeat: it is seen to be one where it is kept
    if not desk.world.safety.screen.look(inbound.text):
        return NOT_SERVED
    return "" if _left(tx, desk, now) > 0 else TOO_MANY


def may_text(tx: Tx, to: Address, kind: MessageClass, desk: Desk, now: datetime) -> bool:
    """Whether an automatic message may go to this address; one that goes there is counted."""
    if not desk.elsewhere(to):
        return True
    left = _left(tx, desk, now)
    if kind is not MessageClass.SAFETY or left <= 0:
        return False
    used = desk.elsewhere_a_day - left + 1
    tx.switches.set(_SPENT, f"{_today(desk, now)} {used}", now)
    return True


def _with_person(tx: Tx, sender: Address) -> bool:
    return any(resident.conversation.with_person for resident in tx.residents.on(sender))


def _left(tx: Tx, desk: Desk, now: datetime) -> int:
    day, _, used = (tx.switches.get(_SPENT) or "").partition(" ")
    return desk.elsewhere_a_day - (int(used) if day == _today(desk, now) else 0)


def _today(desk: Desk, now: datetime) -> str:
    return desk.midnight(now).date().isoformat()
