"""The queue of those who wait for a person: who has which talk, and taking one."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, func, null, or_, select, update

from connectbot.desk.ports.handovers import Open
from connectbot.model.conversation import Conversation
from connectbot.model.resident import Handover
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment, moment_or_none
from connectbot.store.statement import Statement, at_most, one_of, some_of
from connectbot.store.tables import CONVERSATIONS, HANDOVER_LINKS, HANDOVERS
from connectbot.store.vault import Vault

_H, _L = HANDOVERS.c, HANDOVER_LINKS.c
IS_OPEN = _H.closed_at.is_(None)
WHOLE = select(
    _H.id,
    _H.resident_id,
    _H.place,
    _H.kind,
    _H.why,
    _H.opened_at,
    _H.told,
    _H.next_at,
    _H.taken_at,
    _H.taken_by,
    _H.closed_at,
    _H.acknowledged_at,
    _H.escalated_at,
    _H.acknowledged_by,
)
_PLACES = 20  # places a statement takes at once: its text is made once
_QUEUED = (
    WHOLE.add_columns(
        CONVERSATIONS.c.sealed,
        _H.browser_hash,
        exists().where(_L.handover_id == _H.id, _L.told_at > _H.taken_at),
    )
    .join_from(
        HANDOVERS, CONVERSATIONS, CONVERSATIONS.c.resident_id == _H.resident_id, isouter=True
    )
    .where(IS_OPEN)
)
_QUEUE = Statement(
    at_most(_QUEUED.where(one_of(_H.place, "place", _PLACES)).order_by(_H.opened_at, _H.id))
)
# Open ones, and those that somebody had; the name is known to whoever asks.
_OF_RESIDENT = Statement(
    at_most(
        WHOLE.add_columns(
            null(),
            _H.browser_hash,
            exists().where(_L.handover_id == _H.id, _L.told_at > _H.taken_at),
        )
        .where(_H.resident_id == bindparam("resident_id"), or_(IS_OPEN, _H.taken_at.is_not(None)))
        .order_by(_H.opened_at.desc(), _H.id)
    )
)
_OPENED = Statement(_QUEUED.where(_H.id == bindparam("id")))
TAKEN_SET = {
    "taken_at": bindparam("at"),
    "taken_by": bindparam("who"),
    "browser_hash": bindparam("browser"),
    "next_at": null(),
    "acknowledged_at": func.coalesce(_H.acknowledged_at, bindparam("at")),
    "acknowledged_by": func.coalesce(_H.acknowledged_by, bindparam("who")),
}
_TAKE_FREE = Statement(
    update(HANDOVERS)
    .where(_H.id == bindparam("key"), IS_OPEN, _H.taken_at.is_(None))
    .values(TAKEN_SET)
)
_TAKE_OVER = Statement(
    update(HANDOVERS)
    .where(_H.id == bindparam("key"), IS_OPEN, _H.taken_at == bindparam("seen"))
    .values(TAKEN_SET)
)
_ACKNOWLEDGE = Statement(
    update(HANDOVERS)
    .where(_H.id == bindparam("key"), IS_OPEN, _H.acknowledged_at.is_(None))
    .values(acknowledged_at=bindparam("at"), acknowledged_by=bindparam("who"), next_at=null())
)


class QueueRows:
    """The part of `ports.Handovers` that a queue is made of."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def open_in(self, places: Collection[str], limit: int = 200) -> Sequence[Open]:
        """Open ones in these places."""
        found = [
            self._open(row)
            for some in some_of("place", places, _PLACES)
            for row in self._link.rows(_QUEUE, **some, limit=limit)
        ]
        return sorted(found, key=lambda one: (one.handover.opened_at, one.handover.id))[:limit]

    def opened(self, id: str) -> Open | None:
        """The open one with this id."""
        row = self._link.row(_OPENED, id=plain(id))
        return self._open(row) if row else None

    def of_resident(self, resident_id: int, limit: int = 50) -> Sequence[Open]:
        """Open ones with them, and those that a person had, the newest first."""
        rows = self._link.rows(_OF_RESIDENT, resident_id=resident_id, limit=limit)
        return [self._open(row) for row in rows]

    def take(
        self, id: str, browser_hash: str, who: str, now: datetime, seen: datetime | None
    ) -> bool:
        """It is theirs, where it stands as they saw it."""
        given = {
            "key": id,
            "at": micros(now),
            "who": self._vault.seal("handovers:taken_by", id, who),
            "browser": browser_hash,
        }
        if seen is None:
            return self._link.change(_TAKE_FREE, **given) == 1
        return self._link.change(_TAKE_OVER, **given, seen=micros(seen)) == 1

    def acknowledge(self, id: str, who: str, now: datetime) -> bool:
        """Somebody has seen it."""
        sealed = self._vault.seal("handovers:taken_by", id, who)
        return self._link.change(_ACKNOWLEDGE, key=id, at=micros(now), who=sealed) == 1

    def _open(self, row: Values) -> Open:
        *whole, sealed, holder, passed_on = row
        handover = self.handover(tuple(whole))
        name = ""
        if sealed is not None:
            whose = str(handover.resident_id)
            text = self._vault.open("conversations:sealed", whose, sealed)
            name = Conversation.from_json(json.loads(text)).saved.get("name", "")
        return Open(handover, name, holder, bool(passed_on))

    def handover(self, row: Values) -> Handover:
        """One row of WHOLE."""
        id, resident_id, place, kind, why, opened_at, told, next_at, taken_at, by = row[:10]
        closed_at, acknowledged_at, escalated_at, seen_by = row[10:]
        return Handover(
            id=id,
            resident_id=resident_id,
            place=place,
            kind=kind,
            why=why,
            opened_at=moment(opened_at),
            told=tuple(int(place) for place in told.split(",") if place),
            next_at=moment_or_none(next_at),
            taken_at=moment_or_none(taken_at),
            taken_by=self._who(id, by),
            closed_at=moment_or_none(closed_at),
            acknowledged_at=moment_or_none(acknowledged_at),
            escalated_at=moment_or_none(escalated_at),
            acknowledged_by=self._who(id, seen_by),
        )

    def _who(self, id: str, sealed: bytes | None) -> str:
        return "" if sealed is None else self._vault.open("handovers:taken_by", id, sealed)
