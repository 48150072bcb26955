"""Looking after one resident: who may see them, their number on request, notes, safe hours, and
who looks after them from now on. Each leaves a line in the audit log, and no word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from connectbot.desk import audit, retiming
from connectbot.desk.desk import Desk
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Tx
from connectbot.flows.answers.stretch import ANY, hours
from connectbot.flows.liking import SAFE_HOURS
from connectbot.model.casework import Known
from connectbot.model.resident import Resident
from connectbot.model.staff import Staff

LONGEST_NOTE = 2_000


class NotDone(Exception):
    """It cannot be done so; the sentence says why and the mend."""


@dataclass(frozen=True, slots=True)
class Cared:
    """A resident whom somebody may see, who looks after them, how they stand; and all of us."""

    resident: Resident
    keepers: Sequence[Staff]
    known: Known
    everybody: Sequence[Staff]


def cared(tx: Tx, resident_id: int, staff: Staff, today: date) -> Cared | None:
    """A resident, where this one of our people looks after them (or covers for who does), or leads
    in their place; None else, and where there is none."""
    resident, stands = tx.residents.get(resident_id), tx.caseloads.known_one(resident_id)
    if resident is None or stands is None:
        return None
    everybody = tx.staff.everybody()
    known, ids = stands
    place = resident.conversation.place
    near = staff.serves(place) and stands_for(everybody, staff, today) & set(ids)
    if not near and not staff.leads(place):
        return None
    by_id = {one.id: one for one in everybody if one.revoked_at is None}
    return Cared(resident, [by_id[id] for id in ids if id in by_id], known, everybody)


def note_read(
    tx: Tx, found: Cared, staff: Staff, now: datetime, action: str = "record.read"
) -> None:
    """The audit log is told that they read what is known, or of what else they did."""
    audit.note(
        tx,
        action,
        now,
        actor="staff",
        who=staff.id,
        resident=found.resident.id,
        place=found.resident.conversation.place,
    )


def number(tx: Tx, resident_id: int, staff: Staff, today: date, now: datetime) -> str:
    """Where they can be reached, shown because somebody asked. Raises NotDone."""
    found = theirs(tx, resident_id, staff, today)
    note_read(tx, found, staff, now, "record.number")
    return found.resident.address.value


def add_note(tx: Tx, resident_id: int, staff: Staff, text: str, today: date, now: datetime) -> str:
    """Something is written down about them; its id. Raises NotDone."""
    found = theirs(tx, resident_id, staff, today)
    words = text.strip()
    if not words or len(words) > LONGEST_NOTE:
        raise NotDone(f"A note has 1 to {LONGEST_NOTE} letters; this one has {len(words)}.")
    id = tx.notes.add(resident_id, staff.id, words, now)
    note_read(tx, found, staff, now, "note.added")
    return id


def set_safe_hours(
    tx: Tx, resident_id: int, staff: Staff, words: str, desk: Desk, today: date, now: datetime
) -> str:
    """Between which hours we may write first, as they told one of us ("after 6pm", "any time");
    how it was understood. Raises NotDone."""
    found = theirs(tx, resident_id, staff, today)
    said = hours(words)
    if said is None:
        raise NotDone("I cannot read these hours: write them like 10am to 4pm, or any time.")
    talk = found.resident.conversation
    saved = {**talk.saved, SAFE_HOURS: said}
    after = replace(found.resident, conversation=replace(talk, saved=saved))
    tx.residents.keep(found.resident, after.conversation, found.resident.wake_at)
    retiming.kept_to(tx, found.resident, desk.placed(after), desk, now)
    note_read(tx, found, staff, now, "record.changed")
    return said


def told_hours(resident: Resident) -> str:
    """The hours as one reads them, "" for any."""
    said = resident.conversation.saved.get(SAFE_HOURS, ANY)
    return "" if said == ANY else said.replace("-", " to ")


def hand_on(tx: Tx, resident_id: int, staff: Staff, to: str, today: date, now: datetime) -> Staff:
    """Somebody else looks after them instead of those who do. Raises NotDone."""
    found = theirs(tx, resident_id, staff, today)
    new = tx.staff.get(to)
    if new is None or not (new.serves(found.resident.conversation.place)):
        raise NotDone("Choose somebody who talks to residents in this place.")
    for one in tx.caseloads.keepers([resident_id]).get(resident_id, ()):  # who left, too
        tx.caseloads.remove(one, resident_id)
    tx.caseloads.add(new.id, resident_id, now)
    note_read(tx, found, staff, now, "caseload.changed")
    return new


def may_take(found: Cared) -> list[Staff]:
    """Who could look after them instead."""
    place = found.resident.conversation.place
    return [one for one in found.everybody if one.serves(place) and one not in found.keepers]


def theirs(tx: Tx, resident_id: int, staff: Staff, today: date) -> Cared:
    """The resident, where they may see them. Raises NotDone."""
    found = cared(tx, resident_id, staff, today)
    if found is None:
        raise NotDone("You do not look after them, or they are not here any more.")
    return found
