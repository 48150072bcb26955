"""Whom we ask whether a listing is still right, and who keeps one by a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.message import Address
from connectbot.model.suggested import Asking, Claim
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, micros_or_none, moment, moment_or_none
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.suggested import ASKINGS, IS_UNANSWERED, LISTING_CLAIMS

_A, _C = ASKINGS.c, LISTING_CLAIMS.c
_ASKED = (
    "listing",
    "place",
    "channel",
    "value",
    "times",
    "asked_at",
    "next_at",
    "state",
    "token_hash",
)
_CLAIMED = ("listing", "resident_id", "code_hash", "ends_at", "tries", "held")


def _asking(insert: Any) -> ClauseElement:
    adding = insert(ASKINGS).values(params(_ASKED))
    change = {name: adding.excluded[name] for name in _ASKED[1:]}
    clause: ClauseElement = adding.on_conflict_do_update(index_elements=["listing"], set_=change)
    return clause


def _claiming(insert: Any) -> ClauseElement:
    adding = insert(LISTING_CLAIMS).values(params((*_CLAIMED, "made_at")))
    change = {name: adding.excluded[name] for name in (*_CLAIMED[2:], "made_at")}
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["listing", "resident_id"], set_=change
    )
    return clause


_PUT = Statement(_asking)
_ALL = select(*(_A[name] for name in _ASKED))
_GET = Statement(_ALL.where(_A.listing == bindparam("key")))
_AT = Statement(
    _ALL.where(
        IS_UNANSWERED,
        _A.channel == bindparam("channel"),
        _A.value == bindparam("value"),
        _A.times > fixed(0),
    ).order_by(_A.asked_at.desc())
)
_TOKEN = Statement(_ALL.where(_A.token_hash == bindparam("token"), _A.token_hash != fixed("")))
_DUE = Statement(
    at_most(_ALL.where(_A.next_at <= bindparam("now")).order_by(_A.next_at, _A.listing))
)
_LAST = Statement(select(_A.listing, func.coalesce(_A.next_at, _A.asked_at)))
_WAITING = Statement(select(func.count()).where(_A.next_at.is_not(None), _A.times == fixed(0)))
_SINCE = Statement(
    select(func.count()).where(_A.asked_at >= bindparam("since"), _A.times > fixed(0))
)

_CLAIM = Statement(_claiming)
_THEIRS = Statement(
    select(*(_C[name] for name in _CLAIMED))
    .where(_C.resident_id == bindparam("who"))
    .order_by(_C.made_at.desc(), _C.listing)
)
_ON = Statement(
    select(*(_C[name] for name in _CLAIMED))
    .where(_C.listing == bindparam("key"), _C.held)
    .order_by(_C.made_at)
)
_REVOKE = Statement(delete(LISTING_CLAIMS).where(_C.listing == bindparam("key")))


class AskingRows:
    """Keeps the promises of `ports.Askings`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, asking: Asking) -> None:
        """Keep it as it is now."""
        self._link.change(
            _PUT,
            listing=asking.listing,
            place=asking.place,
            channel=asking.to.channel,
            value=plain(asking.to.value),
            times=asking.times,
            asked_at=micros(asking.asked_at),
            next_at=micros_or_none(asking.next_at),
            state=asking.state,
            token_hash=asking.token_hash,
        )

    def get(self, listing: str) -> Asking | None:
        """The last one about a listing."""
        return self._one(_GET, key=plain(listing))

    def at(self, address: Address) -> Asking | None:
        """The one that this address has not answered yet."""
        return self._one(_AT, channel=address.channel, value=plain(address.value))

    def by_token(self, token_hash: str) -> Asking | None:
        """The one that the link in a mail belongs to."""
        return self._one(_TOKEN, token=token_hash)

    def due(self, now: datetime, limit: int = 50) -> Sequence[Asking]:
        """Open ones whose time has passed."""
        return [_read(row) for row in self._link.rows(_DUE, now=micros(now), limit=limit)]

    def last(self) -> Mapping[str, datetime]:
        """When each listing was asked about last, or is to be."""
        return {row[0]: moment(row[1]) for row in self._link.rows(_LAST)}

    def waiting(self) -> int:
        """How many wait to be asked for the first time."""
        row = self._link.row(_WAITING)
        return int(row[0]) if row else 0

    def asked_since(self, since: datetime) -> int:
        """How many were asked last at or after then."""
        row = self._link.row(_SINCE, since=micros(since))
        return int(row[0]) if row else 0

    def _one(self, statement: Statement, **values: str) -> Asking | None:
        row = self._link.row(statement, **values)
        return _read(row) if row else None


class ClaimRows:
    """Keeps the promises of `ports.Claims`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def put(self, claim: Claim, now: datetime) -> None:
        """Keep it as it is now."""
        self._link.change(
            _CLAIM,
            listing=claim.listing,
            resident_id=claim.resident,
            code_hash=claim.code_hash,
            ends_at=micros(claim.ends_at),
            tries=claim.tries,
            held=claim.held,
            made_at=micros(now),
        )

    def of_resident(self, resident: int) -> Sequence[Claim]:
        """Theirs, the newest first."""
        return [_claim(row) for row in self._link.rows(_THEIRS, who=resident)]

    def of_listing(self, listing: str) -> Sequence[Claim]:
        """Those that are held."""
        return [_claim(row) for row in self._link.rows(_ON, key=plain(listing))]

    def revoke(self, listing: str) -> int:
        """Nobody keeps this listing any more by a claim."""
        return self._link.change(_REVOKE, key=plain(listing))


def _read(row: Values) -> Asking:
    listing, place, channel, value, times, asked_at, next_at, state, token = row
    to = Address(channel, value)
    next_one = moment_or_none(next_at)
    return Asking(listing, place, to, times, moment(asked_at), next_one, state, token)


def _claim(row: Values) -> Claim:
    listing, resident, code, ends_at, tries, held = row
    return Claim(listing, resident, code, moment(ends_at), tries, bool(held))
