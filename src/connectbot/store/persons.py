"""How residents are found and held: by their address, by their number, by what is due."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, exists, func, or_, select

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.resident import Resident
from connectbot.store.addresses import AddressBook
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment_or_none
from connectbot.store.sharing import SOMEBODY_ELSE
from connectbot.store.statement import Statement, at_most, one_of, some_of
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    INBOX,
    IS_WAITING,
    RESIDENTS,
    SHARERS,
    fixed,
)
from connectbot.store.talks import Talks
from connectbot.store.vault import Vault

_A, _C, _R, _S = ADDRESSES.c, CONVERSATIONS.c, RESIDENTS.c, SHARERS.c
_COLUMNS = (
    _R.id,
    _R.place,
    _A.channel,
    _A.lookup,
    _A.sealed,
    _A.stopped_at,
    _A.last_inbound_at,
    _C.sealed,
    _C.wake_at,
    exists().where(IS_WAITING, INBOX.c.resident_id == _R.id),
    SOMEBODY_ELSE,
)
_WHOLE = (
    select(*_COLUMNS)
    .select_from(ADDRESSES)
    .join(RESIDENTS, _R.id == _A.resident_id)
    .outerjoin(CONVERSATIONS, _C.resident_id == _R.id)
)
_AWAY = (
    select(*_COLUMNS)
    .select_from(SHARERS)
    .join(ADDRESSES, _A.id == _S.address_id)
    .join(RESIDENTS, _R.id == _S.resident_id)
    .outerjoin(CONVERSATIONS, _C.resident_id == _R.id)
)
_LAST_USED = (func.coalesce(_A.last_inbound_at, fixed(0)).desc(), _A.id)
_AT_ADDRESS = Statement(_WHOLE.where(_A.lookup == bindparam("lookup")))
_OF_NUMBER = Statement(_WHOLE.where(_R.id == bindparam("id")).order_by(*_LAST_USED))
_MANY = 50  # ids a statement takes at once: its text is made once, so their number is fixed
_OF_NUMBERS = Statement(_WHOLE.where(one_of(_R.id, "id", _MANY)).order_by(*_LAST_USED))
_OF_NUMBER_AWAY = Statement(_AWAY.where(_R.id == bindparam("id")).order_by(*_LAST_USED))
# A row joined to one that had to be waited for is read as it was before the wait; so hold first
# and read afterwards. The address is held before the person, who may have two.
_HOLD_ADDRESS = Statement(
    select(_A.id).where(_A.lookup == bindparam("lookup")).with_for_update(key_share=True)
)
_HOLD_WHOEVER = Statement(
    select(_R.id)
    .where(
        _R.id == select(_A.resident_id).where(_A.lookup == bindparam("lookup")).scalar_subquery()
    )
    .with_for_update(key_share=True)
)
_HOLD_NUMBERS = Statement(
    select(_A.id)
    .where(
        or_(
            _A.resident_id == bindparam("id"),
            _A.id.in_(select(_S.address_id).where(_S.resident_id == bindparam("id"))),
        )
    )
    .order_by(_A.id)
    .with_for_update(key_share=True)
)
_HOLD_PERSON = Statement(
    select(_R.id).where(_R.id == bindparam("id")).with_for_update(key_share=True)
)
_HOLD_THEIR_NUMBERS = Statement(
    select(_A.id)
    .where(one_of(_A.resident_id, "id", _MANY))
    .order_by(_A.id)
    .with_for_update(key_share=True)
)
_HOLD_PERSONS = Statement(
    select(_R.id).where(one_of(_R.id, "id", _MANY)).order_by(_R.id).with_for_update(key_share=True)
)
_IS_DUE = (_C.wake_at.is_not(None), _C.wake_at <= bindparam("now"))
_DUE = at_most(
    select(_C.resident_id)
    .join(ADDRESSES, _A.resident_id == _C.resident_id)
    .where(*_IS_DUE)
    .order_by(_C.wake_at, _C.resident_id)
)
_DUE_AWAY = at_most(
    select(_C.resident_id)
    .join(SHARERS, _S.resident_id == _C.resident_id)
    .join(ADDRESSES, _A.id == _S.address_id)
    .where(*_IS_DUE)
    .order_by(_C.wake_at, _C.resident_id)
)
_DUE_READ = Statement(_DUE)
_DUE_HELD = Statement(_DUE.with_for_update(of=ADDRESSES, key_share=True, skip_locked=True))
_DUE_AWAY_READ = Statement(_DUE_AWAY)
_DUE_AWAY_HELD = Statement(
    _DUE_AWAY.with_for_update(of=ADDRESSES, key_share=True, skip_locked=True)
)


class Persons:
    """One connection's view of the residents."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._talks = Talks(link, vault)
        self._book = AddressBook(link, vault)

    def at(self, address: Address, *, new: bool = False) -> Resident | None:
        """Who writes from an address now, held until the commit; None where nobody does."""
        lookup = self._book.hash(address)
        if self._link.holds:
            if self._link.row(_HOLD_ADDRESS, lookup=lookup) is None:
                return None
            self._link.row(_HOLD_WHOEVER, lookup=lookup)
        row = self._link.row(_AT_ADDRESS, lookup=lookup)
        return replace(self._resident(row, address), new=new) if row else None

    def get(self, resident_id: int) -> Resident | None:
        """The resident with this number, held until the commit; at the address they used last."""
        self.hold(resident_id)
        row = self._link.row(_OF_NUMBER, id=resident_id)
        if row is not None:
            return self._resident(row, self._book.read(*row[2:5]))
        row = self._link.row(_OF_NUMBER_AWAY, id=resident_id)
        if row is None:
            return None
        return replace(self._resident(row, self._book.read(*row[2:5])), away=True)

    def those(self, resident_ids: Collection[int]) -> Mapping[int, Resident]:
        """Those of these who have a number, held until the commit: read together."""
        found = dict[int, Resident]()
        for some in some_of("id", resident_ids, _MANY):
            if self._link.holds:
                self._link.rows(_HOLD_THEIR_NUMBERS, **some)
                self._link.rows(_HOLD_PERSONS, **some)
            for row in self._link.rows(_OF_NUMBERS, **some):
                if row[0] not in found:
                    found[row[0]] = self._resident(row, self._book.read(*row[2:5]))
        return found

    def hold(self, resident_id: int) -> None:
        """Keep others from this resident, and from their addresses, until the commit."""
        if self._link.holds:
            self._link.row(_HOLD_NUMBERS, id=resident_id)
            self._link.row(_HOLD_PERSON, id=resident_id)

    def due(self, now: datetime, limit: int) -> Sequence[Resident]:
        """Residents whose `wake_at` has passed, oldest first."""
        holds = self._link.holds
        here, away = (_DUE_HELD, _DUE_AWAY_HELD) if holds else (_DUE_READ, _DUE_AWAY_READ)
        rows = [
            *self._link.rows(here, now=micros(now), limit=limit),
            *self._link.rows(away, now=micros(now), limit=limit),
        ]
        found = [self.get(one) for one in dict.fromkeys(row[0] for row in rows)]
        return [one for one in found if one and one.wake_at is not None and one.wake_at <= now]

    def _resident(self, row: Values, address: Address) -> Resident:
        number, place = row[:2]
        stopped_at, heard_at, sealed, wake_at, waiting, sharing = row[5:]
        talk = Conversation(place) if sealed is None else self._talks.open(number, sealed)
        return Resident(
            id=number,
            address=address,
            conversation=talk,
            stopped=stopped_at is not None,
            waiting=bool(waiting),
            wake_at=moment_or_none(wake_at),
            last_inbound_at=moment_or_none(heard_at),
            sharing=bool(sharing),
        )
