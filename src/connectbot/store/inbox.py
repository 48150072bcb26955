"""Messages accepted, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, func, select, update

from connectbot.desk.ports import ParkedMessage, Waiting
from connectbot.model.message import Inbound
from connectbot.store.coding import inbound_from_text, inbound_to_text, plain
from connectbot.store.link import Link
from connectbot.store.moments import micros, moment
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.tables import INBOX, IS_PARKED, IS_TO_REDACT, IS_WAITING, fixed
from connectbot.store.vault import Vault

_ADD = Statement(
    lambda insert: (
        insert(INBOX)
        .values(
            params(
                ("key", "channel", "resident_id", "sealed", "received_at", "state", "reason"),
            )
        )
        .on_conflict_do_nothing(index_elements=["key"])
        .returning(INBOX.c.seq)
    )
)
_WAITING = Statement(
    at_most(
        select(INBOX.c.seq, INBOX.c.key, INBOX.c.channel, INBOX.c.received_at, INBOX.c.sealed)
        .where(IS_WAITING, INBOX.c.resident_id == bindparam("resident_id"))
        .order_by(INBOX.c.seq)
    )
)
_RESIDENTS_WAITING = Statement(
    at_most(
        select(INBOX.c.resident_id)
        .where(IS_WAITING, INBOX.c.resident_id.is_not(None))
        .group_by(INBOX.c.resident_id)
        .order_by(func.min(INBOX.c.seq))
    )
)
_DONE = Statement(
    update(INBOX).where(INBOX.c.seq == bindparam("number")).values(state=fixed("done"))
)
_WHOSE = Statement(
    update(INBOX)
    .where(INBOX.c.seq == bindparam("number"))
    .values(resident_id=bindparam("resident"))
)
_PARK = Statement(
    update(INBOX)
    .where(INBOX.c.seq == bindparam("number"))
    .values(state=fixed("parked"), reason=bindparam("why"))
)
_IS_THIS_PARKED = (INBOX.c.seq == bindparam("number"), IS_PARKED)
_UNPARK = Statement(
    update(INBOX)
    .where(*_IS_THIS_PARKED, INBOX.c.resident_id.is_not(None), INBOX.c.sealed.is_not(None))
    .values(state=fixed("waiting"), reason=fixed(""))
)
_DISCARD = Statement(
    update(INBOX).where(*_IS_THIS_PARKED).values(state=fixed("done"), reason=bindparam("why"))
)
_READ = Statement(
    select(
        INBOX.c.resident_id, INBOX.c.key, INBOX.c.channel, INBOX.c.received_at, INBOX.c.sealed
    ).where(*_IS_THIS_PARKED, INBOX.c.sealed.is_not(None))
)
_PARKED = Statement(
    at_most(
        select(INBOX.c.seq, INBOX.c.received_at, INBOX.c.channel, INBOX.c.reason)
        .where(IS_PARKED)
        .order_by(INBOX.c.seq)
    )
)
_WHAT = (INBOX.c.key, INBOX.c.channel, INBOX.c.received_at, INBOX.c.sealed)
_THIS = Statement(
    select(*_WHAT).where(INBOX.c.seq == bindparam("number"), INBOX.c.sealed.is_not(None))
)
_HUSH = Statement(
    update(INBOX)
    .where(INBOX.c.seq == bindparam("number"))
    .values(sealed=bindparam("emptied"), reason=bindparam("why"))
)
_TO_REDACT = Statement(
    at_most(
        select(INBOX.c.seq, *_WHAT)
        .where(IS_TO_REDACT, INBOX.c.seq > bindparam("after"), INBOX.c.sealed.is_not(None))
        .order_by(INBOX.c.seq)
    )
)
_NEWEST = Statement(select(func.coalesce(func.max(INBOX.c.seq), fixed(0))))
_COUNT = Statement(
    select(func.count()).where(
        INBOX.c.channel == bindparam("channel"), INBOX.c.seq > bindparam("after")
    )
)
_KNOWN = Statement(select(INBOX.c.seq).where(INBOX.c.key == bindparam("key")))


class InboxRows:
    """Keeps the promises of `ports.Inbox`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(self, inbound: Inbound, resident_id: int | None, *, state: str) -> int | None:
        """Keep it; None where it was seen before."""
        channel = inbound.sender.channel
        key, *older = self._keys(channel, inbound.provider_id)
        if any(self._link.row(_KNOWN, key=old) for old in older):
            return None
        row = self._link.row(
            _ADD,
            key=key,
            channel=channel,
            resident_id=resident_id,
            sealed=self._vault.seal("inbox:sealed", key.hex(), inbound_to_text(inbound)),
            received_at=micros(inbound.received_at),
            state=state,
            reason="",
        )
        return int(row[0]) if row else None

    def waiting(self, resident_id: int, limit: int = 50) -> Sequence[Waiting]:
        """This resident's unanswered messages, oldest first."""
        return [
            Waiting(seq, self._inbound(key, channel, received_at, sealed))
            for seq, key, channel, received_at, sealed in self._link.rows(
                _WAITING, resident_id=resident_id, limit=limit
            )
        ]

    def residents_waiting(self, limit: int = 50) -> Sequence[int]:
        """Residents with unanswered messages, who waited longest first."""
        return [row[0] for row in self._link.rows(_RESIDENTS_WAITING, limit=limit)]

    def done(self, seq: int) -> None:
        """This message is answered."""
        self._link.change(_DONE, number=seq)

    def whose(self, seq: int, resident_id: int) -> None:
        """This message was written by somebody else on that number."""
        self._link.change(_WHOSE, number=seq, resident=resident_id)

    def hush(self, seq: int, *, at_provider: bool) -> None:
        """Empty the words of a message that was answered."""
        sealed = None
        if at_provider and (row := self._link.row(_THIS, number=seq)) is not None:
            key = bytes(row[0])
            emptied = replace(self._inbound(*row), text="", about="")
            sealed = self._vault.seal("inbox:sealed", key.hex(), inbound_to_text(emptied))
        why = "redact" if sealed else ""
        self._link.change(_HUSH, number=seq, emptied=sealed, why=why)

    def to_redact(self, after: int = 0, limit: int = 50) -> Sequence[tuple[int, Inbound]]:
        """Emptied messages that the provider is still to empty, with a number above `after`."""
        rows = self._link.rows(_TO_REDACT, after=after, limit=limit)
        return [(row[0], self._inbound(*row[1:])) for row in rows]

    def park(self, seq: int, reason: str) -> None:
        """This message broke something."""
        self._link.change(_PARK, number=seq, why=plain(reason))

    def parked(self, limit: int = 100) -> Sequence[ParkedMessage]:
        """What is parked, oldest first."""
        return [
            ParkedMessage(seq, moment(at), channel, reason)
            for seq, at, channel, reason in self._link.rows(_PARKED, limit=limit)
        ]

    def unpark(self, seq: int) -> bool:
        """A parked message waits to be answered again, in its place among theirs."""
        return bool(self._link.change(_UNPARK, number=seq))

    def discard(self, seq: int, reason: str) -> bool:
        """A parked message is not answered."""
        return bool(self._link.change(_DISCARD, number=seq, why=plain(reason)))

    def read(self, seq: int) -> tuple[int | None, Inbound] | None:
        """A parked message with its words, and whose it is."""
        row = self._link.row(_READ, number=seq)
        return None if row is None else (row[0], self._inbound(*row[1:]))

    def known(self, channel: str, provider_ids: Sequence[str]) -> set[str]:
        """Which of these we already have."""
        return {
            one
            for one in provider_ids
            if any(self._link.row(_KNOWN, key=key) for key in self._keys(channel, one))
        }

    def newest(self) -> int:
        """The number of the last message kept."""
        return int(self._link.rows(_NEWEST)[0][0])

    def count(self, channel: str, after: int) -> int:
        """How many messages of a channel were kept after that one."""
        return int(self._link.rows(_COUNT, channel=channel, after=after)[0][0])

    def _keys(self, channel: str, provider_id: str) -> tuple[bytes, ...]:
        """Its hash under the key of now, then under those that are being replaced."""
        parts = ("message", channel, provider_id)
        return self._vault.lookup(*parts), *self._vault.older(*parts)

    def _inbound(self, key: bytes, channel: str, received_at: int, sealed: bytes) -> Inbound:
        text = self._vault.open("inbox:sealed", bytes(key).hex(), sealed)
        return inbound_from_text(text, channel, moment(received_at))
