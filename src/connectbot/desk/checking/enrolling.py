"""Somebody is enrolled, is asked by a neutral text whether they want that, and says yes or no."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from hashlib import blake2b

from connectbot.desk import audit
from connectbot.desk.checking import ending, timing
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Bulk, Newcomer, Staged, Tx
from connectbot.desk.promising import written
from connectbot.measures import calendar
from connectbot.measures.plan import Plan
from connectbot.model.checkin import OFFER, Enrolment, Wave, quarter_of
from connectbot.model.conversation import Conversation
from connectbot.model.effect import ConsentTo
from connectbot.model.message import Address
from connectbot.model.resident import Resident

HOUR = time(10)
"""When somebody is written to who has not chosen an hour of their own."""


_Alike = dict[tuple[str, str, date | None, str], tuple[Enrolment, Wave]]


class CannotEnrol(Exception):
    """They cannot be enrolled; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to be enrolled: in which plan and place, from which day (None today), and which of
    our people enrols them."""

    address: Address
    plan: str
    place: str
    start: date | None = None
    referrer: str = ""


def fresh(desk: Desk) -> bytes:
    """Sixteen random bytes."""
    return blake2b(desk.token().encode(), digest_size=16).digest()


def newcomers(wanted: Iterable[Wanted], desk: Desk, now: datetime) -> list[Newcomer]:
    """What will be kept of each of them. Raises CannotEnrol for a plan that is not there."""
    # Nobody has said anything yet, so in one place all are asked at the same hour of the same day.
    alike: _Alike = {}
    return [_newcomer(one, alike, desk, now) for one in wanted]


def _newcomer(one: Wanted, alike: _Alike, desk: Desk, now: datetime) -> Newcomer:
    anybody = one.plan, one.place, one.start, one.referrer
    if anybody not in alike:
        first = _enrolment(one, 0, desk, now)
        nobody = Resident(0, one.address, Conversation(first.place))
        alike[anybody] = first, _offer(first, nobody, desk, now)
    return Newcomer(one.address, fresh(desk).hex(), *alike[anybody])


def stage(tx: Tx, newcomers: Sequence[Newcomer]) -> Sequence[Staged]:
    """Hash and seal them, on a reading connection: nobody who writes waits for that."""
    return tx.checkins.stage(newcomers)


def enrol_many(tx: Tx, staged: Sequence[Staged], now: datetime) -> Bulk:
    """Write many in one go: all of them are enrolled, or nobody is."""
    done = tx.checkins.enrol_many(staged, now)
    audit.note(tx, "checkin.enrolled", now, result=str(done.enrolled))
    return done


def enrol(
    tx: Tx, resident: Resident, plan: str, desk: Desk, now: datetime, *, referrer: str = ""
) -> Enrolment:
    """Enrol somebody who is known; they are asked themselves. Raises CannotEnrol.

    Once in a plan: under two pseudonyms one person would be two of the ten behind a figure.
    """
    if any(one.plan == plan for one in tx.checkins.of(resident.id)):
        raise CannotEnrol(
            f"They are in the plan `{plan}` already, have finished it, or said no to it: see "
            "`connectbot checkin list --who`."
        )
    place = resident.conversation.place
    wanted = Wanted(resident.address, plan, place, referrer=referrer)
    enrolment = _enrolment(wanted, resident.id, desk, now)
    tx.checkins.enrol(enrolment)
    tx.checkins.plan_wave(_offer(enrolment, resident, desk, now))
    audit.note(tx, "checkin.enrolled", now, resident=resident.id, place=place, result="1")
    return enrolment


def _enrolment(one: Wanted, resident_id: int, desk: Desk, now: datetime) -> Enrolment:
    _plan(one.plan, desk)
    today = now.astimezone(desk.zone(one.place)).date()
    return Enrolment(
        id=fresh(desk).hex(),
        resident_id=resident_id,
        plan=one.plan,
        place=one.place,
        cohort=quarter_of(today),
        anchor=max(one.start or today, today),
        made_at=now,
        hour=HOUR,
        referrer=one.referrer,
    )


def _plan(plan: str, desk: Desk) -> Plan:
    found = desk.world.measures.plans.get(plan)
    if found is None:
        known = ", ".join(sorted(desk.world.measures.plans)) or "none"
        raise CannotEnrol(f"There is no plan `{plan}`; there are: {known}.")
    return found


def _offer(enrolment: Enrolment, resident: Resident, desk: Desk, now: datetime) -> Wave:
    zone = desk.zone(enrolment.place)
    start = max(now, calendar.moment(enrolment.anchor, time(), zone))
    due = timing.slot(enrolment, resident, desk, start)
    late = due + ending.OFFERED_FOR
    return Wave(0, enrolment.id, resident.id, OFFER, due, written(due, zone), due, closes_at=late)


def answered(tx: Tx, resident: Resident, said: ConsentTo, desk: Desk, now: datetime) -> None:
    """They said yes or no. A yes plans the waves that are to come, from today at the soonest."""
    enrolment = tx.checkins.enrolment(said.enrolment)
    if enrolment is None or enrolment.resident_id != resident.id:
        return
    offer = tx.checkins.wave(enrolment.id, OFFER)
    if offer is not None:
        ending.end(tx, offer, "complete", said.choice, now)
    if said.choice != "yes":
        ending.declined(tx, enrolment, now)
        return
    today = now.astimezone(desk.zone(enrolment.place)).date()
    agreed = replace(
        enrolment,
        state="consented",
        anchor=max(enrolment.anchor, today),
        hour=time.fromisoformat(said.hour) if said.hour else enrolment.hour,
        weekday=said.weekday,
        strata=dict(said.strata),
        shows_to=said.shows_to,
        consented_at=now,
        paused_until=None,
        paused_why="",
    )
    tx.checkins.change(agreed)
    _plan_waves(tx, agreed, desk, now)


def _plan_waves(tx: Tx, enrolment: Enrolment, desk: Desk, now: datetime) -> None:
    """Those that are to come; one that was planned before, and not sent, is replaced."""
    before = [one for one in tx.checkins.waves(enrolment.id) if one.wave != OFFER]
    for one in before:
        if one.state == "waiting":
            ending.end(tx, one, "dropped", "replaced", now)
    done = {one.wave for one in before if one.state != "waiting"}
    zone, off = timing.clock_of(enrolment.place, desk)
    plan = _plan(enrolment.plan, desk)
    days = calendar.waves(plan, enrolment.anchor, enrolment.hour, enrolment.weekday, zone, off)
    for name, due in days.items():
        if name not in done:
            wall = written(due.local, zone)
            tx.checkins.plan_wave(
                Wave(
                    0,
                    enrolment.id,
                    enrolment.resident_id,
                    name,
                    due.at,
                    wall,
                    due.at,
                    closes_at=due.late,
                )
            )
