"""The contact that was asked answers: only from where we asked, and only what we asked.

Whoever answers for a group is no resident: nobody welcomes them, and no talk is begun. Urgent words
and reserved words are taken as anybody's are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from connectbot.desk.asking import putting
from connectbot.desk.asking import words as said_to
from connectbot.desk.desk import Desk
from connectbot.desk.listings import changing
from connectbot.desk.ports import Tx
from connectbot.desk.say import say_to
from connectbot.desk.tell import digest
from connectbot.directory import shown
from connectbot.directory.body import readable
from connectbot.directory.editing import confirmed
from connectbot.flows.phrases import plain
from connectbot.model.kept import Act
from connectbot.model.message import Inbound, MessageClass
from connectbot.model.suggested import Asking, Kind
from connectbot.safety.reserved import Keyword, keyword
from connectbot.written.tongue import ENGLISH

RIGHT, CHANGED, STOPPED = "1", "2", "3"

_TELLS = 4  # words; fewer tell nothing that could be put right
_MOST = 1000
_ANSWERED = "still-right-answered"
_SAYS = {
    RIGHT: re.compile(
        r"(?:yes|yep|yeah|ok|okay|still)*\s*(?:(?:it |its |it s |all |thats )?(?:is )?(?:still )?"
        r"(?:all )?(?:right|correct|true|good|fine|the same|accurate)|no changes?|nothing changed|"
        r"nothing has changed|yes|yep|yeah)(?: thanks| thank you| ta)?"
    ),
    CHANGED: re.compile(r"(?:something |it |its |some things |yes )?(?:has |have )?changed"),
    STOPPED: re.compile(
        r"(?:sorry )?(?:it |its |it s |we |weve |we ve )?(?:has |have )?(?:now )?"
        r"(?:stopped|finished|ended|closed|closed down|folded|not running|not on any ?more|"
        r"no longer runn?ing|isnt running|not running any ?more)(?: now| for good)?"
    ),
}
_NUMBER = re.compile(r"\s*([123])\s*[.):,-]*\s*(.*)", re.DOTALL)


def take(tx: Tx, inbound: Inbound, desk: Desk, now: datetime) -> str:
    """ "taken" or "repeat" where this message answers what we asked this address; "" where it is
    anything else."""
    asking = _open(tx, inbound, desk)
    if asking is None:
        return ""
    if tx.inbox.add(inbound, None, state="done") is None:
        return "repeat"
    choice, words = meant(inbound.text)
    if asking.state == "words" and choice != STOPPED:
        choice, words = CHANGED, words or inbound.text
    elif choice is None and len(inbound.text.split()) >= _TELLS:
        choice, words = CHANGED, inbound.text
    reply = answer(tx, asking, choice, words, "text", desk, now) if choice else None
    text = reply or said_to.NOT_UNDERSTOOD
    say_to(tx, asking.to, text, MessageClass.REPLY, _ANSWERED, desk, now)
    return "taken"


def _open(tx: Tx, inbound: Inbound, desk: Desk) -> Asking | None:
    """What we asked this address and it has not answered, where this can be an answer to it."""
    if inbound.sender.channel != "sms" or inbound.provider_said or inbound.media:
        return None  # a mail is answered on its page
    asking = tx.askings.at(inbound.sender)
    if asking is None or desk.world.safety.screen.look(inbound.text):
        return None
    if (word := keyword(inbound.text)) is not None:
        if word is Keyword.STOP:
            putting.silent(tx, asking, inbound.received_at)
        return None
    for resident in tx.residents.on(inbound.sender):
        talk = resident.conversation
        newer = talk.awaiting is not None and talk.awaiting > asking.asked_at
        if newer or talk.with_person or resident.waiting:
            return None  # they use the bot themselves, and that talk is the newer one
    return asking


def meant(text: str) -> tuple[str | None, str]:
    """Which answer a text is, and what it tells besides."""
    if found := _NUMBER.fullmatch(text):
        return found[1], found[2].strip()
    said = plain(text)
    return next((one for one, says in _SAYS.items() if says.fullmatch(said)), None), ""


def answer(
    tx: Tx, asking: Asking, choice: str, words: str, door: str, desk: Desk, now: datetime
) -> str | None:
    """Do what an answer says; what they read. None where the listing is not theirs to answer for
    any more."""
    kept = tx.listings.get(asking.listing)
    listing = readable(kept.body) if kept else None
    if kept is None or listing is None or putting.contact_of(listing) != asking.to:
        tx.askings.put(replace(asking, next_at=None, state="answered"))
        return None
    done = replace(asking, next_at=None, state="answered")
    if choice == RIGHT:
        today = now.astimezone(desk.rota.zone).date()
        act = Act("contact", "", door, "its contact says that it is still right")
        changing.change(
            tx, kept.id, confirmed(kept.body, ("on",), today), act, now, seen=kept.number
        )
        tx.askings.put(done)
        return said_to.RIGHT
    if choice == STOPPED:
        act = Act("contact", "", door, "its contact says that it has stopped")
        changing.move(tx, kept.id, "hidden", act, now)
        _tell(tx, asking, "stopped", words, now)
        tx.askings.put(done)
        return said_to.STOPPED
    if not words.strip():
        tx.askings.put(replace(asking, state="words"))
        return said_to.CHANGED
    _tell(tx, asking, "changed", words, now)
    tx.askings.put(done)
    return said_to.WORDS


def _tell(tx: Tx, asking: Asking, kind: Kind, words: str, now: datetime) -> None:
    said = " ".join(words.split())[:_MOST]
    tx.suggestions.add(asking.place, asking.listing, kind, "contact", said, now, to=asking.to)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked by mail: by which place, about which group, and what we say of it."""

    place: str
    name: str
    says: str


def asked(tx: Tx, token: str, desk: Desk, now: datetime) -> Asked | None:
    """What the link in a mail asks; None where nothing waits for an answer."""
    asking = _linked(tx, token)
    listing = desk.world.book.listing(asking.listing) if asking else None
    if listing is None:
        return None
    place = desk.place(listing.place)
    return Asked(place.name, listing.name, shown.full(listing, now, ENGLISH, place.keeping))


def answer_link(tx: Tx, token: str, choice: str, words: str, desk: Desk, now: datetime) -> str:
    """Do what the page of a link says; what they read, "" where nothing waited for an answer."""
    asking = _linked(tx, token)
    reply = answer(tx, asking, choice, words, "page", desk, now) if asking else None
    if reply and desk.world.safety.screen.look(words):
        return f"{reply} {said_to.IN_DANGER}"
    return reply or ""


def _linked(tx: Tx, token: str) -> Asking | None:
    asking = tx.askings.by_token(digest(token))
    return asking if asking is not None and asking.state in ("open", "words") else None
