"""Suggestions as they wait and as they were decided; their words are sealed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update

from connectbot.model.message import Address
from connectbot.model.suggested import By, Ending, Kind, Suggestion
from connectbot.store.coding import plain
from connectbot.store.link import Link, Values
from connectbot.store.moments import micros, moment, moment_or_none
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.suggested import IS_UNDECIDED, SUGGESTIONS
from connectbot.store.vault import Vault

_LETTERS = "bcdfghjkmnpqrstvwxz"  # ids make no word and hold no figure that is taken for another
_SEALED = "suggestions:sealed"

_S = SUGGESTIONS.c
_GIVEN = ("id", "place", "listing", "kind", "by", "resident_id", "sealed", "made_at")
_ADD = Statement(
    lambda insert: insert(SUGGESTIONS).values(
        {**params(_GIVEN), "state": fixed("open"), "closed_by": fixed("")}
    )
)
_SHOWN = (*(_S[name] for name in _GIVEN), _S.state, _S.closed_at, _S.closed_by)
_KEYED = _S.id == bindparam("key")
_GET = Statement(select(*_SHOWN).where(_KEYED))
_HELD = Statement(select(*_SHOWN).where(_KEYED).with_for_update())
_OPEN = Statement(at_most(select(*_SHOWN).where(IS_UNDECIDED).order_by(_S.seq)))
_OPEN_IN = Statement(
    select(*_SHOWN).where(IS_UNDECIDED, _S.place == bindparam("where")).order_by(_S.seq)
)
_OF = Statement(
    at_most(select(*_SHOWN).where(_S.listing == bindparam("about")).order_by(_S.seq.desc()))
)
_CLOSE = Statement(
    update(SUGGESTIONS)
    .where(_KEYED, IS_UNDECIDED)
    .values(
        state=bindparam("as"),
        closed_at=bindparam("at"),
        closed_by=bindparam("who"),
        sealed=bindparam("words"),
    )
)
_PURGE = Statement(
    delete(SUGGESTIONS).where(
        _S.seq.in_(
            at_most(
                select(_S.seq)
                .where(or_(_S.closed_at < bindparam("closed"), _S.made_at < bindparam("made")))
                .order_by(_S.seq)
            )
        )
    )
)


class SuggestionRows:
    """Keeps the promises of `ports.Suggestions`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(
        self,
        place: str,
        listing: str,
        kind: Kind,
        by: By,
        words: str,
        now: datetime,
        *,
        resident: int | None = None,
        to: Address | None = None,
    ) -> str:
        """Keep one; its id."""
        id = "".join(secrets.choice(_LETTERS) for _ in range(6))
        self._link.change(
            _ADD,
            id=id,
            place=plain(place),
            listing=plain(listing),
            kind=kind,
            by=by,
            resident_id=resident,
            sealed=self._sealed(id, plain(words), to, ""),
            made_at=micros(now),
        )
        return id

    def get(self, id: str) -> Suggestion | None:
        """The one with this id, held until the commit."""
        row = self._link.row(_HELD if self._link.holds else _GET, key=plain(id))
        return self._suggestion(row) if row else None

    def open(self, places: Collection[str] | None = None, limit: int = 200) -> Sequence[Suggestion]:
        """Those that wait, the oldest first."""
        if places is None:
            rows = list(self._link.rows(_OPEN, limit=limit))
        else:
            rows = [row for place in places for row in self._link.rows(_OPEN_IN, where=place)]
        found = sorted(map(self._suggestion, rows), key=lambda one: one.made_at)
        return found[:limit]

    def of(self, listing: str, limit: int = 50) -> Sequence[Suggestion]:
        """Those about a listing, the newest first."""
        rows = self._link.rows(_OF, about=plain(listing), limit=limit)
        return [self._suggestion(row) for row in rows]

    def close(self, id: str, ending: Ending, who: str, reason: str, now: datetime) -> bool:
        """It is decided; False where it was before."""
        found = self.get(id)
        if found is None:
            return False
        words = self._sealed(found.id, found.words, found.to, plain(reason))
        values = {"key": found.id, "as": ending, "at": micros(now), "who": plain(who)}
        return bool(self._link.change(_CLOSE, **values, words=words))

    def purge(self, closed_before: datetime, made_before: datetime, limit: int) -> int:
        """Erase what is past its time."""
        before = {"closed": micros(closed_before), "made": micros(made_before)}
        return self._link.change(_PURGE, **before, limit=limit)

    def _sealed(self, id: str, words: str, to: Address | None, reason: str) -> bytes:
        at = [to.channel, to.value] if to else None
        return self._vault.seal(
            _SEALED, id, json.dumps({"words": words, "to": at, "reason": reason})
        )

    def _suggestion(self, row: Values) -> Suggestion:
        id, place, listing, kind, by, resident, sealed, made_at, state, closed_at, who = row
        said = json.loads(self._vault.open(_SEALED, id, sealed)) if sealed else {}
        to = said.get("to")
        return Suggestion(
            id,
            place,
            listing,
            kind,
            by,
            said.get("words", ""),
            moment(made_at),
            resident,
            Address(*to) if to else None,
            state,
            moment_or_none(closed_at),
            who,
            said.get("reason", ""),
        )
