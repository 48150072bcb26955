"""Erasing one resident: every row of theirs, in every table, by one list."""

from __future__ import annotations

from sqlalchemy import BindParameter, and_, bindparam, delete, null, select, update

from connectbot.store.link import Link
from connectbot.store.statement import Statement
from connectbot.store.tables import (
    ADDRESSES,
    CONVERSATIONS,
    HANDOVER_LINKS,
    HANDOVERS,
    INBOX,
    IS_ENDED,
    OUTBOX,
    RESIDENTS,
    fixed,
)

_THEIRS: BindParameter[int] = bindparam("who")
_AT_THEM = OUTBOX.c.address_id.in_(select(ADDRESSES.c.id).where(ADDRESSES.c.resident_id == _THEIRS))
_ABOUT_THEM = and_(OUTBOX.c.resident_id == _THEIRS, ~OUTBOX.c.automatic)
_HANDOVERS_OF_THEM = select(HANDOVERS.c.id).where(HANDOVERS.c.resident_id == _THEIRS)

_ORDER = tuple(
    Statement(clause)
    for clause in (
        delete(HANDOVER_LINKS).where(HANDOVER_LINKS.c.handover_id.in_(_HANDOVERS_OF_THEM)),
        delete(HANDOVERS).where(HANDOVERS.c.resident_id == _THEIRS),
        delete(CONVERSATIONS).where(CONVERSATIONS.c.resident_id == _THEIRS),
        # The emptied row still tells a repeat by its keyed hash: a provider that sends the same
        # message again, or lists it after a downtime, must not bring them back.
        update(INBOX)
        .where(INBOX.c.resident_id == _THEIRS)
        .values(sealed=null(), resident_id=null(), state=fixed("done"), reason=fixed("")),
        delete(OUTBOX).where(_AT_THEM),
        delete(OUTBOX).where(_ABOUT_THEM, IS_ENDED),
        # A named human is told of urgent words even where they were the last ones.
        update(OUTBOX).where(_ABOUT_THEM).values(resident_id=null()),
        delete(ADDRESSES).where(
            ADDRESSES.c.resident_id == _THEIRS, ADDRESSES.c.stopped_at.is_(None)
        ),
        update(ADDRESSES)
        .where(ADDRESSES.c.resident_id == _THEIRS)
        .values(
            sealed=null(),
            resident_id=null(),
            last_inbound_at=null(),
            bad_code=fixed(""),
            bad_at=null(),
        ),
        delete(RESIDENTS).where(RESIDENTS.c.id == _THEIRS),
    )
)


def forget(link: Link, resident_id: int) -> None:
    """Erase a resident; of an opt-out the keyed hash of the address stays, and when it was."""
    for statement in _ORDER:
        link.change(statement, who=resident_id)
