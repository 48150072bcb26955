"""Listings as they stand and as they stood: whoever changes one holds the directory's clock."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.kept import Act, Body, Kept, Origin, Revision
from connectbot.store.coding import plain
from connectbot.store.directory import (
    IS_OFFERED,
    LISTING_CLOCK,
    LISTING_FILES,
    LISTING_REVISIONS,
    LISTINGS,
)
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.vault import Vault

_L, _R, _F = LISTINGS.c, LISTING_REVISIONS.c, LISTING_FILES.c


def _ticking(insert: Any) -> ClauseElement:
    adding = insert(LISTING_CLOCK).values({"id": fixed(1), "version": fixed(1)})
    on = {"version": LISTING_CLOCK.c.version + fixed(1)}
    clause: ClauseElement = adding.on_conflict_do_update(index_elements=["id"], set_=on)
    return clause


_TICK = Statement(_ticking)
_VERSION = Statement(select(LISTING_CLOCK.c.version))

_AS_IT_STANDS = ("place", "state", "merged_into", "number", "body", "sealed")
_SHOWN = (_L.id, *(_L[name] for name in _AS_IT_STANDS), _L.source)
_KEYED = _L.id == bindparam("key")
_GET = Statement(select(*_SHOWN).where(_KEYED))
_HELD = Statement(select(*_SHOWN).where(_KEYED).with_for_update())
_SINCE = Statement(select(*_SHOWN).where(_L.version > bindparam("after")).order_by(_L.seq))
_THIS = select(_L.seq).where(_KEYED).scalar_subquery()
_LATER = _L.seq > func.coalesce(_THIS, fixed(0))
_PAGE = Statement(at_most(select(*_SHOWN).where(_LATER).order_by(_L.seq)))


def _putting(insert: Any) -> ClauseElement:
    names = ("id", *_AS_IT_STANDS, "version", "source")
    adding = insert(LISTINGS).values(params(names))
    change = {name: adding.excluded[name] for name in (*_AS_IT_STANDS, "version")}
    clause: ClauseElement = adding.on_conflict_do_update(index_elements=["id"], set_=change)
    return clause


_PUT = Statement(_putting)
_WRITTEN = (
    "listing",
    "number",
    "at",
    "actor_kind",
    "actor",
    "door",
    "why",
    "state",
    "merged_into",
    "body",
)
_ADD = Statement(lambda insert: insert(LISTING_REVISIONS).values(params((*_WRITTEN, "sealed"))))
_HISTORY = Statement(
    select(*(_R[name] for name in (*_WRITTEN, "sealed")))
    .where(_R.listing == bindparam("key"))
    .order_by(_R.number)
)

_CHANGED = Statement(select(_R.listing, func.max(_R.at)).group_by(_R.listing))
_ORIGIN = Statement(select(_L.base, _L.offer).where(_KEYED))
_SETTLE = Statement(
    update(LISTINGS).where(_KEYED).values(params(("source", "base", "offer", "version")))
)
_OFFERED = Statement(select(_L.id).where(IS_OFFERED).order_by(_L.seq))
_SOURCES = Statement(select(_L.id, _L.source).where(_L.source != fixed("")))

_FILES = Statement(select(_F.name, _F.hash))
_TOOK = Statement(lambda insert: insert(LISTING_FILES).values(params(("name", "hash"))))
_FORGET_FILES = Statement(delete(LISTING_FILES))


class ListingRows:
    """Keeps the promises of `ports.Listings`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def version(self) -> int:
        """A number that rises with each change of the directory."""
        row = self._link.row(_VERSION)
        return int(row[0]) if row else 0

    def get(self, id: str) -> Kept | None:
        """The listing with this id, held until the commit."""
        row = self._link.row(_HELD if self._link.holds else _GET, key=plain(id))
        return self._kept(row) if row else None

    def since(self, version: int) -> Sequence[Kept]:
        """The listings that changed after this version."""
        return [self._kept(row) for row in self._link.rows(_SINCE, after=version)]

    def page(self, after: str, most: int) -> Sequence[Kept]:
        """So many listings after this one."""
        rows = self._link.rows(_PAGE, key=plain(after), limit=most)
        return [self._kept(row) for row in rows]

    def put(self, kept: Kept, act: Act, now: datetime) -> Kept:
        """Keep it as its next revision."""
        version = self._ticked()
        kept = replace(kept, number=kept.number + 1)
        row = {
            "id": kept.id,
            "place": kept.place,
            "state": kept.state,
            "merged_into": kept.merged_into,
            "number": kept.number,
            "body": kept.body.text,
            "sealed": self._sealed("listings:sealed", kept),
            "version": version,
            "source": kept.source,
        }
        self._link.change(_PUT, **row)
        revision = {
            "listing": kept.id,
            "number": kept.number,
            "at": micros(now),
            "actor_kind": act.kind,
            "actor": plain(act.who),
            "door": act.door,
            "why": plain(act.why),
            "state": kept.state,
            "merged_into": kept.merged_into,
            "body": kept.body.text,
            "sealed": self._sealed("listing_revisions:sealed", kept),
        }
        self._link.change(_ADD, **revision)
        return kept

    def history(self, id: str) -> Sequence[Revision]:
        """Its revisions, the oldest first."""
        return [self._revision(row) for row in self._link.rows(_HISTORY, key=plain(id))]

    def changed(self) -> Mapping[str, datetime]:
        """When each listing last changed."""
        return {str(id): moment(at) for id, at in self._link.rows(_CHANGED)}

    def origin(self, id: str) -> Origin:
        """What its file said."""
        base, offer = self._link.row(_ORIGIN, key=plain(id)) or (None, None)
        opened = (
            self._body_in("listings:base", id, base),
            self._body_in("listings:offer", id, offer),
        )
        return Origin(*opened)

    def settle(self, id: str, source: str, origin: Origin) -> None:
        """Keep what its file says and where it stands there."""
        base = self._body_out("listings:base", id, origin.base)
        offer = self._body_out("listings:offer", id, origin.offer)
        version = self._ticked()
        self._link.change(_SETTLE, key=id, source=source, base=base, offer=offer, version=version)

    def offered(self) -> Sequence[str]:
        """Ids of listings whose file says something that waits."""
        return [row[0] for row in self._link.rows(_OFFERED)]

    def sources(self) -> Mapping[str, str]:
        """Where each listing that came from a file stands in it."""
        return dict(self._pairs(_SOURCES))

    def files(self) -> Mapping[str, str]:
        """The files as they were last taken over."""
        return dict(self._pairs(_FILES))

    def took(self, files: Mapping[str, str]) -> None:
        """These files, and no others, are taken over."""
        self._link.change(_FORGET_FILES)
        rows = [{"name": plain(name), "hash": hash} for name, hash in files.items()]
        self._link.change_many(_TOOK, rows)

    def _ticked(self) -> int:
        self._link.change(_TICK)
        return self.version()

    def _pairs(self, statement: Statement) -> list[tuple[str, str]]:
        return [(str(key), str(value)) for key, value in self._link.rows(statement)]

    def _sealed(self, column: str, kept: Kept) -> bytes | None:
        secret = kept.body.secret
        return self._vault.seal(column, _row(kept.id, kept.number), secret) if secret else None

    def _opened(self, column: str, id: str, number: int, text: str, sealed: bytes | None) -> Body:
        secret = self._vault.open(column, _row(id, number), sealed) if sealed else ""
        return Body(text, secret)

    def _kept(self, row: Values) -> Kept:
        id, place, state, merged_into, number, text, sealed, source = row
        body = self._opened("listings:sealed", id, number, text, sealed)
        return Kept(id, place, state, number, body, source, merged_into)

    def _revision(self, row: Values) -> Revision:
        id, number, at, *act, state, into, text, sealed = row
        body = self._opened("listing_revisions:sealed", id, number, text, sealed)
        return Revision(id, number, moment(at), Act(*act), state, body, into)

    def _body_out(self, column: str, id: str, body: Body | None) -> bytes | None:
        if body is None:
            return None
        return self._vault.seal(column, id, json.dumps([body.text, body.secret]))

    def _body_in(self, column: str, id: str, sealed: bytes | None) -> Body | None:
        return None if sealed is None else Body(*json.loads(self._vault.open(column, id, sealed)))


def _row(id: str, number: int) -> str:
    return f"{id} {number}"
