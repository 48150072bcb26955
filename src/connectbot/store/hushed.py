"""Messages of check-ins whose words are emptied, here and at the provider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update

from connectbot.model.delivery import HUSHED
from connectbot.model.message import Message
from connectbot.store.letters import Letters
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import IS_KEPT_THERE, KEPT_THERE, OUTBOX, fixed

_O = OUTBOX.c
_SAID = f"{HUSHED}-said"
_HAS_GONE = _O.state.not_in([fixed(s) for s in ("queued", "sending", "lost")])
_WORDS = Statement(select(_O.sealed).where(_O.id == bindparam("key")))
_HUSH = Statement(
    update(OUTBOX)
    .where(_O.id == bindparam("key"))
    .values(sealed=bindparam("emptied"), purpose=bindparam("now_for"))
)
_UNHUSHED = Statement(
    at_most(
        select(_O.id, _O.channel)
        .where(_O.purpose == fixed(HUSHED), _O.created_at < bindparam("before"), _HAS_GONE)
        .order_by(_O.seq)
    )
)
_TO_REDACT = Statement(
    at_most(
        select(_O.seq, _O.id, _O.channel, _O.provider_id)
        .where(IS_KEPT_THERE, _O.seq > bindparam("after"), _O.provider_id != fixed(""), _HAS_GONE)
        .order_by(_O.seq)
    )
)
_REDACTED = Statement(
    update(OUTBOX).where(_O.id == bindparam("key"), IS_KEPT_THERE).values(purpose=fixed(_SAID))
)


class HushedRows:
    """Keeps these promises of `ports.Outbox`."""

    _link: Link
    _letters: Letters

    def hush(self, id: str, *, at_provider: bool) -> None:
        """Empty the words of a message; a button under it can still be told."""
        row = self._link.row(_WORDS, key=id)
        if row is not None:
            options = self._letters.message(id, row[0]).options
            emptied = self._letters.seal(id, Message("", options))
            now_for = KEPT_THERE if at_provider else _SAID
            self._link.change(_HUSH, key=id, emptied=emptied, now_for=now_for)

    def unhushed(self, before: datetime, limit: int) -> Sequence[tuple[str, str]]:
        """Messages of check-ins, decided before then and settled, that still hold their words."""
        rows = self._link.rows(_UNHUSHED, before=micros(before), limit=limit)
        return [(id, channel) for id, channel in rows]

    def to_redact(self, after: int = 0, limit: int = 50) -> Sequence[tuple[int, str, str, str]]:
        """Messages that the provider is still to empty, with a number above `after`."""
        rows = self._link.rows(_TO_REDACT, after=after, limit=limit)
        return [(seq, id, channel, provider_id) for seq, id, channel, provider_id in rows]

    def redacted(self, id: str) -> None:
        """The provider has emptied it."""
        self._link.change(_REDACTED, key=id)
