"""Revisions of flows, each stored once, while a conversation stands in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, params
from connectbot.store.tables import CONVERSATIONS, FLOW_REVISIONS, fixed

_KEEP = Statement(
    lambda insert: (
        insert(FLOW_REVISIONS)
        .values(params(("revision", "body", "kept_at")))
        .on_conflict_do_nothing(index_elements=["revision"])
    )
)
_BODY = Statement(
    select(FLOW_REVISIONS.c.body).where(FLOW_REVISIONS.c.revision == bindparam("revision"))
)
_ALL = Statement(select(FLOW_REVISIONS.c.revision))
_DROP = Statement(delete(FLOW_REVISIONS).where(FLOW_REVISIONS.c.revision == bindparam("revision")))
_STOOD_IN = Statement(
    select(CONVERSATIONS.c.revision).distinct().where(CONVERSATIONS.c.revision != fixed(""))
)


def stood_in(link: Link) -> set[str]:
    """The revisions some conversation is pinned to."""
    return {row[0] for row in link.rows(_STOOD_IN)}


class RevisionRows:
    """Keeps the promises of `ports.Flows`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def keep(self, revision: str, body: str, now: datetime) -> None:
        """Store a revision if it is not there."""
        self._link.change(_KEEP, revision=revision, body=body, kept_at=micros(now))

    def body(self, revision: str) -> str | None:
        """The stored text of a revision."""
        row = self._link.row(_BODY, revision=revision)
        return row[0] if row else None

    def drop_unused(self, current: set[str]) -> int:
        """Drop revisions that are neither current nor stood in; how many."""
        stored = {row[0] for row in self._link.rows(_ALL)}
        unused = stored - current - stood_in(self._link)
        self._link.change_many(_DROP, [{"revision": revision} for revision in unused])
        return len(unused)
