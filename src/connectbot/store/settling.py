"""What became of a claimed message: the provider's answer, its receipts, or nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, case, null, select, update

from connectbot.model.delivery import Claimed, Outgoing, Receipt
from connectbot.store.coding import plain
from connectbot.store.letters import LETTER, Letters
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.spending import give_back
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import IS_OPEN, IS_UNDERWAY, OUTBOX, fixed

_FINAL_RANK = 9
_HOLD = timedelta(minutes=1)

_O = OUTBOX.c
_IS_ID = _O.id == bindparam("key")
_WAS_TRIED = and_(IS_OPEN, _O.attempt > fixed(0))
# fmt: off
_SENT = Statement(
    update(OUTBOX).where(_IS_ID).values(
        state=case((_WAS_TRIED, fixed("sent")), else_=_O.state),
        provider_id=case((_O.provider_id == fixed(""), bindparam("theirs")), else_=_O.provider_id),
        lease_until=null(),
    )
)
_BEFORE_RETRY = Statement(
    select(_O.channel, _O.said_at, _O.segments, _O.rank)
    .where(_IS_ID, IS_UNDERWAY, _O.said_at.is_not(None))
)
_RETRY = Statement(
    update(OUTBOX).where(_IS_ID, IS_UNDERWAY).values(
        state=fixed("queued"), not_before=bindparam("later"), code=bindparam("why"),
        said_at=null(), lease_until=null(), looks=fixed(0),
    )
)
_LOST = Statement(
    update(OUTBOX).where(_IS_ID, _O.state == fixed("sending")).values(
        state=fixed("lost"), code=bindparam("why"), lease_until=bindparam("at"),
    )
)
_GIVE_UP = Statement(
    update(OUTBOX).where(_IS_ID, IS_OPEN).values(
        state=bindparam("end"), code=bindparam("why"), ended_at=bindparam("at"), lease_until=null(),
    )
)
_RECEIVED = Statement(
    update(OUTBOX)
    .where(_IS_ID, _WAS_TRIED, _O.receipt_rank < bindparam("said_rank"))
    .values(
        state=bindparam("end"), receipt_rank=bindparam("said_rank"), code=bindparam("why"),
        ended_at=bindparam("at"), lease_until=null(),
        provider_id=case((_O.provider_id == fixed(""), bindparam("theirs")), else_=_O.provider_id),
    )
)
_LOOKED = Statement(
    update(OUTBOX).where(_IS_ID, IS_UNDERWAY)
    .values(state=fixed("lost"), looks=_O.looks + fixed(1), lease_until=bindparam("again"))
    .returning(_O.looks)
)
_HOLD_FOR = Statement(update(OUTBOX).where(_IS_ID).values(lease_until=bindparam("until")))
# fmt: on
_BY_PROVIDER = Statement(
    select(_O.id).where(_O.provider_id == bindparam("theirs"), _O.provider_id != fixed(""))
)
_ONE = Statement(LETTER.where(_O.id == bindparam("id")))
_UNSETTLED = at_most(
    LETTER.where(
        IS_UNDERWAY,
        _O.channel == bindparam("channel"),
        _O.lease_until <= bindparam("now"),
    ).order_by(_O.lease_until, _O.seq)
)
_UNSETTLED_READ = Statement(_UNSETTLED)
_UNSETTLED_HELD = Statement(_UNSETTLED.with_for_update(of=OUTBOX, skip_locked=True))


class Settlements:
    """The outcomes of `ports.Outbox`."""

    def __init__(self, link: Link, letters: Letters) -> None:
        self._link = link
        self._letters = letters

    def sent(self, id: str, provider_id: str) -> None:
        """The provider has it; a receipt may have said more already."""
        self._link.change(_SENT, key=id, theirs=plain(provider_id))

    def retry(self, id: str, not_before: datetime, code: str) -> None:
        """Certainly not sent: it costs nothing, and counts as never said."""
        before = self._link.row(_BEFORE_RETRY, key=id)
        changed = self._link.change(_RETRY, key=id, later=micros(not_before), why=plain(code))
        if before and changed:
            channel, said_at, segments, rank = before
            give_back(self._link, channel, said_at, segments if rank else 0)

    def lost(self, id: str, now: datetime, reason: str) -> None:
        """No answer came."""
        self._link.change(_LOST, key=id, why=plain(reason), at=micros(now))

    def give_up(self, id: str, state: str, code: str, now: datetime) -> Outgoing | None:
        """End it; the message where this call ended it."""
        if not self._link.change(_GIVE_UP, key=id, end=state, why=plain(code), at=micros(now)):
            return None
        return self.outgoing(id)

    def receipt(self, receipt: Receipt, now: datetime) -> Outgoing | None:
        """A status callback; the message where this one ended it as undelivered."""
        id = receipt.outbox_id or self._by_provider(receipt.provider_id)
        final = receipt.rank >= _FINAL_RANK
        end = ("delivered" if receipt.delivered else "failed") if final else "sent"
        changed = self._link.change(
            _RECEIVED,
            key=plain(id),
            said_rank=receipt.rank,
            end=end,
            why=plain(receipt.code),
            at=micros(now) if final else None,
            theirs=plain(receipt.provider_id),
        )
        return self.outgoing(id) if changed and end == "failed" else None

    def unsettled(self, channel: str, now: datetime, limit: int) -> Sequence[Claimed]:
        """Sends nobody knows the end of, held for a minute so that one asker has each."""
        statement = _UNSETTLED_HELD if self._link.holds else _UNSETTLED_READ
        rows = self._link.rows(statement, channel=channel, now=micros(now), limit=limit)
        until = micros(now + _HOLD)
        self._link.change_many(_HOLD_FOR, [{"key": row[0], "until": until} for row in rows])
        return [self._letters.claimed(row) for row in rows]

    def looked(self, id: str, again_at: datetime) -> int:
        """One more look that found nothing; how many so far, 0 where it has been settled."""
        row = self._link.row(_LOOKED, key=id, again=micros(again_at))
        return int(row[0]) if row else 0

    def outgoing(self, id: str) -> Outgoing | None:
        """The message with this id as the desk decided it."""
        row = self._link.row(_ONE, id=id)
        return self._letters.outgoing(row) if row else None

    def _by_provider(self, provider_id: str) -> str:
        row = self._link.row(_BY_PROVIDER, theirs=plain(provider_id))
        return str(row[0]) if row else ""
