"""A message came in: kept once, answered in its order, and never lost to a fault of ours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from connectbot.desk import elsewhere, handover, manners, people, presence, sentences
from connectbot.desk.asking import answering
from connectbot.desk.checking import hushing
from connectbot.desk.commanding import taking
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import ending as no_more
from connectbot.desk.referring import replying, worried
from connectbot.desk.rota import HANDOVER
from connectbot.desk.say import say
from connectbot.desk.turn import carry_out
from connectbot.flows import engine, ways_in
from connectbot.model.message import Inbound, Message, MessageClass
from connectbot.model.resident import Resident


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a message: seen before, put behind earlier ones, parked, or answered.

    `step` is where the conversation stands after it, as flow/step, for the log of slow turns.
    `dropped` is why it was neither kept nor answered, and then there is no resident (0).
    `passed` tells that a button belonged to a question that has passed; `words` are those of the
    option that was taken.
    """

    resident_id: int
    repeat: bool = False
    behind: bool = False
    parked: str = ""
    step: str = ""
    dropped: str = ""
    passed: bool = False
    words: str = ""


def receive(tx: Tx, inbound: Inbound, desk: Desk, now: datetime) -> Received:
    """Keep a message and answer it; behind earlier unanswered ones it is only kept."""
    if dropped := elsewhere.refused(tx, inbound, desk, now):
        return Received(0, dropped=dropped)
    if (theirs := _of_no_resident(tx, inbound, desk, now)) is not None:
        return theirs
    way = ways_in.of(inbound, desk.world)
    place = way.place if way else desk.place_of(inbound.place)
    resident = desk.placed(tx.residents.at(inbound.sender, place, now))
    resident = presence.writes_again(tx, resident, inbound, now)
    if resident.waiting:
        kept = tx.inbox.add(inbound, resident.id, state="waiting") is not None
        return Received(resident.id, repeat=not kept, behind=kept)
    said = manners.in_words(tx, inbound)
    if said is None:
        seen = tx.inbox.known(inbound.sender.channel, [inbound.provider_id])
        return Received(resident.id, repeat=bool(seen), passed=not seen)
    seq = tx.inbox.add(said, resident.id, state="done")
    if seq is None:
        return Received(resident.id, repeat=True)
    return _answer(tx, resident, seq, said, desk, now)


def _of_no_resident(tx: Tx, inbound: Inbound, desk: Desk, now: datetime) -> Received | None:
    """What a group or one of our own people says to what we asked them; None for all else."""
    take = replying.take(tx, inbound, desk, now) or answering.take(tx, inbound, desk, now)
    if take:
        return Received(0, repeat=take == "repeat")
    if (chosen := taking.take(tx, inbound, desk, now)) is not None:
        return Received(0, repeat=not chosen, words=chosen)
    if taking.has_passed(tx, inbound):
        seen = tx.inbox.known(inbound.sender.channel, [inbound.provider_id])
        return Received(0, repeat=bool(seen), passed=not seen)
    return None


def answer_next(tx: Tx, resident_id: int, desk: Desk, now: datetime) -> Received | None:
    """Answer this resident's oldest waiting message; None when nothing waits."""
    resident = tx.residents.get(resident_id)
    rows = tx.inbox.waiting(resident_id, limit=1)
    if resident is None or not rows:
        return None
    tx.inbox.done(rows[0].seq)
    inbound = rows[0].inbound
    if resident.address != inbound.sender:
        resident = tx.residents.at(inbound.sender, desk.default_place, now)
    said = manners.in_words(tx, inbound)
    if said is None:
        return Received(resident.id, passed=True)
    return _answer(tx, desk.placed(resident), rows[0].seq, said, desk, now)


def _answer(
    tx: Tx, resident: Resident, seq: int, inbound: Inbound, desk: Desk, now: datetime
) -> Received:
    inbound = _come_in(resident, inbound, desk)
    if inbound.manner != "edited":  # who changes words of theirs has said before who they are
        resident, inbound = people.writer(tx, resident, seq, inbound, desk, now)
    try:
        turn = manners.turn(resident, inbound, desk, now)
        if turn:
            no_more.of_those_before(tx, turn, desk, now)
        if turn and (found := people.identified(tx, resident, turn, now)) is not None:
            resident, inbound = found, people.kept_words(turn, inbound, desk)
            turn = engine.advance(resident.conversation, inbound, desk.world, now)
    except Exception as broken:
        reason = reason_of(broken, resident)
        tx.inbox.park(seq, reason)
        _own_up(tx, resident, desk, now)
        return Received(resident.id, parked=reason)
    if turn is None:
        return Received(resident.id, passed=inbound.manner == "pressed")
    turn = worried.answered(tx, inbound, turn, desk, now)
    carry_out(tx, resident, turn, desk, now, inbound)
    if hushing.is_hushed(resident.conversation, turn):
        hushing.heard(tx, seq, inbound.sender.channel)
    if turn.conversation.with_person:
        handover.waits_for_person(tx, resident, desk, now)
    words = inbound.text if inbound.manner == "pressed" else ""
    return Received(resident.id, step=_standing(turn.conversation.frames), words=words)


def _come_in(resident: Resident, inbound: Inbound, desk: Desk) -> Inbound:
    """Whoever comes by a way in says what it says; in the middle of a talk a word is a word."""
    talk = resident.conversation
    busy = talk.frames or talk.with_person or talk.urgent or talk.stranger or resident.stopped
    way = None if busy else ways_in.of(inbound, desk.world)
    return inbound if way is None else replace(inbound, text=way.says, manner="said", about="")


def park(tx: Tx, inbound: Inbound, reason: str, desk: Desk, now: datetime) -> None:
    """Keep a message whose turn could not be carried out, and say so kindly."""
    resident = desk.placed(tx.residents.at(inbound.sender, desk.place_of(inbound.place), now))
    seq = tx.inbox.add(inbound, resident.id, state="parked")
    if seq is not None:
        tx.inbox.park(seq, reason)
        _own_up(tx, resident, desk, now)


def park_next(tx: Tx, resident_id: int, reason: str, desk: Desk, now: datetime) -> None:
    """The same for their oldest waiting message: the ones behind it go on."""
    resident = tx.residents.get(resident_id)
    rows = tx.inbox.waiting(resident_id, limit=1)
    if resident is not None and rows:
        tx.inbox.park(rows[0].seq, reason)
        _own_up(tx, desk.placed(resident), desk, now)


def _own_up(tx: Tx, resident: Resident, desk: Desk, now: datetime) -> None:
    asked = handover.call(tx, resident, HANDOVER, "stuck", desk, now)
    for message in filter(None, (Message(sentences.SORRY), asked)):
        say(tx, resident, message, MessageClass.REPLY, desk, now)


def reason_of(broken: BaseException, resident: Resident | None = None) -> str:
    """What broke and where, without their words: the error's type and the step they stood at."""
    step = _standing(resident.conversation.frames) if resident else ""
    return " ".join(part for part in (type(broken).__name__, "at" if step else "", step) if part)


def _standing(frames: object) -> str:
    last = frames[-1] if isinstance(frames, tuple) and frames else None
    return f"{last.flow}/{last.step}" if last else ""
