"""Whoever we write to is not there: nothing decided for them goes, and nothing new is begun."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk.checking import ending
from connectbot.desk.ports import Tx
from connectbot.model.conversation import Conversation
from connectbot.model.effect import Gone
from connectbot.model.resident import Resident

WRONG_PERSON = "wrong-person"
HOSPITAL = "hospital"
REASONS = frozenset({WRONG_PERSON, "died", "moved", HOSPITAL})
"""Why somebody is asked to look who never asked for a person: nobody is told that one comes."""


def carry_out(tx: Tx, resident: Resident, effect: Gone, now: datetime) -> None:
    """Stop at once what was decided for them; the number too, where nobody else writes from it."""
    if effect.name:
        _one_of_several(tx, resident, int(effect.name), effect.why, now)
        return
    tx.residents.silence(resident.id, effect.why, now)
    if effect.why == HOSPITAL:
        return
    ending.withdrawn(tx, resident.id, now, effect.why)
    others = [one for one in tx.residents.on(resident.address) if one.id != resident.id]
    if others and effect.why != WRONG_PERSON:
        tx.residents.leave(resident.address, resident.id, effect.why)
        return
    for one in others:
        tx.residents.silence(one.id, effect.why, now)
        ending.withdrawn(tx, one.id, now, effect.why)
    tx.residents.stop_everywhere(resident.id, now, effect.why)
    tx.residents.stop(resident.address, now, effect.why)


def stops(effect: object, resident: Resident) -> bool:
    """Whether the words that answer this are the last ones to this number."""
    if not isinstance(effect, Gone) or effect.name or effect.why == HOSPITAL:
        return False
    return effect.why == WRONG_PERSON or not resident.sharing


def _one_of_several(tx: Tx, writer: Resident, who: int, why: str, now: datetime) -> None:
    """Somebody on this number tells of another one on it."""
    tx.residents.silence(who, why, now)
    one = tx.residents.get(who)
    if one is None or why == HOSPITAL:
        return
    ending.withdrawn(tx, who, now, why)
    tx.residents.keep(one, Conversation(one.conversation.place), None)
    tx.residents.leave(writer.address, who, why)
