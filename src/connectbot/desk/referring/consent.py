"""A resident is asked before any group hears of them: neutrally, twice more, and then it lapses."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk import safe_times
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import moving
from connectbot.desk.referring.telling import may_be_given
from connectbot.desk.say import say
from connectbot.flows import sent
from connectbot.flows.leaving import PAUSED
from connectbot.flows.young import YOUNG
from connectbot.model.message import FLEETING, MessageClass
from connectbot.model.referral import Details, Referral, Share, State
from connectbot.model.resident import Resident

ASKED = "sent-by"
"""The purpose of the neutral text."""

AGAIN = (timedelta(days=3), timedelta(days=4))
"""When they are asked again after the text before; after the last it lapses."""

LAPSES = timedelta(days=7)

IN_PEACE = timedelta(minutes=30)
"""How long somebody has not written before we begin anything."""

GIVEN_UP = timedelta(days=14)
"""How long a text waits for a moment in which it can go."""

OWN_WORD = timedelta(days=1)
"""How long one that somebody asked for themselves waits for their last word."""

_LATER = timedelta(days=1)


def look(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> Referral:
    """Take one that waits for their word a step on: the neutral text, a reminder, or its end."""
    resident = tx.residents.get(referral.resident_id)
    end = "unreachable" if resident is None else _why_not(tx, referral, resident, desk, now)
    if end or resident is None:
        return moving.move(tx, referral.id, "lapsed", "system", now, reason=end)
    resident = desk.placed(resident)
    at = _when(tx, referral, resident, desk, now)
    if at > now:
        later = replace(referral, next_at=at)
        tx.referrals.keep(later)
        return later
    return _ask(tx, referral, resident, desk, now)


def agreed(tx: Tx, id: str, share: Share, now: datetime) -> Referral:
    """They agreed, and to how much; the group is told next. Raises moving.Refused."""
    before = moving.standing(tx, id)
    moving.refuse(before, "sent", "resident", "")
    tx.referrals.keep(replace(before, share=share, details=_known(tx, before)))
    _looked_after(tx, before, now)
    return moving.move(tx, id, "sent", "resident", now, next_at=now)


def _known(tx: Tx, referral: Referral) -> Details:
    """What whoever sends them wrote, and the district that they told us themselves: before they
    agree it is for nobody who has no more than their number."""
    resident, details = tx.residents.get(referral.resident_id), referral.details
    if resident is None or details.area:
        return details
    return replace(details, area=resident.conversation.saved.get("area", ""))


def _looked_after(tx: Tx, referral: Referral, now: datetime) -> None:
    """Whoever sent them looks after them from now on, where nobody who is here does."""
    sent_by, who = tx.staff.get(referral.made_by), referral.resident_id
    keepers = tx.caseloads.keepers([who]).get(who, ())
    here = [one for one in map(tx.staff.get, keepers) if one and one.revoked_at is None]
    if sent_by is not None and sent_by.serves(referral.place) and not here:
        tx.caseloads.add(sent_by.id, who, now)


def declined(tx: Tx, id: str, now: datetime, reason: str = "said-no") -> Referral:
    """They said no, or that it is not for them at all ("wrong-person"). Raises moving.Refused."""
    to: State = "entered_in_error" if reason == "wrong-person" else "declined_by_person"
    return moving.move(tx, id, to, "resident", now, reason=reason)


def _why_not(tx: Tx, referral: Referral, resident: Resident, desk: Desk, now: datetime) -> str:
    """Why they are not asked (any more); "" where they are."""
    if resident.stopped:
        return "stopped"
    if YOUNG in resident.conversation.tags:
        return "under-18"
    if may_be_given(tx, referral.listing, now.astimezone(desk.rota.zone).date()) is None:
        return "unchecked"
    if resident.address.channel in FLEETING:
        return "unreachable"
    if referral.asked_at is None:
        return "unreachable" if now - referral.made_at >= GIVEN_UP else ""
    return "no-answer" if referral.nudged >= len(AGAIN) else ""


def _when(tx: Tx, referral: Referral, resident: Resident, desk: Desk, now: datetime) -> datetime:
    """The first moment at which they may be asked, as it looks now."""
    standing = resident.conversation
    if (
        resident.away
        or standing.stranger
        or PAUSED in standing.tags
        or _asked_of_another(tx, referral)
    ):
        return now + _LATER
    heard_at = resident.last_inbound_at
    just_now = heard_at is not None and now - heard_at < IN_PEACE
    if standing.with_person or resident.waiting or just_now:
        return now + IN_PEACE
    return safe_times.opens(resident, desk, now)


def _asked_of_another(tx: Tx, referral: Referral) -> bool:
    """Whether they are being asked about another one: one at a time."""
    return any(
        one.state == "awaiting_consent" and one.asked_at is not None and one.id != referral.id
        for one in tx.referrals.of(referral.resident_id)
    )


def _ask(tx: Tx, referral: Referral, resident: Resident, desk: Desk, now: datetime) -> Referral:
    details = referral.details
    wrote = bool(details.matters or details.access) and not resident.sharing
    who = details.sender, details.first_name
    waits = sent.kept(referral.id, referral.listing, *who, wrote=wrote)
    conversation = resident.conversation.changed(promised=waits)
    tx.residents.keep(resident, conversation, resident.wake_at)
    place, tongue = desk.place(conversation.place).name, desk.world.tongue(conversation)
    text = sent.first_text(details.sender, place, tongue)
    say(tx, resident, text, MessageClass.SERVICE, desk, now, purpose=ASKED)
    first = referral.asked_at is None
    nudged = 0 if first else referral.nudged + 1
    wait = AGAIN[nudged] if nudged < len(AGAIN) else LAPSES
    asked = replace(
        referral,
        asked_at=now if first else referral.asked_at,
        nudged=nudged,
        next_at=now + wait,
    )
    tx.referrals.keep(asked)
    return asked
