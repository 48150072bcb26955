"""Erasing one resident, or one address of theirs: every row, in every table, by one list."""

from __future__ import annotations

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    case,
    delete,
    exists,
    null,
    or_,
    select,
    update,
)

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
    REMINDERS,
    RESIDENTS,
    SHARERS,
    fixed,
)

_A, _O, _S = ADDRESSES.c, OUTBOX.c, SHARERS.c
_THEIRS: BindParameter[int] = bindparam("who")
_THIS: BindParameter[int] = bindparam("number")
_NUMBERS_OF_THEM = select(_A.id).where(_A.resident_id == _THEIRS)
_NUMBERS_THEY_SHARE = select(_S.address_id).where(_S.resident_id == _THEIRS)
_TO_THEM = and_(
    _O.resident_id == _THEIRS,
    or_(_O.address_id.in_(_NUMBERS_OF_THEM), _O.address_id.in_(_NUMBERS_THEY_SHARE)),
)
_ABOUT_THEM = and_(_O.resident_id == _THEIRS, ~_O.automatic)
_HANDOVERS_OF_THEM = select(HANDOVERS.c.id).where(HANDOVERS.c.resident_id == _THEIRS)
# One of our own people may have written to us too: what they are still to be told of others goes.
_NEEDED = or_(
    exists().where(_O.address_id == _A.id),
    exists().where(_S.address_id == _A.id),
)
_EMPTIED = {
    "sealed": case((_NEEDED, _A.sealed), else_=null()),
    "resident_id": null(),
    "last_inbound_at": null(),
    "bad_code": fixed(""),
    "bad_at": null(),
}

_ORDER = tuple(
    Statement(clause)
    for clause in (
        delete(HANDOVER_LINKS).where(HANDOVER_LINKS.c.handover_id.in_(_HANDOVERS_OF_THEM)),
        delete(HANDOVERS).where(HANDOVERS.c.resident_id == _THEIRS),
        delete(CONVERSATIONS).where(CONVERSATIONS.c.resident_id == _THEIRS),
        delete(REMINDERS).where(REMINDERS.c.resident_id == _THEIRS),
        # The emptied row still tells a repeat by its keyed hash: a provider that sends the same
        # message again, or lists it after a downtime, must not bring them back.
        update(INBOX)
        .where(INBOX.c.resident_id == _THEIRS)
        .values(sealed=null(), resident_id=null(), state=fixed("done"), reason=fixed("")),
        delete(OUTBOX).where(_TO_THEM),
        delete(OUTBOX).where(_ABOUT_THEM, IS_ENDED),
        # A named human is told of urgent words even where they were the last ones.
        update(OUTBOX).where(_ABOUT_THEM).values(resident_id=null()),
        delete(OUTBOX).where(_O.address_id.in_(_NUMBERS_OF_THEM), IS_ENDED),
        delete(SHARERS).where(_S.resident_id == _THEIRS),
        delete(ADDRESSES).where(_A.resident_id == _THEIRS, _A.stopped_at.is_(None), ~_NEEDED),
        update(ADDRESSES).where(_A.resident_id == _THEIRS).values(_EMPTIED),
        delete(RESIDENTS).where(RESIDENTS.c.id == _THEIRS),
    )
)
_LET_GO = tuple(
    Statement(clause)
    for clause in (
        update(INBOX)
        .where(
            INBOX.c.resident_id == _THEIRS,
            INBOX.c.channel == select(_A.channel).where(_A.id == _THIS).scalar_subquery(),
        )
        .values(sealed=null(), resident_id=null(), state=fixed("done"), reason=fixed("")),
        delete(OUTBOX).where(_O.address_id == _THIS, _O.resident_id == _THEIRS),
        delete(ADDRESSES).where(_A.id == _THIS, _A.stopped_at.is_(None), ~_NEEDED),
        update(ADDRESSES).where(_A.id == _THIS).values(_EMPTIED),
    )
)
_OTHERS = Statement(select(_A.id).where(_A.resident_id == _THEIRS, _A.id != _THIS))


def forget(link: Link, resident_id: int) -> None:
    """Erase a resident; of an opt-out the keyed hash of the address stays, and when it was. A
    number that others write from stays theirs."""
    for statement in _ORDER:
        link.change(statement, who=resident_id)


def let_go(link: Link, number: int, resident_id: int) -> None:
    """Erase one address of a resident with what was said there; with the last one, the resident."""
    if link.row(_OTHERS, who=resident_id, number=number) is None:
        forget(link, resident_id)
        return
    for statement in _LET_GO:
        link.change(statement, who=resident_id, number=number)
