"""A referral on paper: rows for a table or a program, and two lines for a health record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from connectbot.model.referral import Event, Referral, Share

COLUMNS = (
    *("id", "place", "listing", "listing_revision", "need", "state", "reason", "urgency"),
    *("made_by", "door", "share", "made_at", "asked_at", "sent_at", "moved_at", "closed_at"),
    *("resident_says", "provider_says"),
)
NAMES = ("first_name", "matters", "access", "area", "notes")
"""What leads to a person, written only where that was asked for."""

_SHARED: dict[Share, str] = {
    "": "nothing was shared",
    "first-name": "first name",
    "name-and-number": "first name and number",
    "all": "first name, number, what matters and access needs",
}
_OUTCOME = {
    "draft": "not asked yet",
    "awaiting_consent": "asked, no answer yet",
    "sent": "introduced, no answer from the group yet",
    "accepted": "the group has said yes",
    "waiting_list": "on the group's waiting list",
    "needs_information": "the group has asked for more",
    "contact_tried": "the group has tried to reach them",
    "in_progress": "has been there",
    "completed_got_help": "got help",
    "declined_by_service": "the group could not take them",
    "declined_by_person": "declined by the person",
    "no_longer_interested": "no longer wanted by the person",
    "redirected": "something else was found",
    "did_not_help": "tried, did not help",
    "closed_no_contact": "nobody was reached",
    "lapsed": "came to nothing",
    "entered_in_error": "entered in error",
}


def row(referral: Referral, *, names: bool = False) -> dict[str, Any]:
    """One as a flat row; times in UTC. `names` adds what leads to a person."""
    said: dict[str, Any] = {
        "id": referral.id,
        "place": referral.place,
        "listing": referral.listing,
        "listing_revision": referral.listing_number,
        "need": referral.need,
        "state": referral.state,
        "reason": referral.reason,
        "urgency": referral.urgency,
        "made_by": referral.made_by,
        "door": referral.door,
        "share": referral.share,
        "resident_says": referral.resident_says,
        "provider_says": referral.provider_says,
    }
    for name in ("made_at", "asked_at", "sent_at", "moved_at", "closed_at"):
        said[name] = _time(getattr(referral, name))
    if names:
        details = referral.details
        said |= {name: getattr(details, name) for name in NAMES[:-1]}
        said["notes"] = " / ".join(note.words for note in details.notes)
    return {name: said[name] for name in (*COLUMNS, *(NAMES if names else ()))}


def whole(referral: Referral, log: Sequence[Event], *, names: bool = False) -> dict[str, Any]:
    """One with its log, ready for JSON."""
    return {
        **row(referral, names=names),
        "log": [
            {
                "at": _time(event.at),
                "who": event.who,
                "by": event.who_id,
                "from": event.before,
                "to": event.after,
                "reason": event.reason,
                "said": event.said,
            }
            for event in log
        ],
    }


def record(referral: Referral, group: str, zone: tzinfo) -> str:
    """Two lines to paste into a health record: what was offered and shared, and what came of it.
    The resident's word and the group's are told apart; no name and no number stands in them."""
    made = f"{referral.made_at.astimezone(zone):%d %b %Y}"
    agreed = (
        f"consent {referral.sent_at.astimezone(zone):%d %b %Y}: {_SHARED[referral.share]}"
        if referral.sent_at
        else _SHARED[""]
    )
    since = referral.moved_at or referral.made_at
    reason = f" ({referral.reason.replace('-', ' ')})" if referral.reason else ""
    outcome = f"{since.astimezone(zone):%d %b %Y}: {_OUTCOME[referral.state]}{reason}"
    words = [
        f"{whose} {_OUTCOME[said]}"
        for whose, said in (
            ("they say:", referral.resident_says),
            ("the group says:", referral.provider_says),
        )
        if said
    ]
    return (
        f"{made} Introduction to a community group: {group}; {agreed}. Ref {referral.id}.\n"
        f"{outcome}{'; ' if words else ''}{'; '.join(words)}.\n"
    )


def _time(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
