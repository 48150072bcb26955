"""Letting go of what is past its time, some rows at a time.

Each table is read from its oldest row to the first that is too young: what was let go is not gone
through again, and an hourly look at a large table costs little.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.conversation import Conversation
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    HANDOVER_LINKS,
    HANDOVERS,
    INBOX,
    IS_QUEUED,
    IS_UNDERWAY,
    OUTBOX,
    RESIDENTS,
    SHARERS,
    SPEND,
    UNMET,
    fixed,
)
from connectbot.store.vault import Vault

_I, _O, _H, _L = INBOX.c, OUTBOX.c, HANDOVERS.c, HANDOVER_LINKS.c
_A, _C, _R, _S = ADDRESSES.c, CONVERSATIONS.c, RESIDENTS.c, SHARERS.c
_BEFORE: ColumnElement[int] = bindparam("before")
_FAR = fixed(2**62)


def _older(table: Table, at: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Rows that stand before the first one that is too young."""
    young = select(func.min(table.c.seq)).where(at >= _BEFORE)
    return table.c.seq < func.coalesce(young.scalar_subquery(), _FAR)


def _in_open_talk(resident: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(_H.resident_id == resident, _H.closed_at.is_(None))


def _oldest(
    table: Table, at: ColumnElement[datetime], *which: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Some rows that are past their time and of which this holds, the oldest first."""
    past = (_older(table, at), at < _BEFORE, *which)
    return table.c.seq.in_(at_most(select(table.c.seq).where(*past).order_by(table.c.seq)))


_DONE = _I.state == fixed("done")
_WORDS_IN = Statement(
    update(INBOX)
    .where(
        _oldest(
            INBOX, _I.received_at, _I.sealed.is_not(None), _DONE, ~_in_open_talk(_I.resident_id)
        )
    )
    .values(sealed=null(), resident_id=null())
)
_KEYS = Statement(delete(INBOX).where(_oldest(INBOX, _I.received_at, _I.sealed.is_(None), _DONE)))
_WORDS_OUT = Statement(
    delete(OUTBOX).where(
        _oldest(OUTBOX, _O.created_at, ~or_(IS_QUEUED, IS_UNDERWAY), ~_in_open_talk(_O.resident_id))
    )
)
_CLOSED = exists().where(_H.id == _L.handover_id, _H.closed_at.is_not(None))
_LINKS = Statement(
    delete(HANDOVER_LINKS).where(
        _L.token_hash.in_(at_most(select(_L.token_hash).where(_CLOSED).order_by(_L.token_hash)))
    )
)
_TALKS = Statement(
    delete(HANDOVERS).where(
        _H.id.in_(
            at_most(
                select(_H.id)
                .where(_H.closed_at < _BEFORE, ~exists().where(_L.handover_id == _H.id))
                .order_by(_H.closed_at)
            )
        )
    )
)
_SAID_NOTHING = ~exists().where(_I.resident_id == _R.id)
_NOT_AT_REST = Statement(
    at_most(
        select(_R.id)
        .outerjoin(CONVERSATIONS, _C.resident_id == _R.id)
        .where(
            _R.created_at < _BEFORE,
            _C.rested_at.is_(None),
            # Nobody asks who is at no address any more, whatever waits for them.
            or_(_C.wake_at.is_(None), _C.wake_at < _BEFORE),
            _SAID_NOTHING,
            ~_in_open_talk(_R.id),
            # Who asked to be forgotten waits for an alert to be read, and for nothing else.
            ~exists().where(_S.resident_id == _R.id, _S.gone == fixed("forgotten")),
        )
        .order_by(_R.id)
    )
)


def _resting(insert: Any) -> ClauseElement:
    new = insert(CONVERSATIONS).values(
        resident_id=bindparam("who"),
        sealed=bindparam("sealed"),
        revision=fixed(""),
        wake_at=null(),
        version=fixed(1),
        rested_at=bindparam("at"),
    )
    change = {"sealed": new.excluded.sealed, "rested_at": new.excluded.rested_at}
    over = {"revision": fixed(""), "wake_at": null(), "version": _C.version + fixed(1)}
    clause: ClauseElement = new.on_conflict_do_update(
        index_elements=["resident_id"], set_={**change, **over}
    )
    return clause


_REST = Statement(_resting)
_SILENT = Statement(
    at_most(
        select(_C.resident_id)
        .where(
            _C.rested_at < _BEFORE,
            ~exists().where(
                _H.resident_id == _C.resident_id,
                _H.kind == fixed("safeguarding"),
                _H.closed_at.is_(None),
            ),
        )
        .order_by(_C.resident_id)
    )
)
_UNUSED = and_(
    _A.resident_id.is_(None),
    ~exists().where(_O.address_id == _A.id),
    ~exists().where(_S.address_id == _A.id),
)
_NO_ADDRESS = Statement(
    delete(ADDRESSES).where(
        _A.id.in_(at_most(select(_A.id).where(_UNUSED, _A.stopped_at.is_(None)).order_by(_A.id)))
    )
)
_HASH_ALONE = Statement(
    update(ADDRESSES)
    .where(
        _A.id.in_(
            at_most(
                select(_A.id)
                .where(_UNUSED, _A.stopped_at.is_not(None), _A.sealed.is_not(None))
                .order_by(_A.id)
            )
        )
    )
    .values(sealed=null(), last_inbound_at=null())
)
_SPEND_KEY = tuple_(SPEND.c.channel, SPEND.c.minute)
_SPEND = Statement(
    delete(SPEND).where(
        _SPEND_KEY.in_(
            at_most(
                select(SPEND.c.channel, SPEND.c.minute)
                .where(SPEND.c.minute < _BEFORE)
                .order_by(SPEND.c.channel, SPEND.c.minute)
            )
        )
    )
)
_U = UNMET.c
_UNMET_KEY = (_U.place, _U.need, _U.area, _U.month)
_UNMET = Statement(
    delete(UNMET).where(
        tuple_(*_UNMET_KEY).in_(
            at_most(select(*_UNMET_KEY).where(_U.month < bindparam("month")).order_by(*_UNMET_KEY))
        )
    )
)
_MINUTE = 60_000_000  # microseconds


class RetentionRows:
    """Keeps the promises of `ports.Retention`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def words_in(self, before: datetime, limit: int) -> int:
        """Empty answered messages from before then."""
        return self._link.change(_WORDS_IN, before=micros(before), limit=limit)

    def keys(self, before: datetime, limit: int) -> int:
        """Erase emptied messages from before then."""
        return self._link.change(_KEYS, before=micros(before), limit=limit)

    def words_out(self, before: datetime, limit: int) -> int:
        """Erase messages decided before then that went or were given up."""
        return self._link.change(_WORDS_OUT, before=micros(before), limit=limit)

    def links(self, limit: int) -> int:
        """Erase the links to talks that are closed."""
        return self._link.change(_LINKS, limit=limit)

    def talks(self, before: datetime, limit: int) -> int:
        """Erase talks closed before then."""
        return self._link.change(_TALKS, before=micros(before), limit=limit)

    def not_at_rest(self, before: datetime, limit: int) -> Sequence[int]:
        """Residents of whom no message is left and whose conversation is not at rest."""
        rows = self._link.rows(_NOT_AT_REST, before=micros(before), limit=limit)
        return [row[0] for row in rows]

    def rest(self, resident_id: int, conversation: Conversation, now: datetime) -> None:
        """Put a conversation to rest."""
        state = json.dumps(conversation.to_json())
        sealed = self._vault.seal("conversations:sealed", str(resident_id), state)
        self._link.change(_REST, who=resident_id, sealed=sealed, at=micros(now))

    def silent(self, rested_before: datetime, limit: int) -> Sequence[int]:
        """Residents at rest since before then, with whom no alert is open."""
        rows = self._link.rows(_SILENT, before=micros(rested_before), limit=limit)
        return [row[0] for row in rows]

    def addresses(self, limit: int) -> int:
        """Erase addresses that nobody writes from and nothing goes to."""
        gone = self._link.change(_NO_ADDRESS, limit=limit)
        return gone + self._link.change(_HASH_ALONE, limit=limit - gone)

    def spend(self, before: datetime, limit: int) -> int:
        """Erase what was spent before then."""
        return self._link.change(_SPEND, before=micros(before) // _MINUTE, limit=limit)

    def unmet(self, before: date, limit: int) -> int:
        """Erase counts of months before this one."""
        return self._link.change(_UNMET, month=f"{before:%Y-%m}", limit=limit)
