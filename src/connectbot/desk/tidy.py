"""What is kept no longer: the jobs behind the list of desk/retention.py, a few rows at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from connectbot.desk import audit
from connectbot.desk.checking import hushing
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.retention import (
    AUDIT,
    FEEDBACK,
    REMINDERS,
    REVOKED,
    SPEND,
    UNDECIDED,
    UNMET,
    UNREAD,
)
from connectbot.desk.retention_checkins import SHOWN
from connectbot.desk.retention_referrals import (
    ANSWERED,
    DRAFTS,
    REFERRALS,
    SYSTEMS_GONE,
    UNANSWERED,
)
from connectbot.desk.staff import LONGEST
from connectbot.flows import resting
from connectbot.model.conversation import Conversation

Job = Callable[[Tx, Desk, datetime, int], int]

MOST = 50
"""Rows that one use case lets go of, so that nobody who writes waits for it."""


def tidy(tx: Tx, desk: Desk, now: datetime) -> int:
    """Let go of some of what is past its time; how many rows and people, 0 where nothing is
    left."""
    gone = 0
    for job in JOBS.values():
        if gone < MOST:
            gone += job(tx, desk, now, MOST - gone)
    return gone


def _reminders(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.reminders.purge(now - REMINDERS, limit)


def _feedback(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    today = now.astimezone(desk.rota.zone).date()
    return tx.feedback.purge(today - FEEDBACK, limit)


def _suggestions(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.suggestions.purge(now - desk.keep.words, now - UNDECIDED, limit)


def _held(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.checkins.purge_held(limit)


def _shown(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.checkins.purge_shown(now - SHOWN, limit)


def _hushed(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return hushing.sweep(tx, now, limit)


def _words_in(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.words_in(now - desk.keep.words, limit)


def _keys(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.keys(now - desk.keep.keys, limit)


def _words_out(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.words_out(now - desk.keep.words, limit)


def _links(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.links(limit)


def _talks(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.talks(now - desk.keep.words, limit)


def _rest(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    """Of whoever has not written for so long only what keeps them safe, and their name, stays."""
    found = tx.retention.not_at_rest(now - desk.keep.words, limit)
    for number in found:
        resident = tx.residents.get(number)
        # Somebody at no address at all is put to rest like everybody, or is found again for ever.
        talk = resident.conversation if resident else Conversation(desk.default_place)
        tx.retention.rest(number, resting.at_rest(talk), now)
    return len(found)


def _silent(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    """Whoever is silent for years is erased as if they had asked; each is told of in the log. So is
    somebody who was referred and never wrote a word to us, much sooner."""
    at_rest = max(desk.keep.silent - desk.keep.words, timedelta(0))
    found = tx.retention.silent(now - at_rest, limit)
    if not found:
        found = tx.referrals.unanswered(now - UNANSWERED, limit)
    subjects = [tx.audit.subject(number) for number in found]
    for number in found:
        tx.residents.forget(number)
    for subject in subjects:
        audit.note(tx, "tidy.silent", now, actor="service", subject=subject)
    return len(found)


def _aside(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    gone = tx.residents.forget_aside(now - UNREAD, limit)
    if gone:
        audit.note(tx, "tidy.aside", now, actor="service", result=str(gone))
    return gone


def _addresses(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.addresses(limit)


def _spend(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.retention.spend(now - SPEND, limit)


def _unmet(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    today = now.astimezone(desk.rota.zone).date()
    return tx.retention.unmet(today - UNMET, limit)


def _revisions(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    return tx.flows.drop_unused(set(desk.world.bodies()))


def _staff(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    gone = tx.staff.purge(now, now - LONGEST, now - REVOKED, limit)
    return gone + tx.passkeys.purge(now, limit)


def _referrals(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    gone = tx.referrals.drop_drafts(now - DRAFTS, limit)
    gone += tx.referrals.drop_words(now - desk.keep.words, limit)
    gone += tx.referrals.purge(now - REFERRALS, now, limit)
    return gone + tx.systems.purge(now - SYSTEMS_GONE, now - ANSWERED, limit)


def _audit(tx: Tx, desk: Desk, now: datetime, limit: int) -> int:
    gone = tx.audit.purge(now - AUDIT, limit)
    if gone:
        audit.note(tx, "audit.purge", now, actor="service", result=str(gone))
    return gone


JOBS: dict[str, Job] = {
    "reminders": _reminders,
    "feedback": _feedback,
    "suggestions": _suggestions,
    "referrals": _referrals,
    "held": _held,
    "shown": _shown,
    "hushed": _hushed,
    "words-in": _words_in,
    "keys": _keys,
    "words-out": _words_out,
    "links": _links,
    "talks": _talks,
    "addresses": _addresses,
    "spend": _spend,
    "unmet": _unmet,
    "revisions": _revisions,
    "staff": _staff,
    "rest": _rest,
    "aside": _aside,
    "silent": _silent,
    "audit": _audit,
}
"""By the names that desk/retention.py has for them; what writes in the audit log comes last, as it
holds the end of that log from then on."""
