"""How a row of the outbox is read: what every group of outbox statements shares."""

from __future__ import annotations

from sqlalchemy import select

from connectbot.model.delivery import HUSHED, Claimed, Outgoing
from connectbot.model.message import Address, Message, MessageClass
from connectbot.store.addresses import AddressBook
from connectbot.store.coding import message_from_text, message_to_text
from connectbot.store.link import Link, Values
from connectbot.store.moments import moment
from connectbot.store.tables import ADDRESSES, OUTBOX
from connectbot.store.vault import Vault

_O, _A = OUTBOX.c, ADDRESSES.c
_CLASS = {kind.rank: kind for kind in MessageClass}
_WIDTH = 14

LETTER = (
    select(
        _O.id,
        _O.sealed,
        _O.rank,
        _O.segments,
        _O.attempt,
        _O.created_at,
        _O.send_before,
        _O.resident_id,
        _O.automatic,
        _O.after_stop,
        _O.purpose,
        _A.channel,
        _A.lookup,
        _A.sealed,
    )
    .select_from(OUTBOX)
    .join(ADDRESSES, _A.id == _O.address_id)
)
"""What `claimed` and `outgoing` read; a statement may add columns after these."""


def extra(row: Values) -> Values:
    """The columns a statement added to LETTER."""
    return row[_WIDTH:]


class Letters:
    """One connection's view of the outbox."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault
        self._book = AddressBook(link, vault)

    def seal(self, id: str, message: Message) -> bytes:
        """A message as its row keeps it."""
        return self._vault.seal("outbox:sealed", id, message_to_text(message))

    def message(self, id: str, sealed: bytes) -> Message:
        """The message in a row."""
        return message_from_text(self._vault.open("outbox:sealed", id, sealed))

    def address(self, row: Values) -> Address:
        """Where a LETTER goes."""
        channel, lookup, sealed = row[_WIDTH - 3 : _WIDTH]
        return self._book.read(channel, lookup, sealed)

    def claimed(self, row: Values, attempt: int | None = None) -> Claimed:
        """A LETTER as the channels see it, at another `attempt` where that is given."""
        id, sealed, rank, segments, tried, created_at, send_before = row[:7]
        return Claimed(
            id=id,
            address=self.address(row),
            message=self.message(id, sealed),
            kind=_CLASS[rank],
            segments=segments,
            attempt=tried if attempt is None else attempt,
            created_at=moment(created_at),
            send_before=moment(send_before),
            hushed=row[10] == HUSHED,
        )

    def outgoing(self, row: Values) -> Outgoing:
        """A LETTER as the desk decided it."""
        id, sealed, rank, segments, _, created_at, send_before, resident_id = row[:8]
        automatic, after_stop, purpose = row[8:11]
        return Outgoing(
            address=self.address(row),
            message=self.message(id, sealed),
            kind=_CLASS[rank],
            segments=segments,
            created_at=moment(created_at),
            send_before=moment(send_before),
            resident_id=resident_id,
            automatic=bool(automatic),
            after_stop=bool(after_stop),
            purpose=purpose,
        )
