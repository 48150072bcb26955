"""The queue of talks in the console: who may see which, and that two never answer over each other.

Whoever is signed in holds a talk by their name, where a one-time link holds it by its browser.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from connectbot.desk import handover
from connectbot.desk.desk import Desk
from connectbot.desk.leave import stands_for
from connectbot.desk.ports import Open, Tx
from connectbot.desk.rota import SAFEGUARDING
from connectbot.desk.tell import digest
from connectbot.model.resident import Handover
from connectbot.model.staff import Staff


class NotNow(Exception):
    """A talk cannot be taken, or is not theirs; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open talk as one of our people sees it: whether it is theirs, and who looks after the
    resident (ids)."""

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
        _waiting(one, staff, keepers) for one in opened if _sees(staff, one, keepers, ids, here)
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
    return _waiting(found, staff, keepers) if _sees(staff, found, keepers, ids, here) else None


def _waiting(found: Open, staff: Staff, keepers: Mapping[int, Sequence[str]]) -> Waiting:
    mine = found.holder == digest(held_by(staff))
    return Waiting(found, mine, keepers.get(found.handover.resident_id, ()))


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
