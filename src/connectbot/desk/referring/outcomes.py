"""What came of an introduction in the resident's own word, kept apart from the group's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from connectbot.desk import coming_back
from connectbot.desk.desk import Desk
from connectbot.desk.introduced import introduced_to
from connectbot.desk.ports import Tx
from connectbot.desk.referring import telling
from connectbot.desk.referring.moving import Refused, move, said
from connectbot.model.effect import Feedback, Outcome
from connectbot.model.referral import REASONS, State

_WENT, _THANKS = "went", "thanks"
_HELPED = ("helped", "helped-a-bit")
_FOUND = ("good", "cold")
_IN_THE_WAY = {"not-gone": "other", "closed": "closed", "not-helped": "not-for-me"}
"""Why it came to nothing, where they name nothing that got in the way."""


def told(tx: Tx, resident_id: int, outcome: Outcome, desk: Desk, now: datetime) -> bool:
    """Keep their word of the newest introduction to that listing; False where there is none."""
    referral = introduced_to(tx, resident_id, outcome.listing)
    if referral is None:
        return False
    if outcome.what == _THANKS:
        return telling.thanks(tx, referral, desk, now)
    to, reason = _state(outcome)
    with suppress(Refused):  # a table of moves that leaves them out must not cost them an answer
        if referral.over:
            said(tx, referral.id, to, "resident", now, reason=reason)
        elif referral.state != to:
            moved = move(tx, referral.id, to, "resident", now, reason=reason)
            coming_back.told(tx, moved, now)
            coming_back.anew(tx, referral.state, moved, desk, now)
    return True


def found(tx: Tx, resident_id: int, feedback: Feedback, desk: Desk, now: datetime) -> None:
    """Whoever says unasked how they found it has been there; how they found it is not kept here."""
    referral = introduced_to(tx, resident_id, feedback.listing)
    if referral is not None and not referral.over and feedback.what in _FOUND:
        told(tx, resident_id, Outcome(feedback.listing, _WENT), desk, now)


def _state(outcome: Outcome) -> tuple[State, str]:
    """Where their word moves it, and why."""
    if outcome.what == _WENT:
        return "in_progress", ""
    if outcome.what in _HELPED:
        return "completed_got_help", outcome.what
    known = outcome.reason in REASONS["did_not_help"] and outcome.reason != "other"
    return "did_not_help", outcome.reason if known else _IN_THE_WAY[outcome.what]
