"""What a referral needs of one of our people: read from where it stands, and kept nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectbot.desk.ports import Tx, Watched
from connectbot.desk.referring.moving import with_group
from connectbot.model.referral import Referral

SHOWN_FOR = timedelta(days=14)
"""How long one that has ended is a task."""

GROUP_SILENT = timedelta(days=10)
RESIDENT_SILENT = timedelta(days=14)
"""How long after a yes nobody says that they met."""

_SOMEBODY = "Somebody"
_ENDED = {
    ("lapsed", "no-answer"): "{who} did not answer three texts about {group}: ask another way.",
    ("lapsed", "unreachable"): "{who} could not be texted about {group}: ask another way.",
    (
        "lapsed",
        "stopped",
    ): "{who} texted STOP before answering about {group}: ring, if that is safe.",
    (
        "lapsed",
        "wrong-person",
    ): "The number given for {who} is somebody else's: find the right one.",
    ("lapsed", "died"): "We were told that {who} has died: nothing more goes there.",
    ("lapsed", "moved"): "We were told that {who} has moved away.",
    (
        "lapsed",
        "under-18",
    ): "{who} says they are under 18: no group was told. Speak to them yourself.",
    ("lapsed", "unchecked"): "{group} is not checked now, so it was not told of {who}.",
    ("entered_in_error", "wrong-person"): "The number given for {who} is somebody else's: find the "
    "right one.",
    ("closed_no_contact", "no-answer"): "{group} tried three times and could not reach {who}.",
    ("declined_by_person", "said-no"): "{who} said no to {group}: ask, where it is safe, if it was "
    "them.",
    (
        "declined_by_service",
        "no-capacity",
    ): "{group} has no place for {who}: look for the next best.",
}
_TAKEN_BACK = "{who} took back {group}: ask, where it is safe, whether it was them."
_CANNOT_TAKE = "{group} cannot take {who} ({reason}): look for the next best."


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence for whoever looks after somebody, without a number; since when it is so; and
    whether it is about an end, and can be ticked off."""

    words: str
    since: datetime
    referral: str
    resident_id: int
    listing: str
    ends: bool


def tasks(tx: Tx, staff: Collection[str], places: Collection[str], now: datetime) -> Sequence[Task]:
    """What these of our people have to look at, the oldest first: of their caseloads, and in their
    places of nobody's."""
    found = tx.referrals.watched(staff, places, now - SHOWN_FOR)
    return _in_order(_task(one, now) for one in found)


def tasks_of(
    referrals: Collection[Referral], unreached: bool, stopped: bool, now: datetime
) -> Sequence[Task]:
    """What there is to look at for one resident, whose referrals these are; the oldest first."""
    kept = [one for one in referrals if one.closed_at is None or one.closed_at >= now - SHOWN_FOR]
    return _in_order(_task(Watched(one, unreached, stopped), now) for one in kept)


def _in_order(found: Iterable[Task | None]) -> Sequence[Task]:
    return sorted((one for one in found if one is not None), key=lambda task: task.since)


def _task(one: Watched, now: datetime) -> Task | None:
    referral = one.referral
    if referral.over and referral.dealt_at is not None:
        return None
    said = _over(referral) if referral.over else _open(one, now)
    if not said:
        return None
    who = referral.details.first_name or _SOMEBODY
    words = said.format(who=who, group=referral.listing, reason=referral.reason)
    since = referral.moved_at or referral.made_at
    return Task(words, since, referral.id, referral.resident_id, referral.listing, referral.over)


def _over(referral: Referral) -> str:
    said = _ENDED.get((referral.state, referral.reason), "")
    if referral.door == "self" and referral.sent_at is None:
        return ""  # they thought better of it in the same talk
    if referral.state == "declined_by_service":
        return said or _CANNOT_TAKE
    if referral.state == "no_longer_interested" and referral.resident_says == referral.state:
        return _TAKEN_BACK
    return said


def _open(one: Watched, now: datetime) -> str:
    referral = one.referral
    for_so_long = now - (referral.moved_at or referral.made_at)
    if one.unreached:
        return "The phone of {who} cannot be reached, and {group} is on the way: find another way."
    if one.stopped and with_group(referral):
        return "{who} texted STOP; what was agreed with {group} goes on. Ring, if that is safe."
    if referral.state == "sent" and for_so_long >= GROUP_SILENT:
        return "{group} has not answered about {who} for ten days: ring them."
    if referral.state == "needs_information":
        return "{group} asks something about {who}: answer them."
    if referral.state == "accepted" and for_so_long >= RESIDENT_SILENT:
        return "{group} said yes to {who} two weeks ago, and nobody said that they met: ask."
    return ""
