"""Messages decided, until they are delivered or given up with a reason."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, func, or_, select, update

from connectbot.desk.ports import Limits
from connectbot.model.delivery import Claimed, Outgoing, Receipt
from connectbot.model.message import Address, Message
from connectbot.store.addresses import AddressBook
from connectbot.store.claiming import Claims
from connectbot.store.coding import plain
from connectbot.store.hushed import HushedRows
from connectbot.store.letters import LETTER, Letters, extra
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.settling import Settlements
from connectbot.store.spending import spent
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import ADDRESSES, IS_QUEUED, OUTBOX, fixed
from connectbot.store.vault import Vault

_O, _A = OUTBOX.c, ADDRESSES.c
_LOOKED_AT = 20  # messages: a question with so many others after it has passed
_ID_LENGTH = 32
_GIVEN = (
    "id",
    "channel",
    "resident_id",
    "rank",
    "sealed",
    "segments",
    "created_at",
    "not_before",
    "send_before",
    "automatic",
    "after_stop",
    "purpose",
)
_AT_FIRST: dict[str, str | int] = {"state": "queued", "provider_id": "", "code": ""}
_AT_FIRST |= dict.fromkeys(("attempt", "looks", "receipt_rank"), 0)
_ADD = Statement(
    lambda insert: insert(OUTBOX).from_select(
        [*_GIVEN, *_AT_FIRST, "address_id"],
        select(
            *(bindparam(name, type_=_O[name].type) for name in _GIVEN),
            *(fixed(value) for value in _AT_FIRST.values()),
            _A.id,
        ).where(_A.lookup == bindparam("lookup"), _A.sealed.is_not(None)),
    )
)
_EXPIRED = at_most(
    LETTER.where(IS_QUEUED, _O.send_before <= bindparam("now")).order_by(_O.send_before, _O.seq)
)
_EXPIRED_READ = Statement(_EXPIRED)
_EXPIRED_HELD = Statement(_EXPIRED.with_for_update(of=OUTBOX, skip_locked=True))
_EXPIRE = Statement(
    update(OUTBOX)
    .where(_O.id == bindparam("key"))
    .values(state=fixed("expired"), ended_at=bindparam("at"))
)
_CANCEL = Statement(
    update(OUTBOX)
    .where(
        IS_QUEUED,
        _O.said_at.is_(None),
        _O.address_id == bindparam("number"),
        _O.rank >= bindparam("least"),
        or_(bindparam("of", type_=String) == fixed(""), _O.purpose == bindparam("of")),
    )
    .values(state=fixed("suppressed"), code=bindparam("why"))
)
_HAS = Statement(
    select(_O.id)
    .join(ADDRESSES, _A.id == _O.address_id)
    .where(
        _A.lookup == bindparam("lookup"),
        _O.purpose == bindparam("of"),
        _O.created_at >= bindparam("since"),
        _O.state.not_in([fixed(s) for s in ("suppressed", "expired", "failed")]),
    )
)
_DECIDED = Statement(
    select(func.count())
    .select_from(OUTBOX.join(ADDRESSES, _A.id == _O.address_id))
    .where(
        _A.lookup == bindparam("lookup"),
        _O.purpose.like(bindparam("like")),
        _O.created_at >= bindparam("since"),
    )
)
_PURPOSES = Statement(
    select(_O.purpose)
    .join(ADDRESSES, _A.id == _O.address_id)
    .where(
        _A.lookup == bindparam("lookup"),
        _O.purpose.like(bindparam("like")),
        _O.created_at >= bindparam("since"),
    )
    .order_by(_O.seq.desc())
)
_PURPOSE = Statement(select(_O.purpose).where(_O.id == bindparam("key")))
_STATE = Statement(select(_O.state, _O.code).where(_O.id == bindparam("key")))
_COUNTS = Statement(select(_O.state, func.count()).group_by(_O.state))
_LATEST = Statement(
    at_most(
        LETTER.where(
            _A.lookup == bindparam("lookup"),
            _O.state.not_in([fixed(s) for s in ("suppressed", "expired", "failed")]),
        ).order_by(_O.seq.desc())
    )
)
_REPLAY = Statement(
    at_most(
        LETTER.add_columns(_O.said_at)
        .where(
            _A.lookup == bindparam("lookup"),
            _O.said_at > bindparam("after"),
            _O.state.in_([fixed(s) for s in ("sending", "lost", "sent", "delivered", "unknown")]),
        )
        .order_by(_O.said_at)
    )
)


class OutboxRows(HushedRows):
    """Keeps the promises of `ports.Outbox`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._book = AddressBook(link, vault)
        self._letters = Letters(link, vault)
        self._claims = Claims(link, self._letters)
        self._settlements = Settlements(link, self._letters)
        self._turn = ""

    @contextmanager
    def caused_by(self, turn: str) -> Iterator[None]:
        """Ids of what is added in the block begin with the id of this turn."""
        self._turn = turn
        try:
            yield
        finally:
            self._turn = ""

    def add(self, outgoing: Outgoing) -> str:
        """Queue it; its id, unguessable."""
        id = (self._turn + secrets.token_hex(16))[:_ID_LENGTH]
        row = {
            "id": id,
            "channel": outgoing.address.channel,
            "resident_id": outgoing.resident_id,
            "rank": outgoing.kind.rank,
            "sealed": self._letters.seal(id, outgoing.message),
            "segments": outgoing.segments,
            "created_at": micros(outgoing.created_at),
            "not_before": micros(outgoing.not_before) if outgoing.not_before else 0,
            "send_before": micros(outgoing.send_before),
            "automatic": outgoing.automatic,
            "after_stop": outgoing.after_stop,
            "purpose": outgoing.purpose,
            "lookup": self._book.hash(outgoing.address),
        }
        if not self._link.change(_ADD, **row):
            self._book.keep(outgoing.address)
            self._link.change(_ADD, **row)
        return id

    def claim(
        self, channel: str, now: datetime, limits: Limits, limit: int, lease: timedelta
    ) -> Sequence[Claimed]:
        """Take messages for sending."""
        return self._claims.claim(channel, now, limits, limit, lease)

    def sent(self, id: str, provider_id: str, now: datetime) -> None:
        """The provider has it."""
        self._settlements.sent(id, provider_id)

    def retry(self, id: str, not_before: datetime, code: str) -> None:
        """Certainly not sent: queue it again for later."""
        self._settlements.retry(id, not_before, code)

    def lost(self, id: str, now: datetime, reason: str) -> None:
        """No answer came."""
        self._settlements.lost(id, now, reason)

    def give_up(self, id: str, state: str, code: str, now: datetime) -> Outgoing | None:
        """End it."""
        return self._settlements.give_up(id, state, code, now)

    def receipt(self, receipt: Receipt, now: datetime) -> Outgoing | None:
        """A status callback."""
        return self._settlements.receipt(receipt, now)

    def unsettled(self, channel: str, now: datetime, limit: int = 50) -> Sequence[Claimed]:
        """Sends nobody knows the end of."""
        return self._settlements.unsettled(channel, now, limit)

    def looked(self, id: str, now: datetime, again_at: datetime) -> int:
        """The provider's list did not have it."""
        return self._settlements.looked(id, again_at)

    def expire(self, now: datetime, limit: int = 50) -> Sequence[Outgoing]:
        """End queued messages past their `send_before`; what they were."""
        statement = _EXPIRED_HELD if self._link.holds else _EXPIRED_READ
        rows = self._link.rows(statement, now=micros(now), limit=limit)
        self._link.change_many(_EXPIRE, [{"key": row[0], "at": micros(now)} for row in rows])
        return [self._letters.outgoing(row) for row in rows]

    def cancel(
        self, address: Address, reason: str, *, keep_safety: bool = True, purpose: str = ""
    ) -> int:
        """Suppress what is queued for an address; how many."""
        number = self._book.number(address)
        if number is None:
            return 0
        of = {"number": number, "least": int(keep_safety), "why": plain(reason), "of": purpose}
        return self._link.change(_CANCEL, **of)

    def has(self, address: Address, purpose: str, since: datetime) -> bool:
        """Whether a message of this purpose was decided since then, and waits or went."""
        of = {"lookup": self._book.hash(address), "of": purpose, "since": micros(since)}
        return bool(self._link.row(_HAS, **of))

    def decided(self, address: Address, ending: str, since: datetime) -> int:
        """How many messages whose purpose ends so were decided for an address since then."""
        of = {"lookup": self._book.hash(address), "like": f"%{ending}", "since": micros(since)}
        return int(self._link.rows(_DECIDED, **of)[0][0])

    def purposes(self, address: Address, beginning: str, since: datetime) -> Sequence[str]:
        """What messages to an address since then were for, where that begins so."""
        of = {"lookup": self._book.hash(address), "like": f"{beginning}%", "since": micros(since)}
        rows = self._link.rows(_PURPOSES, **of)
        return list(dict.fromkeys(str(row[0]) for row in rows))

    def purpose(self, id: str) -> str:
        """What a message is for."""
        row = self._link.row(_PURPOSE, key=plain(id))
        return str(row[0]) if row else ""

    def question(self, address: Address) -> tuple[str, Message] | None:
        """The newest message to an address that has options, with its id."""
        rows = self._link.rows(_LATEST, lookup=self._book.hash(address), limit=_LOOKED_AT)
        said = ((row[0], self._letters.message(row[0], row[1])) for row in rows)
        return next(((id, message) for id, message in said if message.options), None)

    def state(self, id: str) -> tuple[str, str] | None:
        """Where one message stands."""
        row = self._link.row(_STATE, key=id)
        return (row[0], row[1]) if row else None

    def counts(self) -> Mapping[str, int]:
        """How many messages are in each state."""
        return dict(self._link.rows(_COUNTS))

    def spent(self, channel: str, since: datetime) -> int:
        """Segments claimed on a channel since then (safety not counted)."""
        return spent(self._link, channel, since)

    def replay(
        self, address: Address, after: int, limit: int = 200
    ) -> Sequence[tuple[int, Claimed]]:
        """Messages claimed for an address after another, in that order."""
        rows = self._link.rows(_REPLAY, lookup=self._book.hash(address), after=after, limit=limit)
        said = [(extra(row)[0], self._letters.claimed(row)) for row in rows]
        return [(at, one) for at, one in said if one.message.text]
