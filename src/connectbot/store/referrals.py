"""Referrals as they stand, and the log of each; who they are for is sealed."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from connectbot.desk.ports.referrals import Count, Wanted, Watched
from connectbot.model.referral import Event, Referral, State
from connectbot.store import referral_ends, referral_tasks
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, micros_or_none, moment, moment_or_none
from connectbot.store.referral_finding import finding, finds_nothing, numbered, params_for
from connectbot.store.referral_words import details_of, words_of
from connectbot.store.referred import REFERRAL_EVENTS, REFERRAL_TOKENS, REFERRALS
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.vault import Vault

_LETTERS = "bcdfghjkmnpqrstvwxz"  # ids make no word and hold no figure that is taken for another
# Codes are like K7QP: no word, and no outward postcode, which residents write.
_CODE = ("ABCDEFGHJKMNPQRTUVWXY", "2346789", "ABCDEFGHJKMNPQRTUVWXY", "ABCDEFGHJKMNPQRTUVWXY")

_R, _E, _T = REFERRALS.c, REFERRAL_EVENTS.c, REFERRAL_TOKENS.c
_TEXTS = ("listing", "place", "need", "state", "reason", "urgency", "made_by", "door", "share")
_SAYS = ("resident_says", "provider_says")
_MOMENTS = ("made_at", "asked_at", "sent_at", "next_at", "closed_at", "moved_at", "dealt_at")
_NAMES = (
    *("id", "resident_id", "listing_number", "nudged", "code", "area", "sealed"),
    *_TEXTS,
    *_SAYS,
    *_MOMENTS,
)
_CHANGING = (
    *("state", "reason", "share", "nudged", "area", "sealed", *_SAYS),
    *(name for name in _MOMENTS if name != "made_at"),
)
_SHOWN = tuple(_R[name] for name in _NAMES)
_KEYED = _R.id == bindparam("key")
_ADD = Statement(lambda insert: insert(REFERRALS).values(params(_NAMES)))
_GET = Statement(select(*_SHOWN).where(_KEYED))
_HELD = Statement(select(*_SHOWN).where(_KEYED).with_for_update())
_KEEP = Statement(update(REFERRALS).where(_KEYED).values(params(_CHANGING)))
_OF = Statement(
    select(*_SHOWN).where(_R.resident_id == bindparam("who")).order_by(_R.made_at.desc(), _R.id)
)
_BY_CODE = Statement(
    select(*_SHOWN)
    .where(_R.code == bindparam("of"))
    .order_by(_R.closed_at.is_not(None), _R.made_at.desc())
)
_MADE = Statement(
    select(*_SHOWN)
    .where(_R.made_at >= bindparam("since"), _R.made_at < bindparam("before"))
    .order_by(_R.made_at, _R.id)
)
_LOGGED = ("referral", "at", "who", "who_id", "before", "after", "reason", "said")
_LOG = Statement(lambda insert: insert(REFERRAL_EVENTS).values(params(_LOGGED)))
_EVENTS = Statement(
    select(*(_E[name] for name in _LOGGED)).where(_E.referral == bindparam("key")).order_by(_E.seq)
)
_OFFER = Statement(
    lambda insert: insert(REFERRAL_TOKENS).values(params(("token_hash", "referral", "ends_at")))
)
_BY_LINK = Statement(
    select(_T.referral).where(_T.token_hash == bindparam("key"), _T.ends_at > bindparam("now"))
)
_NO_LINKS = Statement(delete(REFERRAL_TOKENS).where(_T.referral == bindparam("key")))


@lru_cache(maxsize=16)
def _due(states: int, *, holds: bool) -> Statement:
    found = at_most(
        select(*_SHOWN)
        .where(
            _R.next_at.is_not(None),
            _R.next_at <= bindparam("now"),
            _R.state.in_([bindparam(f"state_{number}") for number in range(states)]),
        )
        .order_by(_R.next_at, _R.id)
    )
    return Statement(found.with_for_update(skip_locked=True) if holds else found)


class ReferralRows:
    """Keeps the promises of `ports.Referrals`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(self, new: Referral) -> Referral:
        """Keep a new one, with an id and a code that none has that is not over."""
        id = "".join(secrets.choice(_LETTERS) for _ in range(12))
        made = replace(new, id=id, code=self._free_code())
        values = {name: plain(getattr(made, name)) for name in (*_TEXTS, *_SAYS)}
        self._link.change(
            _ADD,
            id=id,
            resident_id=made.resident_id,
            listing_number=made.listing_number,
            nudged=made.nudged,
            code=made.code,
            **self._sealed(made),
            **values,
            **{name: micros_or_none(getattr(made, name)) for name in _MOMENTS},
        )
        return made

    def get(self, id: str) -> Referral | None:
        """The one with this id, held until the commit."""
        row = self._link.row(_HELD if self._link.holds else _GET, key=plain(id))
        return self._referral(row) if row else None

    def keep(self, referral: Referral) -> None:
        """Save where it stands now."""
        values = {"state": referral.state, "reason": plain(referral.reason)}
        values |= {name: getattr(referral, name) for name in (*_SAYS, "share")}
        moments = {
            name: micros_or_none(getattr(referral, name)) for name in _MOMENTS if name in _CHANGING
        }
        self._link.change(
            _KEEP,
            key=referral.id,
            nudged=referral.nudged,
            **self._sealed(referral),
            **values,
            **moments,
        )

    def log(self, event: Event) -> None:
        """One more line of the log."""
        values = {name: getattr(event, name) for name in _LOGGED}
        self._link.change(_LOG, **{**values, "at": micros(event.at)})

    def events(self, id: str) -> Sequence[Event]:
        """The log of one, oldest first."""
        rows = self._link.rows(_EVENTS, key=plain(id))
        return [Event(referral, moment(at), *rest) for referral, at, *rest in rows]

    def of(self, resident_id: int) -> Sequence[Referral]:
        """Those of one resident, the newest first."""
        return [self._referral(row) for row in self._link.rows(_OF, who=resident_id)]

    def by_code(self, code: str) -> Referral | None:
        """The one that is answered with this code."""
        row = self._link.row(_BY_CODE, of=plain(code))
        return self.get(row[0]) if row else None

    def find(self, wanted: Wanted, limit: int = 50, skip: int = 0) -> Sequence[Referral]:
        """Those wanted, the newest first."""
        if finds_nothing(wanted):
            return []
        of = {**params_for(wanted), "limit": limit, "skip": skip}
        return [self._referral(row) for row in self._link.rows(finding(wanted, _NAMES), **of)]

    def watched(
        self, staff: Collection[str], places: Collection[str], since: datetime
    ) -> Sequence[Watched]:
        """Those that these of our people look after."""
        return referral_tasks.watched(self._link, self._referral, _NAMES, staff, places, since)

    def due(self, now: datetime, states: Collection[State], limit: int = 50) -> Sequence[Referral]:
        """Those in these states whose `next_at` has passed."""
        statement = _due(len(states), holds=self._link.holds)
        of = numbered("state", states)
        rows = self._link.rows(statement, **of, now=micros(now), limit=limit)
        return [self._referral(row) for row in rows]

    def offer_link(self, token_hash: str, id: str, until: datetime) -> None:
        """A page about this one opens by a link of this hash."""
        self._link.change(_OFFER, token_hash=token_hash, referral=id, ends_at=micros(until))

    def by_link(self, token_hash: str, now: datetime) -> Referral | None:
        """The one that a link opens."""
        row = self._link.row(_BY_LINK, key=plain(token_hash), now=micros(now))
        return self.get(row[0]) if row else None

    def drop_links(self, id: str) -> None:
        """No link opens the page about this one any more."""
        self._link.change(_NO_LINKS, key=id)

    def counts(self, since: datetime, before: datetime) -> Sequence[Count]:
        """How those made in that time came out."""
        rows = self._link.rows(_MADE, since=micros(since), before=micros(before))
        return referral_ends.counted(map(self._referral, rows))

    def unanswered(self, before: datetime, limit: int) -> Sequence[int]:
        """Residents who never wrote a word, and whose referrals came to nothing before then."""
        return referral_ends.unanswered(self._link, before, limit)

    def drop_drafts(self, before: datetime, limit: int) -> int:
        """Erase drafts made before then."""
        return referral_ends.drop_drafts(self._link, before, limit)

    def drop_words(self, before: datetime, limit: int) -> int:
        """Let go of names and words of those that ended before then."""
        return referral_ends.drop_words(self._link, before, limit)

    def purge(self, before: datetime, now: datetime, limit: int) -> int:
        """Erase what is past its time."""
        return referral_ends.purge(self._link, before, now, limit)

    def _free_code(self) -> str:
        while True:
            code = "".join(map(secrets.choice, _CODE))
            if self._link.row(_BY_CODE, of=code) is None:
                return code

    def _sealed(self, referral: Referral) -> dict[str, bytes]:
        id, details = referral.id, referral.details
        return {
            "area": self._vault.seal("referrals:area", id, details.area),
            "sealed": self._vault.seal("referrals:sealed", id, words_of(details)),
        }

    def _referral(self, row: Values) -> Referral:
        said: dict[str, Any] = dict(zip(_NAMES, row, strict=True))
        area, sealed, id = said.pop("area"), said.pop("sealed"), said["id"]
        area = self._vault.open("referrals:area", id, area) if area else ""
        words = self._vault.open("referrals:sealed", id, sealed) if sealed else "{}"
        for name in _MOMENTS:
            said[name] = moment_or_none(said[name])
        return Referral(**said, details=details_of(words, area))
