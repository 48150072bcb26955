"""Whether somebody was introduced to a listing, and is still to be asked about it."""

from __future__ import annotations

from connectbot.desk.ports import Tx
from connectbot.model.referral import Referral
from connectbot.model.reminder import HELP, Reminder

_NEVER_BEGAN = frozenset(
    {"declined_by_person", "no_longer_interested", "lapsed", "redirected", "entered_in_error"}
)
_HAVE_SAID = frozenset({"completed_got_help", "did_not_help"})


def introduced_to(tx: Tx, resident_id: int, listing: str) -> Referral | None:
    """The newest of theirs to this listing that the group was told of."""
    found = tx.referrals.of(resident_id)
    return next((one for one in found if one.listing == listing and one.sent_at), None)


def still_asked(tx: Tx, reminder: Reminder) -> bool:
    """Whether to come back and ask: not where they took it back, or nobody ever expected them; nor
    whether it helped where they have said so. Who only asked us to ask is asked."""
    referral = introduced_to(tx, reminder.resident_id, reminder.listing)
    if referral is None:
        return reminder.kind != HELP
    if referral.state in _NEVER_BEGAN:
        return False
    return reminder.kind != HELP or referral.resident_says not in _HAVE_SAID
