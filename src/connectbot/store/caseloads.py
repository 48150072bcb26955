"""Who looks after whom, and how those stand whom somebody looks after."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    String,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    select,
)

from connectbot.desk.ports.casework import Standing
from connectbot.model.casework import Known
from connectbot.model.conversation import Conversation
from connectbot.store.casework import CASELOADS, is_kept
from connectbot.store.checked import ENROLMENTS
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment_or_none
from connectbot.store.referred import REFERRALS
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, one_of, params, some_of
from connectbot.store.tables import ADDRESSES, CONVERSATIONS, RESIDENTS
from connectbot.store.vault import Vault

_MANY = 100  # ids a statement takes at once: its text is made once, so their number is fixed

_C, _A, _R = CASELOADS.c, ADDRESSES.c, RESIDENTS.c
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
    .where(one_of(_C.resident_id, "id", _MANY))
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
_PLACES = 20


def _any(*whens: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(_A.resident_id == _R.id, *whens)


_HEARD = select(func.max(_A.last_inbound_at)).where(_A.resident_id == _R.id).scalar_subquery()
_REACHED = _any(_A.bad_code == fixed(""), _A.stopped_at.is_(None))
_WIDTH = 10
_F = REFERRALS.c
_REFERRAL = (
    select(_F.state)
    .where(_F.resident_id == _R.id)
    .order_by(_F.closed_at.is_not(None), _F.made_at.desc(), _F.id)
    .limit(fixed(1))
    .offset(fixed(0))
    .scalar_subquery()
)
_PAUSED = exists().where(ENROLMENTS.c.resident_id == _R.id, ENROLMENTS.c.paused_why != fixed(""))
_SHOWN = select(
    _R.id,
    _R.place,
    CONVERSATIONS.c.sealed,
    _HEARD.label("heard"),
    _REACHED,
    _any(_A.bad_code != fixed("")),
    _any(_A.stopped_at.is_not(None)),
    _PAUSED,
    _REFERRAL,
    is_kept(_R.id),
).join_from(RESIDENTS, CONVERSATIONS, CONVERSATIONS.c.resident_id == _R.id, isouter=True)
_NEWEST = (func.coalesce(_HEARD, fixed(0)).desc(), _R.id.desc())
_KNOWN = Statement(
    _SHOWN.join(CASELOADS, _C.resident_id == _R.id)
    .where(_C.staff_id == bindparam("who"))
    .order_by(*_NEWEST)
)
# Whom a page shows is found first: how somebody stands is not read of all in the place.
_SOME = (
    select(_R.id)
    .where(one_of(_R.place, "place", _PLACES))
    .order_by(*_NEWEST)
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("skip", type_=Integer))
)
_KNOWN_IN = Statement(_SHOWN.where(_R.id.in_(_SOME)).order_by(*_NEWEST))
_KNOWN_ONE = Statement(
    _SHOWN.add_columns(_C.staff_id)
    .join(CASELOADS, _C.resident_id == _R.id, isouter=True)
    .where(_R.id == bindparam("whom", type_=BigInteger))
    .order_by(_C.made_at, _C.staff_id)
)
_SIZES = Statement(select(_C.staff_id, func.count()).group_by(_C.staff_id))
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


class CaseloadRows:
    """Keeps the promises of `ports.Caseloads`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

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

    def known(self, staff_ids: Collection[str]) -> Sequence[Known]:
        """The residents that these look after."""
        rows = [row for one in staff_ids for row in self._link.rows(_KNOWN, who=one)]
        found = {one.resident_id: one for one in map(self._known, rows)}
        return sorted(found.values(), key=_heard_last)

    def known_in(self, places: Collection[str], skip: int = 0, limit: int = 50) -> Sequence[Known]:
        """The residents of these places, of which a statement takes twenty."""
        some = next(some_of("place", places, _PLACES), None)
        if some is None:
            return []
        rows = self._link.rows(_KNOWN_IN, **some, skip=skip, limit=limit)
        return [self._known(row) for row in rows]

    def known_one(self, resident_id: int) -> tuple[Known, Sequence[str]] | None:
        """One resident, and who looks after them."""
        rows = self._link.rows(_KNOWN_ONE, whom=resident_id)
        if not rows:
            return None
        return self._known(rows[0][:_WIDTH]), [row[_WIDTH] for row in rows if row[_WIDTH]]

    def sizes(self) -> Mapping[str, int]:
        """How many each of our people looks after."""
        return dict(self._link.rows(_SIZES))

    def _known(self, row: Values) -> Known:
        id, place, sealed, heard, reached, bad, stopped, paused, referral, kept = row
        talk = Conversation(place)
        if sealed is not None:
            text = self._vault.open("conversations:sealed", str(id), sealed)
            talk = Conversation.from_json(json.loads(text))
        return Known(
            id,
            place,
            talk.saved.get("name", ""),
            moment_or_none(heard),
            unreachable=bool(bad and not reached),
            stopped=bool(stopped and not reached and not bad),
            paused=bool(paused),
            tags=talk.tags,
            referral=referral,
            kept=bool(kept),
        )

    def keepers(self, resident_ids: Collection[int]) -> Mapping[int, Sequence[str]]:
        """Who looks after each of these residents."""
        found = dict[int, list[str]]()
        for some in some_of("id", resident_ids, _MANY):
            for resident_id, staff_id in self._link.rows(_KEEPERS, **some):
                found.setdefault(resident_id, []).append(staff_id)
        return found

    def remove(self, staff_id: str, resident_id: int) -> None:
        """They do not look after this resident any more."""
        self._link.change(_REMOVE, who=staff_id, whom=resident_id)

    def move(self, staff_id: str, to: str, now: datetime) -> int:
        """Somebody else looks after all of theirs from now on."""
        self._link.change(_TAKE_OVER, who=staff_id, to=to, at=micros(now))
        return self._link.change(_REMOVE_ALL, who=staff_id)


def _heard_last(one: Known) -> tuple[float, int]:
    heard = one.heard_at.timestamp() if one.heard_at else 0.0
    return -heard, -one.resident_id
