"""What one of our people does about somebody's check-ins: has them asked, pauses, goes on. The
yes is the resident's own, and so is a pause that they asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from connectbot.desk import caring
from connectbot.desk.caring import Cared, NotDone
from connectbot.desk.checking import ending, enrolling
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.flows.young import YOUNG
from connectbot.model.checkin import Enrolment
from connectbot.model.staff import Staff


def plans(enrolments: Sequence[Enrolment], desk: Desk) -> list[str]:
    """The plans that they can be asked about: those that they are not in, and never said no to."""
    known = {one.plan for one in enrolments}
    return [plan for plan in desk.world.measures.plans if plan not in known]


def ask(
    tx: Tx, resident_id: int, plan: str, staff: Staff, today: date, desk: Desk, now: datetime
) -> Enrolment:
    """Have them asked, by a text that says nothing of what it is about. Raises NotDone."""
    found = caring.theirs(tx, resident_id, staff, today)
    if plan not in plans(tx.checkins.of(resident_id), desk):
        raise NotDone(
            "They are in this plan already, said no to it, or it is not there any more. Nobody "
            "asks them twice."
        )
    if why := _cannot(found):
        raise NotDone(why)
    made = enrolling.enrol(tx, found.resident, plan, desk, now, referrer=staff.id)
    caring.note_read(tx, found, staff, now, "record.changed")
    return made


def _cannot(found: Cared) -> str:
    if found.resident.stopped:
        return "They asked us to stop, so they are asked nothing."
    if found.known.unreachable:
        return "Nothing arrives at their phone: find out where they can be reached first."
    if YOUNG in found.resident.conversation.tags:
        return "They say that they are under 18: check-ins are for grown-ups."
    return ""


def pause(tx: Tx, resident_id: int, staff: Staff, today: date, now: datetime) -> None:
    """No check-in comes until one of our people, or they, say so. Raises NotDone."""
    found = caring.theirs(tx, resident_id, staff, today)
    if not any(may_pause(one) for one in tx.checkins.of(resident_id)):
        raise NotDone("No check-in comes to them just now, so there is nothing to pause.")
    ending.paused(tx, resident_id, None, ending.OPERATOR)
    caring.note_read(tx, found, staff, now, "checkin.paused")


def go_on(tx: Tx, resident_id: int, staff: Staff, today: date, now: datetime) -> None:
    """A pause that was not their own is over. Raises NotDone."""
    found = caring.theirs(tx, resident_id, staff, today)
    held = [one for one in tx.checkins.of(resident_id) if may_go_on(one)]
    if not held:
        raise NotDone(
            "Their check-ins are not paused, or they asked for it: that is theirs to end."
        )
    for one in held:
        ending.unpause(tx, one, now)
    caring.note_read(tx, found, staff, now, "checkin.resumed")


def may_pause(enrolment: Enrolment) -> bool:
    """Whether there is something to pause."""
    return enrolment.state in ("invited", "consented") and not enrolment.paused_why


def may_go_on(enrolment: Enrolment) -> bool:
    """Whether one of our people may end the pause."""
    return enrolment.paused_why in (ending.URGENT, ending.OPERATOR)
