"""What was promised to residents for later: of which listing is sealed, and when is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select, update

from connectbot.model.reminder import Reminder
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment
from connectbot.store.promised import IS_PENDING, REMINDERS
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.vault import Vault

_R = REMINDERS.c
_GIVEN = ("resident_id", "sealed", "kind", "due_at", "due_local", "made_at")
_ADD = Statement(
    lambda insert: insert(REMINDERS).values({**params(_GIVEN), "state": fixed("waiting")})
)
_READ = select(_R.id, _R.resident_id, _R.sealed, _R.kind, _R.due_at, _R.due_local, _R.made_at)
_DUE = Statement(
    at_most(_READ.where(IS_PENDING, _R.due_at <= bindparam("now")).order_by(_R.due_at, _R.id))
)
_ENDED: dict[str, ColumnElement[Any]] = {"state": bindparam("as"), "ended_at": bindparam("at")}
_END = Statement(update(REMINDERS).where(_R.id == bindparam("key"), IS_PENDING).values(_ENDED))
_AGAIN = Statement(
    update(REMINDERS).where(_R.id == bindparam("key"), IS_PENDING).values(due_at=bindparam("at"))
)
_WAITS = (_R.resident_id == bindparam("who"), IS_PENDING)
_DROP = Statement(update(REMINDERS).where(*_WAITS).values(_ENDED))
_WAITING = Statement(_READ.where(*_WAITS).order_by(_R.due_at, _R.id))

_OVER = at_most(select(_R.id).where(~IS_PENDING, _R.ended_at < bindparam("before")).order_by(_R.id))
_PURGE = Statement(delete(REMINDERS).where(_R.id.in_(_OVER)))


class ReminderRows:
    """Keeps the promises of `ports.Reminders`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(self, reminder: Reminder, now: datetime) -> None:
        """Keep it, in place of one of the same kind of the same listing."""
        for one in self.waiting(reminder.resident_id):
            if (one.kind, one.listing) == (reminder.kind, reminder.listing):
                self.end(one.id, "dropped", now)
        starts = reminder.starts.isoformat() if reminder.starts else None
        sealed = json.dumps({"listing": reminder.listing, "starts": starts})
        self._link.change(
            _ADD,
            resident_id=reminder.resident_id,
            sealed=self._vault.seal("reminders:sealed", _key(reminder.kind, now), sealed),
            kind=reminder.kind,
            due_at=micros(reminder.due_at),
            due_local=reminder.due_local,
            made_at=micros(now),
        )

    def waiting(self, resident_id: int) -> Sequence[Reminder]:
        """All that still waits for them, the first to come first."""
        return [self._reminder(row) for row in self._link.rows(_WAITING, who=resident_id)]

    def due(self, now: datetime, limit: int = 50) -> Sequence[Reminder]:
        """Waiting ones whose time has come, oldest first."""
        return [self._reminder(row) for row in self._link.rows(_DUE, now=micros(now), limit=limit)]

    def end(self, id: int, state: str, now: datetime) -> bool:
        """It is over; False where it was over before."""
        return bool(self._link.change(_END, **{"key": id, "as": state, "at": micros(now)}))

    def again(self, id: int, at: datetime) -> None:
        """It still waits; look at it again then."""
        self._link.change(_AGAIN, key=id, at=micros(at))

    def drop(self, resident_id: int, now: datetime) -> None:
        """Nothing that was promised to this resident is kept."""
        self._link.change(_DROP, **{"who": resident_id, "as": "dropped", "at": micros(now)})

    def purge(self, before: datetime, limit: int = 500) -> int:
        """Erase those that ended before then."""
        return self._link.change(_PURGE, before=micros(before), limit=limit)

    def _reminder(self, row: Values) -> Reminder:
        id, resident_id, sealed, kind, due_at, due_local, made_at = row
        made = moment(made_at)
        key = _key(kind, made)
        of = json.loads(self._vault.open("reminders:sealed", key, sealed))
        starts = datetime.fromisoformat(of["starts"]) if of["starts"] else None
        of_whom, due = (resident_id, kind, of["listing"]), moment(due_at)
        return Reminder(*of_whom, due, due_local, starts=starts, id=id, made_at=made)


def _key(kind: str, made_at: datetime) -> str:
    """What a seal is bound to; not to the resident, who may turn out to be another one."""
    return f"{kind} {micros(made_at)}"
