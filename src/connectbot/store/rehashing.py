"""Making keyed hashes anew under the newest lookup key, some rows at a time.

A hash does not tell which key it was made with, so the database remembers which rows are older
than the key and how far we have come. Of some rows only the hash is left (an opt-out of somebody
who was forgotten, a message whose words are gone): they are found by the older key for as long as
they are kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, select, update

from connectbot.desk.ports import Tx
from connectbot.store.coding import inbound_from_text
from connectbot.store.link import Link, Values
from connectbot.store.rekeying import BATCH
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import ADDRESSES, INBOX, KEYRING_MARKS, fixed
from connectbot.store.tx import Transaction
from connectbot.store.vault import Vault

_PROGRESS = "lookups"
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)


class _Hashed:
    """What is asked of a table in which rows are found by a keyed hash."""

    def __init__(self, table: Table, number: str, hash: str) -> None:
        row, sealed, found = table.c[number], table.c.sealed, table.c[hash]
        older = (row <= bindparam("last"),)
        left = (row > bindparam("done"), *older, sealed.is_not(None))
        some = at_most(select(row, table.c.channel, found, sealed).where(*left).order_by(row))
        self.some, self.some_held = Statement(some), Statement(some.with_for_update())
        self.left = Statement(select(func.count()).select_from(table).where(*left))
        self.alone = Statement(
            select(func.count()).select_from(table).where(*older, sealed.is_(None))
        )
        self.last = Statement(select(func.coalesce(func.max(row), fixed(0))))
        self.change = Statement(
            update(table)
            .where(row == bindparam("row"))
            .values({hash: bindparam("new"), "sealed": bindparam("seal")})
        )


_TABLES = {
    "addresses": _Hashed(ADDRESSES, "id", "lookup"),
    "inbox": _Hashed(INBOX, "seq", "key"),
}
HASHED = tuple(_TABLES)
"""Tables in which something is found by its keyed hash."""

_MARK = Statement(
    lambda insert: insert(KEYRING_MARKS).values(params(("fingerprint",))).on_conflict_do_nothing()
)
_K = KEYRING_MARKS.c
_MARKED = Statement(select(_K.fingerprint).where(_K.fingerprint == bindparam("fingerprint")))
_UNMARK = Statement(delete(KEYRING_MARKS).where(_K.fingerprint != bindparam("fingerprint")))


@dataclass(frozen=True, slots=True)
class Left:
    """Rows whose hash is still to be made anew, and rows of which only the old hash is known."""

    to_do: int = 0
    alone: int = 0


def left(tx: Tx) -> Left:
    """What is still found by an older key."""
    link = cast(Transaction, tx).link
    to_do = alone = 0
    for name, (done, last) in _progress(tx).items():
        to_do += _number(link, _TABLES[name].left, done=done, last=last)
        alone += _number(link, _TABLES[name].alone, last=last)
    return Left(to_do, alone)


def begin(tx: Tx, fingerprint: str, now: datetime) -> None:
    """Every process knows the new key by now: mark the database, and which rows are older."""
    link = cast(Transaction, tx).link
    link.change(_MARK, fingerprint=fingerprint)
    progress = {name: (0, _number(link, table.last)) for name, table in _TABLES.items()}
    tx.switches.set(_PROGRESS, json.dumps(progress), now)


def marked(tx: Tx, fingerprint: str) -> bool:
    """Whether it was begun for this key."""
    return cast(Transaction, tx).link.row(_MARKED, fingerprint=fingerprint) is not None


def rehash(tx: Tx, name: str, vault: Vault, now: datetime) -> int:
    """Make the hash of some older rows anew; how many rows were looked at, 0 at the end."""
    link, table, progress = cast(Transaction, tx).link, _TABLES[name], _progress(tx)
    done, last = progress.get(name, (0, 0))
    statement = table.some_held if link.holds else table.some
    rows = link.rows(statement, done=done, last=last, limit=BATCH)
    for row in rows:
        _one(link, name, row, vault)
    if rows:
        progress[name] = (rows[-1][0], last)
        tx.switches.set(_PROGRESS, json.dumps(progress), now)
    return len(rows)


def end(tx: Tx, fingerprint: str, now: datetime) -> None:
    """Nothing is found by an older key any more."""
    cast(Transaction, tx).link.change(_UNMARK, fingerprint=fingerprint)
    tx.switches.set(_PROGRESS, None, now)


def _one(link: Link, name: str, row: Values, vault: Vault) -> None:
    number, channel, old, sealed = row
    column, before = f"{name}:sealed", bytes(old).hex()
    text = vault.open(column, before, bytes(sealed))
    parts = ("address", channel, text)
    if name == "inbox":
        parts = ("message", channel, inbound_from_text(text, channel, _BEGAN).provider_id)
    new = vault.lookup(*parts)
    if new != bytes(old):
        change = _TABLES[name].change
        link.change(change, row=number, new=new, seal=vault.seal(column, new.hex(), text))


def _progress(tx: Tx) -> dict[str, tuple[int, int]]:
    found = json.loads(tx.switches.get(_PROGRESS) or "{}")
    return {name: (done, last) for name, (done, last) in found.items()}


def _number(link: Link, statement: Statement, **params: Any) -> int:
    return int(link.rows(statement, **params)[0][0])
