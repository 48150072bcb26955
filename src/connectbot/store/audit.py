"""The audit log in the database: a chain of hashes, its end signed with a key kept elsewhere."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, bindparam, delete, exists, or_, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.desk.ports.audit import Entry, Verdict
from connectbot.store.audited import AUDIT_HEAD, AUDIT_LOG, AUDIT_SUBJECTS
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import RESIDENTS
from connectbot.store.vault import Vault

_L, _S, _H = AUDIT_LOG.c, AUDIT_SUBJECTS.c, AUDIT_HEAD.c
_COLUMNS = tuple(column for column in _L if column.name != "hash")
_TOLD = tuple(column.name for column in _COLUMNS)
_HEAD = select(_H.seq, _H.hash, _H.kept_after, _H.kept_hash, _H.signed)
_HEAD_READ = Statement(_HEAD)
_HEAD_HELD = Statement(_HEAD.with_for_update())
_END = ("seq", "hash", "kept_after", "kept_hash", "signed")
_NO_HEAD = (0, bytes(32), 0, bytes(32), b"")


def _signing(insert: Any) -> ClauseElement:
    adding = insert(AUDIT_HEAD).values({"id": fixed(1), **params(_END)})
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["id"], set_={name: adding.excluded[name] for name in _END}
    )
    return clause


_SIGN = Statement(_signing)
_ADD = Statement(lambda insert: insert(AUDIT_LOG).values(params((*_TOLD, "hash"))))
_FROM = Statement(
    at_most(select(*_COLUMNS, _L.hash).where(_L.seq > bindparam("after")).order_by(_L.seq))
)
_NEWEST = Statement(at_most(select(*_COLUMNS, _L.hash).order_by(_L.seq.desc())))
_SEARCH = Statement(
    at_most(
        select(*_COLUMNS, _L.hash)
        .where(
            _L.seq < bindparam("before"),
            *(
                or_(bindparam(name, type_=String) == fixed(""), column == bindparam(name))
                for name, column in (
                    ("act", _L.action),
                    ("actor", _L.actor_id),
                    ("subject", _L.subject),
                )
            ),
        )
        .order_by(_L.seq.desc())
    )
)
_CONTACTS = Statement(select(_S.id, _S.contact).where(_S.contact.is_not(None)))
_WHOM = Statement(
    select(*_COLUMNS, _L.hash).where(_L.subject == bindparam("subject")).order_by(_L.seq)
)
_OF_RESIDENT = Statement(
    select(_S.id).where(_S.resident_id == bindparam("resident")).order_by(_S.id)
)
_OF_CONTACT = Statement(select(_S.id).where(_S.contact == bindparam("contact")).order_by(_S.id))
# Somebody who is erased by now gets no row: their id leads to nobody from the first.
_KNOWN_RESIDENT = Statement(
    lambda insert: insert(AUDIT_SUBJECTS).from_select(
        ["id", "resident_id"],
        select(bindparam("fresh", type_=_S.id.type), RESIDENTS.c.id).where(
            RESIDENTS.c.id == bindparam("resident")
        ),
    )
)
_KNOWN_CONTACT = Statement(lambda insert: insert(AUDIT_SUBJECTS).values(params(("id", "contact"))))
_LET_GO = Statement(delete(AUDIT_LOG).where(_L.seq <= bindparam("last")))
_UNTOLD = Statement(
    delete(AUDIT_SUBJECTS).where(~exists().where(or_(_L.subject == _S.id, _L.actor_id == _S.id)))
)
_PAGE = 500
_NO_END = 2**62


class AuditRows:
    """Keeps the promises of `ports.Audit`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(
        self,
        action: str,
        now: datetime,
        *,
        actor: str,
        who: str = "",
        subject: str = "",
        thing: str = "",
        place: str = "",
        result: str = "",
    ) -> None:
        """One more entry, chained to the last."""
        actor_id = self._contact(who) if who else ""
        seq, last, kept_after, kept_hash, _ = self._head(held=True)
        told = (seq + 1, micros(now), actor, actor_id, action, subject, thing, place, result)
        link = chained(last, told)
        self._link.change(_ADD, **dict(zip(_TOLD, told, strict=True)), hash=link)
        self._sign(seq + 1, link, kept_after, kept_hash)

    def subject(self, resident_id: int) -> str:
        """The random id of a resident."""
        known = self.of(resident_id)
        if known:
            return known[0]
        fresh = secrets.token_hex(8)
        self._link.change(_KNOWN_RESIDENT, fresh=fresh, resident=resident_id)
        return fresh

    def of(self, resident_id: int) -> Sequence[str]:
        """The ids a resident has."""
        return [row[0] for row in self._link.rows(_OF_RESIDENT, resident=resident_id)]

    def about(self, subject: str) -> Sequence[Entry]:
        """Entries with this id, oldest first."""
        return [_entry(row) for row in self._link.rows(_WHOM, subject=subject)]

    def entries(self, after: int = 0, limit: int = 500) -> Sequence[Entry]:
        """Entries above a number, oldest first."""
        return [_entry(row) for row in self._link.rows(_FROM, after=after, limit=limit)]

    def newest(self, limit: int = 50) -> Sequence[Entry]:
        """The newest entries, newest first."""
        return [_entry(row) for row in self._link.rows(_NEWEST, limit=limit)]

    def search(
        self,
        *,
        action: str = "",
        actor_id: str = "",
        subject: str = "",
        before: int | None = None,
        limit: int = 50,
    ) -> Sequence[Entry]:
        """The newest entries of this act, by this id and about this id."""
        rows = self._link.rows(
            _SEARCH,
            act=plain(action),
            actor=plain(actor_id),
            subject=plain(subject),
            before=_NO_END if before is None else before,
            limit=limit,
        )
        return [_entry(row) for row in rows]

    def contacts(self, names: Collection[str]) -> Mapping[str, str]:
        """The random ids that these have in the log."""
        parts = {name: ("audit contact", name) for name in names}
        known = {
            hash: name
            for name, said in parts.items()
            for hash in (self._vault.lookup(*said), *self._vault.older(*said))
        }
        rows = self._link.rows(_CONTACTS)
        return {id: known[bytes(hash)] for id, hash in rows if bytes(hash) in known}

    def verify(self) -> Verdict:
        """Go through the whole chain, and look that it ends where the signed head says."""
        seq, end, kept_after, kept_hash, signed = self._head(held=False)
        at, last, count = kept_after, bytes(kept_hash), 0
        while rows := self._link.rows(_FROM, after=at, limit=_PAGE):
            for row in rows:
                if row[0] != at + 1:
                    return Verdict(count, seq, kept_after, at + 1, "it is missing")
                if bytes(row[-1]) != chained(last, row[:-1]):
                    return Verdict(count, seq, kept_after, row[0], "it was changed")
                at, last, count = row[0], bytes(row[-1]), count + 1
        if at < seq:
            return Verdict(count, seq, kept_after, at + 1, "it was taken off the end")
        good = at == seq and last == bytes(end)
        if not good or not self._is_signed(seq, bytes(end), kept_after, bytes(kept_hash), signed):
            why = "the end of the log is not signed with this keyring"
            return Verdict(count, seq, kept_after, at, why if seq else "the log is empty")
        return Verdict(count, seq, kept_after)

    def purge(self, before: datetime, limit: int = 50) -> int:
        """Let go of the oldest; the chain then begins after them, and that is signed too."""
        seq, end, kept_after, _, _ = self._head(held=True)
        rows = self._link.rows(_FROM, after=kept_after, limit=limit)
        old = []
        for row in rows:
            if row[1] >= micros(before) or row[0] == seq:
                break
            old.append(row)
        if old:
            self._sign(seq, bytes(end), old[-1][0], bytes(old[-1][-1]))
            self._link.change(_LET_GO, last=old[-1][0])
            self._link.change(_UNTOLD)
        return len(old)

    def _contact(self, who: str) -> str:
        contact = self._vault.lookup("audit contact", who)
        row = self._link.row(_OF_CONTACT, contact=contact)
        if row is not None:
            return str(row[0])
        fresh = secrets.token_hex(8)
        self._link.change(_KNOWN_CONTACT, id=fresh, contact=contact)
        return fresh

    def _head(self, *, held: bool) -> Values:
        found = self._link.row(_HEAD_HELD if held and self._link.holds else _HEAD_READ)
        return _NO_HEAD if found is None else found

    def _sign(self, seq: int, end: bytes, kept_after: int, kept_hash: bytes) -> None:
        signed = self._vault.lookup(*_signed_parts(seq, end, kept_after, kept_hash))
        self._link.change(
            _SIGN, seq=seq, hash=end, kept_after=kept_after, kept_hash=kept_hash, signed=signed
        )

    def _is_signed(
        self, seq: int, end: bytes, kept_after: int, kept_hash: bytes, signed: bytes
    ) -> bool:
        told = _signed_parts(seq, end, kept_after, kept_hash)
        expected = (self._vault.lookup(*told), *self._vault.older(*told))
        return any(secrets.compare_digest(one, bytes(signed)) for one in expected)


def chained(before: bytes, told: Values) -> bytes:
    """The hash of an entry (its columns in order) and of the one before it."""
    return hashlib.sha256(bytes(before) + json.dumps(list(told)).encode()).digest()


def _signed_parts(seq: int, end: bytes, kept_after: int, kept_hash: bytes) -> tuple[str, ...]:
    ends = (str(seq), end.hex(), str(kept_after), bytes(kept_hash).hex())
    return ("audit head", *ends)


def _entry(row: Values) -> Entry:
    seq, at, *rest = row[:-1]
    return Entry(seq, moment(at), *rest)
