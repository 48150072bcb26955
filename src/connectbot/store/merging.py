"""Two residents who turn out to be one: what was held about the first becomes the other's."""

from __future__ import annotations

from sqlalchemy import BindParameter, bindparam, delete, exists, select, update

from connectbot.store.checked import (
    ANSWERS_HELD,
    ENROLMENTS,
    READINGS_LEAVING,
    SHOWN_ANSWERS,
    WAVES,
)
from connectbot.store.link import Link
from connectbot.store.referred import REFERRALS
from connectbot.store.statement import Statement
from connectbot.store.tables import (
    ADDRESSES,
    AUDIT_SUBJECTS,
    CASELOADS,
    CONVERSATIONS,
    HANDOVER_LINKS,
    HANDOVERS,
    INBOX,
    LISTING_CLAIMS,
    NOTES,
    OUTBOX,
    REMINDERS,
    RESIDENTS,
    SHARERS,
    SUGGESTIONS,
)

_GONE: BindParameter[int] = bindparam("gone")
_STAYS: BindParameter[int] = bindparam("stays")
_H = HANDOVERS.c
_THERE = SHARERS.alias("there")
_KEPT = LISTING_CLAIMS.alias("kept")
_CARED = CASELOADS.alias("cared")

_TALKS = Statement(
    select(_H.kind, _H.resident_id, _H.id, _H.taken_at)
    .where(_H.resident_id.in_([_GONE, _STAYS]), _H.closed_at.is_(None))
    .order_by(_H.kind, _H.id)
)
_LINKS_TO = Statement(
    update(HANDOVER_LINKS)
    .where(HANDOVER_LINKS.c.handover_id == bindparam("old"))
    .values(handover_id=bindparam("new"))
)
_DROP_TALK = Statement(delete(HANDOVERS).where(_H.id == bindparam("old")))
_MOVES = tuple(
    Statement(clause)
    for clause in (
        *(
            update(table).where(table.c.resident_id == _GONE).values(resident_id=_STAYS)
            for table in (
                HANDOVERS,
                INBOX,
                OUTBOX,
                REMINDERS,
                ADDRESSES,
                AUDIT_SUBJECTS,
                SUGGESTIONS,
                ENROLMENTS,
                WAVES,
                ANSWERS_HELD,
                READINGS_LEAVING,
                SHOWN_ANSWERS,
                NOTES,
                REFERRALS,
            )
        ),
        update(SHARERS)
        .where(
            SHARERS.c.resident_id == _GONE,
            ~exists().where(
                _THERE.c.address_id == SHARERS.c.address_id, _THERE.c.resident_id == _STAYS
            ),
        )
        .values(resident_id=_STAYS),
        delete(SHARERS).where(SHARERS.c.resident_id == _GONE),
        update(LISTING_CLAIMS)
        .where(
            LISTING_CLAIMS.c.resident_id == _GONE,
            ~exists().where(
                _KEPT.c.listing == LISTING_CLAIMS.c.listing, _KEPT.c.resident_id == _STAYS
            ),
        )
        .values(resident_id=_STAYS),
        delete(LISTING_CLAIMS).where(LISTING_CLAIMS.c.resident_id == _GONE),
        update(CASELOADS)
        .where(
            CASELOADS.c.resident_id == _GONE,
            ~exists().where(
                _CARED.c.staff_id == CASELOADS.c.staff_id, _CARED.c.resident_id == _STAYS
            ),
        )
        .values(resident_id=_STAYS),
        delete(CASELOADS).where(CASELOADS.c.resident_id == _GONE),
        delete(CONVERSATIONS).where(CONVERSATIONS.c.resident_id == _GONE),
        delete(RESIDENTS).where(RESIDENTS.c.id == _GONE),
    )
)


def merge(link: Link, gone: int, stays: int) -> None:
    """Make two residents one; where the other one stands is not changed."""
    _one_talk_of_a_kind(link, gone, stays)
    for statement in _MOVES:
        link.change(statement, gone=gone, stays=stays)


def _one_talk_of_a_kind(link: Link, gone: int, stays: int) -> None:
    """A person who was told of either finds one talk; one that is taken is kept."""
    open_talks: dict[str, dict[int, tuple[str, bool]]] = {}
    for kind, resident_id, id, taken_at in link.rows(_TALKS, gone=gone, stays=stays):
        open_talks.setdefault(kind, {})[resident_id] = (id, taken_at is not None)
    for talks in open_talks.values():
        if len(talks) == 2:
            old, new = talks[gone], talks[stays]
            if old[1] and not new[1]:
                old, new = new, old
            link.change(_LINKS_TO, old=old[0], new=new[0])
            link.change(_DROP_TALK, old=old[0])
