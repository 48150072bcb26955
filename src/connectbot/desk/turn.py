"""Carrying out a turn: its effects, its words, and where the conversation stands after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk import (
    alarm,
    claiming,
    forget,
    gone,
    handover,
    joining,
    remind,
    retiming,
    safe_times,
    sentences,
)
from connectbot.desk.carries import Done, Table, carries
from connectbot.desk.checking import carrying, ending, hushing
from connectbot.desk.desk import REPLY_FOR, Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import carrying as introductions
from connectbot.desk.referring import ending as no_more
from connectbot.desk.referring import outcomes
from connectbot.desk.rota import HANDOVER, SAFEGUARDING
from connectbot.desk.say import NUDGE, REMINDER, SAFETY, say, say_slow
from connectbot.desk.suggesting import hearing
from connectbot.model.conversation import Turn
from connectbot.model.effect import (
    Alarm,
    Alert,
    Claim,
    Effect,
    Feedback,
    Forget,
    Gone,
    HandOver,
    Join,
    Met,
    OptIn,
    OptOut,
    Remind,
    SendCode,
    Suggest,
    Unmet,
)
from connectbot.model.message import Inbound, Message, MessageClass
from connectbot.model.resident import Resident


def carry_out(
    tx: Tx, resident: Resident, turn: Turn, desk: Desk, now: datetime, inbound: Inbound | None
) -> None:
    """Do what the turn asks for, queue what it says, and save where it leaves them.

    `inbound` is the message it answers; None where we begin, and then all it says is service.
    """
    heard_at = inbound.received_at if inbound else None
    stopped = resident.stopped and not any(isinstance(effect, OptIn) for effect in turn.effects)
    standing = replace(
        resident, conversation=turn.conversation, stopped=stopped, wake_at=turn.wake_at
    )
    tx.residents.keep(resident, turn.conversation, turn.wake_at, heard_at=heard_at)
    no_more.of_a_child(tx, resident, turn, desk, now)
    added = [_do(tx, standing, effect, desk, now) for effect in turn.effects]
    if any(isinstance(effect, Forget) for effect in turn.effects):
        return
    if any(isinstance(effect, Join) for effect in turn.effects):
        joined = tx.residents.at(resident.address, turn.conversation.place, now)
        standing = replace(standing, id=joined.id)
    # Who is told comes first: a question of the flow is the last thing they read.
    added.append(safe_times.noted(resident, standing, desk))
    retiming.kept_to(tx, resident, standing, desk, now)
    told = [one for one in added if one is not None]
    # What could not be read out is not asked about either: the question was the reply to it.
    unread = Message(sentences.NOT_TO_READ) in told
    messages = [*told, *(turn.replies[1:] if unread else turn.replies)]
    kept = hushing.purpose(resident.conversation, turn)
    _say_all(tx, standing, messages, turn, desk, now, inbound, purpose=kept)
    if inbound is not None and resident.conversation.nudged:
        tx.outbox.cancel(resident.address, "answered", purpose=NUDGE)
    if remind.theirs_alone(resident) and not remind.theirs_alone(standing):
        tx.outbox.cancel(resident.address, "seen-by-others", purpose=REMINDER)


def _say_all(
    tx: Tx,
    resident: Resident,
    messages: list[Message],
    turn: Turn,
    desk: Desk,
    now: datetime,
    inbound: Inbound | None,
    *,
    purpose: str,
) -> None:
    if inbound is None:
        for message in messages:
            say(tx, resident, message, MessageClass.SERVICE, desk, now, purpose=NUDGE)
        return
    late = now - inbound.received_at > REPLY_FOR
    stopped = any(isinstance(e, OptOut) or gone.stops(e, resident) for e in turn.effects)
    if stopped and (late or inbound.provider_said or resident.stopped):
        return
    if late and turn.safety:
        messages = [Message(sentences.SLOW)]
    elif late and messages:
        say_slow(tx, resident, inbound.received_at, desk, now)
        return
    kind = MessageClass.SAFETY if turn.safety else MessageClass.REPLY
    after_stop, purpose = stopped or turn.safety, SAFETY if turn.safety else purpose
    until = None if late else inbound.received_at + REPLY_FOR
    for message in messages:
        say(
            tx,
            resident,
            message,
            kind,
            desk,
            now,
            after_stop=after_stop,
            purpose=purpose,
            until=until,
        )


def _do(tx: Tx, resident: Resident, effect: Effect, desk: Desk, now: datetime) -> Done:
    return _CARRY[type(effect)](tx, resident, effect, desk, now)


def _opt_out(tx: Tx, resident: Resident, effect: OptOut, desk: Desk, now: datetime) -> Done:
    no_more.because(tx, resident.id, no_more.STOPPED, desk, now)
    tx.residents.stop(resident.address, now, "text")
    tx.outbox.cancel(resident.address, "stopped")
    tx.reminders.drop(resident.id, now)
    return None


def _opt_in(tx: Tx, resident: Resident, effect: OptIn, desk: Desk, now: datetime) -> Done:
    tx.residents.start(resident.address, now)
    return None


def _hand_over(tx: Tx, resident: Resident, effect: HandOver, desk: Desk, now: datetime) -> Done:
    return handover.call(tx, resident, HANDOVER, effect.why, desk, now)


def _alert(tx: Tx, resident: Resident, effect: Alert, desk: Desk, now: datetime) -> Done:
    ending.paused(tx, resident.id, None, ending.URGENT)
    return handover.call(tx, resident, SAFEGUARDING, "urgent-words", desk, now)


def _alarm(tx: Tx, resident: Resident, effect: Alarm, desk: Desk, now: datetime) -> Done:
    alarm.broke(tx, effect.what, now)
    return None


def _forget(tx: Tx, resident: Resident, effect: Forget, desk: Desk, now: datetime) -> Done:
    forget.asked(tx, resident, desk, now)
    return None


def _gone(tx: Tx, resident: Resident, effect: Gone, desk: Desk, now: datetime) -> Done:
    who = int(effect.name) if effect.name else resident.id
    no_more.because(tx, who, effect.why, desk, now)
    gone.carry_out(tx, resident, effect, now)
    return None


def _send_code(tx: Tx, resident: Resident, effect: SendCode, desk: Desk, now: datetime) -> Done:
    code = joining.send_code(tx, resident, effect.number, desk, now)
    tx.residents.keep(resident, resident.conversation.changed(code=code), resident.wake_at)
    return None


def _join(tx: Tx, resident: Resident, effect: Join, desk: Desk, now: datetime) -> Done:
    joining.join(tx, resident, effect.number, now)
    return None


def _sought(tx: Tx, resident: Resident, effect: Met | Unmet, desk: Desk, now: datetime) -> Done:
    serving = desk.world.book.place_of_area(effect.area)
    place = serving.id if serving else resident.conversation.place
    month = now.astimezone(desk.rota.zone).date().replace(day=1)
    tx.unmet.count(place, effect.need, effect.area, month, met=isinstance(effect, Met))
    return None


def _remind(tx: Tx, resident: Resident, effect: Remind, desk: Desk, now: datetime) -> Done:
    return remind.promise(tx, resident, effect, desk, now)


def _feedback(tx: Tx, resident: Resident, effect: Feedback, desk: Desk, now: datetime) -> Done:
    listing = desk.world.book.listing(effect.listing)
    place = (listing.place if listing else "") or resident.conversation.place
    tx.feedback.add(place, effect.listing, effect.what, now.astimezone(desk.rota.zone).date())
    hearing.found_bad(tx, effect.listing, effect.what, desk, now)
    outcomes.found(tx, resident.id, effect, desk, now)
    return None


def _suggest(tx: Tx, resident: Resident, effect: Suggest, desk: Desk, now: datetime) -> Done:
    hearing.suggest(tx, resident, effect, desk, now)
    return None


def _claim(tx: Tx, resident: Resident, effect: Claim, desk: Desk, now: datetime) -> Done:
    return claiming.carry_out(tx, resident, effect, desk, now)


_CARRY: Table = dict(
    (
        carries(OptOut, _opt_out),
        carries(OptIn, _opt_in),
        carries(HandOver, _hand_over),
        carries(Alert, _alert),
        carries(Alarm, _alarm),
        carries(Forget, _forget),
        carries(Gone, _gone),
        carries(SendCode, _send_code),
        carries(Join, _join),
        carries(Met, _sought),
        carries(Unmet, _sought),
        carries(Feedback, _feedback),
        carries(Suggest, _suggest),
        carries(Claim, _claim),
        carries(Remind, _remind),
        *carrying.CARRY.items(),
        *introductions.CARRY.items(),
    )
)
