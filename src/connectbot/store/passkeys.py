"""Passkeys of our own people, and what they are asked to sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, null, select, update

from connectbot.model.staff import Passkey
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment, moment_or_none
from connectbot.store.staffed import PASSKEY_CHALLENGES, PASSKEYS, STAFF
from connectbot.store.statement import Statement, at_most, params

_P, _C = PASSKEYS.c, PASSKEY_CHALLENGES.c
_WHOLE = (_P.id, _P.staff_id, _P.public_key, _P.signs, _P.made_at, _P.used_at)
_KEYED = _P.id == bindparam("key")

_WAITING = Statement(select(func.count()).select_from(PASSKEY_CHALLENGES))
_ASK = Statement(
    lambda insert: (
        insert(PASSKEY_CHALLENGES)
        .values(params(("challenge_hash", "browser_hash", "ends_at")))
        .on_conflict_do_nothing(index_elements=["challenge_hash"])
    )
)
_TAKE = Statement(
    delete(PASSKEY_CHALLENGES).where(
        _C.challenge_hash == bindparam("key"),
        _C.browser_hash == bindparam("whose"),
        _C.ends_at > bindparam("now"),
    )
)
_ADD = Statement(
    lambda insert: (
        insert(PASSKEYS)
        .values({**params(("id", "staff_id", "public_key", "signs", "made_at")), "used_at": null()})
        .on_conflict_do_nothing(index_elements=["id"])
    )
)
_GET = Statement(
    select(*_WHOLE)
    .join(STAFF, STAFF.c.id == _P.staff_id)
    .where(_KEYED, STAFF.c.revoked_at.is_(None))
)
_OF = Statement(
    select(*_WHOLE).where(_P.staff_id == bindparam("whose")).order_by(_P.made_at, _P.id)
)
_USED = Statement(
    update(PASSKEYS).where(_KEYED).values(signs=bindparam("times"), used_at=bindparam("at"))
)
_REMOVE = Statement(delete(PASSKEYS).where(_KEYED, _P.staff_id == bindparam("whose")))
_OLD = Statement(
    delete(PASSKEY_CHALLENGES).where(
        _C.challenge_hash.in_(
            at_most(select(_C.challenge_hash).where(_C.ends_at < bindparam("before")))
        )
    )
)


class PasskeyRows:
    """Keeps the promises of `ports.Passkeys`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def challenge(self, challenge: str, browser: str, until: datetime, most: int) -> bool:
        """Keep the hash of what this browser is to have signed."""
        waiting = self._link.row(_WAITING)
        if waiting is not None and waiting[0] >= most:
            return False
        return bool(
            self._link.change(
                _ASK, challenge_hash=challenge, browser_hash=browser, ends_at=micros(until)
            )
        )

    def take(self, challenge: str, browser: str, now: datetime) -> bool:
        """Use it up."""
        return self._link.change(_TAKE, key=challenge, whose=browser, now=micros(now)) == 1

    def add(self, passkey: Passkey) -> bool:
        """Keep a new one."""
        new = self._link.change(
            _ADD,
            id=passkey.id,
            staff_id=passkey.staff_id,
            public_key=passkey.public_key,
            signs=passkey.signs,
            made_at=micros(passkey.made_at),
        )
        return new == 1

    def get(self, id: str) -> Passkey | None:
        """The one with this id, of somebody who is not revoked."""
        row = self._link.row(_GET, key=plain(id))
        return _passkey(row) if row else None

    def of(self, staff_id: str) -> Sequence[Passkey]:
        """Those of one person."""
        return [_passkey(row) for row in self._link.rows(_OF, whose=staff_id)]

    def used(self, id: str, signs: int, now: datetime) -> None:
        """Somebody signed in with it."""
        self._link.change(_USED, key=id, times=signs, at=micros(now))

    def remove(self, id: str, staff_id: str) -> bool:
        """Take one of theirs away."""
        return self._link.change(_REMOVE, key=plain(id), whose=staff_id) == 1

    def purge(self, before: datetime, limit: int) -> int:
        """Erase what was to be signed before then and was not."""
        return self._link.change(_OLD, before=micros(before), limit=limit)


def _passkey(row: Values) -> Passkey:
    id, staff_id, public_key, signs, made_at, used_at = row
    return Passkey(id, staff_id, bytes(public_key), signs, moment(made_at), moment_or_none(used_at))
