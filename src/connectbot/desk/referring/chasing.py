"""A group that does not say what became of somebody: asked twice more, then a person rings them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import residents, telling, to_groups
from connectbot.directory.listing import Listing
from connectbot.model.referral import Referral

CAME_AFTER = timedelta(days=7)
"""How long after a yes, or a try that nobody answered, the group is asked whether they met."""

NOT_HEARD_AFTER = timedelta(days=14)
"""How long after a yes one of our people hears that nobody told us more."""

WAITS_FOR = timedelta(days=28)
"""How often one of our people looks at somebody on a waiting list."""


def chase(tx: Tx, referral: Referral, desk: Desk, now: datetime) -> None:
    """Do what is due with one that the group was told of, and write down when to look again."""
    if referral.state == "sent" and referral.nudged == 0:
        telling.introduce(tx, referral, desk, now)
        return
    listing = telling.may_be_given(tx, referral.listing, telling.today(desk, now))
    if listing is None:
        _kept(tx, referral, None)
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
        _kept(tx, referral, None)
        telling.silent(tx, referral, desk, now)
        residents.answered(tx, referral, desk, now)
        return
    _kept(tx, referral, telling.chase_at(listing, referral, times, desk, now))
    if telling.wants_no_texts(tx, referral):
        return  # they cannot be told the answer: whoever sent them was told so
    place = desk.place(referral.place).name
    text = to_groups.chased(place, telling.name_of(referral), listing.name, referral.code)
    telling.write(tx, referral, listing, text, desk, now)


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
