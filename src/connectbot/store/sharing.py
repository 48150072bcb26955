"""Who writes from which address: several people on one number, one person at several addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, null, or_, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.store.forgetting import forget
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.promised import IS_PENDING
from connectbot.store.statement import Statement, params
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    IS_QUEUED,
    OUTBOX,
    REMINDERS,
    RESIDENTS,
    SHARERS,
    fixed,
)

_A, _C, _R, _S, _O = ADDRESSES.c, CONVERSATIONS.c, RESIDENTS.c, SHARERS.c, OUTBOX.c
_WHO: BindParameter[int] = bindparam("who")
_AT: BindParameter[int] = bindparam("number")

_OTHER = SHARERS.alias("other")
SOMEBODY_ELSE = exists().where(
    _OTHER.c.address_id == _A.id,
    _OTHER.c.resident_id != _R.id,
    _OTHER.c.gone == fixed(""),
)
"""Whether anybody else writes from the address of a resident."""

_NUMBERS_OF_THEM = select(_S.address_id).where(_S.resident_id == _WHO)
_AT_THEM = or_(
    _O.address_id.in_(select(_A.id).where(_A.resident_id == _WHO)),
    _O.address_id.in_(_NUMBERS_OF_THEM),
)

_NEW = Statement(
    lambda insert: insert(RESIDENTS).values(params(("place", "created_at"))).returning(_R.id)
)
_MOVE_IN = Statement(
    update(ADDRESSES).where(_A.id == _AT).values(resident_id=bindparam("resident"))
)


def _joining(insert: Any) -> ClauseElement:
    adding = insert(SHARERS).values({**params(("address_id", "resident_id")), "gone": fixed("")})
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["address_id", "resident_id"], set_={"gone": fixed("")}
    )
    return clause


_JOIN = Statement(_joining)
_ON = Statement(
    select(_S.resident_id)
    .where(_S.address_id == _AT, _S.gone == fixed(""))
    .order_by(_S.resident_id)
)
_LEAVE = Statement(
    update(SHARERS)
    .where(_S.address_id == _AT, _S.resident_id == _WHO)
    .values(gone=bindparam("why"))
)
_TAKE_OFF = Statement(delete(SHARERS).where(_S.address_id == _AT, _S.resident_id == _WHO))
_NOBODY_NOW = Statement(
    update(ADDRESSES).where(_A.id == _AT, _A.resident_id == _WHO).values(resident_id=null())
)
_ELSEWHERE = Statement(
    select(_R.id).where(
        _R.id == _WHO,
        or_(
            exists().where(_A.resident_id == _WHO),
            exists().where(_S.resident_id == _WHO),
        ),
    )
)
_WAITS_HERE = Statement(
    update(OUTBOX)
    .where(
        IS_QUEUED, _O.address_id == _AT, _O.resident_id == _WHO, _O.automatic, _O.rank > fixed(0)
    )
    .values(state=fixed("suppressed"), code=fixed("passed-on"))
)
_SILENCE = tuple(
    Statement(clause)
    for clause in (
        update(OUTBOX)
        .where(IS_QUEUED, _O.resident_id == _WHO, _AT_THEM)
        .values(state=fixed("suppressed"), code=bindparam("why")),
        update(REMINDERS)
        .where(REMINDERS.c.resident_id == _WHO, IS_PENDING)
        .values(state=fixed("dropped"), ended_at=bindparam("at")),
        update(CONVERSATIONS).where(_C.resident_id == _WHO).values(wake_at=null()),
    )
)
_STOP_EVERYWHERE = Statement(
    update(ADDRESSES)
    .where(_A.resident_id == _WHO, _A.stopped_at.is_(None))
    .values(stopped_at=bindparam("at"), stopped_how=bindparam("how"))
)


class Sharing:
    """The part of `ports.Residents` that knows who writes from where; by numbers alone."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def make(self, place: str, now: datetime) -> int:
        """A new resident, at no address yet."""
        return int(self._link.rows(_NEW, place=place, created_at=micros(now))[0][0])

    def move_in(self, number: int, resident_id: int) -> None:
        """They write from the address with this number now."""
        self._link.change(_MOVE_IN, number=number, resident=resident_id)

    def on(self, number: int) -> list[int]:
        """Who writes from it, where it is more than one."""
        return [row[0] for row in self._link.rows(_ON, number=number)]

    def pass_on(self, number: int, before: int, after: int) -> None:
        """Both write from it, and `after` does now."""
        for resident_id in (before, after):
            self._link.change(_JOIN, address_id=number, resident_id=resident_id)
        self._link.change(_WAITS_HERE, number=number, who=before)
        self.move_in(number, after)

    def leave(self, number: int, resident_id: int, why: str) -> None:
        """They do not write from it any more."""
        self._link.change(_LEAVE, number=number, who=resident_id, why=why)
        self._link.change(_NOBODY_NOW, number=number, who=resident_id)

    def take_off(self, number: int, resident_id: int) -> None:
        """They never write from it again; nowhere else either, and they are forgotten."""
        self._link.change(_TAKE_OFF, number=number, who=resident_id)
        self._link.change(_NOBODY_NOW, number=number, who=resident_id)
        if self._link.row(_ELSEWHERE, who=resident_id) is None:
            forget(self._link, resident_id)

    def silence(self, resident_id: int, reason: str, now: datetime) -> None:
        """Nothing that was decided for them goes."""
        for statement in _SILENCE:
            wanted = {"why": reason, "at": micros(now), "who": resident_id}
            self._link.change(statement, **wanted)

    def stop_everywhere(self, resident_id: int, now: datetime, how: str) -> None:
        """Nothing more goes to any address that is theirs now."""
        self._link.change(_STOP_EVERYWHERE, who=resident_id, at=micros(now), how=how)
