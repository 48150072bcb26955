"""`/refer`: a link worker introduces somebody from a Telegram that is linked to them.

Where they stand holds no name and no number: those are in a draft, sealed, from the moment they
are written; a number is never read back whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from connectbot.desk import manners
from connectbot.desk.commanding.state import Standing, Where
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring import fitting, making, moving, telling
from connectbot.desk.say import say_to
from connectbot.flows.answers.phone import phone
from connectbot.model.message import Address, Inbound, MessageClass
from connectbot.model.referral import Referral
from connectbot.model.staff import Staff

DOOR: Final = "telegram"
PURPOSE: Final = "refer"
"""What our messages within `/refer` are for."""

HOW = "Send /refer and a word of a group's name, like /refer darts."
NOTHING = "I find no group like that in your places that somebody may be introduced to."
WHICH = "Which one?"
WHO = (
    "{group}. Who would like to go? Send their first name and their own mobile in one message, "
    "like: Jean 07700 900123. Write shared after it where others write from that phone too."
)
NOT_WHO = "I need a first name and one mobile number, like: Jean 07700 900123."
MATTERS = "What matters to {name}, in their words? One short message, or press Skip."
SURE = (
    "{name}, whose number ends in {ends}, to {group}.\n{matters}I ask {name} by text first, and "
    "the group hears nothing before they say yes. They expect a text from {sender}?"
)
DONE = "I ask {name} now, or when the hour is right. It is {id} in the list of referrals."
LEFT = "All right. Nobody was asked, and what you wrote goes within two weeks."
TOO_LONG = "That is too long: {most} signs are the most. Please say it shorter, or press Skip."

SKIP, ASK, LEAVE = "Skip", "Ask them", "Leave it"
_MOST = 6
_SHARED = re.compile(r"[\s,]*\bshared\b[\s.]*$", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d(][\d\s()./+-]{8,}")
_MOBILE = "+447"


@dataclass(frozen=True, slots=True)
class Sending(Standing):
    """`step` is "found", "who", "matters" or "sure"; `draft` the referral that is being written."""

    draft: str = ""


WHERE = Where("referring", Sending)
"""Where people stand in `/refer`."""

Said = tuple[str, tuple[str, ...], Sending | None]
"""What they read, the buttons under it, and where they stand after it."""


def may(person: Staff) -> bool:
    """Whether they send people at all."""
    return any(person.serves(place) for place in person.places)


def begin(tx: Tx, person: Staff, to: Address, words: str, desk: Desk, now: datetime) -> None:
    """`/refer`, with words of a group's name."""
    _say(tx, person, to, _found(tx, person, words, desk, now), desk, now)


def take(
    tx: Tx, inbound: Inbound, person: Staff, standing: Sending, desk: Desk, now: datetime
) -> str | None:
    """What they chose or wrote within `/refer`: the words that were taken; None where this is
    anything else, and then they stand in it no longer."""
    said = manners.in_words(tx, inbound)
    if said is None or desk.world.safety.screen.look(said.text):
        return None
    words = said.text.strip()
    try:
        found = _STEPS[standing.step](_At(tx, person, standing, words, inbound.manner, desk, now))
    except moving.Refused as refused:
        sentence = str(refused).replace("(--shared)", "by the word shared after the number")
        found = sentence, (), None
    if found is None:
        WHERE.keep(tx, person.id, None, now)
        return None
    tx.inbox.add(said, None, state="done")
    _say(tx, person, inbound.sender, found, desk, now)
    return words


def _say(tx: Tx, person: Staff, to: Address, found: Said, desk: Desk, now: datetime) -> None:
    text, options, standing = found
    WHERE.keep(tx, person.id, standing, now)
    say_to(tx, to, text, MessageClass.REPLY, PURPOSE, desk, now, options=options, ours=True)


def _found(tx: Tx, person: Staff, words: str, desk: Desk, now: datetime) -> Said:
    """The groups that some words name, in their places, that may be given a name."""
    if not words:
        return HOW, (), None
    named = (id for place in person.places for id in desk.world.book.named(place, words))
    theirs = [
        id for id in dict.fromkeys((words.casefold(), *named)) if _fits(tx, person, id, desk, now)
    ]
    if not theirs:
        return NOTHING, (), None
    if len(theirs) > 1:
        return WHICH, tuple(theirs[:_MOST]), Sending("found", ids=tuple(theirs[:_MOST]))
    return _who(tx, theirs[0], desk, now)


def _fits(tx: Tx, person: Staff, id: str, desk: Desk, now: datetime) -> bool:
    listing = telling.may_be_given(tx, id, telling.today(desk, now))
    return listing is not None and listing.id == id and person.serves(listing.place)


def _who(tx: Tx, id: str, desk: Desk, now: datetime) -> Said:
    listing = telling.may_be_given(tx, id, telling.today(desk, now))
    group = listing.name if listing else id
    return WHO.format(group=group), (LEAVE,), Sending("who", id=id)


@dataclass(frozen=True, slots=True)
class _At:
    """A link worker who chose or wrote something of somebody."""

    tx: Tx
    person: Staff
    standing: Sending
    words: str
    manner: str
    desk: Desk
    now: datetime

    @property
    def by(self) -> making.By:
        return making.By(self.person.id, DOOR, self.person.name.split(" ")[0])

    @property
    def draft(self) -> Referral:
        """What is being written. Raises moving.Refused where it is asked already, or gone."""
        found = moving.standing(self.tx, self.standing.draft)
        if found.state != "draft":
            raise moving.Refused(f"{found.id} is {moving.told(found.state)} already. Send /refer.")
        return found


def _chosen(at: _At) -> Said | None:
    if at.words not in at.standing.ids:
        return None
    return _who(at.tx, at.words, at.desk, at.now)


def _told_who(at: _At) -> Said:
    if at.words == LEAVE:
        return LEFT, (), None
    shared = _SHARED.search(at.words) is not None
    words = _SHARED.sub("", at.words)
    number, name = phone(words), " ".join(_NUMBER.sub(" ", words).split()).strip(",.: ")
    if number is None or not number.startswith(_MOBILE) or not name or len(name.split()) > 2:
        return NOT_WHO, (LEAVE,), at.standing
    asked = making.New(at.standing.id, name.split(" ")[0], Address("sms", number), shared=shared)
    draft = making.draft(at.tx, asked, at.by, at.desk, at.now)
    text = MATTERS.format(name=draft.details.first_name)
    return text, (SKIP, LEAVE), Sending("matters", id=at.standing.id, draft=draft.id)


def _told_matters(at: _At) -> Said:
    if at.words == LEAVE:
        return LEFT, (), None
    draft, words = at.draft, " ".join(at.words.split())
    most = fitting.LONGEST["matters"]
    if len(words) > most:
        return TOO_LONG.format(most=most), (SKIP, LEAVE), at.standing
    if words != SKIP:
        draft = replace(draft, details=replace(draft.details, matters=words))
        at.tx.referrals.keep(draft)
    return _read_back(at, draft), (ASK, LEAVE), replace(at.standing, step="sure")


def _read_back(at: _At, draft: Referral) -> str:
    resident = at.tx.residents.get(draft.resident_id)
    listing = telling.listing_of(at.tx, draft)
    matters = draft.details.matters
    return SURE.format(
        name=draft.details.first_name,
        ends=resident.address.value[-3:] if resident else "",
        group=listing.name if listing else draft.listing,
        matters=f"In their words: {matters}\n" if matters else "",
        sender=at.by.sender,
    )


def _sure(at: _At) -> Said | None:
    """Only the button itself asks anybody: words may be of something else."""
    if at.words == LEAVE:
        return LEFT, (), None
    if at.words != ASK or at.manner != "pressed":
        return None
    draft = at.draft
    if not _fits(at.tx, at.person, draft.listing, at.desk, at.now):
        return NOTHING, (), None
    made = making.ask(at.tx, draft, at.by, at.desk, at.now)
    return DONE.format(name=draft.details.first_name, id=made.id), (), None


_STEPS: dict[str, Callable[[_At], Said | None]] = {
    "found": _chosen,
    "who": _told_who,
    "matters": _told_matters,
    "sure": _sure,
}
