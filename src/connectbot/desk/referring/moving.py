"""Moving a referral from one state to another: only as the table says, and each move is logged.

Whoever changes where a referral stands does it here: it is read again first, so that nothing moves
one that has ended meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.ports import Tx
from connectbot.model.referral import (
    ENDINGS,
    MOVES,
    REASONS,
    UNMET,
    WITH_GROUP,
    Event,
    Note,
    Referral,
    State,
    Who,
)

_GOES_ON: frozenset[State] = frozenset({"awaiting_consent", "sent"})
"""Where the next thing is for the service to do, at once."""

_NOT_YOURS = "Nothing that the {who} says moves it from there."

NOTES = 50
"""How many notes a referral carries: the oldest gives way."""


class Refused(Exception):
    """A referral is not moved, or not made; the sentence says which, why and what can be done."""


def move(
    tx: Tx,
    id: str,
    to: State,
    who: Who,
    now: datetime,
    *,
    reason: str = "",
    who_id: str = "",
    note: str = "",
    next_at: datetime | None = None,
) -> Referral:
    """Move it by somebody's word; as it stands then. `note` is kept with it, sealed; `next_at` is
    when to look again. Raises Refused with the reason, and nothing has changed."""
    before = standing(tx, id)
    refuse(before, to, who, reason)
    ends = to in ENDINGS
    if to in _GOES_ON and next_at is None:
        next_at = now
    details = before.details
    if note:
        notes = (*details.notes, Note(now, who, note))[-NOTES:]
        details = replace(details, notes=notes)
    moved = replace(
        _with_word(before, who, to),
        state=to,
        reason=reason,
        details=details,
        moved_at=now,
        nudged=0,
        next_at=None if ends else next_at,
        closed_at=now if ends else None,
        sent_at=now if to == "sent" else before.sent_at,
    )
    tx.referrals.keep(moved)
    tx.referrals.log(Event(id, now, who, who_id, before.state, to, reason))
    if ends:
        _ended(tx, moved, who, who_id, now)
    return moved


def refuse(referral: Referral, to: State, who: Who, reason: str) -> None:
    """Raise Refused where this word does not move it there."""
    if referral.over:
        raise Refused(
            f"{referral.id} is over: {told(referral.state)} since {referral.closed_at:%Y-%m-%d}. "
            "Make a new one."
        )
    may = MOVES.get((referral.state, to), frozenset())
    if not may:
        raise Refused(
            f"{referral.id} is {told(referral.state)}: it cannot become {told(to)} from there. "
            f"{_options(referral.state, who)}"
        )
    if who not in may:
        raise Refused(
            f"{referral.id}: that it is {told(to)} is for {_several(may)} to say, "
            f"not for the {who}."
        )
    reasons = REASONS.get(to, ())
    if reasons and reason not in reasons:
        raise Refused(f"{referral.id}: {told(to)} needs a reason: {', '.join(reasons)}.")
    if reason and not reasons:
        raise Refused(f"{referral.id}: {told(to)} takes no reason; leave {reason!r} out.")


def said(
    tx: Tx, id: str, what: State, who: Who, now: datetime, *, reason: str = "", who_id: str = ""
) -> Referral:
    """Keep somebody's word that moves nothing, such as the resident's "it helped" after the group
    said so. Raises Refused before the group was told, and for a word that is not theirs."""
    before = standing(tx, id)
    if before.sent_at is None:
        raise Refused(f"{id}: the group has not been told of it, so there is nothing to say of it.")
    if not any(who in may for (start, end), may in MOVES.items() if end == what):
        raise Refused(f"{id}: that it is {told(what)} is not for the {who} to say.")
    if reason not in ("", *REASONS.get(what, ())):
        raise Refused(f"{id}: {told(what)} has no reason {reason!r}.")
    after = _with_word(before, who, what)
    tx.referrals.keep(after)
    tx.referrals.log(Event(id, now, who, who_id, before.state, before.state, reason, said=what))
    return after


def standing(tx: Tx, id: str) -> Referral:
    """The one with this id, held until the commit. Raises Refused where there is none."""
    found = tx.referrals.get(id)
    if found is None:
        raise Refused(f"There is no referral {id!r}: `connectbot refer list` shows them.")
    return found


def told(state: State) -> str:
    """A state as one reads it."""
    return state.replace("_", " ")


def with_group(referral: Referral) -> bool:
    """Whether the group has been told of it and it is not over."""
    return referral.state in WITH_GROUP


def _with_word(before: Referral, who: Who, what: State) -> Referral:
    """What each side said last, kept apart, whatever moved it."""
    if before.sent_at is None:
        return before
    if who == "resident":
        return replace(before, resident_says=what)
    return replace(before, provider_says=what) if who == "provider" else before


def _ended(tx: Tx, referral: Referral, who: Who, who_id: str, now: datetime) -> None:
    _promise_no_more(tx, referral)
    if referral.state in UNMET and referral.need:
        month = now.date().replace(day=1)
        tx.unmet.count(referral.place, referral.need, referral.details.area, month)
    if referral.state == "entered_in_error":
        actor = {"resident": "resident", "provider": "contact", "system": "service"}
        audit.note(
            tx,
            "referral.error",
            now,
            actor=actor.get(who, "staff" if who_id else "operator"),
            who=who_id,
            resident=referral.resident_id,
            thing=f"referral:{referral.id}",
            place=referral.place,
            result=referral.reason,
        )


def _promise_no_more(tx: Tx, referral: Referral) -> None:
    """GO brings nothing of it any more."""
    resident = tx.residents.get(referral.resident_id)
    if resident is None:
        return
    kind, _, rest = resident.conversation.promised.partition(" ")
    if kind == "referral" and rest.split(" ")[0] == referral.id:
        tx.residents.keep(resident, resident.conversation.changed(promised=""), resident.wake_at)


def _options(state: State, who: Who) -> str:
    """Where this word may move it from there."""
    ends = [told(end) for (start, end), may in MOVES.items() if start == state and who in may]
    return f"By the {who} it can become {', '.join(ends)}." if ends else _NOT_YOURS.format(who=who)


def _several(may: frozenset[Who]) -> str:
    return " or ".join(f"the {who}" for who in sorted(may))
