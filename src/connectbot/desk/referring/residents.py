"""What a resident does about being introduced: asks for it, agrees, says no, takes it back."""

from __future__ import annotations

from datetime import datetime

from connectbot.desk import coming_back, remind, sentences
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import consent, making, reading_first, telling
from connectbot.desk.referring.moving import Refused, move
from connectbot.flows import introducing, promised, sending
from connectbot.flows.leaving import PAUSED
from connectbot.model.effect import Agree, Decline, Introduce, ReadFirst, TakeBack
from connectbot.model.message import Message
from connectbot.model.referral import WITH_GROUP, Referral, Share, State
from connectbot.model.resident import Resident

_ANSWERS = {
    "sent": "silent",
    "accepted": "accepted",
    "waiting_list": "waiting",
    "declined_by_service": "refused",
}
"""The state that a group's word moves it to, and what the resident hears of it after GO."""

_REFUSED = {"no-capacity": "full", "closed": "closed"}
"""The same of a no, where it is known why."""

_SAID_NO = "somebody on their phone said no"
_TAKEN_BACK = "they have taken it back themselves"


def introduce(tx: Tx, resident: Resident, asked: Introduce, desk: Desk, now: datetime) -> Message:
    """They ask for it themselves; what they are told of it."""
    share = _share(asked.share, resident)
    if share == "":
        return Message(sentences.NOT_PASSED_ON)
    try:
        made = making.for_themselves(tx, resident, asked.listing, desk, now, company=asked.company)
        referral = consent.agreed(tx, made.id, share, now)
    except Refused:
        return Message(sentences.NOT_PASSED_ON)
    return _tell_group(tx, resident, referral, desk, now)


def agree(tx: Tx, resident: Resident, asked: Agree, desk: Desk, now: datetime) -> Message:
    """They agree to what somebody asked for them; only one that is theirs, and still waits."""
    found = tx.referrals.get(asked.referral)
    share = _share(asked.share, resident)
    if found is None or found.resident_id != resident.id or share == "":
        return Message(sentences.NOT_PASSED_ON)
    try:
        referral = consent.agreed(tx, found.id, share, now)
    except Refused:
        return Message(sentences.NOT_PASSED_ON)
    return _tell_group(tx, resident, referral, desk, now)


def read_first(tx: Tx, resident: Resident, asked: ReadFirst, desk: Desk, now: datetime) -> Message:
    """What was written of them, on a phone that is theirs alone, while they are still asked."""
    found = tx.referrals.get(asked.referral)
    if (
        found is None
        or (found.resident_id, found.state) != (resident.id, "awaiting_consent")
        or not remind.theirs_alone(resident)
    ):
        return Message(sentences.NOT_TO_READ)
    return reading_first.told(found.details, desk.world.tongue(resident.conversation))


def decline(tx: Tx, resident: Resident, asked: Decline, desk: Desk, now: datetime) -> None:
    """They say no; where it has ended meanwhile there is nothing to say no to. On a phone that
    others see it may be one of those who says so: whoever sent them is told."""
    found = tx.referrals.get(asked.referral)
    if found is None or found.resident_id != resident.id or found.state != "awaiting_consent":
        return
    ended = consent.declined(tx, found.id, now, asked.reason)
    if not introducing.theirs_alone(resident.conversation) or resident.sharing:
        telling.tell_team(tx, ended, _SAID_NO, desk, now)


def take_back(tx: Tx, resident: Resident, asked: TakeBack, desk: Desk, now: datetime) -> int:
    """Nothing more of theirs is passed on: the group is told so, and whoever sent them, as somebody
    else may hold the phone. How many that were."""
    count = 0
    for referral in tx.referrals.of(resident.id):
        if asked.listing not in ("", referral.listing):
            continue
        if referral.state == "awaiting_consent":
            ended = consent.declined(tx, referral.id, now, "not-now")
        elif referral.state in WITH_GROUP:
            gone: State = "no_longer_interested"
            ended = move(tx, referral.id, gone, "resident", now, reason="changed-mind")
            telling.taken_back(tx, ended, desk, now)
        else:
            continue
        telling.tell_team(tx, ended, _TAKEN_BACK, desk, now)
        _promise_no_more(tx, referral)
        count += 1
    return count


def _promise_no_more(tx: Tx, referral: Referral) -> None:
    """What of that group waits for their GO is not said any more."""
    resident = tx.residents.get(referral.resident_id)
    waits = resident.conversation.promised if resident else ""
    left = promised.without(waits, referral.listing)
    if resident is not None and left != waits:
        tx.residents.keep(resident, resident.conversation.changed(promised=left), resident.wake_at)


def answered(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> bool:
    """A group has given its word, or none for ten days: they are told to say GO for it. False where
    nobody can be told; whoever sent them sees where it stands."""
    resident = tx.residents.get(referral.resident_id)
    what = _heard(tx, referral, resident.conversation.promised) if resident else None
    if resident is None or what is None or resident.stopped or resident.away:
        return False
    resident = desk.placed(resident)
    talk = resident.conversation
    if talk.stranger or {PAUSED, introducing.YOUNG} & talk.tags:
        return False
    waits = sending.answered(what, referral.listing, referral.details.first_name)
    remind.hello(tx, resident, waits, desk, now)
    return True


def _heard(tx: Tx, referral: Referral, waits: str) -> str | None:
    """What they hear of a group's word: where they heard a yes of it before, that we told them
    otherwise. `waits` is what they have not heard yet."""
    if referral.state != "declined_by_service":
        return _ANSWERS.get(referral.state)
    said_yes = any(event.after == "accepted" for event in tx.referrals.events(referral.id))
    if said_yes and not waits.startswith(sending.answered("accepted", referral.listing)):
        return "after-all"
    return _REFUSED.get(referral.reason, "refused")


def _tell_group(
    tx: Tx, resident: Resident, referral: Referral, desk: Desk, now: datetime
) -> Message:
    if not telling.introduce(tx, referral, desk, now):
        return Message(sentences.NOT_PASSED_ON)
    coming_back.promised(tx, resident, referral.listing, desk, now)
    return Message(sentences.PASSED_ON)


def _share(asked: str, resident: Resident) -> Share:
    """How much they let the group know; on a phone that others see, a first name at most."""
    seen = resident.sharing or not introducing.theirs_alone(resident.conversation)
    if asked == "first-name" or (seen and asked in ("all", "name-and-number")):
        return "first-name"
    if asked == "all":
        return "all"
    return "name-and-number" if asked == "name-and-number" else ""
