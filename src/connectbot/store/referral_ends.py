"""What becomes of referrals that are over: they are counted, and let go after their time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, null, or_, select, update

from connectbot.desk.ports.referrals import Count
from connectbot.model.referral import Referral
from connectbot.store.checked import ENROLMENTS
from connectbot.store.link import Link
from connectbot.store.moments import micros
from connectbot.store.referred import REFERRAL_EVENTS, REFERRAL_TOKENS, REFERRALS
from connectbot.store.row import fixed
from connectbot.store.statement import Statement, at_most
from connectbot.store.tables import ADDRESSES, HANDOVERS, INBOX

_A, _R, _E, _T = ADDRESSES.c, REFERRALS.c, REFERRAL_EVENTS.c, REFERRAL_TOKENS.c
_BEFORE: BindParameter[int] = bindparam("before")


def _rows(*where: Any) -> Statement:
    return Statement(
        delete(REFERRALS).where(_R.id.in_(at_most(select(_R.id).where(*where).order_by(_R.id))))
    )


_DRAFTS = _rows(_R.state == fixed("draft"), _R.made_at < _BEFORE)
_OVER = _rows(_R.closed_at.is_not(None), _R.closed_at < _BEFORE)
_WORDS = Statement(
    update(REFERRALS)
    .where(
        _R.id.in_(
            at_most(
                select(_R.id)
                .where(_R.closed_at < _BEFORE, _R.sealed.is_not(None))
                .order_by(_R.closed_at, _R.id)
            )
        )
    )
    .values(sealed=null())
)
# The trigger lets a line go once its referral is gone; one of an erased person stays its time.
_LINES = Statement(
    delete(REFERRAL_EVENTS).where(
        _E.seq.in_(
            at_most(
                select(_E.seq)
                .where(_E.at < _BEFORE, ~exists().where(_R.id == _E.referral))
                .order_by(_E.seq)
            )
        )
    )
)
_LINKS = Statement(
    delete(REFERRAL_TOKENS).where(
        _T.token_hash.in_(at_most(select(_T.token_hash).where(_T.ends_at < _BEFORE)))
    )
)

_OTHER = REFERRALS.alias("other")
_UNANSWERED = Statement(
    at_most(
        select(_R.resident_id)
        .where(
            _R.closed_at < _BEFORE,
            ~exists().where(
                _OTHER.c.resident_id == _R.resident_id,
                or_(
                    _OTHER.c.closed_at.is_(None),
                    _OTHER.c.closed_at >= _BEFORE,
                    _OTHER.c.sent_at.is_not(None),
                ),
            ),
            *(
                ~exists().where(table.c.resident_id == _R.resident_id)
                for table in (INBOX, ENROLMENTS, HANDOVERS)
            ),
            ~exists().where(_A.resident_id == _R.resident_id, _A.last_inbound_at.is_not(None)),
        )
        .group_by(_R.resident_id)
        .order_by(_R.resident_id)
    )
)


def unanswered(link: Link, before: datetime, limit: int) -> Sequence[int]:
    """Residents who never wrote, all of whose referrals came to nothing before then."""
    return [row[0] for row in link.rows(_UNANSWERED, before=micros(before), limit=limit)]


def counted(found: Iterable[Referral]) -> Sequence[Count]:
    """Those that came out alike, together."""
    together: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for one in found:
        key = (
            *(one.place, one.listing, one.need, one.details.area),
            *(one.state, one.reason, one.resident_says, one.made_by),
        )
        together[key].append(one.resident_id)
    return [Count(*(*key, tuple(who))) for key, who in sorted(together.items())]


def drop_drafts(link: Link, before: datetime, limit: int) -> int:
    """Erase drafts made before then; how many."""
    return link.change(_DRAFTS, before=micros(before), limit=limit)


def drop_words(link: Link, before: datetime, limit: int) -> int:
    """Let go of the words of those that ended before then; how many."""
    return link.change(_WORDS, before=micros(before), limit=limit)


def purge(link: Link, before: datetime, now: datetime, limit: int) -> int:
    """Erase those that ended before then, lines that lead nowhere, links that are past."""
    gone = link.change(_OVER, before=micros(before), limit=limit)
    gone += link.change(_LINES, before=micros(before), limit=limit)
    return gone + link.change(_LINKS, before=micros(now), limit=limit)
