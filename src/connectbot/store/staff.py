"""Our own people: their names sealed, their codes and visits known by hashes alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, delete, func, null, select, update

from connectbot.desk.ports.staff import Door
from connectbot.model.message import Address
from connectbot.model.staff import Staff, Visit
from connectbot.store.casework import CASELOADS
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment, moment_or_none
from connectbot.store.staffed import PASSKEYS, STAFF, STAFF_CODES, STAFF_VISITS
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.vault import Vault

_S, _C, _V = STAFF.c, STAFF_CODES.c, STAFF_VISITS.c
_WHOLE = (_S.id, _S.role, _S.places, _S.sealed, _S.made_at, _S.revoked_at)
_KEYED = _S.id == bindparam("key")
_IS_HERE = _S.revoked_at.is_(None)

_ADD = Statement(
    lambda insert: insert(STAFF).values(
        {
            **params(("id", "role", "places", "sealed", "made_at")),
            "linked": null(),
            "revoked_at": null(),
        }
    )
)
_GET = Statement(select(*_WHOLE).where(_KEYED))
_CHANGE = Statement(
    update(STAFF)
    .where(_KEYED)
    .values(role=bindparam("as"), places=bindparam("where"), sealed=bindparam("said"))
)
_ALL = Statement(select(*_WHOLE).order_by(_S.made_at, _S.id))
_REVOKE = Statement(
    update(STAFF).where(_KEYED, _IS_HERE).values(revoked_at=bindparam("at"), linked=null())
)
_NO_CODES = Statement(delete(STAFF_CODES).where(_C.staff_id == bindparam("key")))
_NO_VISITS = Statement(delete(STAFF_VISITS).where(_V.staff_id == bindparam("key")))
_NO_PASSKEYS = Statement(delete(PASSKEYS).where(PASSKEYS.c.staff_id == bindparam("key")))
_OFFER = Statement(
    lambda insert: insert(STAFF_CODES).values(params(("code_hash", "staff_id", "door", "ends_at")))
)
_USE = Statement(
    delete(STAFF_CODES)
    .where(
        _C.code_hash == bindparam("key"),
        _C.door == bindparam("by"),
        _C.ends_at > bindparam("now"),
    )
    .returning(_C.staff_id)
)
_ENTER = Statement(
    lambda insert: insert(STAFF_VISITS).values(
        params(("visit_hash", "staff_id", "began_at", "seen_at"))
    )
)
_VISIT = Statement(
    select(_V.began_at, _V.seen_at, *_WHOLE)
    .join(STAFF, _S.id == _V.staff_id)
    .where(_V.visit_hash == bindparam("key"), _IS_HERE)
)
_HERE = Statement(
    select(_V.staff_id, func.max(_V.seen_at))
    .where(_V.seen_at >= bindparam("since"))
    .group_by(_V.staff_id)
)
_SEEN = Statement(
    update(STAFF_VISITS).where(_V.visit_hash == bindparam("key")).values(seen_at=bindparam("at"))
)
_LEAVE = Statement(delete(STAFF_VISITS).where(_V.visit_hash == bindparam("key")))
_LINK = Statement(update(STAFF).where(_KEYED, _IS_HERE).values(linked=bindparam("hash")))
_UNLINK = Statement(update(STAFF).where(_S.linked == bindparam("hash")).values(linked=null()))
_LINKED = Statement(select(*_WHOLE).where(_S.linked == bindparam("hash"), _IS_HERE))
_OLD_CODES = Statement(
    delete(STAFF_CODES).where(
        _C.code_hash.in_(at_most(select(_C.code_hash).where(_C.ends_at < bindparam("before"))))
    )
)
_OLD_VISITS = Statement(
    delete(STAFF_VISITS).where(
        _V.visit_hash.in_(at_most(select(_V.visit_hash).where(_V.began_at < bindparam("before"))))
    )
)
_LONG_GONE = at_most(
    select(_S.id).where(_S.revoked_at < bindparam("before")).order_by(_S.revoked_at, _S.id)
)
_NO_CASELOADS = Statement(delete(CASELOADS).where(CASELOADS.c.staff_id.in_(_LONG_GONE)))
_GONE = Statement(delete(STAFF).where(_S.id.in_(_LONG_GONE)))


class StaffRows:
    """Keeps the promises of `ports.People`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(self, staff: Staff) -> None:
        """Keep somebody new."""
        self._link.change(
            _ADD,
            id=staff.id,
            role=staff.role,
            places="\n".join(staff.places),
            sealed=self._sealed(staff),
            made_at=micros(staff.made_at),
        )

    def change(self, staff: Staff) -> None:
        """What is told of them is this from now on."""
        places = "\n".join(staff.places)
        said = self._sealed(staff)
        self._link.change(_CHANGE, **{"key": staff.id, "as": staff.role}, where=places, said=said)

    def get(self, id: str) -> Staff | None:
        """Whoever has this id."""
        row = self._link.row(_GET, key=plain(id))
        return self._staff(row) if row else None

    def everybody(self) -> Sequence[Staff]:
        """All of them, the first invited first."""
        return [self._staff(row) for row in self._link.rows(_ALL)]

    def revoke(self, id: str, now: datetime) -> None:
        """They are let in nowhere any more."""
        self._link.change(_REVOKE, key=id, at=micros(now))
        self._link.change(_NO_CODES, key=id)
        self._link.change(_NO_VISITS, key=id)
        self._link.change(_NO_PASSKEYS, key=id)

    def offer(self, code: str, id: str, door: Door, until: datetime) -> None:
        """Keep the hash of a code."""
        self._link.change(_OFFER, code_hash=code, staff_id=id, door=door, ends_at=micros(until))

    def use(self, code: str, door: Door, now: datetime) -> Staff | None:
        """Use a code up; whose it was."""
        row = self._link.row(_USE, key=code, by=door, now=micros(now))
        return self.get(row[0]) if row else None

    def enter(self, visit: str, id: str, now: datetime) -> None:
        """A visit begins."""
        at = micros(now)
        self._link.change(_ENTER, visit_hash=visit, staff_id=id, began_at=at, seen_at=at)

    def visit(self, visit: str) -> Visit | None:
        """The visit of this hash."""
        row = self._link.row(_VISIT, key=visit)
        return Visit(self._staff(row[2:]), moment(row[0]), moment(row[1])) if row else None

    def here(self, since: datetime) -> Mapping[str, datetime]:
        """Who has asked for a page since then."""
        return {id: moment(at) for id, at in self._link.rows(_HERE, since=micros(since))}

    def seen(self, visit: str, now: datetime) -> None:
        """It asked for a page now."""
        self._link.change(_SEEN, key=visit, at=micros(now))

    def leave(self, visit: str) -> None:
        """It is over."""
        self._link.change(_LEAVE, key=visit)

    def leave_all(self, id: str) -> int:
        """All visits of this person are over."""
        return self._link.change(_NO_VISITS, key=id)

    def link(self, id: str, address: Address) -> None:
        """They write from this address from now on."""
        self.unlink(address)
        self._link.change(_LINK, key=id, hash=self._hashes(address)[0])

    def unlink(self, address: Address) -> None:
        """What comes from this address is of none of our people."""
        for hash in self._hashes(address):
            self._link.change(_UNLINK, hash=hash)

    def linked(self, address: Address) -> Staff | None:
        """Who of ours writes from here."""
        rows = (self._link.row(_LINKED, hash=hash) for hash in self._hashes(address))
        return next((self._staff(row) for row in rows if row), None)

    def purge(self, codes: datetime, visits: datetime, revoked: datetime, limit: int) -> int:
        """Erase what is past its time."""
        self._link.change(_NO_CASELOADS, before=micros(revoked), limit=limit)
        old = ((_OLD_CODES, codes), (_OLD_VISITS, visits), (_GONE, revoked))
        return sum(self._link.change(one, before=micros(at), limit=limit) for one, at in old)

    def _hashes(self, address: Address) -> tuple[bytes, ...]:
        parts = ("staff linked", address.channel, address.value)
        return (self._vault.lookup(*parts), *self._vault.older(*parts))

    def _sealed(self, staff: Staff) -> bytes:
        said = {
            "name": staff.name,
            "to": [staff.to.channel, staff.to.value] if staff.to else None,
            "hours": staff.hours,
            "away": [day.isoformat() for day in staff.away] if staff.away else None,
            "cover": staff.cover,
        }
        return self._vault.seal("staff:sealed", staff.id, json.dumps(said))

    def _staff(self, row: Values) -> Staff:
        id, role, places, sealed, made_at, revoked_at = row
        said = json.loads(self._vault.open("staff:sealed", id, sealed))
        away = said.get("away")  # rows of before leave was known have none
        return Staff(
            id=id,
            name=said["name"],
            role=role,
            places=tuple(places.split("\n")),
            made_at=moment(made_at),
            to=Address(*said["to"]) if said["to"] else None,
            hours=said["hours"],
            revoked_at=moment_or_none(revoked_at),
            away=(date.fromisoformat(away[0]), date.fromisoformat(away[1])) if away else None,
            cover=said.get("cover", ""),
        )
