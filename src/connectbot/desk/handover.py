"""A person is needed: tell one, tell the next if nobody comes, and step aside while they talk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk import audit, gone, leave, sentences
from connectbot.desk.desk import REPLY_FOR, Desk
from connectbot.desk.ports import Tx
from connectbot.desk.rota import HANDOVER, SAFEGUARDING
from connectbot.desk.say import say, say_as_person
from connectbot.desk.tell import digest, tell, told_last, told_lately
from connectbot.flows import engine, resting
from connectbot.model.message import Address, Inbound, Message, MessageClass
from connectbot.model.resident import Handover, Line, Resident
from connectbot.written.tongue import Tongue

DESK_CHANNEL = "console"
"""The channel name under which what a person typed is kept from being taken twice."""


def call(
    tx: Tx, resident: Resident, kind: str, why: str, desk: Desk, now: datetime
) -> Message | None:
    """Open a handover and tell the first person; what the resident is told about it.

    None for a safeguarding alert, and where somebody is gone: there the reply says all of it.
    """
    desk = leave.covered(tx, desk, now)
    place, tongue = resident.conversation.place, desk.world.tongue(resident.conversation)
    handover, new = tx.handovers.open(resident.id, place, kind, why, now, now + desk.promise)
    if handover.taken_at is not None:
        words = sentences.asked_before(handover.taken_by, tongue)
        if kind == SAFEGUARDING:
            _tell_again(tx, handover, desk, now)
    elif not new and kind == SAFEGUARDING and _is_told(tx, handover, desk, now):
        return None
    elif handover.told and handover.next_at is not None:
        told = told_last(handover, desk)
        words = sentences.asked_before(
            told.name if told else tongue(desk.place(place).team), tongue
        )
    else:
        words = _tell_first(tx, handover, tongue, desk, now)
    return Message(words) if kind == HANDOVER and why not in gone.REASONS else None


def _tell_again(tx: Tx, handover: Handover, desk: Desk, now: datetime) -> None:
    """More urgent words in a talk that somebody took: they are told again, once an hour."""
    if told_last(handover, desk) and not told_lately(tx, handover, desk, now):
        tell(tx, handover, handover.told[-1], desk, now)


def _is_told(tx: Tx, handover: Handover, desk: Desk, now: datetime) -> bool:
    """More urgent words while an alert goes round: it is the same one. Within the hour after all
    were told, too, and the first is told again when the promised time is over."""
    if handover.next_at is None:
        if not told_lately(tx, handover, desk, now):
            return False
        tx.handovers.wait(handover.id, now + desk.promise, afresh=True)
    return True


def _tell_first(tx: Tx, handover: Handover, tongue: Tongue, desk: Desk, now: datetime) -> str:
    found = desk.rota.next_contact(handover.kind, handover.place, (), now)
    if found is None:
        tx.handovers.wait(handover.id, None)
        return tongue(sentences.NOBODY_KNOWN)
    position, contact, at = found
    tx.handovers.wait(handover.id, at, afresh=True)
    if at > now:
        return sentences.asking_later(contact.name, at, now, desk.rota.zone, tongue)
    if not tell(tx, handover, position, desk, now):
        return tongue(sentences.BUSY)
    return sentences.asking(contact.name, desk.promise, tongue)


def chase(tx: Tx, desk: Desk, now: datetime) -> int:
    """Tell the next person where the promised time went by; how many talks nobody is left for."""
    due = tx.handovers.due(now)
    desk = leave.covered(tx, desk, now) if due else desk
    return sum(not tell_next(tx, handover, desk, now) for handover in due)


def tell_next(tx: Tx, handover: Handover, desk: Desk, now: datetime) -> bool:
    """Tell the next person on the list and the resident that we do; False where none is left."""
    found = desk.rota.next_contact(handover.kind, handover.place, handover.told, now)
    if found is None:
        if _once_more(tx, handover, desk, now):
            return True
        tx.handovers.wait(handover.id, None)
        _close_if_taken(tx, handover, now)
        _tell_resident(tx, handover, sentences.NOBODY_LEFT, desk, now)
        return False
    position, contact, at = found
    if at > now:
        tx.handovers.wait(handover.id, at)
        if handover.told:
            tongue = _tongue(tx, handover, desk)
            later = sentences.asking_next_later(contact.name, at, now, desk.rota.zone, tongue)
            _tell_resident(tx, handover, later, desk, now)
        return True
    if tell(tx, handover, position, desk, now) and handover.told:
        asking = sentences.asking_next(contact.name, _tongue(tx, handover, desk))
        _tell_resident(tx, handover, asking, desk, now)
    return True


def _once_more(tx: Tx, handover: Handover, desk: Desk, now: datetime) -> bool:
    """An alert that went round the whole list and that nobody opened: whoever is there first is
    told once more. After that it stays in the list of those that nobody opened."""
    done = handover.acknowledged_at is not None or handover.escalated_at is not None
    if handover.kind != SAFEGUARDING or done or not handover.told:
        return False
    found = desk.rota.next_contact(SAFEGUARDING, handover.place, (), now)
    if found is None:
        return False
    position, _, at = found
    if at > now:
        tx.handovers.wait(handover.id, at)
    elif tell(tx, handover, position, desk, now):
        tx.handovers.escalated(handover.id, now)
    return True


def unopened(tx: Tx) -> list[Handover]:
    """Alerts that nobody opened, though all were told, or nobody could be."""
    return list(tx.handovers.unopened())


def _close_if_taken(tx: Tx, handover: Handover, now: datetime) -> None:
    """Whoever took it left them without an answer and nobody else came: the bot answers again."""
    if handover.taken_at is not None:
        tx.handovers.close(handover.id, now)
        _set_with_person(tx, handover, tx.handovers.taken(handover.resident_id) is not None)


def waits_for_person(tx: Tx, resident: Resident, desk: Desk, now: datetime) -> None:
    """They wrote in a talk that a person has taken: it is to be answered within the promise."""
    talk = tx.handovers.taken(resident.id)
    if talk is not None and talk.next_at is None:
        tx.handovers.wait(talk.id, now + desk.promise)


def _tell_resident(tx: Tx, handover: Handover, words: str, desk: Desk, now: datetime) -> None:
    if handover.kind == HANDOVER and handover.why not in gone.REASONS:
        resident = _whose(tx, handover)
        tx.outbox.cancel(resident.address, "said-anew", purpose=HANDOVER)
        heard_at = resident.last_inbound_at
        answers = heard_at is not None and now - heard_at <= REPLY_FOR
        kind = MessageClass.REPLY if answers else MessageClass.SERVICE
        say(tx, resident, Message(words), kind, desk, now, purpose=HANDOVER)


def open_talk(tx: Tx, token: str, browser: str, desk: Desk, now: datetime) -> Handover | None:
    """Use a one-time link: the talk is this browser's, and the bot falls silent in it.

    Without an answer within the promise the next person is told, as if nobody had come.
    """
    handover = tx.handovers.bind(digest(token), digest(browser), now)
    if handover is not None:
        began(tx, handover, desk, now)
        note(tx, "handover.opened", handover, now)
    return handover


def began(tx: Tx, handover: Handover, desk: Desk, now: datetime) -> None:
    """A person has this talk: the bot is silent in it, and they answer within the promise."""
    _set_with_person(tx, handover, True)
    tx.handovers.wait(handover.id, now + desk.promise)


def note(tx: Tx, action: str, handover: Handover, now: datetime, staff: str = "") -> None:
    """Tell the audit log; `staff` is the id of whoever is signed in."""
    audit.note(
        tx,
        action,
        now,
        actor="staff" if staff else "contact",
        who=staff or handover.taken_by,
        resident=handover.resident_id,
        place=handover.place,
        result=handover.kind,
    )


def talk_of(tx: Tx, id: str, browser: str) -> Handover | None:
    """The open talk with this id, where this browser has taken it."""
    return tx.handovers.of_browser(id, digest(browser))


def transcript(tx: Tx, id: str) -> list[Line]:
    """What was said, oldest first."""
    return list(tx.handovers.transcript(id))


def has_stopped(tx: Tx, id: str) -> bool:
    """Whether whoever this talk is with has asked us to stop."""
    handover = tx.handovers.get(id)
    return handover is not None and _whose(tx, handover).stopped


def is_shared(tx: Tx, id: str) -> bool:
    """Whether others see the phone or screen of this talk, or have it just now."""
    handover = tx.handovers.get(id)
    whose = None if handover is None else _whose(tx, handover)
    return whose is not None and (
        whose.sharing or whose.away or resting.is_seen(whose.conversation)
    )


def answer(
    tx: Tx,
    id: str,
    browser: str,
    text: str,
    form_id: str,
    desk: Desk,
    now: datetime,
    *,
    staff: str = "",
) -> bool:
    """Say what the person typed; the same form twice is said once. False where it is not theirs.
    `staff` is the id of whoever is signed in.

    Nothing is said to somebody who has asked us to stop; the page says that.
    """
    handover = talk_of(tx, id, browser)
    if handover is None:
        return False
    if has_stopped(tx, id):
        return True
    form = Inbound(Address(DESK_CHANNEL, id), f"{id}:{form_id}", "", now)
    if tx.inbox.add(form, None, state="done") is not None:
        say_as_person(tx, _whose(tx, handover), text, desk, now)
        tx.handovers.wait(id, None)
        note(tx, "handover.answered", handover, now, staff)
    return True


def give_back(tx: Tx, id: str, browser: str, desk: Desk, now: datetime, *, staff: str = "") -> bool:
    """The person has finished: the bot answers again, unless another one still has them.

    False where the talk is not theirs.
    """
    handover = talk_of(tx, id, browser)
    if handover is None:
        return False
    end(tx, handover, desk, now, staff)
    return True


def end(tx: Tx, handover: Handover, desk: Desk, now: datetime, staff: str) -> None:
    """It is over: the bot answers, unless another person still has them."""
    tx.handovers.close(handover.id, now)
    another = tx.handovers.taken(handover.resident_id) is not None
    _set_with_person(tx, handover, another)
    if not another:
        resident = _whose(tx, handover)
        conversation = engine.given_back(resident.conversation, desk.world, now)
        tx.residents.keep(resident, conversation, resident.wake_at)
        _tell_resident(tx, handover, sentences.HANDED_BACK, desk, now)
    note(tx, "handover.closed", handover, now, staff)


def _set_with_person(tx: Tx, handover: Handover, value: bool) -> None:
    resident = _whose(tx, handover)
    conversation = replace(resident.conversation, with_person=value)
    tx.residents.keep(resident, conversation, resident.wake_at)
    tx.outbox.cancel(resident.address, "said-anew", purpose=HANDOVER)


def _tongue(tx: Tx, handover: Handover, desk: Desk) -> Tongue:
    return desk.world.tongue(_whose(tx, handover).conversation)


def _whose(tx: Tx, handover: Handover) -> Resident:
    resident = tx.residents.get(handover.resident_id)
    if resident is None:
        raise AssertionError("a talk is forgotten with its resident")
    return resident
