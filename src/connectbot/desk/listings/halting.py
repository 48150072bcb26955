"""A group that is given nobody's name any more: those on the way there are looked at by a person.

The clock does the telling, for every process alike: here they are only written down as due.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from connectbot.desk.ports import Tx
from connectbot.desk.ports.referrals import Wanted
from connectbot.model.referral import CURRENT, Referral

_MOST = 1000


def on_the_way(tx: Tx, listing: str) -> Sequence[Referral]:
    """Referrals to this group that are not over."""
    return tx.referrals.find(Wanted(states=CURRENT, listing=listing), _MOST)


def halt(tx: Tx, listing: str, now: datetime) -> int:
    """Each of them is due now, and no page of a mail about one opens; how many they are."""
    found = on_the_way(tx, listing)
    for referral in found:
        tx.referrals.drop_links(referral.id)
        tx.referrals.keep(replace(referral, next_at=now))
    return len(found)
