"""The queue of talks in the console: who may see which, and that two never answer over each other.

Whoever is signed in holds a talk by their name, where a one-time link holds it by its browser.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from connectbot.desk import handover, safe_times
from connectbot.desk.caring import cared
from connectbot.desk.desk import Desk
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Open, Tx
from connectbot.desk.rota import HANDOVER, SAFEGUARDING
from connectbot.desk.tell import digest
from connectbot.model.resident import Handover, Resident
from connectbot.model.staff import Staff

BEGUN = "begun"
"""Why there is a talk: one of our people began it."""

_JUST_NOW = timedelta(hours=1)
"""Whoever wrote so lately is answered, not written to first."""


class NotNow(Exception):
    """A talk cannot be taken, or is not theirs; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open talk as one of our people sees it: whether it is theirs, and who of those who are
    here looks after the resident (ids)."""

    open: Open
    mine: bool
    keepers: Sequence[str]

    @property
    def handover(self) -> Handover:
        """The talk itself."""
        return self.open.handover

    @property
    def state(self) -> str:
        """ "mine", "taken" by somebody else, "passed on" where they did not answer in time and
        somebody else was asked, or "waits"."""
        if self.mine:
            return "mine"
        if self.handover.taken_at is None:
            return "waits"
        return "passed on" if self.open.passed_on else "taken"


def held_by(staff: Staff) -> str:
    """What stands for a browser where somebody is signed in; no secret of a browser reads so."""
    return f"staff {staff.id}"


def queue(tx: Tx, staff: Staff, today: date) -> list[Waiting]:
    """The open talks that they see, the oldest first."""
    opened = tx.handovers.open_in(staff.places)
    everybody = tx.staff.everybody()
    keepers = tx.caseloads.keepers([one.handover.resident_id for one in opened])
    ids = stands_for(everybody, staff, today)
    here = frozenset(one.id for one in everybody if one.revoked_at is None)
    return [
        _waiting(one, staff, keepers, here)
        for one in opened
        if _sees(staff, one, keepers, ids, here)
    ]


def look(tx: Tx, id: str, staff: Staff, today: date) -> Waiting | None:
    """One open talk, where they see it."""
    found = tx.handovers.opened(id)
    if found is None:
        return None
    everybody = tx.staff.everybody()
    keepers = tx.caseloads.keepers([found.handover.resident_id])
    ids = stands_for(everybody, staff, today)
    here = frozenset(one.id for one in everybody if one.revoked_at is None)
    sees = _sees(staff, found, keepers, ids, here)
    return _waiting(found, staff, keepers, here) if sees else None


def _waiting(
    found: Open, staff: Staff, keepers: Mapping[int, Sequence[str]], here: Collection[str]
) -> Waiting:
    mine = found.holder == digest(held_by(staff))
    theirs = keepers.get(found.handover.resident_id, ())
    return Waiting(found, mine, [one for one in theirs if one in here])


def _sees(
    staff: Staff,
    found: Open,
    keepers: Mapping[int, Sequence[str]],
    ids: Collection[str],
    here: Collection[str],
) -> bool:
    """A lead sees all of their places; a link worker those they look after, those whom nobody looks
    after, and those they have; never an alert of urgent words."""
    place = found.handover.place
    if staff.leads(place):
        return True
    if not staff.serves(place) or found.handover.kind == SAFEGUARDING:
        return False
    theirs = [one for one in keepers.get(found.handover.resident_id, ()) if one in here]
    mine = found.holder == digest(held_by(staff))
    return mine or not theirs or any(one in ids for one in theirs)


def may_take(waiting: Waiting, staff: Staff) -> bool:
    """Whether they may take it now: nobody has it, whoever has it did not answer in time, or they
    lead here and take it over."""
    if waiting.state in ("waits", "passed on"):
        return True
    return waiting.state == "taken" and staff.leads(waiting.handover.place)


def take(
    tx: Tx, id: str, staff: Staff, seen: datetime | None, desk: Desk, now: datetime
) -> Handover:
    """It is theirs from now on, where it stands as their page showed it: `seen` is when whoever had
    it took it, None where nobody had. Raises NotNow."""
    today = now.astimezone(desk.rota.zone).date()
    waiting = look(tx, id, staff, today)
    if waiting is None:
        raise NotNow("This talk was given back, or it is not one of yours.")
    if waiting.mine:
        return waiting.handover
    free = may_take(waiting, staff) and waiting.handover.taken_at == seen
    if not free or not tx.handovers.take(id, digest(held_by(staff)), staff.name, now, seen):
        who = waiting.handover.taken_by or "Somebody else"
        raise NotNow(f"{who} has this talk now. Nothing was taken from them.")
    taken = tx.handovers.get(id)
    if taken is None:
        raise AssertionError("it was taken just now")
    handover.began(tx, taken, desk, now)
    handover.note(tx, "handover.taken", taken, now, staff.id)
    return taken


def begin(tx: Tx, resident_id: int, staff: Staff, desk: Desk, now: datetime) -> Handover:
    """They write to somebody whom they look after, or take the talk that waits. Nobody is told
    where they then say nothing. Raises NotNow."""
    today = now.astimezone(desk.rota.zone).date()
    found = cared(tx, resident_id, staff, today)
    if found is None:
        raise NotNow("You do not look after them, or they are not here any more.")
    resident = found.resident
    waits = [one.handover for one in tx.handovers.of_resident(resident_id) if _waits(one)]
    if not waits and (why := _unsafe(resident, desk, now)):
        raise NotNow(why)
    place = resident.conversation.place
    opened, new = tx.handovers.open(resident_id, place, HANDOVER, BEGUN, now, now + desk.promise)
    taken = take(tx, opened.id, staff, opened.taken_at, desk, now)
    if new:
        tx.handovers.wait(taken.id, None)
    return taken


def _waits(one: Open) -> bool:
    return one.handover.closed_at is None and one.handover.kind == HANDOVER


def _unsafe(resident: Resident, desk: Desk, now: datetime) -> str:
    """Why nobody writes to them first just now; "" where one may."""
    if resident.stopped:
        return "They asked us to stop: nothing written here would reach them."
    if resident.away or resident.conversation.stranger:
        return "Somebody else has their phone just now, so nothing is begun with them."
    heard, opens = resident.last_inbound_at, safe_times.opens(resident, desk, now)
    if opens > now and (heard is None or now - heard >= _JUST_NOW):
        when = opens.astimezone(desk.rota.zone)
        return f"We may write to them first from {when:%a %-d %b, %H:%M}. Until then, ring."
    return ""


def may_keep(waiting: Waiting, staff: Staff) -> bool:
    """Whether they may look after this resident from now on: they have the talk, and nobody who is
    here looks after them, or they lead there."""
    free = not waiting.keepers or staff.leads(waiting.handover.place)
    return waiting.mine and staff.id not in waiting.keepers and free


def keep(tx: Tx, id: str, staff: Staff, today: date, now: datetime) -> Handover:
    """They look after the resident of this talk from now on. Raises NotNow."""
    waiting = look(tx, id, staff, today)
    if waiting is None or not may_keep(waiting, staff):
        raise NotNow("Somebody looks after them already, or this talk is not with you any more.")
    tx.caseloads.add(staff.id, waiting.handover.resident_id, now)
    handover.note(tx, "caseload.changed", waiting.handover, now, staff.id)
    return waiting.handover


def acknowledge(tx: Tx, id: str, staff: Staff, now: datetime) -> bool:
    """They have seen an alert and look after it: nobody else is told of it. False where somebody
    had seen it, or it is not theirs to see."""
    found = tx.handovers.opened(id)
    if found is None or not staff.leads(found.handover.place):
        return False
    done = tx.handovers.acknowledge(id, staff.name, now)
    if done:
        handover.note(tx, "handover.acknowledged", found.handover, now, staff.id)
    return done


def dealt_with(tx: Tx, id: str, staff: Staff, desk: Desk, now: datetime) -> bool:
    """An alert that somebody has seen is closed; the bot answers, unless another person talks to
    them. False where nobody has seen it, somebody else is talking, or it is not theirs to see."""
    found = tx.handovers.opened(id)
    if found is None or not staff.leads(found.handover.place):
        return False
    mine, free = found.holder == digest(held_by(staff)), found.handover.taken_at is None
    if found.handover.acknowledged_at is None or not (mine or free):
        return False
    if mine:
        handover.end(tx, found.handover, desk, now, staff.id)
    else:
        # Nobody wrote to them: the bot never fell silent, and where they stand is theirs.
        tx.handovers.close(id, now)
        handover.note(tx, "handover.closed", found.handover, now, staff.id)
    return True
