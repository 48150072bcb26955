"""Who looks after whom, and the sealed notes about them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, String, and_, bindparam, case, delete, exists, func, select

from connectbot.desk.ports.casework import Standing
from connectbot.model.casework import Note
from connectbot.store.casework import CASELOADS, NOTES
from connectbot.store.link import Link
from connectbot.store.moments import micros, moment
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import ADDRESSES
from connectbot.store.vault import Vault

_SEALED = "notes:sealed"
_MANY = 100  # ids a statement takes at once: its text is made once, so their number is fixed
_NOBODY = 0

_C, _N, _A = CASELOADS.c, NOTES.c, ADDRESSES.c
_OTHER = CASELOADS.alias("other")
_ADD = Statement(
    lambda insert: (
        insert(CASELOADS)
        .values(params(("staff_id", "resident_id", "made_at")))
        .on_conflict_do_nothing(index_elements=["staff_id", "resident_id"])
    )
)
_HAS = Statement(
    select(_C.made_at).where(
        _C.staff_id == bindparam("who"), _C.resident_id == bindparam("whom", type_=BigInteger)
    )
)
_OF = Statement(
    select(_C.resident_id, _C.made_at)
    .where(_C.staff_id == bindparam("who"))
    .order_by(_C.made_at.desc(), _C.resident_id.desc())
)
_KEEPERS = Statement(
    select(_C.resident_id, _C.staff_id)
    .where(_C.resident_id.in_([bindparam(f"id_{n}", type_=BigInteger) for n in range(_MANY)]))
    .order_by(_C.made_at, _C.staff_id)
)
_STANDING = Statement(
    select(
        _C.resident_id,
        func.max(
            case(
                (and_(_A.bad_code == fixed(""), _A.stopped_at.is_(None)), fixed(1)), else_=fixed(0)
            )
        ),
        func.max(case((_A.bad_code != fixed(""), fixed(1)), else_=fixed(0))),
        func.max(case((_A.stopped_at.is_not(None), fixed(1)), else_=fixed(0))),
    )
    .join_from(CASELOADS, ADDRESSES, _A.resident_id == _C.resident_id, isouter=True)
    .where(_C.staff_id == bindparam("who"))
    .group_by(_C.resident_id)
)
_REMOVE = Statement(
    delete(CASELOADS).where(
        _C.staff_id == bindparam("who"), _C.resident_id == bindparam("whom", type_=BigInteger)
    )
)
_TAKE_OVER = Statement(
    lambda insert: insert(CASELOADS).from_select(
        ["staff_id", "resident_id", "made_at"],
        select(
            bindparam("to", type_=String), _C.resident_id, bindparam("at", type_=BigInteger)
        ).where(
            _C.staff_id == bindparam("who"),
            ~exists().where(
                _OTHER.c.staff_id == bindparam("to", type_=String),
                _OTHER.c.resident_id == _C.resident_id,
            ),
        ),
    )
)
_REMOVE_ALL = Statement(delete(CASELOADS).where(_C.staff_id == bindparam("who")))
_NOTE = Statement(
    lambda insert: insert(NOTES).values(
        params(("id", "resident_id", "staff_id", "sealed", "made_at"))
    )
)
_NOTES_OF = Statement(
    at_most(
        select(_N.id, _N.resident_id, _N.staff_id, _N.sealed, _N.made_at)
        .where(_N.resident_id == bindparam("whom", type_=BigInteger))
        .order_by(_N.made_at.desc(), _N.id)
    )
)
_NO_NOTE = Statement(delete(NOTES).where(_N.id == bindparam("key")))


class CaseloadRows:
    """Keeps the promises of `ports.Caseloads`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, staff_id: str, resident_id: int, now: datetime) -> None:
        """They look after this resident from now on."""
        self._link.change(_ADD, staff_id=staff_id, resident_id=resident_id, made_at=micros(now))

    def has(self, staff_ids: Collection[str], resident_id: int) -> bool:
        """Whether one of these looks after this resident."""
        return any(self._link.row(_HAS, who=one, whom=resident_id) for one in staff_ids)

    def of(self, staff_ids: Collection[str]) -> Sequence[int]:
        """The residents that these look after."""
        rows = [row for one in staff_ids for row in self._link.rows(_OF, who=one)]
        newest = sorted(rows, key=lambda row: (row[1], row[0]), reverse=True)
        return list(dict.fromkeys(row[0] for row in newest))

    def standing(self, staff_ids: Collection[str]) -> Standing:
        """How those stand whom these look after."""
        rows = [row for one in staff_ids for row in self._link.rows(_STANDING, who=one)]
        return Standing(
            frozenset(row[0] for row in rows),
            frozenset(row[0] for row in rows if not row[1] and row[2]),
            frozenset(row[0] for row in rows if not row[1] and row[3] and not row[2]),
        )

    def keepers(self, resident_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        """Who looks after each of these residents."""
        ids, found = list(dict.fromkeys(resident_ids)), dict[int, list[str]]()
        for start in range(0, len(ids), _MANY):
            some = ids[start : start + _MANY]
            padded = [*some, *[_NOBODY] * (_MANY - len(some))]
            asked = {f"id_{n}": id for n, id in enumerate(padded)}
            for resident_id, staff_id in self._link.rows(_KEEPERS, **asked):
                found.setdefault(resident_id, []).append(staff_id)
        return found

    def remove(self, staff_id: str, resident_id: int) -> None:
        """They do not look after this resident any more."""
        self._link.change(_REMOVE, who=staff_id, whom=resident_id)

    def move(self, staff_id: str, to: str, now: datetime) -> int:
        """Somebody else looks after all of theirs from now on."""
        self._link.change(_TAKE_OVER, who=staff_id, to=to, at=micros(now))
        return self._link.change(_REMOVE_ALL, who=staff_id)


class NoteRows:
    """Keeps the promises of `ports.Notes`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(self, resident_id: int, staff_id: str, text: str, now: datetime) -> str:
        """One more."""
        id = secrets.token_hex(16)
        self._link.change(
            _NOTE,
            id=id,
            resident_id=resident_id,
            staff_id=staff_id,
            sealed=self._vault.seal(_SEALED, id, text),
            made_at=micros(now),
        )
        return id

    def of(self, resident_id: int, limit: int = 100) -> Sequence[Note]:
        """What was written about them."""
        return [
            Note(id, whom, who, self._vault.open(_SEALED, id, sealed), moment(made_at))
            for id, whom, who, sealed, made_at in self._link.rows(
                _NOTES_OF, whom=resident_id, limit=limit
            )
        ]

    def remove(self, id: str) -> None:
        """It is not kept any more."""
        self._link.change(_NO_NOTE, key=id)
