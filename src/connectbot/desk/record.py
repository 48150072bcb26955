"""One resident's record: all that their page shows, to whoever may see it. What was said in a talk
that somebody else has stays between them, and an answer of a check-in is nobody's to read but
whose they let see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from connectbot.desk.caring import Cared, cared
from connectbot.desk.ports import Followed, Open, Tx
from connectbot.desk.referring.tasks import Task, tasks_of
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.talks import held_by
from connectbot.desk.tell import digest
from connectbot.model.casework import Note
from connectbot.model.referral import Referral
from connectbot.model.resident import Handover, Line
from connectbot.model.staff import Staff

LINES = 40
"""How much of what was said a record shows."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one resident: their open talks, what was said last, and by whom they are
    answered just now where that is somebody else ("" nobody)."""

    found: Cared
    notes: Sequence[Note]
    talks: Sequence[Open]
    lines: Sequence[Line]
    between: str
    referrals: Sequence[Referral]
    tasks: Sequence[Task]
    checkins: Sequence[Followed]


def record(tx: Tx, resident_id: int, staff: Staff, today: date, now: datetime) -> Record | None:
    """The record, for whoever looks after them or leads there; None else."""
    found = cared(tx, resident_id, staff, today)
    if found is None:
        return None
    talks = tx.handovers.of_resident(resident_id)
    lines = tx.handovers.said_with(resident_id, _in_order(talks), LINES)
    others = _of_others(talks, staff)
    referrals = tx.referrals.of(resident_id)
    return Record(
        found,
        tx.notes.of(resident_id),
        [one for one in talks if _sees(one, staff, found)],
        [line for line in lines if not _is_between(line, others)],
        others[0].handover.taken_by if others else "",
        referrals,
        tasks_of(referrals, found.known.unreachable, found.resident.stopped, now),
        tx.checkins.followed(resident_id, staff.id),
    )


def _in_order(talks: Sequence[Open]) -> list[Handover]:
    had = [one.handover for one in talks if one.handover.taken_at]
    return sorted(had, key=lambda one: one.taken_at or one.opened_at)


def _of_others(talks: Sequence[Open], staff: Staff) -> list[Open]:
    """Talks that somebody else has now."""
    mine = digest(held_by(staff))
    return [one for one in talks if _is_open(one) and one.handover.taken_at and one.holder != mine]


def _is_open(one: Open) -> bool:
    return one.handover.closed_at is None


def _is_between(line: Line, others: Sequence[Open]) -> bool:
    return any(line.at >= (one.handover.taken_at or line.at) for one in others)


def _sees(one: Open, staff: Staff, found: Cared) -> bool:
    """An alert of urgent words is for leads."""
    leads = staff.leads(found.resident.conversation.place)
    return _is_open(one) and (leads or one.handover.kind != SAFEGUARDING)
