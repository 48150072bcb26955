"""Who writes from a number: one of several, somebody after a long silence, or somebody new."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk.checking import ending
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.flows import resting, stranger
from connectbot.flows.speaker import Speaker, speaker
from connectbot.model.conversation import Conversation, Turn
from connectbot.model.effect import Known, Newcomer
from connectbot.model.message import Inbound
from connectbot.model.resident import Resident

ANOTHER_AFTER = timedelta(hours=4)
"""How long a phone that several people use is taken to be in the same hands."""

NOT_SO_SOON = timedelta(hours=1)
"""How long a talk stands after urgent words there: they may find "reply 1 for more" on it."""

SILENT = timedelta(days=90)
"""After so long a number may be somebody else's."""

_SHARED = {"phone": "shared"}
_NOTHING_SAID = "GO"


def writer(
    tx: Tx, resident: Resident, seq: int, inbound: Inbound, desk: Desk, now: datetime
) -> tuple[Resident, Inbound]:
    """Who a message is from, and what is left of it when they have said so.

    Where that is not known, it is a stranger, of whom nothing is known but their words.
    """
    resident = _over_the_shoulder(_with_the_others(tx, resident), now)
    if inbound.provider_said or resident.conversation.stranger:
        return resident, inbound
    names = [resident.conversation.saved.get("name", "")]
    said = speaker(inbound.text, [*names, *(name for _, name in resident.conversation.people)])
    if said is not None:
        found = _named(tx, resident, said, now)
        if found is not None:
            tx.inbox.whose(seq, found.id)
            rest = replace(inbound, text=said.rest or _NOTHING_SAID)
            return found, rest if found.id != resident.id or said.rest else inbound
    kind = _asks(resident, said, desk, now)
    if not kind:
        return resident, inbound
    resident = _stranger(tx, resident, kind, said, now)
    tx.inbox.whose(seq, resident.id)
    return resident, inbound if said is None else replace(inbound, text=said.rest or _NOTHING_SAID)


def identified(tx: Tx, resident: Resident, turn: Turn, now: datetime) -> Resident | None:
    """Who it is, where the turn of a stranger has found that out."""
    for effect in turn.effects:
        if isinstance(effect, Known):
            return _known(tx, resident, turn, effect.key, now)
        if isinstance(effect, Newcomer):
            return _newcomer(tx, resident, turn, effect.others)
    return None


def kept_words(turn: Turn, inbound: Inbound, desk: Desk) -> Inbound:
    """What they wrote before they were asked; urgent words in it have been answered by then."""
    heard = turn.conversation.heard
    words = _NOTHING_SAID if not heard or desk.world.safety.screen.look(heard) else heard
    return replace(inbound, text=words, media=0)


def _over_the_shoulder(resident: Resident, now: datetime) -> Resident:
    """On a phone that others see, whoever writes after a while may be one of them: a talk that was
    left is over, and nothing they type brings it back."""
    talk = resident.conversation
    seen = resident.sharing or resting.is_seen(talk)
    heard_at = resident.last_inbound_at
    if not seen or heard_at is None or talk.stranger:
        return resident
    left_after = NOT_SO_SOON if talk.urgent else ANOTHER_AFTER
    return resident if now - heard_at < left_after else _at_rest(resident)


def _at_rest(resident: Resident) -> Resident:
    """Whoever says who they are may be somebody else: the talk they left is not shown to them."""
    return replace(resident, conversation=resting.put_away(resident.conversation))


def _with_the_others(tx: Tx, resident: Resident) -> Resident:
    """The others on this number, by key and first name, as they are just now."""
    others: tuple[tuple[str, str], ...] = ()
    if resident.sharing:
        found = (one for one in tx.residents.on(resident.address) if one.id != resident.id)
        others = tuple((str(one.id), one.conversation.saved.get("name", "")) for one in found)
    if others == resident.conversation.people:
        return resident
    return replace(resident, conversation=resident.conversation.changed(people=others))


def _named(tx: Tx, resident: Resident, said: Speaker, now: datetime) -> Resident | None:
    """Whom a name means: the one who writes anyway, another on this number, or somebody new."""
    conversation = resident.conversation
    if said.name == conversation.saved.get("name"):
        return resident
    key = next((key for key, name in conversation.people if name == said.name), "")
    if key:
        return _at_rest(_with_the_others(tx, tx.residents.pass_to(resident.address, int(key))))
    if said.changed and not resident.new:
        _keep_shared(tx, resident, said.before)
        fresh = Conversation(conversation.place, saved={**_SHARED, "name": said.name})
        return _with_the_others(tx, tx.residents.beside(resident, fresh, now))
    return None


def _keep_shared(tx: Tx, resident: Resident, name: str) -> None:
    """Whoever had the phone before is known to share it, and by name where it was said."""
    saved = {**resident.conversation.saved, **_SHARED}
    if name and "name" not in saved:
        saved["name"] = name
    tx.residents.keep(resident, resident.conversation.changed(saved=saved), resident.wake_at)


def _asks(resident: Resident, said: Speaker | None, desk: Desk, now: datetime) -> str:
    """Whether it must be asked who writes, and how; "" where it need not."""
    heard_at, conversation = resident.last_inbound_at, resident.conversation
    silent = timedelta(0) if heard_at is None else now - heard_at
    traits = desk.traits.get(resident.address.channel)
    if silent >= SILENT and traits is not None and traits.counts_segments:
        return stranger.AGAIN
    if resident.sharing and (resident.new or silent >= ANOTHER_AFTER):
        return stranger.PEOPLE
    shared = conversation.saved.get("phone") == "shared"
    at_rest = not conversation.frames or silent >= ANOTHER_AFTER  # else it may be an answer
    unknown = said is not None and shared and not resident.new and at_rest
    return stranger.MET if unknown else ""


def _stranger(
    tx: Tx, resident: Resident, kind: str, said: Speaker | None, now: datetime
) -> Resident:
    """Somebody of whom nothing is known but that the phone may be seen by others."""
    before = resident.conversation
    others = () if resident.new else ((str(resident.id), _name_of(resident)),)
    people = tuple(sorted({*before.people, *others}, key=lambda one: int(one[0])))
    phone = {"phone": before.saved["phone"]} if "phone" in before.saved else {}
    saved = _SHARED if kind == stranger.PEOPLE else phone
    named = {} if said is None else {"name": said.name}
    waits = Conversation(before.place, saved={**saved, **named}, stranger=kind, people=people)
    if resident.new:
        return replace(resident, conversation=waits)
    return tx.residents.beside(resident, waits, now)


def _name_of(resident: Resident) -> str:
    return resident.conversation.saved.get("name", "")


def _known(tx: Tx, resident: Resident, turn: Turn, key: str, now: datetime) -> Resident:
    tx.residents.merge(resident.id, int(key))
    ending.once_in_a_plan(tx, int(key), now)
    found = _at_rest(tx.residents.at(resident.address, resident.conversation.place, now))
    name, saved = turn.conversation.saved.get("name"), found.conversation.saved
    if name and "name" not in saved:
        named = found.conversation.changed(saved={**saved, "name": name})
        found = replace(found, conversation=named)
    return _with_the_others(tx, found)


def _newcomer(tx: Tx, resident: Resident, turn: Turn, others: str) -> Resident:
    """They begin afresh; of whoever this number was, nothing is used."""
    now = turn.conversation
    for key, _ in now.people:
        if others == "drop":
            tx.residents.take_off(resident.address, int(key))
        elif others == "apart":
            tx.residents.leave(resident.address, int(key), others)
    fresh = Conversation(now.place, saved=now.saved, tags=now.tags)
    return _with_the_others(tx, replace(resident, conversation=fresh, sharing=True))
