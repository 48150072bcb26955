"""What leaves: claimed within limits, settled by the provider's word, never sent twice blindly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from connectbot.desk import handover, leave, sentences
from connectbot.desk.checking import claiming as due
from connectbot.desk.checking import hushing
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.ports.switches import halt
from connectbot.desk.referring import telling
from connectbot.desk.rota import HANDOVER, SAFEGUARDING
from connectbot.desk.say import SAFETY, SLOW, say, say_slow
from connectbot.desk.tell import AN_HOUR, failed_purpose, tell, told_last
from connectbot.model.delivery import (
    Claimed,
    Lost,
    Meaning,
    Outcome,
    Outgoing,
    Receipt,
    Refused,
    Sent,
)
from connectbot.model.message import Message, MessageClass
from connectbot.model.resident import Handover

GROUP = telling.TOLD.rstrip(":")

LEASE = timedelta(seconds=45)
LOOK_AGAIN = timedelta(seconds=60)
LOOKS = 2
LONGEST_WAIT = timedelta(minutes=30)


def claim(
    tx: Tx, channel: str, desk: Desk, now: datetime, limit: int, segments: int | None
) -> Sequence[Claimed]:
    """Take what may be sent on this channel now."""
    return tx.outbox.claim(channel, now, desk.limits(channel, now, segments), limit, LEASE)


def settle(tx: Tx, claimed: Claimed, outcome: Outcome, desk: Desk, now: datetime) -> None:
    """Keep what the provider answered, and do what it means."""
    if isinstance(outcome, Sent):
        tx.outbox.sent(claimed.id, outcome.provider_id, now)
        hushing.said(tx, claimed, outcome, now)
    elif isinstance(outcome, Lost):
        tx.outbox.lost(claimed.id, now, outcome.reason)
    else:
        _refused(tx, claimed, outcome, desk, now)


def _refused(tx: Tx, claimed: Claimed, refused: Refused, desk: Desk, now: datetime) -> None:
    _learn(tx, claimed, refused.code, refused.meaning, desk, now)
    if refused.meaning in (Meaning.RETRY, Meaning.HALT):
        wait = refused.after or min(timedelta(seconds=15 * 2**claimed.attempt), LONGEST_WAIT)
        tx.outbox.retry(claimed.id, now + wait, refused.code)
        return
    failed = tx.outbox.give_up(claimed.id, "failed", refused.code, now)
    if failed is not None:
        undelivered(tx, failed, desk, now)


def _learn(
    tx: Tx, message: Claimed | Outgoing, code: str, meaning: Meaning, desk: Desk, now: datetime
) -> None:
    if meaning is Meaning.HALT:
        tx.switches.set(halt(message.address.channel), code, now)
    if leave.covered(tx, desk, now).rota.names(message.address):
        return  # one of our own people is tried again next time: no alert is held back in silence
    if meaning is Meaning.STOPPED:
        tx.residents.stop(message.address, now, "provider")
        tx.outbox.cancel(message.address, "stopped")
    elif meaning is Meaning.ADDRESS:
        tx.residents.mark_bad(message.address, code, now)


def receipt(tx: Tx, said: Receipt, desk: Desk, now: datetime) -> None:
    """A status callback, late, early or twice."""
    failed = tx.outbox.receipt(said, now)
    if said.delivered:
        tx.checkins.delivered(said.outbox_id, said.provider_id)
    if failed is None:
        return
    if said.meaning is not None:
        _learn(tx, failed, said.code, said.meaning, desk, now)
    undelivered(tx, failed, desk, now)


def undelivered(tx: Tx, message: Outgoing, desk: Desk, now: datetime) -> None:
    """A message ended without arriving: where somebody counted on it, somebody is told."""
    kind, _, rest = message.purpose.partition(":")
    id = rest.partition(":")[0]
    if kind in (HANDOVER, SAFEGUARDING) and id:
        talk, desk = tx.handovers.get(id), leave.covered(tx, desk, now)
        if talk is not None and _still_counts_on(talk, message, desk):
            told = handover.tell_next(tx, talk, desk, now)
            if not told and kind == SAFEGUARDING:
                tx.handovers.wait(id, now)  # so that it is counted where the operator sees it
    elif kind == GROUP and id:
        telling.undelivered(tx, id, desk, now)
    elif due.is_ready(message.purpose):
        due.undelivered(tx, message.purpose, now)
    elif kind == SAFETY and message.resident_id is not None:
        _tell_lead(tx, message.resident_id, desk, now)


def _still_counts_on(talk: Handover, message: Outgoing, desk: Desk) -> bool:
    told = told_last(talk, desk)
    waits = talk.taken_at is None and talk.closed_at is None
    return waits and told is not None and told.address == message.address


def _tell_lead(tx: Tx, resident_id: int, desk: Desk, now: datetime) -> None:
    resident = tx.residents.get(resident_id)
    if resident is None:
        return
    place = resident.conversation.place
    talk, _ = tx.handovers.open(
        resident_id, place, SAFEGUARDING, "not-delivered", now, now + desk.promise
    )
    soonest = desk.rota.next_contact(SAFEGUARDING, place, (), now)
    if soonest is not None and not tx.outbox.has(
        soonest[1].address, failed_purpose(talk), now - AN_HOUR
    ):
        tell(tx, talk, soonest[0], desk, now, failed=True)


def expire(tx: Tx, desk: Desk, now: datetime) -> int:
    """End what was not sent in time; a late answer becomes one neutral text that asks for GO."""
    ended = tx.outbox.expire(now)
    late: dict[int, Outgoing] = {}
    for message in ended:
        theirs = message.automatic and message.resident_id
        if message.kind is MessageClass.REPLY and theirs:
            late[message.resident_id or 0] = message
            continue
        if due.is_ready(message.purpose):
            due.unsent(tx, message.purpose, desk, now)
            continue
        if message.purpose == SAFETY and theirs:
            _answer_neutrally(tx, message, desk, now)
        undelivered(tx, message, desk, now)
    for resident_id, last in late.items():
        resident = tx.residents.get(resident_id)
        if resident is not None:
            say_slow(tx, resident, last.created_at, desk, now)
    return len(ended)


def _answer_neutrally(tx: Tx, message: Outgoing, desk: Desk, now: datetime) -> None:
    """An answer to urgent words that did not leave within a quarter of an hour is not said any
    more, as another may hold the phone by then; one neutral line is, at any hour."""
    resident = tx.residents.get(message.resident_id or 0)
    if resident is not None and not tx.outbox.has(resident.address, SLOW, message.created_at):
        line, kind = Message(sentences.SLOW), MessageClass.SAFETY
        say(tx, resident, line, kind, desk, now, after_stop=True, purpose=SLOW)


def unsettled(tx: Tx, channel: str, now: datetime) -> Sequence[Claimed]:
    """Sends whose answer is not known."""
    return tx.outbox.unsettled(channel, now)


def found(
    tx: Tx,
    claimed: Claimed,
    provider_id: str | None,
    desk: Desk,
    now: datetime,
    *,
    again: bool = True,
) -> None:
    """The provider's list was asked: it has the message (its id), or it has not (None).

    Not there after two looks: it is sent once more (where `again`), and then ends as unknown.
    """
    if provider_id is not None:
        tx.outbox.sent(claimed.id, provider_id, now)
    elif tx.outbox.looked(claimed.id, now, now + LOOK_AGAIN) < LOOKS:
        return
    elif again and claimed.attempt < 2 and now < claimed.send_before:
        tx.outbox.retry(claimed.id, now, "not-listed")
    else:
        _end_unknown(tx, claimed, desk, now)


def unlisted(tx: Tx, claimed: Claimed, desk: Desk, now: datetime) -> None:
    """The provider keeps no list: an answer is said again once, and so is a text to our own people.
    Anything else ends as unknown: of a safety text that may not have arrived a person is told."""
    ours = claimed.kind is MessageClass.SAFETY and desk.rota.names(claimed.address)
    if (claimed.kind is MessageClass.REPLY or ours) and claimed.attempt < 2:
        tx.outbox.retry(claimed.id, now, "unlisted")
    else:
        _end_unknown(tx, claimed, desk, now)


def _end_unknown(tx: Tx, claimed: Claimed, desk: Desk, now: datetime) -> None:
    ended = tx.outbox.give_up(claimed.id, "unknown", "no-answer", now)
    if ended is not None:
        undelivered(tx, ended, desk, now)
