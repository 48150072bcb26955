"""A group answers with a word and a code, from where we wrote to, or on the page of a mail.

A code from anywhere else is answered kindly, with the same words whether there is such a code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from connectbot.desk.asking.putting import contact_of
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import chasing, ending, moving, residents, telling, to_groups
from connectbot.desk.referring.heard import Heard, Word, heard
from connectbot.desk.say import say_to
from connectbot.desk.tell import digest
from connectbot.directory.listing import Listing
from connectbot.model.message import Address, Inbound, MessageClass
from connectbot.model.referral import MOVES, Referral, State
from connectbot.model.resident import Resident
from connectbot.safety.reserved import Keyword, keyword

WORDS: tuple[Word, ...] = ("yes", "full", "met", "no answer", "wait", "no")
"""What can be answered, in the order in which the page offers it."""

TRIES = 3
"""Days on which they try to reach somebody before we leave it to one of our people."""

_TOLD_WITHIN = timedelta(days=60)
_A_DAY = timedelta(days=1)
_MOST = 50  # referrals at one contact that are looked through
_CODES = 4  # of what may be one, so many are looked up
_EXPECTED = frozenset({"accepted", "contact_tried"})
_IF_THEY_CAME: dict[Word, Word] = {"yes": "met", "no": "no answer"}
_GOOD: frozenset[Word] = frozenset({"yes", "met", "full", "wait"})
_STATES: dict[Word, State] = {
    "yes": "accepted",
    "full": "declined_by_service",
    "no": "declined_by_service",
    "wait": "waiting_list",
    "met": "in_progress",
    "no answer": "contact_tried",
}


def take(tx: Tx, inbound: Inbound, desk: Desk, now: datetime) -> str:
    """ "taken" or "repeat" where this message is a group's answer or looks like one; "" where it is
    anything else."""
    if inbound.sender.channel != "sms" or inbound.media or inbound.manner != "said":
        return ""
    said = heard(inbound.text)
    open_ones = _open_at(tx, inbound.sender, desk, now)
    seen = desk.world.safety.screen.examine(inbound.text)
    only_sounds = bool(seen.kinds) and not (seen.rules or seen.broken)
    if seen.kinds and not (only_sounds and open_ones and _is_told(said)):
        return ""
    if Keyword.STOP in (keyword(inbound.text), inbound.provider_said):
        for one in open_ones:
            telling.alarm(tx, one, desk, now)
        return ""
    if not _for_us(tx, inbound, said, open_ones, now):
        return ""
    if tx.inbox.add(inbound, None, state="done") is None:
        return "repeat"
    text, referral = _answered(tx, inbound.sender, said, open_ones, desk, now)
    text = f"{text} {to_groups.IN_DANGER}" if only_sounds else text
    # Whoever guesses codes, or a machine that answers ours, is answered a few times an hour only.
    purpose = f"{telling.TOLD}{referral.id}" if referral else "referral-answer"
    kind, known = MessageClass.REPLY, referral is not None
    say_to(tx, inbound.sender, text, kind, purpose, desk, now, ours=known)
    return "taken"


def _is_told(said: Heard) -> bool:
    """Whether it is plainly the answer we wait for, such as "sorry only just seen this, yes she can
    come": where no rule knows words of danger in it, it is taken, and 999 stands beside."""
    return said.word in _GOOD and (said.plain or said.short or bool(said.codes))


def _open_at(tx: Tx, sender: Address, desk: Desk, now: datetime) -> list[Referral]:
    """Those this address was told of, that are not over, and that are its group's still."""
    purposes = tx.outbox.purposes(sender, telling.TOLD, now - _TOLD_WITHIN)
    found = (tx.referrals.get(one.removeprefix(telling.TOLD)) for one in purposes[:_MOST])
    return [one for one in found if one and not one.over and _is_theirs(tx, one, sender)]


def _is_theirs(tx: Tx, referral: Referral, sender: Address) -> bool:
    listing = telling.listing_of(tx, referral)
    return listing is not None and contact_of(listing) == sender


def _for_us(
    tx: Tx, inbound: Inbound, said: Heard, open_ones: Sequence[Referral], now: datetime
) -> bool:
    spelt = {one.code for one in open_ones} & set(said.codes)
    if said.an_answer or spelt or (said.whole and _named(tx, said, inbound.sender)):
        return True
    if not open_ones or keyword(inbound.text) not in (None, Keyword.START):
        return False
    asked = tx.askings.at(inbound.sender)
    if asked is not None and asked.state in ("open", "words"):
        return False  # they were asked something else too, and a bare word may answer that
    return not any(_talks(one, now) for one in tx.residents.on(inbound.sender))


def _talks(resident: Resident, now: datetime) -> bool:
    """Whether they use the bot themselves just now: a bare word is of that talk then."""
    talk, heard_at = resident.conversation, resident.last_inbound_at
    lately = heard_at is not None and now - heard_at < _A_DAY
    return resident.waiting or talk.with_person or (lately and bool(talk.frames))


def _answered(
    tx: Tx,
    sender: Address,
    said: Heard,
    open_ones: Sequence[Referral],
    desk: Desk,
    now: datetime,
) -> tuple[str, Referral | None]:
    """What they read, and of which referral it is."""
    named = _named(tx, said, sender)
    if said.thanks and open_ones:
        return to_groups.THANKED, None
    if said.codes and not named and said.an_answer:
        return to_groups.NOT_KNOWN, None
    meant = named or list(open_ones)
    if len(meant) != 1 or said.word is None or not (named or said.short or said.plain):
        codes = [one.code for one in meant]
        several = said.word is not None and len(meant) > 1
        text = to_groups.WHICH.format(code=codes[0]) if several else ""
        expected = len(meant) == 1 and meant[0].state in _EXPECTED
        return text or to_groups.not_understood(codes, expected=expected), None
    return answer(tx, meant[0], _meant(said.word, meant[0]), desk, now), meant[0]


def _meant(word: Word, referral: Referral) -> Word:
    """What they mean by it: asked whether somebody came, yes and no are the answer to that."""
    asked_if_they_came = referral.state in _EXPECTED and referral.nudged > 0
    return _IF_THEY_CAME.get(word, word) if asked_if_they_came else word


def _named(tx: Tx, said: Heard, sender: Address) -> list[Referral]:
    """Those of this address whose codes stand in what they say, over or not."""
    return [one for code in said.codes[:_CODES] if (one := _theirs(tx, code, sender))]


def _theirs(tx: Tx, code: str, sender: Address) -> Referral | None:
    referral = tx.referrals.by_code(code)
    told = referral is not None and referral.sent_at is not None
    return referral if referral and told and _is_theirs(tx, referral, sender) else None


def answer(tx: Tx, referral: Referral, word: Word, desk: Desk, now: datetime) -> str:
    """Do what a group says of one of theirs; what they read."""
    if referral.over:
        if (word, referral.state) != ("yes", "declined_by_service"):
            moving.said(tx, referral.id, _STATES[word], "provider", now)
        return to_groups.CLOSED
    if telling.too_young(tx, referral):
        ending.because(tx, referral.resident_id, ending.CHILD, desk, now)
        return to_groups.LATER
    return _DO[word](_At(tx, referral, desk, now))


@dataclass(frozen=True, slots=True)
class _At:
    """A group that said something of somebody."""

    tx: Tx
    referral: Referral
    desk: Desk
    now: datetime

    def moves(self, to: State, next_in: timedelta | None = None, reason: str = "") -> bool:
        """It stands there from now on, by their word, and the resident is told that there is word;
        False where it stands there already, or where this says nothing new."""
        if "provider" not in MOVES.get((self.referral.state, to), ()):
            return False
        at = self.now + next_in if next_in else None
        moved = moving.move(
            self.tx, self.referral.id, to, "provider", self.now, reason=reason, next_at=at
        )
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
    "full": partial(_declines, reason="no-capacity"),
    "no": partial(_declines, reason="other"),
    "wait": _wait,
    "met": _met,
    "no answer": _no_answer,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a mail shows: by which place, of which group, and about whom."""

    place: str
    group: str
    name: str


def asked(tx: Tx, token: str, desk: Desk, now: datetime) -> Asked | None:
    """What a link asks; None where nothing waits for an answer, or its group is not what it was."""
    referral = tx.referrals.by_link(digest(token), now)
    listing = _open(tx, referral, desk, now)
    if referral is None or listing is None:
        return None
    return Asked(desk.place(referral.place).name, listing.name, telling.name_of(referral))


def answer_link(tx: Tx, token: str, word: str, desk: Desk, now: datetime) -> bool:
    """Do what the page of a link says; the rest is written to the group's own address, not shown on
    a page that anybody may have been sent. False where nothing waited for an answer."""
    referral = tx.referrals.by_link(digest(token), now)
    known = next((one for one in WORDS if one == word), None)
    listing = _open(tx, referral, desk, now)
    if known is None or referral is None or listing is None:
        return False
    tx.referrals.drop_links(referral.id)
    text = answer(tx, referral, known, desk, now)
    after = moving.standing(tx, referral.id)
    kind, page = MessageClass.REPLY, not after.over
    telling.write(tx, after, listing, text, desk, now, kind=kind, page=page)
    return True


def _open(tx: Tx, referral: Referral | None, desk: Desk, now: datetime) -> Listing | None:
    """The group of one that waits for its answer, while it may be given a name."""
    if referral is None or referral.over:
        return None
    return telling.may_be_given(tx, referral.listing, telling.today(desk, now))
