"""Other systems that send referrals: known by the hash of their token, and what they were told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, null, select, tuple_, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.desk.ports.referrals import Answered, System
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment, moment_or_none
from connectbot.store.referred import IDEMPOTENCY_KEYS, SYSTEMS
from connectbot.store.statement import Statement, at_most, params

_S, _K = SYSTEMS.c, IDEMPOTENCY_KEYS.c
_SHOWN = (_S.id, _S.name, _S.places, _S.made_at, _S.revoked_at)
_ADD = Statement(
    lambda insert: insert(SYSTEMS).values(
        {**params(("id", "name", "places", "token_hash", "made_at")), "revoked_at": null()}
    )
)
_ALL = Statement(select(*_SHOWN).order_by(_S.made_at, _S.id))
_BY_TOKEN = Statement(
    select(*_SHOWN).where(_S.token_hash == bindparam("key"), _S.revoked_at.is_(None))
)
_REVOKE = Statement(
    update(SYSTEMS)
    .where(_S.id == bindparam("key"), _S.revoked_at.is_(None))
    .values(revoked_at=bindparam("at"))
)
_KEYED = (_K.system_id == bindparam("system"), _K.key_hash == bindparam("key"))
_ANSWERED = Statement(select(_K.body_hash, _K.status, _K.answer).where(*_KEYED))
_WRITTEN = ("system_id", "key_hash", "body_hash", "status", "answer", "made_at")


def _answering(insert: Any) -> ClauseElement:
    adding = insert(IDEMPOTENCY_KEYS).values(params(_WRITTEN))
    clause: ClauseElement = adding.on_conflict_do_nothing(index_elements=["system_id", "key_hash"])
    return clause


_ANSWER = Statement(_answering)
_GONE = Statement(
    delete(SYSTEMS).where(
        _S.id.in_(at_most(select(_S.id).where(_S.revoked_at < bindparam("before"))))
    )
)
_FORGOTTEN = Statement(
    delete(IDEMPOTENCY_KEYS).where(
        tuple_(_K.system_id, _K.key_hash).in_(
            at_most(select(_K.system_id, _K.key_hash).where(_K.made_at < bindparam("before")))
        )
    )
)


class SystemRows:
    """Keeps the promises of `ports.Systems`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, system: System, token_hash: str) -> None:
        """Keep a new one."""
        self._link.change(
            _ADD,
            id=system.id,
            name=plain(system.name),
            places="\n".join(map(plain, system.places)),
            token_hash=token_hash,
            made_at=micros(system.made_at),
        )

    def all(self) -> Sequence[System]:
        """All of them, the oldest first."""
        return [_system(row) for row in self._link.rows(_ALL)]

    def by_token(self, token_hash: str) -> System | None:
        """Whose token it is."""
        row = self._link.row(_BY_TOKEN, key=token_hash)
        return _system(row) if row else None

    def revoke(self, id: str, now: datetime) -> None:
        """Its token opens nothing any more."""
        self._link.change(_REVOKE, key=plain(id), at=micros(now))

    def answered(self, system: str, key_hash: str) -> Answered | None:
        """What this system was answered to this key."""
        row = self._link.row(_ANSWERED, system=system, key=key_hash)
        return Answered(*row) if row else None

    def answer(self, system: str, key_hash: str, answered: Answered, now: datetime) -> bool:
        """Keep what it was answered; False where the key was used meanwhile."""
        return bool(
            self._link.change(
                _ANSWER,
                system_id=system,
                key_hash=key_hash,
                body_hash=answered.body_hash,
                status=answered.status,
                answer=answered.answer,
                made_at=micros(now),
            )
        )

    def purge(self, revoked: datetime, answered: datetime, limit: int) -> int:
        """Erase what is past its time."""
        gone = self._link.change(_GONE, before=micros(revoked), limit=limit)
        return gone + self._link.change(_FORGOTTEN, before=micros(answered), limit=limit)


def _system(row: Values) -> System:
    id, name, places, made_at, revoked_at = row
    return System(id, name, tuple(places.split("\n")), moment(made_at), moment_or_none(revoked_at))
