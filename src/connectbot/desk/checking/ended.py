"""Check-ins that were ended from the phone: whoever holds a shared one can do that, so somebody who
looks after the person asks, and ticks it off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from connectbot.desk import audit
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import TakenBack, Tx
from connectbot.model.resident import Resident
from connectbot.model.staff import Staff

SHOWN_FOR = timedelta(days=14)
"""How long somebody may still ask."""

_SOMEBODY = "Somebody"
_WORDS = "Check-ins of {who} were ended from the phone: ask, where it is safe, if it was them."


@dataclass(frozen=True, slots=True)
class Ended:
    """One sentence, since when it is so, and whether whoever reads it may open their page."""

    words: str
    since: datetime
    resident_id: int
    opens: bool


def ended(tx: Tx, staff: Staff, ids: Collection[str], now: datetime) -> Sequence[Ended]:
    """What one of our people, who stands for these, has to ask: of those whom they look after, and
    of nobody's in their places; the oldest first."""
    found = tx.checkins.taken_back(ids, staff.places, now - SHOWN_FOR)
    residents = tx.residents.those([one.resident_id for one in found])
    return [_ended(one, residents.get(one.resident_id), staff) for one in found]


def _ended(one: TakenBack, resident: Resident | None, staff: Staff) -> Ended:
    who, opens = _SOMEBODY, False
    if resident is not None:
        talk = resident.conversation
        who = talk.saved.get("name") or _SOMEBODY
        opens = staff.leads(talk.place) or (one.kept and staff.serves(talk.place))
    return Ended(_WORDS.format(who=who), one.at, one.resident_id, opens)


def asked(tx: Tx, resident_id: int, staff: Staff, today: date, now: datetime) -> bool:
    """They have asked: it is off the list of everybody who shares it, and the audit log is told.
    False where it is not on theirs."""
    ids = stands_for(tx.staff.everybody(), staff, today)
    mine = tx.checkins.taken_back(ids, staff.places, now - SHOWN_FOR)
    if resident_id not in {one.resident_id for one in mine}:
        return False
    for enrolment in tx.checkins.of(resident_id):
        tx.checkins.change(replace(enrolment, taken_back_at=None))
    audit.note(tx, "checkin.dealt_with", now, actor="staff", who=staff.id, resident=resident_id)
    return True
