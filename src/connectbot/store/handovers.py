"""Conversations in which a person is needed, and the one-time links to them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, null, select, update
from sqlalchemy.sql.expression import ClauseElement

from connectbot.model.resident import Handover, Line
from connectbot.store.moments import micros, micros_or_none
from connectbot.store.queue import IS_OPEN, TAKEN_SET, WHOLE, QueueRows
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import HANDOVER_LINKS, HANDOVERS, fixed
from connectbot.store.transcript import transcript

_H, _L = HANDOVERS.c, HANDOVER_LINKS.c
_GET = Statement(WHOLE.where(_H.id == bindparam("id")))
_OPEN_ONE = Statement(
    WHOLE.where(_H.resident_id == bindparam("resident_id"), _H.kind == bindparam("kind"), IS_OPEN)
)
_OF_BROWSER = Statement(
    WHOLE.where(_H.id == bindparam("id"), _H.browser_hash == bindparam("browser"), IS_OPEN)
)
_DUE = at_most(
    WHOLE.where(
        _H.next_at.is_not(None),
        _H.next_at <= bindparam("now"),
        IS_OPEN,
    ).order_by(_H.next_at, _H.id)
)
_DUE_READ = Statement(_DUE)
_DUE_HELD = Statement(_DUE.with_for_update(skip_locked=True))


def _opening(insert: Any) -> ClauseElement:
    given = ("id", "resident_id", "place", "kind", "why", "opened_at", "next_at")
    later = ("taken_at", "taken_by", "closed_at", "acknowledged_at", "escalated_at")
    nothing = dict.fromkeys(later, null())
    clause: ClauseElement = (
        insert(HANDOVERS)
        .values({**params(given), **nothing, "told": fixed(""), "browser_hash": fixed("")})
        .on_conflict_do_nothing(index_elements=["resident_id", "kind"], index_where=IS_OPEN)
    )
    return clause


_OPEN = Statement(_opening)
_TOLD = Statement(
    update(HANDOVERS)
    .where(_H.id == bindparam("key"))
    .values(told=_H.told + bindparam("also", type_=_H.told.type), next_at=bindparam("next"))
)
_WAIT = Statement(
    update(HANDOVERS).where(_H.id == bindparam("key")).values(next_at=bindparam("next"))
)
_TELL_AFRESH = Statement(
    update(HANDOVERS).where(_H.id == bindparam("key")).values(told=fixed(""), escalated_at=null())
)
_ESCALATED = Statement(
    update(HANDOVERS).where(_H.id == bindparam("key")).values(escalated_at=bindparam("at"))
)
_UNOPENED = Statement(
    at_most(
        WHOLE.where(
            IS_OPEN,
            _H.kind == fixed("safeguarding"),
            _H.acknowledged_at.is_(None),
            _H.next_at.is_(None),
        ).order_by(_H.opened_at, _H.id)
    )
)
_TAKEN = Statement(
    WHOLE.where(_H.resident_id == bindparam("resident_id"), _H.taken_at.is_not(None)).order_by(
        _H.taken_at
    )
)
_HAS_TAKEN = Statement(
    WHOLE.where(
        _H.resident_id == bindparam("resident_id"), _H.taken_at.is_not(None), IS_OPEN
    ).order_by(_H.taken_at)
)
_LINK = Statement(
    lambda insert: insert(HANDOVER_LINKS).values(
        {**params(("token_hash", "handover_id", "contact", "told_at")), "used_at": null()}
    )
)
_BEHIND = (
    select(_H.id, _H.browser_hash, _H.taken_at, _L.contact, _L.told_at, _L.used_at)
    .join(HANDOVERS, _H.id == _L.handover_id)
    .where(_L.token_hash == bindparam("token_hash"), IS_OPEN)
)
_LINK_BEHIND = Statement(_BEHIND)
_LINK_BEHIND_HELD = Statement(_BEHIND.with_for_update())
_USE = Statement(
    update(HANDOVER_LINKS).where(_L.token_hash == bindparam("key")).values(used_at=bindparam("at"))
)
_TAKE = Statement(update(HANDOVERS).where(_H.id == bindparam("key")).values(TAKEN_SET))
_CLOSE = Statement(
    update(HANDOVERS)
    .where(_H.id == bindparam("key"), IS_OPEN)
    .values(closed_at=bindparam("at"), next_at=null(), browser_hash=fixed(""))
)


class HandoverRows(QueueRows):
    """Keeps the promises of `ports.Handovers`."""

    def open(
        self, resident_id: int, place: str, kind: str, why: str, now: datetime, next_at: datetime
    ) -> tuple[Handover, bool]:
        """Open one, or find the open one of this kind; True where it is new."""
        new = self._link.change(
            _OPEN,
            id=secrets.token_hex(16),
            resident_id=resident_id,
            place=place,
            kind=kind,
            why=why,
            opened_at=micros(now),
            next_at=micros(next_at),
        )
        row = self._link.rows(_OPEN_ONE, resident_id=resident_id, kind=kind)[0]
        return self.handover(row), new == 1

    def get(self, id: str) -> Handover | None:
        """The handover with this id."""
        row = self._link.row(_GET, id=id)
        return self.handover(row) if row else None

    def told(
        self,
        id: str,
        position: int,
        contact: str,
        token_hash: str,
        now: datetime,
        next_at: datetime | None,
    ) -> None:
        """One more contact was told, with a one-time link of this hash."""
        if self._link.change(_TOLD, key=id, also=f"{position},", next=micros_or_none(next_at)):
            self._link.change(
                _LINK,
                token_hash=token_hash,
                handover_id=id,
                contact=self._vault.seal("handover_links:contact", token_hash, contact),
                told_at=micros(now),
            )

    def wait(self, id: str, next_at: datetime | None, *, afresh: bool = False) -> None:
        """Look again at `next_at`; `afresh` forgets who was told."""
        self._link.change(_WAIT, key=id, next=micros_or_none(next_at))
        if afresh:
            self._link.change(_TELL_AFRESH, key=id)

    def escalated(self, id: str, now: datetime) -> None:
        """It went to the first of the list again."""
        self._link.change(_ESCALATED, key=id, at=micros(now))

    def unopened(self, limit: int = 100) -> Sequence[Handover]:
        """Open alerts that nobody has opened and nobody is to be told of any more."""
        return [self.handover(row) for row in self._link.rows(_UNOPENED, limit=limit)]

    def bind(self, token_hash: str, browser_hash: str, now: datetime) -> Handover | None:
        """Use a one-time link; the same browser may use it twice."""
        behind = self._link.row(
            _LINK_BEHIND_HELD if self._link.holds else _LINK_BEHIND, token_hash=token_hash
        )
        if behind is None:
            return None
        id, browser, taken_at, contact, told_at, used_at = behind
        if used_at is not None:
            return self.get(id) if browser == browser_hash else None
        if taken_at is not None and told_at <= taken_at:
            return None
        who = self._vault.open("handover_links:contact", token_hash, contact)
        self._link.change(_USE, key=token_hash, at=micros(now))
        self._link.change(
            _TAKE,
            key=id,
            at=micros(now),
            who=self._vault.seal("handovers:taken_by", id, who),
            browser=browser_hash,
        )
        return self.get(id)

    def of_browser(self, id: str, browser_hash: str) -> Handover | None:
        """The open talk with this id where this browser has taken it."""
        row = self._link.row(_OF_BROWSER, id=id, browser=browser_hash) if browser_hash else None
        return self.handover(row) if row else None

    def due(self, now: datetime, limit: int = 50) -> Sequence[Handover]:
        """Open ones whose `next_at` has passed."""
        statement = _DUE_HELD if self._link.holds else _DUE_READ
        rows = self._link.rows(statement, now=micros(now), limit=limit)
        return [self.handover(row) for row in rows]

    def close(self, id: str, now: datetime) -> None:
        """Give the talk back to the bot."""
        self._link.change(_CLOSE, key=id, at=micros(now))

    def taken(self, resident_id: int) -> Handover | None:
        """The open talk with this resident that a person has taken, the earliest of them."""
        row = self._link.row(_HAS_TAKEN, resident_id=resident_id)
        return self.handover(row) if row else None

    def transcript(self, id: str, limit: int = 100) -> Sequence[Line]:
        """What was said last, oldest first."""
        handover = self.get(id)
        if handover is None:
            return []
        rows = self._link.rows(_TAKEN, resident_id=handover.resident_id)
        talks = [self.handover(row) for row in rows]
        return transcript(self._link, self._vault, handover.resident_id, talks, limit)

    def said_with(self, resident_id: int, talks: Sequence[Handover], limit: int) -> Sequence[Line]:
        """What was said last with this resident, oldest first."""
        return transcript(self._link, self._vault, resident_id, talks, limit, answered=True)
