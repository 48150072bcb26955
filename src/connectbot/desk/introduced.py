"""Whether somebody was introduced to a listing, and is asked about it: now, later or never."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from connectbot.desk.ports import Tx
from connectbot.model.referral import Referral, State
from connectbot.model.reminder import DAY, HELP, Reminder

Standing = Literal["ask", "wait", "never"]
"""Whether they are asked whether they got there, and whether it helped."""

GROUP_SILENT = "group-silent"
"""Why one has ended of which the group never said a word."""

STANDINGS: Mapping[State, Standing] = MappingProxyType(
    {
        # Nobody can have gone: the group has still to answer, or has no room for them yet.
        "draft": "wait",
        "awaiting_consent": "wait",
        "sent": "wait",
        "needs_information": "wait",
        "waiting_list": "wait",
        "accepted": "ask",
        "contact_tried": "ask",
        "in_progress": "ask",
        "completed_got_help": "ask",
        "did_not_help": "ask",
        "closed_no_contact": "ask",
        # They took it back, or nobody ever expected them.
        "declined_by_service": "never",
        "declined_by_person": "never",
        "no_longer_interested": "never",
        "redirected": "never",
        "lapsed": "never",
        "entered_in_error": "never",
    }
)
"""The same of each state that a referral may be in."""

_TURNED_AWAY = frozenset(
    {"declined_by_service", "declined_by_person", "no_longer_interested", "redirected"}
)
_HAVE_SAID = frozenset({"completed_got_help", "did_not_help"})


def introduced_to(tx: Tx, resident_id: int, listing: str) -> Referral | None:
    """The newest of theirs to this listing that the group was told of."""
    found = tx.referrals.of(resident_id)
    return next((one for one in found if one.listing == listing and one.sent_at), None)


def standing(tx: Tx, reminder: Reminder) -> Standing:
    """Whether to come back and ask as things stand. Whether it helped is not asked of somebody who
    has said so; who only asked us to ask, and was introduced by nobody, is asked."""
    if reminder.kind == DAY:
        return "never" if _turned_away(tx, reminder) else "ask"
    referral = introduced_to(tx, reminder.resident_id, reminder.listing)
    if referral is None:
        return "never" if reminder.kind == HELP else "ask"
    have_said = reminder.kind == HELP and referral.resident_says in _HAVE_SAID
    if have_said or referral.reason == GROUP_SILENT:
        return "never"
    return STANDINGS[referral.state]


def _turned_away(tx: Tx, reminder: Reminder) -> bool:
    """Whether they took it back or said no to it, or the group did to them, after they had asked
    for this: nobody is sent where nobody expects them. What they ask for later is kept."""
    found = tx.referrals.of(reminder.resident_id)
    newest = next((one for one in found if one.listing == reminder.listing), None)
    if newest is None or newest.state not in _TURNED_AWAY:
        return False
    asked, over = reminder.made_at, newest.closed_at
    return bool(asked and over and over >= asked)
