"""What was said in one talk, read from what came in and what went out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select

from connectbot.model.delivery import HUSHED
from connectbot.model.resident import Handover, Line
from connectbot.store.coding import inbound_from_text
from connectbot.store.letters import LETTER, Letters
from connectbot.store.link import Link, Values
from connectbot.store.moments import moment
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import ADDRESSES, INBOX, OUTBOX, SHARERS, fixed
from connectbot.store.vault import Vault

_FROM_THEM = (
    select(INBOX.c.key, INBOX.c.channel, INBOX.c.received_at, INBOX.c.sealed)
    .where(INBOX.c.resident_id == bindparam("resident_id"), INBOX.c.sealed.is_not(None))
    .order_by(INBOX.c.seq.desc())
)
_HEARD = Statement(at_most(_FROM_THEM))
# Only of what was answered it is known that it is no answer of a check-in: their words are gone.
# What broke something and was discarded was not answered.
_HEARD_AND_ANSWERED = Statement(
    at_most(_FROM_THEM.where(INBOX.c.state == fixed("done"), INBOX.c.reason == fixed("")))
)
_SAID = Statement(
    at_most(
        LETTER.where(
            OUTBOX.c.resident_id == bindparam("resident_id"),
            # Texts to our own people are about somebody and go elsewhere: they stay out.
            or_(
                ADDRESSES.c.resident_id == bindparam("resident_id"),
                exists().where(
                    SHARERS.c.address_id == ADDRESSES.c.id,
                    SHARERS.c.resident_id == bindparam("resident_id"),
                ),
            ),
            OUTBOX.c.state.not_in([fixed(s) for s in ("suppressed", "expired", "failed")]),
            OUTBOX.c.purpose != fixed(HUSHED),  # what is said in a check-in is nobody's to read
        ).order_by(OUTBOX.c.seq.desc())
    )
)


def transcript(
    link: Link,
    vault: Vault,
    resident_id: int,
    talks: Sequence[Handover],
    limit: int,
    *,
    answered: bool = False,
) -> list[Line]:
    """The last `limit` lines, oldest first; with `answered` without what nobody and nothing has
    answered yet. `talks` are their talks that a person has taken."""
    asked = _HEARD_AND_ANSWERED if answered else _HEARD
    rows = link.rows(asked, resident_id=resident_id, limit=limit)
    heard = list(_heard(vault, rows))
    said = list(_said(link, vault, resident_id, talks, limit))
    # Oldest first; sorting keeps the order of equals, and an answer has the time of its question.
    lines = sorted([*reversed(heard), *reversed(said)], key=lambda line: line.at)
    return lines[-limit:]


def _heard(vault: Vault, rows: Iterable[Values]) -> Iterator[Line]:
    for key, channel, at, sealed in rows:
        text = vault.open("inbox:sealed", key.hex(), sealed)
        inbound = inbound_from_text(text, channel, moment(at))
        if inbound.text or inbound.media:  # words of a check-in are not kept
            yield Line(inbound.received_at, "them", inbound.text)


def _said(
    link: Link, vault: Vault, resident_id: int, talks: Sequence[Handover], limit: int
) -> Iterator[Line]:
    letters = Letters(link, vault)
    for row in link.rows(_SAID, resident_id=resident_id, limit=limit):
        said = letters.outgoing(row)
        if not said.message.text:
            continue
        who = "bot" if said.automatic else _person(talks, said.created_at)
        numbered = (f"{n} {option}" for n, option in enumerate(said.message.options, start=1))
        yield Line(said.created_at, who, "\n".join((said.message.text, *numbered)))


def _person(talks: Sequence[Handover], at: datetime) -> str:
    """Who had taken the talk then."""
    names = [
        talk.taken_by
        for talk in talks
        if talk.taken_at
        and talk.taken_at <= at
        and (talk.closed_at is None or at <= talk.closed_at)
    ]
    return names[-1] if names else "a person"
