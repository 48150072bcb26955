"""One person, two ways to write: a code goes to the phone, and typed elsewhere it joins the two."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk import sentences
from connectbot.desk.checking import ending
from connectbot.desk.desk import Desk
from connectbot.desk.people import SILENT
from connectbot.desk.ports import Tx
from connectbot.desk.remind import theirs_alone
from connectbot.desk.say import say
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address, Message, MessageClass
from connectbot.model.resident import Resident

CODE = "code"
LASTS = timedelta(minutes=15)
_AGAIN_AFTER = timedelta(hours=4)
"""So that nobody fills a phone with codes, from however many web chats, nor guesses for long."""


def send_code(tx: Tx, resident: Resident, number: str, desk: Desk, now: datetime) -> str:
    """Send a code where one may be sent; what the conversation keeps of it, "" where none went.

    What we answer is the same either way: nobody learns here which numbers write to us.
    """
    phone = _writes_from(tx, resident, number)
    if phone is None or desk.quiet.quiet(now) or not _is_theirs_alone(phone, now):
        return ""
    if tx.outbox.has(phone.address, CODE, now - _AGAIN_AFTER):
        return ""
    code = desk.figures()
    tongue = desk.world.tongue(phone.conversation)
    text = sentences.code(desk.place(phone.conversation.place).name, code, tongue)
    say(tx, phone, Message(text), MessageClass.SERVICE, desk, now, purpose=CODE)
    return f"{code} {(now + LASTS).isoformat()} {number}"


def join(tx: Tx, resident: Resident, number: str, now: datetime) -> Resident:
    """Make the two one, who stands where they stand here; whoever was sent the code came first to
    that phone. Nothing changes where they were forgotten meanwhile."""
    phone = _writes_from(tx, resident, number)
    if phone is None:
        return resident
    conversation = _together(phone.conversation, resident.conversation)
    tx.residents.merge(resident.id, phone.id)
    ending.once_in_a_plan(tx, phone.id, now)
    joined = replace(resident, id=phone.id, conversation=conversation)
    tx.residents.keep(joined, conversation, resident.wake_at)
    return joined


def _writes_from(tx: Tx, resident: Resident, number: str) -> Resident | None:
    """Whoever came first to this phone; None where nobody did, or it is the one who asks."""
    found = next(iter(tx.residents.on(Address("sms", number))), None)
    return found if found is not None and found.id != resident.id else None


def _is_theirs_alone(phone: Resident, now: datetime) -> bool:
    """Whether they said that nobody else sees this phone, whoever holds which may read the code;
    have written from it lately, and may be written to."""
    heard_at = phone.last_inbound_at
    lately = heard_at is not None and now - heard_at < SILENT
    return lately and theirs_alone(phone) and not (phone.stopped or phone.conversation.stranger)


def _together(phone: Conversation, here: Conversation) -> Conversation:
    """The talk goes on here, with what both knew; what was said last goes first, but a phone that
    others see stays one."""
    saved = {**phone.saved, **here.saved}
    if "shared" in (phone.saved.get("phone"), here.saved.get("phone")):
        saved["phone"] = "shared"
    with_person = phone.with_person or here.with_person
    return here.changed(saved=saved, tags=phone.tags | here.tags, with_person=with_person)
