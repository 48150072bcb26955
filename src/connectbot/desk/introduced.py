"""Whether somebody was introduced to a listing, and is still to be asked about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk.ports import Tx
from connectbot.model.referral import Referral
from connectbot.model.reminder import HELP, WEEK, Reminder

ASKS_FOR = timedelta(days=11)
"""How long a group is asked for its word: ten days, and one on which they hear of its silence."""

_NEVER_BEGAN = frozenset(
    {
        "declined_by_service",
        "declined_by_person",
        "no_longer_interested",
        "lapsed",
        "redirected",
        "entered_in_error",
    }
)
_OPEN = ("sent", "needs_information")
_HAVE_SAID = frozenset({"completed_got_help", "did_not_help"})


def introduced_to(tx: Tx, resident_id: int, listing: str) -> Referral | None:
    """The newest of theirs to this listing that the group was told of."""
    found = tx.referrals.of(resident_id)
    return next((one for one in found if one.listing == listing and one.sent_at), None)


def not_yet(tx: Tx, reminder: Reminder, now: datetime) -> bool:
    """Whether a group that was told of them has still to answer, or has no room for them
    yet: nobody can have gone."""
    referral = introduced_to(tx, reminder.resident_id, reminder.listing)
    if referral is None or referral.sent_at is None or reminder.kind != WEEK:
        return False
    if referral.state == "waiting_list":
        return True
    return referral.state in _OPEN and now < referral.sent_at + ASKS_FOR


def still_asked(tx: Tx, reminder: Reminder) -> bool:
    """Whether to come back and ask: not where they took it back, or nobody ever expected them; nor
    whether it helped where they have said so. Who only asked us to ask is asked."""
    referral = introduced_to(tx, reminder.resident_id, reminder.listing)
    if referral is None:
        return reminder.kind != HELP
    if referral.state in _NEVER_BEGAN:
        return False
    return reminder.kind != HELP or referral.resident_says not in _HAVE_SAID
