"""A group answers with a word and a code, from where we wrote to, or on the page of a mail.

A code from anywhere else is answered kindly, with the same words whether there is such a code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from connectbot.desk.asking.putting import contact_of
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import doing, moving, telling, to_groups
from connectbot.desk.referring.heard import Heard, Word, heard
from connectbot.desk.say import say_to
from connectbot.desk.tell import digest
from connectbot.directory.listing import Listing
from connectbot.model.message import Address, Inbound, MessageClass
from connectbot.model.referral import Referral
from connectbot.model.resident import Resident
from connectbot.safety.reserved import Keyword, keyword

WORDS: tuple[Word, ...] = ("yes", "full", "met", "no answer", "wait", "no")
"""What can be answered, in the order in which the page offers it."""

_TOLD_WITHIN = timedelta(days=60)
_A_DAY = timedelta(days=1)
_MOST = 50  # referrals at one contact that are looked through
_CODES = 4  # of what may be one, so many are looked up
_EXPECTED = frozenset({"accepted", "contact_tried"})
_NO_NAME = frozenset(
    {"may", "will", "hope", "art", "mark", "so", "an", "sue", "somebody", "grace", "dear", "pat"}
)
"""First names that are other words as well."""
_IF_THEY_CAME: dict[Word, Word] = {"yes": "met", "no": "no answer"}
_GOOD: frozenset[Word] = frozenset({"yes", "met", "full", "wait"})


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
    text, referral = (
        (doing.wrong_number(tx, open_ones, desk, now), None)
        if _is_wrong_number(inbound, open_ones)
        else _answered(tx, inbound.sender, said, open_ones, desk, now)
    )
    text = f"{text} {to_groups.IN_DANGER}" if only_sounds else text
    # Whoever guesses codes, or a machine that answers ours, is answered a few times an hour only.
    purpose = f"{telling.TOLD}{referral.id}" if referral else "referral-answer"
    kind, known = MessageClass.REPLY, referral is not None
    say_to(tx, inbound.sender, text, kind, purpose, desk, now, ours=known)
    return "taken"


def waits_for(tx: Tx, sender: Address, desk: Desk, now: datetime) -> bool:
    """Whether this address is of a group that we told of somebody, and it is not over."""
    return bool(_open_at(tx, sender, desk, now))


def _is_wrong_number(inbound: Inbound, open_ones: Sequence[Referral]) -> bool:
    """Whether they say that this phone is not the group's. Where they have said yes before, it may
    be the number of whoever we gave them: that is no answer that we know."""
    waits = bool(open_ones) and all(one.state == "sent" for one in open_ones)
    return waits and keyword(inbound.text) is Keyword.WRONG_PERSON


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
    other_word = keyword(inbound.text) not in (None, Keyword.START)
    if not open_ones or (other_word and not _is_wrong_number(inbound, open_ones)):
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
    meant = named or _of_that_name(said, open_ones) or list(open_ones)
    if len(meant) != 1 or said.word is None or not (named or said.short or said.plain):
        return _asked_again(said, meant), None
    word = _meant(said.word, meant[0], closed=said.closed)
    text = doing.answer(tx, meant[0], word, desk, now, closed=said.closed)
    return text, meant[0]


def _asked_again(said: Heard, meant: Sequence[Referral]) -> str:
    """What they read where it cannot be told what they said, or of whom: what fits where it
    stands."""
    codes = [one.code for one in meant]
    if len(meant) > 1 and said.word is not None:
        return to_groups.which([(telling.name_of(one), one.code) for one in meant])
    expected = all(one.state in _EXPECTED for one in meant) and bool(meant)
    if said.asks_number and len(meant) == 1 and not expected:
        return to_groups.AFTER_YES.format(code=codes[0])
    return to_groups.not_understood(codes, expected=expected)


def _of_that_name(said: Heard, open_ones: Sequence[Referral]) -> list[Referral]:
    """Those whom they name by the first name that we told them; one that no other has, and that is
    no other word, or else nobody is guessed."""
    found = [one for one in open_ones if telling.name_of(one).casefold() in said.words - _NO_NAME]
    return found if len(found) == 1 else []


def _meant(word: Word, referral: Referral, *, closed: bool) -> Word:
    """What they mean by it: asked whether somebody came, yes and no are the answer to that."""
    asked_if_they_came = referral.state in _EXPECTED and referral.nudged > 0 and not closed
    return _IF_THEY_CAME.get(word, word) if asked_if_they_came else word


def _named(tx: Tx, said: Heard, sender: Address) -> list[Referral]:
    """Those of this address whose codes stand in what they say, over or not."""
    return [one for code in said.codes[:_CODES] if (one := _theirs(tx, code, sender))]


def _theirs(tx: Tx, code: str, sender: Address) -> Referral | None:
    referral = tx.referrals.by_code(code)
    told = referral is not None and referral.sent_at is not None
    return referral if referral and told and _is_theirs(tx, referral, sender) else None


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
    text = doing.answer(tx, referral, known, desk, now)
    after = moving.standing(tx, referral.id)
    kind, page = MessageClass.REPLY, not after.over
    telling.write(tx, after, listing, text, desk, now, kind=kind, page=page)
    return True


def _open(tx: Tx, referral: Referral | None, desk: Desk, now: datetime) -> Listing | None:
    """The group of one that waits for its answer, while it may be given a name."""
    if referral is None or referral.over:
        return None
    return telling.may_be_given(tx, referral.listing, telling.today(desk, now))
