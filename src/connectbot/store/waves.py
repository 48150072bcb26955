"""Waves of check-ins: what is due, and how far each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    update,
)

from connectbot.model.checkin import Wave
from connectbot.store.checked import ENROLMENTS, IS_LIVE, WAVES
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, micros_or_none, moment, moment_or_none
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import ADDRESSES, OUTBOX

PURPOSE = "checkin:"
"""How the purpose of a message begins that says a check-in is ready; then the wave's number."""

_W, _A, _O, _E = WAVES.c, ADDRESSES.c, OUTBOX.c, ENROLMENTS.c
COLUMNS = (
    _W.id,
    _W.enrolment,
    _W.resident_id,
    _W.wave,
    _W.due_at,
    _W.due_local,
    _W.next_at,
    _W.state,
    _W.reason,
    _W.sent_at,
    _W.reminded,
    _W.closes_at,
)
"""What a wave is read from."""

_GIVEN = tuple(column.name for column in COLUMNS[1:])
_ADD = Statement(
    lambda insert: insert(WAVES).values({**params(_GIVEN), "delivery": fixed("")}).returning(_W.id)
)
_IS_DUE = (IS_LIVE, _W.next_at <= bindparam("now"))
_OLDEST = (_W.next_at, _W.id)
_DUE_READ = Statement(at_most(select(*COLUMNS).where(*_IS_DUE).order_by(*_OLDEST)))
# Their address is held, as by whoever takes a message of theirs, and before the wave is: two that
# ask at once find different people, and nobody waits for somebody who waits for them.
_DUE_HELD = Statement(
    at_most(
        select(*COLUMNS)
        .join(ADDRESSES, _A.resident_id == _W.resident_id)
        .where(*_IS_DUE)
        .order_by(*_OLDEST)
    ).with_for_update(of=ADDRESSES, key_share=True, skip_locked=True)
)
_DUE_NOWHERE = Statement(
    at_most(
        select(*COLUMNS)
        .where(*_IS_DUE, ~exists().where(_A.resident_id == _W.resident_id))
        .order_by(*_OLDEST)
    )
)
_CHANGED = ("due_at", "due_local", "next_at", "state", "reason", "sent_at", "reminded", "closes_at")
_MOVE = Statement(
    update(WAVES)
    .where(
        _W.id == bindparam("number"),
        _W.state == bindparam("was"),
        _W.next_at == bindparam("looked"),
    )
    .values(params(_CHANGED))
)
_THEIRS = select(_E.resident_id).where(_E.id == bindparam("whose")).scalar_subquery()
_IS_OF = (_W.resident_id == _THEIRS, _W.enrolment == bindparam("whose"))
_OF_NAME = Statement(
    at_most(select(*COLUMNS).where(*_IS_OF, _W.wave == bindparam("name")).order_by(_W.id.desc()))
)
_OF_ENROLMENT = Statement(select(*COLUMNS).where(*_IS_OF).order_by(_W.due_at, _W.id))
_ONE = Statement(select(*COLUMNS).where(_W.id == bindparam("number")))
_DUE_BY = Statement(
    select(_E.plan, _E.place, _W.wave, func.count())
    .join(ENROLMENTS, _E.id == _W.enrolment)
    .where(IS_LIVE, _W.state == fixed("waiting"), _W.next_at <= bindparam("now"))
    .group_by(_E.plan, _E.place, _W.wave)
)
_SAYS_SO = or_(
    _O.id == bindparam("ours"),
    and_(_O.provider_id == bindparam("theirs"), _O.provider_id != fixed("")),
)
_IS_READY = func.substr(_O.purpose, fixed(1), fixed(len(PURPOSE))) == fixed(PURPOSE)
_NUMBER: ColumnElement[Any] = cast(func.substr(_O.purpose, fixed(len(PURPOSE) + 1)), Integer)
_DELIVERED = Statement(
    update(WAVES)
    .where(
        _W.id.in_(select(_NUMBER).where(_SAYS_SO, _IS_READY)),
    )
    .values(delivery=fixed("delivered"))
)
_UNDELIVERABLE = Statement(
    update(WAVES)
    .where(_W.id == bindparam("number"), _W.delivery == fixed(""))
    .values(delivery=fixed("undeliverable"))
)


class WaveRows:
    """Keeps the promises of `ports.Waves`."""

    _link: Link

    def plan_wave(self, wave: Wave) -> int:
        """Keep one that is to come; its number."""
        row = row_of_wave(wave)
        given = {"enrolment": wave.enrolment, "resident_id": wave.resident_id, "wave": wave.wave}
        return int(self._link.rows(_ADD, **given, **row)[0][0])

    def wave(self, enrolment: str, name: str) -> Wave | None:
        """The newest wave of that name."""
        row = self._link.row(_OF_NAME, whose=enrolment, name=name, limit=1)
        return wave_in(row) if row else None

    def wave_of(self, id: int) -> Wave | None:
        """The wave with this number."""
        row = self._link.row(_ONE, number=id)
        return wave_in(row) if row else None

    def waves(self, enrolment: str) -> Sequence[Wave]:
        """All waves of an enrolment."""
        return [wave_in(row) for row in self._link.rows(_OF_ENROLMENT, whose=enrolment)]

    def looked_at(self, now: datetime, limit: int = 50) -> Sequence[Wave]:
        """Waves whose `next_at` has come, oldest first."""
        at = micros(now)
        if not self._link.holds:
            return [wave_in(row) for row in self._link.rows(_DUE_READ, now=at, limit=limit)]
        held = self._link.rows(_DUE_HELD, now=at, limit=limit)
        nowhere = self._link.rows(_DUE_NOWHERE, now=at, limit=limit)
        return [wave_in(row) for row in dict.fromkeys([*held, *nowhere])][:limit]

    def due_by(self, at: datetime) -> Mapping[tuple[str, str, str], int]:
        """How many wait to be sent by then."""
        rows = self._link.rows(_DUE_BY, now=micros(at))
        return {(plan, place, wave): number for plan, place, wave, number in rows}

    def move(self, before: Wave, after: Wave) -> bool:
        """Keep how it stands now; False where somebody else has moved it meanwhile."""
        key = {"number": before.id, "was": before.state, "looked": micros(before.next_at)}
        return self._link.change(_MOVE, **key, **row_of_wave(after)) > 0

    def delivered(self, outbox_id: str, provider_id: str) -> None:
        """The text that said a check-in is ready arrived."""
        self._link.change(_DELIVERED, ours=outbox_id, theirs=provider_id)

    def undeliverable(self, id: int) -> None:
        """The text that said this check-in is ready never arrived."""
        self._link.change(_UNDELIVERABLE, number=id)


def row_of_wave(wave: Wave) -> dict[str, Any]:
    """How a wave stands, as columns of its row."""
    return {
        "due_at": micros(wave.due_at),
        "due_local": wave.due_local,
        "next_at": micros(wave.next_at),
        "state": wave.state,
        "reason": wave.reason,
        "sent_at": micros_or_none(wave.sent_at),
        "reminded": wave.reminded,
        "closes_at": micros_or_none(wave.closes_at),
    }


def wave_in(row: Values) -> Wave:
    """The wave in a row of COLUMNS."""
    number, enrolment, resident_id, name, due_at, due_local, next_at = row[:7]
    state, reason, sent_at, reminded, closes_at = row[7:]
    return Wave(
        number,
        enrolment,
        resident_id,
        name,
        moment(due_at),
        due_local,
        moment(next_at),
        state,
        reason,
        moment_or_none(sent_at),
        reminded,
        moment_or_none(closes_at),
    )
