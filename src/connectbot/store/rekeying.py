"""What is sealed where, and sealing it again with the newest key, some rows at a time.

Whatever stops this half-way, every value opens: it is sealed with one key of the keyring or with
another. So nothing is remembered of how far it came; what is left is found by its seal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import LargeBinary, Table, bindparam, func, select, update

from connectbot.desk.ports import Tx
from connectbot.store.checked import ANSWERS_HELD, ENROLMENTS, READINGS_LEAVING, SHOWN_ANSWERS
from connectbot.store.referred import REFERRALS
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import (
    ADDRESSES,
    CONTRIBUTORS,
    CONVERSATIONS,
    HANDOVER_LINKS,
    HANDOVERS,
    INBOX,
    LISTING_REVISIONS,
    LISTINGS,
    NOTES,
    OUTBOX,
    REMINDERS,
    STAFF,
    SUGGESTIONS,
    fixed,
)
from connectbot.store.tx import Transaction
from connectbot.store.vault import Vault

BATCH = 50

_ID = 4


def _hex(key: bytes) -> str:
    return bytes(key).hex()


def _numbered(name: str, number: int) -> str:
    return f"{name} {number}"


@dataclass(frozen=True)
class Sealed:
    """A column of seals: the columns that tell its row, and what its seals are bound to.

    `bound` is handed the values of `by`; the seal says `name` ("table:column"), unless it was
    copied from another column.
    """

    table: Table
    column: str
    by: tuple[str, ...]
    bound: Callable[..., str] = str
    said: str = ""
    rows: Statement = field(init=False)
    counts: Statement = field(init=False)
    change: Statement = field(init=False)

    def __post_init__(self) -> None:
        sealed, keys = self.table.c[self.column], tuple(self.table.primary_key)
        by = [self.table.c[name] for name in self.by]
        id = func.substr(sealed, fixed(1), fixed(_ID))
        object.__setattr__(
            self,
            "rows",
            Statement(
                at_most(
                    select(*keys, sealed, *by)
                    .where(sealed.is_not(None), id != bindparam("newest", type_=LargeBinary))
                    .order_by(*keys)
                )
            ),
        )
        counts = select(id, func.count()).where(sealed.is_not(None)).group_by(id)
        object.__setattr__(self, "counts", Statement(counts))
        change = (
            update(self.table)
            .where(
                *(key == bindparam(f"key_{place}") for place, key in enumerate(keys)),
                sealed == bindparam("before"),
            )
            .values({self.column: bindparam("after")})
        )
        object.__setattr__(self, "change", Statement(change))

    @property
    def name(self) -> str:
        """What its seals say of where they belong."""
        return self.said or f"{self.table.name}:{self.column}"


SEALED = (
    Sealed(ADDRESSES, "sealed", ("lookup",), _hex),
    Sealed(CONVERSATIONS, "sealed", ("resident_id",)),
    Sealed(INBOX, "sealed", ("key",), _hex),
    Sealed(OUTBOX, "sealed", ("id",)),
    Sealed(REMINDERS, "sealed", ("kind", "made_at"), _numbered),
    Sealed(HANDOVER_LINKS, "contact", ("token_hash",)),
    Sealed(HANDOVERS, "taken_by", ("id",)),
    Sealed(HANDOVERS, "acknowledged_by", ("id",), said="handovers:taken_by"),
    Sealed(LISTINGS, "sealed", ("id", "number"), _numbered),
    Sealed(LISTINGS, "base", ("id",)),
    Sealed(LISTINGS, "offer", ("id",)),
    Sealed(LISTING_REVISIONS, "sealed", ("listing", "number"), _numbered),
    Sealed(SUGGESTIONS, "sealed", ("id",)),
    Sealed(STAFF, "sealed", ("id",)),
    Sealed(ENROLMENTS, "sealed", ("id",)),
    Sealed(ANSWERS_HELD, "sealed", ("wave_id",)),
    Sealed(READINGS_LEAVING, "sealed", ("key",), _hex),
    Sealed(SHOWN_ANSWERS, "sealed", ("wave_id",)),
    Sealed(NOTES, "sealed", ("id",)),
    Sealed(REFERRALS, "area", ("id",)),
    Sealed(REFERRALS, "sealed", ("id",)),
    Sealed(CONTRIBUTORS, "sealed", ("release",)),
)
"""Every column whose values are sealed: one that is missing here would be lost with its key."""


def count(tx: Tx) -> Mapping[str, int]:
    """How many values are sealed with each key, by its id (8 hex)."""
    link = cast(Transaction, tx).link
    found: Counter[str] = Counter()
    for one in SEALED:
        for id, number in link.rows(one.counts):
            found[bytes(id).hex()] += number
    return found


def reseal(tx: Tx, column: int, vault: Vault) -> int:
    """Seal some values of SEALED[column] with the newest key; how many, 0 where none is left.

    A value that somebody else changes meanwhile stays as they made it, with their newest key.
    """
    link, one = cast(Transaction, tx).link, SEALED[column]
    rows = link.rows(one.rows, newest=vault.sealing, limit=BATCH)
    width = len(one.table.primary_key)
    for found in rows:
        keys = {f"key_{place}": key for place, key in enumerate(found[:width])}
        before, *by = found[width:]
        row = one.bound(*by)
        text = vault.open(one.name, row, bytes(before))
        link.change(one.change, **keys, before=before, after=vault.seal(one.name, row, text))
    return len(rows)
