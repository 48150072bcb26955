"""Whether somebody is written to of a check-in: never, not just now, or now."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.say import say
from connectbot.flows import checkins_rest, measuring
from connectbot.flows.leaving import PAUSED
from connectbot.flows.young import YOUNG
from connectbot.model.checkin import OFFER, Enrolment, Wave
from connectbot.model.conversation import Conversation
from connectbot.model.message import Message, MessageClass
from connectbot.model.resident import Resident

IN_PEACE = timedelta(minutes=30)
"""How long somebody has not written before we begin anything."""

GOES_WITHIN = timedelta(hours=4)
"""How long the text may wait for its turn; else it comes another day."""

BUSY = "busy"

_DAY = timedelta(days=1)


def never(enrolment: Enrolment, wave: Wave, resident: Resident | None) -> str:
    """Why it is not sent at all; "" where it may be."""
    if resident is None:
        return "unreachable"
    if YOUNG in resident.conversation.tags:
        return "young"
    if resident.stopped:
        return "stopped"
    if wave.wave == OFFER:
        return "" if enrolment.state == "invited" else enrolment.state
    return "" if enrolment.state in ("consented", "paused") else enrolment.state


def holds(
    enrolment: Enrolment, wave: Wave, resident: Resident, now: datetime
) -> tuple[str, datetime] | None:
    """Why they are not written to just now, and when to look again. That this very wave was said to
    be ready, and waits for their GO, is no reason."""
    talk = resident.conversation
    if enrolment.paused_why:
        return "paused", enrolment.paused_until or wave.closes_at or now + _DAY
    if PAUSED in talk.tags or resident.away or talk.stranger:
        return "away", now + _DAY
    if talk.with_person:
        return "with-person", now + _DAY
    if _has_another(talk, wave):
        return BUSY, now + _DAY
    heard_at = resident.last_inbound_at
    if resident.waiting or (heard_at is not None and now - heard_at < IN_PEACE):
        return BUSY, now + IN_PEACE
    return None


def _has_another(talk: Conversation, wave: Wave) -> bool:
    """Whether something else waits for their GO, or another check-in is under way."""
    promised = talk.promised and not is_promised(talk, wave)
    return bool(promised or (talk.checkin and not is_under_way(talk, wave)))


def promise(
    tx: Tx, resident: Resident, enrolment: Enrolment, wave: Wave, *, again: bool = False
) -> None:
    """What a conversation keeps until they say GO; one that is under way already goes on."""
    talk = resident.conversation
    if again and (is_promised(talk, wave) or is_under_way(talk, wave)):
        return
    if wave.wave == OFFER:
        staff = tx.staff.get(enrolment.referrer) if enrolment.referrer else None
        name = f" {staff.id} {staff.name.split()[0]}" if staff else ""
        words = f"{measuring.CONSENT} {wave.enrolment} {enrolment.plan}{name}"
    else:
        words = f"{measuring.CHECKIN} {wave.enrolment} {wave.wave} {enrolment.plan}"
    tx.residents.keep(resident, measuring.promise(talk, words), resident.wake_at)


def is_promised(talk: Conversation, wave: Wave) -> bool:
    """Whether GO brings this wave."""
    return _is_of(talk.promised, wave)


def is_under_way(talk: Conversation, wave: Wave) -> bool:
    """Whether they said GO to it, and it is not over."""
    return _is_of(talk.checkin, wave)


def _is_of(words: str, wave: Wave) -> bool:
    kind, *rest = words.split(" ")
    if wave.wave == OFFER:
        return kind == measuring.CONSENT and rest[:1] == [wave.enrolment]
    return kind == measuring.CHECKIN and rest[:2] == [wave.enrolment, wave.wave]


def put_away(tx: Tx, resident: Resident, wave: Wave) -> None:
    """It is over: nothing of it is left in the conversation, and GO does not bring it. Of one that
    was closed it says when the next comes."""
    talk = resident.conversation
    if is_promised(talk, wave) or is_under_way(talk, wave):
        left = measuring.closed(talk)
        now = tx.checkins.wave_of(wave.id)
        if now is not None and now.state in ("missed", "partial") and wave.wave != OFFER:
            coming = [one for one in tx.checkins.waves(wave.enrolment) if one.state == "waiting"]
            day = min((one.due_at.date() for one in coming), default=None)
            left = checkins_rest.noted(left, checkins_rest.OVER, day)
        tx.residents.keep(resident, left, resident.wake_at)


def write(tx: Tx, resident: Resident, words: str, purpose: str, desk: Desk, now: datetime) -> None:
    """Queue one neutral text: it says nothing of what it is about."""
    hello = desk.world.tongue(resident.conversation)(words)
    hello = hello.format(place=desk.place(resident.conversation.place).name)
    until, service = now + GOES_WITHIN, MessageClass.SERVICE
    say(tx, resident, Message(hello), service, desk, now, purpose=purpose, until=until)
