"""Referrals that somebody looks for: one statement for each shape of what is wanted."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    exists,
    or_,
    select,
)

from connectbot.desk.ports.referrals import Wanted
from connectbot.store.casework import CASELOADS, is_kept
from connectbot.store.coding import plain
from connectbot.store.moments import micros
from connectbot.store.referred import IS_CURRENT, REFERRALS
from connectbot.store.row import fixed
from connectbot.store.statement import Statement
from connectbot.store.tables import ADDRESSES

_A, _R, _C = ADDRESSES.c, REFERRALS.c, CASELOADS.c


def finds_nothing(wanted: Wanted) -> bool:
    """Whether no referral can be meant: of no place, or in no state."""
    places, states = wanted.places, wanted.states
    return (places is not None and not places) or (states is not None and not states)


def finding(wanted: Wanted, columns: tuple[str, ...]) -> Statement:
    """What finds them, the newest first: its parameters are `params_for`, limit and skip."""
    sizes = (len(wanted.places or ()), len(wanted.states or ()), len(wanted.keepers))
    others = frozenset(_others(wanted)) | ({"unreached"} if wanted.unreached else set())
    return _finding(*sizes, others, columns)


def params_for(wanted: Wanted) -> dict[str, Any]:
    """The parameters of its statement."""
    return {
        **_others(wanted),
        **numbered("place", wanted.places or ()),
        **numbered("state", wanted.states or ()),
        **numbered("keeper", wanted.keepers),
    }


def numbered(name: str, values: Collection[str]) -> dict[str, str]:
    """Values as parameters called name_0, name_1 and so on."""
    return {f"{name}_{number}": plain(value) for number, value in enumerate(values)}


def _others(wanted: Wanted) -> dict[str, Any]:
    said = {name: getattr(wanted, name) for name in ("made_by", "listing", "caseload")}
    moments = {name: getattr(wanted, name) for name in ("since", "before", "quiet")}
    return {name: plain(word) for name, word in said.items() if word} | {
        name: micros(at) for name, at in moments.items() if at
    }


@lru_cache(maxsize=128)
def _finding(
    places: int, states: int, keepers: int, others: frozenset[str], columns: tuple[str, ...]
) -> Statement:
    of: dict[str, Any] = {
        "made_by": _R.made_by == bindparam("made_by"),
        "listing": _R.listing == bindparam("listing"),
        "since": _R.made_at >= bindparam("since"),
        "before": _R.made_at < bindparam("before"),
        "quiet": IS_CURRENT & (_R.moved_at < bindparam("quiet")),
        "caseload": _looked_after_by(_C.staff_id == bindparam("caseload")),
        "unreached": exists().where(_A.resident_id == _R.resident_id, _A.bad_code != fixed("")),
    }
    where = [clause for name, clause in of.items() if name in others]
    where += [_R[name].in_(_params(name, many)) for name, many in _lists(places, states) if many]
    if keepers:
        theirs = _looked_after_by(_C.staff_id.in_(_params("keeper", keepers)))
        nobodys = ~is_kept(_R.resident_id)
        where.append(or_(theirs, nobodys, _R.made_by.in_(_params("keeper", keepers))))
    found = select(*(_R[name] for name in columns)).where(*where)
    newest = found.order_by(_R.made_at.desc(), _R.id.desc())
    return Statement(
        newest.limit(bindparam("limit", type_=Integer)).offset(bindparam("skip", type_=Integer))
    )


def _lists(places: int, states: int) -> tuple[tuple[str, int], ...]:
    return ("place", places), ("state", states)


def _looked_after_by(whose: ColumnElement[bool]) -> ColumnElement[bool]:
    return _R.resident_id.in_(select(_C.resident_id).where(whose))


def _params(name: str, many: int) -> list[Any]:
    return [bindparam(f"{name}_{number}") for number in range(many)]
