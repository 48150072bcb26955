"""Which messages may go now: class, order, one at a time for each address, and every limit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, and_, bindparam, exists, func, or_, select, update

from connectbot.desk.ports import Limits
from connectbot.desk.ports.switches import PAUSED, SENDING, halt
from connectbot.model.delivery import Claimed
from connectbot.model.message import MessageClass
from connectbot.store.letters import LETTER, Letters, extra
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros
from connectbot.store.spending import spend, spent
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import ADDRESSES, IS_QUEUED, OUTBOX, SWITCHES, fixed

_HOUR = timedelta(hours=1)
_LANES = 12  # one address may stand in the queue once for each class and kind of exception
_LOCK_SPACE = 0x636F6E  # any number, as long as every process takes the same

_O, _A = OUTBOX.c, ADDRESSES.c
_NO_END = 1_000_000
_UNDERWAY, _EARLIER, _SAID, _LAST = (OUTBOX.alias(name) for name in ("u", "e", "s", "l"))
_NOW: BindParameter[int] = bindparam("now")

_address_is_busy = exists().where(
    _UNDERWAY.c.address_id == _O.address_id,
    _UNDERWAY.c.state.in_([fixed("sending"), fixed("lost")]),
)
# Within a class the earlier goes first, also while it waits for its retry; but words that no cap
# binds do not stand behind some that are capped.
_its_turn_is_later = exists().where(
    _EARLIER.c.address_id == _O.address_id,
    _EARLIER.c.said_at.is_(None),
    _EARLIER.c.state == fixed("queued"),
    _EARLIER.c.rank == _O.rank,
    _EARLIER.c.seq < _O.seq,
    _EARLIER.c.send_before > _NOW,
    or_(
        and_(
            _EARLIER.c.automatic == _O.automatic,
            _EARLIER.c.after_stop == _O.after_stop,
        ),
        _EARLIER.c.not_before > _NOW,
    ),
)
_IN_AN_HOUR = (
    select(func.count())
    .select_from(_SAID)
    .where(
        _SAID.c.address_id == _O.address_id,
        _SAID.c.said_at > bindparam("hour_ago"),
        _SAID.c.automatic,
        _SAID.c.rank > fixed(0),
    )
)
_in_all = _IN_AN_HOUR.scalar_subquery()
_unanswered = _IN_AN_HOUR.where(
    _SAID.c.said_at >= func.coalesce(_A.last_inbound_at, fixed(0))
).scalar_subquery()
_last_said = (
    select(func.coalesce(func.max(_LAST.c.said_at), fixed(0)))
    .where(_LAST.c.address_id == _O.address_id)
    .scalar_subquery()
)
_CANDIDATES = at_most(
    LETTER.add_columns(_O.seq, _O.address_id, _last_said)
    .where(
        IS_QUEUED,
        _O.channel == bindparam("channel"),
        _O.rank <= bindparam("last_rank"),
        _O.not_before <= _NOW,
        _O.send_before > _NOW,
        or_(_A.stopped_at.is_(None), _O.after_stop),
        _A.bad_code == fixed(""),
        ~_address_is_busy,
        ~_its_turn_is_later,
        or_(
            _O.rank == fixed(0),
            ~_O.automatic,
            and_(_unanswered < bindparam("per_hour"), _in_all < bindparam("in_all")),
        ),
    )
    .order_by(_O.rank, _O.seq)
)
_RESTED = _CANDIDATES.where(_last_said <= bindparam("rested_since"))
_READ = Statement(_CANDIDATES)
_HELD = Statement(_CANDIDATES.with_for_update(of=OUTBOX, skip_locked=True))
# For channels that want a pause between two messages to one address; the others do not pay for it.
_READ_RESTED = Statement(_RESTED)
_HELD_RESTED = Statement(_RESTED.with_for_update(of=OUTBOX, skip_locked=True))
# Claims on one channel are made one after the other, so that budget and "one for each address"
# are exact; SKIP LOCKED keeps them from waiting for a message that is being cancelled.
_ONE_AT_A_TIME = Statement(
    select(func.pg_advisory_xact_lock(fixed(_LOCK_SPACE), func.hashtext(bindparam("channel"))))
)
_CLOSED = Statement(
    select(SWITCHES.c.name).where(
        or_(
            and_(SWITCHES.c.name == fixed(SENDING), SWITCHES.c.value == fixed(PAUSED)),
            SWITCHES.c.name == bindparam("halt"),
        )
    )
)
_TAKE = Statement(
    update(OUTBOX)
    .where(_O.seq == bindparam("number"))
    .values(
        state=fixed("sending"),
        attempt=bindparam("nth"),
        said_at=bindparam("said"),
        lease_until=bindparam("until"),
    )
)


class Claims:
    """The claim of `ports.Outbox`."""

    def __init__(self, link: Link, letters: Letters) -> None:
        self._link = link
        self._letters = letters

    def claim(
        self, channel: str, now: datetime, limits: Limits, limit: int, lease: timedelta
    ) -> Sequence[Claimed]:
        """Take what may go now."""
        if self._link.holds:
            self._link.row(_ONE_AT_A_TIME, channel=channel)
        if self._link.row(_CLOSED, halt=halt(channel)):
            return []
        picked = self._pick(self._candidates(channel, now, limits, limit), channel, limits, limit)
        until = micros(now + lease)
        self._link.change_many(_TAKE, [_taken(row, micros(now), until) for row in picked])
        spend(self._link, channel, now, sum(_segments(row) for row in picked if row[2]))
        return [self._letters.claimed(row, row[4] + 1) for row in picked]

    def _candidates(self, channel: str, now: datetime, limits: Limits, limit: int) -> list[Values]:
        last = MessageClass.SERVICE if limits.service_open else MessageClass.REPLY
        statement, rested = (_HELD if self._link.holds else _READ), {}
        if limits.apart is not None:
            statement = _HELD_RESTED if self._link.holds else _READ_RESTED
            rested = {"rested_since": micros(now - limits.apart)}
        return self._link.rows(
            statement,
            channel=channel,
            now=micros(now),
            hour_ago=micros(now - _HOUR),
            last_rank=last.rank,
            per_hour=limits.per_hour,
            in_all=_NO_END if limits.answered_per_hour is None else limits.answered_per_hour,
            limit=limit + _LANES,
            **rested,
        )

    def _pick(self, rows: list[Values], channel: str, limits: Limits, limit: int) -> list[Values]:
        left = None
        if limits.per_day is not None:
            left = limits.per_day - spent(self._link, channel, limits.day_starts)
        picked: dict[int, Values] = {}
        taken = 0
        for row in rows:
            address = extra(row)[1]
            if address in picked:
                continue
            if len(picked) == limit or _too_much(taken, row, limits.segments):
                break
            if row[2] and left is not None:
                left -= _segments(row)
                if left < 0:
                    break
            taken += _segments(row)
            picked[address] = row
        return list(picked.values())


def _segments(row: Values) -> int:
    return int(row[3])


def _too_much(taken: int, row: Values, most: int | None) -> bool:
    """A single message larger than the whole allowance may go, or it would wait for ever."""
    if most is None:
        return False
    return taken + _segments(row) > most and (taken > 0 or most <= 0)


def _taken(row: Values, now: int, until: int) -> dict[str, int]:
    seq, _, last_said = extra(row)
    said = max(now, last_said + 1)
    return {"number": seq, "nth": row[4] + 1, "said": said, "until": until}
