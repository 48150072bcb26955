"""A group that does not say what became of somebody: asked twice more, then a person rings them;
after six weeks of silence it is over.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk.desk import Desk
from connectbot.desk.introduced import GROUP_SILENT
from connectbot.desk.ports import Tx
from connectbot.desk.referring import moving, residents, telling, to_groups
from connectbot.directory.listing import Listing
from connectbot.model.referral import Referral, State

CAME_AFTER = timedelta(days=7)
"""How long after a yes, or a try that nobody answered, the group is asked whether they met."""

NOT_HEARD_AFTER = timedelta(days=14)
"""How long after a yes one of our people hears that nobody told us more."""

SILENT_FOR = timedelta(days=42)
"""How long a group that never says a word is waited for."""

WAITS_FOR = timedelta(days=28)
"""How often one of our people looks at somebody on a waiting list."""


def chase(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> None:
    """Do what is due with one that the group was told of, and write down when to look again."""
    if referral.state == "sent" and referral.nudged == 0:
        telling.introduce(tx, referral, desk, now)
        return
    ends_at = _ends_at(referral)
    if ends_at is not None and now >= ends_at:
        _never_answered(tx, referral, desk, now)
        return
    listing = telling.may_be_given(tx, referral.listing, telling.today(desk, now))
    if listing is None:
        _kept(tx, referral, ends_at)
        telling.tell_team(tx, referral, to_groups.UNCHECKED, desk, now)
    elif referral.state == "sent":
        _not_answered(tx, referral, listing, desk, now)
    elif referral.state in ("accepted", "contact_tried"):
        _not_met(tx, referral, listing, desk, now)
    elif referral.state == "waiting_list":
        _kept(tx, referral, now + WAITS_FOR)
        telling.tell_team(tx, referral, to_groups.STILL_WAITS, desk, now)
    else:
        _kept(tx, referral, None)


def _not_answered(tx: Tx, referral: Referral, listing: Listing, desk: Desk, now: datetime) -> None:
    times = referral.nudged
    if times >= len(telling.CHASED_ON):
        _kept(tx, referral, _ends_at(referral))
        telling.silent(tx, referral, desk, now)
        residents.answered(tx, referral, desk, now)
        return
    _kept(tx, referral, telling.chase_at(listing, referral, times, desk, now))
    if telling.wants_no_texts(tx, referral):
        return  # they cannot be told the answer: whoever sent them was told so
    place = desk.place(referral.place).name
    text = to_groups.chased(place, telling.name_of(referral), listing.name, referral.code)
    telling.write(tx, referral, listing, text, desk, now)


def _ends_at(referral: Referral) -> datetime | None:
    """When one is over of which the group has not said a word; None where it has."""
    told_at = referral.sent_at if referral.state == "sent" else None
    return told_at + SILENT_FOR if told_at else None


def _never_answered(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> None:
    """Nobody went: it counts as unmet, and whoever sent them looks for something else."""
    to: State = "closed_no_contact"
    ended = moving.move(tx, referral.id, to, "system", now, reason=GROUP_SILENT)
    telling.taken_back(tx, ended, desk, now)
    telling.tell_team(tx, ended, to_groups.NEVER_ANSWERED, desk, now)


def _not_met(tx: Tx, referral: Referral, listing: Listing, desk: Desk, now: datetime) -> None:
    if referral.nudged:
        _kept(tx, referral, None)
        telling.tell_team(tx, referral, to_groups.NOT_HEARD, desk, now)
        return
    _kept(tx, referral, now + NOT_HEARD_AFTER - CAME_AFTER)
    place = desk.place(referral.place).name
    text = to_groups.came(place, telling.name_of(referral), listing.name, referral.code)
    telling.write(tx, referral, listing, text, desk, now)


def _kept(tx: Tx, referral: Referral, next_at: datetime | None) -> None:
    tx.referrals.keep(replace(referral, nudged=referral.nudged + 1, next_at=next_at))
