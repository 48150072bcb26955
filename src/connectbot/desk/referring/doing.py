"""What is done with a group's word about one of theirs, and what it reads after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from connectbot.desk import coming_back
from connectbot.desk.desk import Desk
from connectbot.desk.listings import introducing
from connectbot.desk.ports import Tx
from connectbot.desk.referring import chasing, ending, moving, residents, telling, to_groups
from connectbot.desk.referring.heard import Word
from connectbot.directory.listing import Listing
from connectbot.model.kept import Act
from connectbot.model.referral import MOVES, Referral, State

TRIES = 3
"""Days on which they try to reach somebody before we leave it to one of our people."""

_STATES: dict[Word, State] = {
    "yes": "accepted",
    "full": "declined_by_service",
    "no": "declined_by_service",
    "wait": "waiting_list",
    "met": "in_progress",
    "no answer": "contact_tried",
}


def answer(
    tx: Tx, referral: Referral, word: Word, desk: Desk, now: datetime, *, closed: bool = False
) -> str:
    """Do what a group says of one of theirs; what they read. `closed`: they are not on any more."""
    if referral.over:
        if (word, referral.state) != ("yes", "declined_by_service"):
            moving.said(tx, referral.id, _STATES[word], "provider", now)
        return to_groups.CLOSED
    if telling.too_young(tx, referral):
        ending.because(tx, referral.resident_id, ending.CHILD, desk, now)
        return to_groups.LATER
    return _DO[word](_At(tx, referral, desk, now, closed=closed))


def wrong_number(tx: Tx, waiting: Sequence[Referral], desk: Desk, now: datetime) -> str:
    """The number of a group is somebody else's: nobody is introduced to it until somebody has
    checked it anew, and whoever sent these hears of it at once; what whoever wrote it reads."""
    for id in sorted({one.listing for one in waiting}):
        introducing.uncheck(tx, id, Act("contact", "", "text", "its number is wrong"), now)
    for one in waiting:
        tx.referrals.keep(replace(one, next_at=None))
        telling.tell_team(tx, one, to_groups.NOT_THEIR_NUMBER, desk, now)
    return to_groups.NOT_THEIRS


@dataclass(frozen=True, slots=True)
class _At:
    """A group that said something of somebody."""

    tx: Tx
    referral: Referral
    desk: Desk
    now: datetime
    closed: bool = False

    def moves(self, to: State, next_in: timedelta | None = None, reason: str = "") -> bool:
        """It stands there from now on, by their word, and the resident is told that there is word;
        False where it stands there already, or where this says nothing new."""
        if "provider" not in MOVES.get((self.referral.state, to), ()):
            return False
        at = self.now + next_in if next_in else None
        moved = moving.move(
            self.tx, self.referral.id, to, "provider", self.now, reason=reason, next_at=at
        )
        coming_back.anew(self.tx, self.referral.state, moved, self.desk, self.now)
        residents.answered(self.tx, moved, self.desk, self.now)
        return True

    @property
    def listing(self) -> Listing | None:
        """Their listing, while they may be given a name."""
        today = telling.today(self.desk, self.now)
        return telling.may_be_given(self.tx, self.referral.listing, today)


def _yes(at: _At) -> str:
    """Only now they read how to reach them; and not where their check has gone meanwhile."""
    if at.listing is None:
        telling.tell_team(at.tx, at.referral, to_groups.UNCHECKED, at.desk, at.now)
        return to_groups.LATER
    at.moves("accepted", chasing.CAME_AFTER)
    if at.referral.state == "in_progress":
        return to_groups.MET
    return telling.details(at.tx, at.referral, at.desk)


def _full(at: _At) -> str:
    return _declines(at, "no-capacity")


def _no(at: _At) -> str:
    return _declines(at, "closed" if at.closed else "other")


def _declines(at: _At, reason: str) -> str:
    """After they met it moves nothing: it is kept as their word, and whoever sent them is told."""
    to: State = "declined_by_service"
    if not at.moves(to, reason=reason):
        moving.said(at.tx, at.referral.id, to, "provider", at.now, reason=reason)
        if at.referral.provider_says != to:
            telling.tell_team(at.tx, at.referral, to_groups.AFTER_ALL_NOT, at.desk, at.now)
    at.tx.referrals.drop_links(at.referral.id)
    return to_groups.FULL


def _wait(at: _At) -> str:
    at.moves("waiting_list", chasing.WAITS_FOR)
    return to_groups.WAITS.format(code=at.referral.code)


def _met(at: _At) -> str:
    at.moves("in_progress")
    return to_groups.MET


def _no_answer(at: _At) -> str:
    if not at.moves("contact_tried", chasing.CAME_AFTER):
        return to_groups.MET
    zone = at.desk.rota.zone
    days = {
        event.at.astimezone(zone).date()
        for event in at.tx.referrals.events(at.referral.id)
        if event.after == "contact_tried" and event.who == "provider"
    }
    if len(days) < TRIES:
        return to_groups.TRY_AGAIN.format(code=at.referral.code)
    at_now = _At(at.tx, moving.standing(at.tx, at.referral.id), at.desk, at.now)
    at_now.moves("closed_no_contact", reason="no-answer")
    telling.tell_team(at.tx, at.referral, to_groups.NOT_REACHED, at.desk, at.now)
    return to_groups.GIVEN_UP


_DO: dict[Word, Callable[[_At], str]] = {
    "yes": _yes,
    "full": _full,
    "no": _no,
    "wait": _wait,
    "met": _met,
    "no answer": _no_answer,
}
