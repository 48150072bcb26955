"""Where somebody can be written to: found by keyed hash, kept sealed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, func, null, or_, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.message import Address
from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, params
from connectbot.store.tables import ADDRESSES, fixed
from connectbot.store.vault import Vault

_A = ADDRESSES.c
_NOT_YET = ("resident_id", "stopped_at", "bad_at", "last_inbound_at")


def _keeping(insert: Any) -> ClauseElement:
    values = {
        **params(("channel", "lookup", "sealed")),
        **dict.fromkeys(_NOT_YET, null()),
        **dict.fromkeys(("stopped_how", "bad_code"), fixed("")),
    }
    adding = insert(ADDRESSES).values(values)
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["lookup"], set_={"sealed": func.coalesce(_A.sealed, adding.excluded.sealed)}
    ).returning(_A.id, _A.resident_id)
    return clause


_KEEP = Statement(_keeping)
_STOP = Statement(
    update(ADDRESSES)
    .where(_A.lookup == bindparam("hash"), _A.stopped_at.is_(None))
    .values(stopped_at=bindparam("at"), stopped_how=bindparam("how"))
)
_START = Statement(
    update(ADDRESSES)
    .where(
        _A.lookup == bindparam("hash"),
        _A.stopped_at.is_not(None),
        or_(bindparam("of", type_=String) == fixed(""), _A.stopped_how == bindparam("of")),
    )
    .values(stopped_at=null(), stopped_how=fixed(""))
)
_BAD = Statement(
    update(ADDRESSES)
    .where(_A.lookup == bindparam("hash"))
    .values(bad_code=bindparam("code"), bad_at=bindparam("at"))
)
_BY_HASH = select(_A.id, _A.resident_id).where(_A.lookup == bindparam("hash"))
_FIND = Statement(_BY_HASH)
_FIND_HELD = Statement(_BY_HASH.with_for_update(read=True, key_share=True))


class AddressBook:
    """Finds, keeps and reads addresses for the groups that need them."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def hash(self, address: Address) -> bytes:
        """What an address is found by: while a lookup key is being replaced it may be the hash
        under an older one, which is held so that it stays until the commit."""
        parts = ("address", address.channel, address.value)
        for old in self._vault.older(*parts):
            if self._link.row(_FIND_HELD if self._link.holds else _FIND, hash=old) is not None:
                return old
        return self._vault.lookup(*parts)

    def read(self, channel: str, lookup: bytes, sealed: bytes) -> Address:
        """The address in a row."""
        return Address(channel, self._vault.open("addresses:sealed", lookup.hex(), sealed))

    def keep(self, address: Address, *, sealed: bool = True) -> tuple[int, int | None]:
        """Find or make its row; its number and its resident's. Not `sealed`: the hash alone."""
        lookup = self.hash(address)
        row = self._link.rows(
            _KEEP,
            channel=address.channel,
            lookup=lookup,
            sealed=self._seal(lookup, address) if sealed else None,
        )[0]
        return row[0], row[1]

    def number(self, address: Address) -> int | None:
        """The number of its row, None where there is none."""
        return self.find(address)[0] or None

    def find(self, address: Address) -> tuple[int, int | None]:
        """The number of its row and of its resident; 0 and None where there is none."""
        row = self._link.row(_FIND, hash=self.hash(address))
        return (row[0], row[1]) if row else (0, None)

    def stop(self, address: Address, now: datetime, how: str) -> None:
        """Mark it opted out; a later stop does not change when it was."""
        self.keep(address, sealed=False)
        self._link.change(_STOP, hash=self.hash(address), at=micros(now), how=how)

    def start(self, address: Address, how: str = "") -> bool:
        """They opted in again; with `how`, only where they had opted out so. Whether they had."""
        return self._link.change(_START, hash=self.hash(address), of=how) > 0

    def mark_bad(self, address: Address, code: str, now: datetime) -> None:
        """It cannot be reached."""
        self._link.change(_BAD, hash=self.hash(address), code=plain(code) or "bad", at=micros(now))

    def _seal(self, lookup: bytes, address: Address) -> bytes:
        return self._vault.seal("addresses:sealed", lookup.hex(), address.value)
