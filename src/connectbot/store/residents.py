"""The people who write, at their addresses, and where each stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, null, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.model.resident import Resident
from connectbot.store.addresses import AddressBook
from connectbot.store.forgetting import forget
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, micros_or_none, moment_or_none
from connectbot.store.revisions import stood_in
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    INBOX,
    IS_WAITING,
    RESIDENTS,
    fixed,
)
from connectbot.store.vault import Vault

_A, _C, _R = ADDRESSES.c, CONVERSATIONS.c, RESIDENTS.c
_write = json.JSONEncoder(separators=(",", ":")).encode
_WHOLE = (
    select(
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
    )
    .select_from(ADDRESSES)
    .join(RESIDENTS, _R.id == _A.resident_id)
    .outerjoin(CONVERSATIONS, _C.resident_id == _R.id)
)
_AT_ADDRESS = Statement(_WHOLE.where(_A.lookup == bindparam("lookup")))
_OF_NUMBER = Statement(_WHOLE.where(_R.id == bindparam("id")).order_by(_A.id))
# A row joined to one that had to be waited for is read as it was before the wait; so hold first
# and read afterwards.
_HOLD_ADDRESS = Statement(
    select(_A.id).where(_A.lookup == bindparam("lookup")).with_for_update(key_share=True)
)
_HOLD_NUMBER = Statement(
    select(_A.id).where(_A.resident_id == bindparam("id")).with_for_update(key_share=True)
)
_DUE = at_most(
    select(_C.resident_id)
    .join(ADDRESSES, _A.resident_id == _C.resident_id)
    .where(_C.wake_at.is_not(None), _C.wake_at <= bindparam("now"))
    .order_by(_C.wake_at, _C.resident_id)
)
_DUE_READ = Statement(_DUE)
_DUE_HELD = Statement(_DUE.with_for_update(of=ADDRESSES, key_share=True, skip_locked=True))
_NEW = Statement(
    lambda insert: insert(RESIDENTS).values(params(("place", "created_at"))).returning(_R.id)
)
_MOVE_IN = Statement(
    update(ADDRESSES).where(_A.id == bindparam("number")).values(resident_id=bindparam("resident"))
)
_HEARD = Statement(
    update(ADDRESSES)
    .where(_A.lookup == bindparam("hash"))
    .values(last_inbound_at=bindparam("at"), bad_code=fixed(""), bad_at=null())
)


def _keeping(insert: Any) -> ClauseElement:
    adding = insert(CONVERSATIONS).values(
        {**params(("resident_id", "sealed", "revision", "wake_at")), "version": fixed(1)}
    )
    new = adding.excluded
    change = {"sealed": new.sealed, "revision": new.revision, "wake_at": new.wake_at}
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["resident_id"], set_={**change, "version": _C.version + fixed(1)}
    )
    return clause


_KEEP = Statement(_keeping)


class ResidentRows:
    """Keeps the promises of `ports.Residents`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault
        self._book = AddressBook(link, vault)

    def at(self, address: Address, place: str, now: datetime) -> Resident:
        """Find or make the resident at an address, and hold them until the commit."""
        lookup = self._book.hash(address)
        if self._link.holds and self._link.row(_HOLD_ADDRESS, lookup=lookup) is None:
            return self._make(address, lookup, place, now)  # somebody may be making it just now
        row = self._link.row(_AT_ADDRESS, lookup=lookup)
        if row is None:
            return self._make(address, lookup, place, now)
        return self._resident(row, address)

    def _make(self, address: Address, lookup: bytes, place: str, now: datetime) -> Resident:
        number, resident_id = self._book.keep(address)
        if resident_id is None:
            made = self._link.rows(_NEW, place=place, created_at=micros(now))[0][0]
            self._link.change(_MOVE_IN, number=number, resident=made)
        row = self._link.rows(_AT_ADDRESS, lookup=lookup)[0]
        return self._resident(row, address, new=resident_id is None)

    def get(self, resident_id: int) -> Resident | None:
        """The resident with this number, held until the commit."""
        if self._link.holds:
            self._link.row(_HOLD_NUMBER, id=resident_id)
        row = self._link.row(_OF_NUMBER, id=resident_id)
        return self._resident(row, self._book.read(*row[2:5])) if row else None

    def keep(
        self,
        resident: Resident,
        conversation: Conversation,
        wake_at: datetime | None,
        *,
        heard_at: datetime | None = None,
    ) -> None:
        """Save where they stand; a message of theirs also shows that the address is good."""
        state = _write(conversation.to_json())
        self._link.change(
            _KEEP,
            resident_id=resident.id,
            sealed=self._vault.seal("conversations:sealed", str(resident.id), state),
            revision=conversation.revision if conversation.frames else "",
            wake_at=micros_or_none(wake_at),
        )
        if heard_at is not None:
            self._link.change(_HEARD, hash=self._book.hash(resident.address), at=micros(heard_at))

    def due(self, now: datetime, limit: int = 50) -> Sequence[Resident]:
        """Residents whose `wake_at` has passed, oldest first."""
        statement = _DUE_HELD if self._link.holds else _DUE_READ
        rows = self._link.rows(statement, now=micros(now), limit=limit)
        found = [self.get(row[0]) for row in rows]
        return [one for one in found if one and one.wake_at is not None and one.wake_at <= now]

    def stop(self, address: Address, now: datetime, how: str) -> None:
        """They opted out: nothing more goes there."""
        self._book.stop(address, now, how)

    def start(self, address: Address, now: datetime) -> None:
        """They opted in again."""
        self._book.start(address)

    def mark_bad(self, address: Address, code: str, now: datetime) -> None:
        """The provider says this address cannot be reached."""
        self._book.mark_bad(address, code, now)

    def forget(self, resident_id: int) -> None:
        """Erase what is held about them; an opt-out is kept as a keyed hash alone."""
        if self._link.holds:
            self._link.row(_HOLD_NUMBER, id=resident_id)
        forget(self._link, resident_id)

    def revisions(self) -> set[str]:
        """The flow revisions some conversation is pinned to."""
        return stood_in(self._link)

    def _resident(self, row: Values, address: Address, *, new: bool = False) -> Resident:
        number, place = row[:2]
        stopped_at, heard_at, sealed, wake_at, waiting = row[5:]
        conversation = Conversation(place)
        if sealed is not None:
            state = self._vault.open("conversations:sealed", str(number), sealed)
            conversation = Conversation.from_json(json.loads(state))
        return Resident(
            id=number,
            address=address,
            conversation=conversation,
            stopped=stopped_at is not None,
            waiting=bool(waiting),
            wake_at=moment_or_none(wake_at),
            last_inbound_at=moment_or_none(heard_at),
            new=new,
        )
