"""Erasing one resident, or one address of theirs: every row, in every table, by one list.

An alert of urgent words is read first: a person who was told finds what was written, whoever asked
for it to be forgotten. Until then they are set aside, at no address any more.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    case,
    delete,
    exists,
    false,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.sql.expression import ClauseElement

from connectbot.store.checked import (
    ANSWERS_HELD,
    ENROLMENTS,
    READINGS_LEAVING,
    SHOWN_ANSWERS,
    WAVES,
)
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.referred import REFERRAL_TOKENS, REFERRALS
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import (
    ADDRESSES,
    AUDIT_SUBJECTS,
    CASELOADS,
    CONVERSATIONS,
    HANDOVER_LINKS,
    HANDOVERS,
    INBOX,
    IS_ENDED,
    IS_QUEUED,
    LISTING_CLAIMS,
    NOTES,
    OUTBOX,
    READINGS_ERASING,
    REMINDERS,
    RESIDENTS,
    SHARERS,
    SUGGESTIONS,
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


def _crossed(insert: Any) -> ClauseElement:
    """What has crossed into the readings database is to go from there too."""
    e = ENROLMENTS.c
    answered = e.state.not_in([fixed("invited"), fixed("declined")])
    theirs = select(e.id, e.cohort, false()).where(e.resident_id == _THEIRS, answered)
    adding = insert(READINGS_ERASING).from_select(["enrolment", "cohort", "done"], theirs)
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["enrolment"], set_={"done": false()}
    )
    return clause


_CHECKINS: tuple[ClauseElement | Callable[[Any], ClauseElement], ...] = (
    _crossed,
    *(
        delete(table).where(table.c.resident_id == _THEIRS)
        for table in (ANSWERS_HELD, SHOWN_ANSWERS, READINGS_LEAVING, WAVES, ENROLMENTS)
    ),
)

# The lines of the log stay their time: once the referral is gone they lead to nobody.
_REFERRALS = (
    delete(REFERRAL_TOKENS).where(
        REFERRAL_TOKENS.c.referral.in_(
            select(REFERRALS.c.id).where(REFERRALS.c.resident_id == _THEIRS)
        )
    ),
    delete(REFERRALS).where(REFERRALS.c.resident_id == _THEIRS),
)

# That a listing is wrong stays known, without them and without a word of theirs.
_WHAT_THEY_SUGGESTED = (
    delete(SUGGESTIONS).where(
        SUGGESTIONS.c.resident_id == _THEIRS, SUGGESTIONS.c.listing == fixed("")
    ),
    update(SUGGESTIONS)
    .where(SUGGESTIONS.c.resident_id == _THEIRS)
    .values(sealed=null(), resident_id=null()),
    delete(LISTING_CLAIMS).where(LISTING_CLAIMS.c.resident_id == _THEIRS),
)

_ORDER = tuple(
    Statement(clause)
    for clause in (
        delete(HANDOVER_LINKS).where(HANDOVER_LINKS.c.handover_id.in_(_HANDOVERS_OF_THEM)),
        delete(HANDOVERS).where(HANDOVERS.c.resident_id == _THEIRS),
        delete(CONVERSATIONS).where(CONVERSATIONS.c.resident_id == _THEIRS),
        delete(REMINDERS).where(REMINDERS.c.resident_id == _THEIRS),
        *_CHECKINS,
        *_REFERRALS,
        *_WHAT_THEY_SUGGESTED,
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
        delete(AUDIT_SUBJECTS).where(AUDIT_SUBJECTS.c.resident_id == _THEIRS),
        delete(CASELOADS).where(CASELOADS.c.resident_id == _THEIRS),
        delete(NOTES).where(NOTES.c.resident_id == _THEIRS),
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
_H = HANDOVERS.c
_IS_ALERT = (_H.kind == fixed("safeguarding"), _H.closed_at.is_(None))
_ALERTED = Statement(select(_H.id).where(_H.resident_id == _THEIRS, *_IS_ALERT))
_NUMBERS = Statement(select(_S.address_id).where(_S.resident_id == _THEIRS))
_NOBODY_LEFT = tuple(
    Statement(clause)
    for clause in (
        delete(ADDRESSES).where(
            _A.id == _THIS, _A.resident_id.is_(None), _A.stopped_at.is_(None), ~_NEEDED
        ),
        update(ADDRESSES).where(_A.id == _THIS, _A.resident_id.is_(None)).values(_EMPTIED),
    )
)


def _aside(insert: Any) -> ClauseElement:
    theirs = select(_A.id, _A.resident_id, fixed("forgotten")).where(_A.resident_id == _THEIRS)
    adding = insert(SHARERS).from_select(["address_id", "resident_id", "gone"], theirs)
    clause: ClauseElement = adding.on_conflict_do_update(
        index_elements=["address_id", "resident_id"], set_={"gone": fixed("forgotten")}
    )
    return clause


_SET_ASIDE = (
    Statement(_aside),
    *(
        Statement(clause)
        for clause in (
            update(SHARERS).where(_S.resident_id == _THEIRS).values(gone=fixed("forgotten")),
            update(OUTBOX)
            .where(IS_QUEUED, _TO_THEM, _O.automatic)
            .values(state=fixed("suppressed"), code=fixed("forgotten")),
            delete(CONVERSATIONS).where(CONVERSATIONS.c.resident_id == _THEIRS),
            delete(REMINDERS).where(REMINDERS.c.resident_id == _THEIRS),
            *_CHECKINS,
            *_REFERRALS,
            *_WHAT_THEY_SUGGESTED,
            update(ADDRESSES)
            .where(_A.resident_id == _THEIRS)
            .values(resident_id=null(), last_inbound_at=null()),
        )
    ),
)
_OF_ONE = exists().where(_H.resident_id == _S.resident_id, *_IS_ALERT)
_READ_BY_NOW = Statement(
    at_most(
        select(_S.resident_id)
        .where(
            _S.gone == fixed("forgotten"),
            ~_OF_ONE.where(_H.opened_at > bindparam("since")),
        )
        .group_by(_S.resident_id)
        .order_by(_S.resident_id)
    )
)
_OTHERS = Statement(select(_A.id).where(_A.resident_id == _THEIRS, _A.id != _THIS))


def forget(link: Link, resident_id: int) -> None:
    """Erase a resident; of an opt-out the keyed hash of the address stays, and when it was. A
    number that others write from stays theirs. While an alert of theirs is open they are set
    aside."""
    if link.row(_ALERTED, who=resident_id) is None:
        _erase(link, resident_id)
        return
    for statement in _SET_ASIDE:
        link.change(statement, who=resident_id)


def forget_aside(link: Link, since: datetime, limit: int) -> int:
    """Erase who was set aside, once the alert is closed or was opened before `since`; how many."""
    found = [row[0] for row in link.rows(_READ_BY_NOW, since=micros(since), limit=limit)]
    for resident_id in found:
        _erase(link, resident_id)
    return len(found)


def _erase(link: Link, resident_id: int) -> None:
    numbers = [row[0] for row in link.rows(_NUMBERS, who=resident_id)]
    for statement in _ORDER:
        link.change(statement, who=resident_id)
    for number in numbers:
        for statement in _NOBODY_LEFT:
            link.change(statement, number=number)


def has_another(link: Link, number: int, resident_id: int) -> bool:
    """Whether a resident has an address besides this one."""
    return link.row(_OTHERS, who=resident_id, number=number) is not None


def let_go(link: Link, number: int, resident_id: int) -> None:
    """Erase one address of a resident with what was said there; with the last one, the resident."""
    if not has_another(link, number, resident_id):
        forget(link, resident_id)
        return
    for statement in _LET_GO:
        link.change(statement, who=resident_id, number=number)
