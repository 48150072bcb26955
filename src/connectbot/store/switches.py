"""Things that are on or off for the whole service."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.sql.expression import ClauseElement

from connectbot.store.coding import plain
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, params
from connectbot.store.tables import SWITCHES


def _setting(insert: Any) -> ClauseElement:
    adding = insert(SWITCHES).values(params(("name", "value", "set_at")))
    new = adding.excluded
    change = {"value": new.value, "set_at": new.set_at}
    clause: ClauseElement = adding.on_conflict_do_update(index_elements=["name"], set_=change)
    return clause


_GET = Statement(select(SWITCHES.c.value).where(SWITCHES.c.name == bindparam("name")))
_SET = Statement(_setting)
_CLEAR = Statement(delete(SWITCHES).where(SWITCHES.c.name == bindparam("name")))


class SwitchRows:
    """Keeps the promises of `ports.Switches`."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, name: str) -> str | None:
        """What it was set to."""
        row = self._link.row(_GET, name=plain(name))
        return row[0] if row else None

    def set(self, name: str, value: str | None, now: datetime) -> None:
        """Set it, or clear it with None."""
        if value is None:
            self._link.change(_CLEAR, name=plain(name))
        else:
            self._link.change(_SET, name=plain(name), value=plain(value), set_at=micros(now))
