"""`/listing`, `/refer` and `/link`: what our own people ask from an account that is linked to them.

Everybody else is answered as if there were no such command.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from connectbot.desk import manners, staff
from connectbot.desk.commanding import answers, referring
from connectbot.desk.commanding.state import Standing, Where
from connectbot.desk.desk import Desk
from connectbot.desk.listings import changing
from connectbot.desk.listings.changing import Refused
from connectbot.desk.ports import Tx
from connectbot.desk.say import say_to
from connectbot.directory.body import readable
from connectbot.directory.differing import differences
from connectbot.directory.editing import (
    anew,
    assigned,
    confirmed,
    data_of,
    read_back,
    text_of,
)
from connectbot.model.kept import Body, Kept
from connectbot.model.message import Address, Inbound, MessageClass
from connectbot.model.staff import Staff

DOOR = "telegram"
PURPOSE = "listing"
"""What our messages within `/listing` are for."""

_COMMANDS = ("listing", "refer", "unlink")
_MOST = 6
_NOTHING = "-"
_MENU = (answers.RIGHT, answers.EDIT, answers.UNDO, answers.DONE)


@dataclass(frozen=True, slots=True)
class Editing(Standing):
    """`step` is "found", "shown", "field", "value" or "confirm"; the listing is at revision `seen`,
    `field` what is being changed and `value` what was written."""

    seen: int = 0
    field: str = ""
    value: str = ""


_WHERE = Where("listing", Editing)

Said = tuple[str, tuple[str, ...], Editing | None]
"""What they read, the buttons under it, and where they stand after it."""


def command(tx: Tx, inbound: Inbound, name: str, rest: str, desk: Desk, now: datetime) -> bool:
    """Take a command; False where the sender is nobody of ours, or the command is none of these.

    `inbound` is the message it came in, by which a repeat is known.
    """
    sender = inbound.sender
    if name == "link":
        return _link(tx, inbound, rest, desk, now)
    person = tx.staff.linked(sender) if name in _COMMANDS else None
    if person is None or (name == "refer" and not referring.may(person)):
        return False
    if tx.inbox.add(inbound, None, state="done") is None:
        return True
    if name == "refer":
        _WHERE.keep(tx, person.id, None, now)
        referring.begin(tx, person, sender, rest, desk, now)
        return True
    referring.WHERE.keep(tx, person.id, None, now)
    if name == "unlink":
        staff.unlink(tx, sender, now)
        return _say(tx, sender, answers.UNLINKED, (), desk, now)
    _answer(tx, sender, person, _found(tx, person, rest, desk), desk, now)
    return True


def _link(tx: Tx, inbound: Inbound, code: str, desk: Desk, now: datetime) -> bool:
    if inbound.provider_id and tx.inbox.known(inbound.sender.channel, [inbound.provider_id]):
        return tx.staff.linked(inbound.sender) is not None
    person = staff.link(tx, code, inbound.sender, now) if code else None
    if person is None:
        return False
    tx.inbox.add(inbound, None, state="done")
    text = answers.LINKED.format(name=person.name)
    told = f"{text} {referring.HOW}" if referring.may(person) else text
    return _say(tx, inbound.sender, told, (), desk, now)


def take(tx: Tx, inbound: Inbound, desk: Desk, now: datetime) -> str | None:
    """What one of our people chose or wrote within `/listing`: the words that were taken, "" for a
    repeat; None where this is anything else, and then they stand in it no longer."""
    if inbound.sender.channel != DOOR or inbound.manner not in ("said", "pressed"):
        return None
    person = tx.staff.linked(inbound.sender)
    if person is None:
        return None
    standing, sends = _WHERE.stands(tx, person.id, now), referring.WHERE.stands(tx, person.id, now)
    if (standing or sends) and tx.inbox.known(DOOR, [inbound.provider_id]):
        return ""
    if standing is None:
        return referring.take(tx, inbound, person, sends, desk, now) if sends else None
    said = manners.in_words(tx, inbound)
    if said is None or desk.world.safety.screen.look(said.text):
        return None
    words = said.text.strip()
    try:
        found = _step(tx, person, standing, words, desk, now)
    except Refused as refused:
        found = str(refused), (), None
    if found is None:
        _WHERE.keep(tx, person.id, None, now)
        return None
    tx.inbox.add(said, None, state="done")
    _answer(tx, inbound.sender, person, found, desk, now)
    return words


def has_passed(tx: Tx, inbound: Inbound) -> bool:
    """Whether it is a button under a question of `/listing` or `/refer` that nobody stands in any
    more; asked after `take`. It is no word of a resident, whoever is linked now."""
    ours = inbound.manner == "pressed" and tx.outbox.purpose(inbound.about)
    return ours in (PURPOSE, referring.PURPOSE)


def _answer(tx: Tx, to: Address, person: Staff, found: Said, desk: Desk, now: datetime) -> None:
    text, options, standing = found
    _WHERE.keep(tx, person.id, standing, now)
    _say(tx, to, text, options, desk, now)


def _say(
    tx: Tx, to: Address, text: str, options: tuple[str, ...], desk: Desk, now: datetime
) -> bool:
    say_to(tx, to, text, MessageClass.REPLY, PURPOSE, desk, now, options=options, ours=True)
    return True


def _found(tx: Tx, person: Staff, words: str, desk: Desk) -> Said:
    """The listings that some words name, in their places."""
    if not words:
        return answers.HOW, (), None
    kept = tx.listings.get(words.casefold())
    if kept is not None:
        return _shown(tx, person, words.casefold())
    book = desk.world.book
    ids = dict.fromkeys(id for place in person.places for id in book.named(place, words))
    theirs = [id for id in ids if (one := book.listing(id)) and person.keeps(one.place)][:_MOST]
    if not theirs:
        return answers.NOTHING, (), None
    if len(theirs) == 1:
        return _shown(tx, person, theirs[0])
    return answers.WHICH, tuple(theirs), Editing("found", ids=tuple(theirs))


def _shown(tx: Tx, person: Staff, id: str) -> Said:
    kept = changing.standing(tx, id)
    if not person.keeps(kept.place):
        return answers.NOT_YOURS, (), None
    return answers.shown(kept), _MENU, Editing("shown", id=kept.id, seen=kept.number)


@dataclass(frozen=True, slots=True)
class _At:
    """Somebody who chose or wrote something about a listing that they found."""

    tx: Tx
    person: Staff
    standing: Editing
    kept: Kept
    words: str
    today: date
    now: datetime

    def stands(self, step: str, field: str = "", value: str = "") -> Editing:
        """The next thing that is asked of the same listing, as they saw it."""
        return Editing(step, (), self.kept.id, self.standing.seen, field, value)


def _step(
    tx: Tx, person: Staff, standing: Editing, words: str, desk: Desk, now: datetime
) -> Said | None:
    """What they chose or wrote, done; None where it is no answer to what was asked."""
    if words in (answers.DONE, answers.LEAVE):
        return answers.FINISHED, (), None
    if standing.step == "found":
        return _shown(tx, person, words) if words in standing.ids else None
    kept = changing.standing(tx, standing.id)
    if not person.keeps(kept.place):
        return answers.NOT_YOURS, (), None
    today = now.astimezone(desk.rota.zone).date()
    return _STEPS[standing.step](_At(tx, person, standing, kept, words, today, now))


def _chosen(at: _At) -> Said | None:
    act = at.person.act(DOOR)
    if at.words == answers.EDIT:
        return answers.WHAT, (*_fields(at.kept), answers.LEAVE), at.stands("field")
    if at.words == answers.RIGHT:
        body = confirmed(at.kept.body, ("on",), at.today)
        seen = at.standing.seen
        return _kept(changing.change(at.tx, at.kept.id, body, act, at.now, seen=seen))
    if at.words == answers.UNDO:
        return _kept(changing.undo(at.tx, at.kept.id, None, act, at.now))
    return None


def _fields(kept: Kept) -> tuple[str, ...]:
    listing = readable(kept.body)
    secret = listing is None or listing.where.confidential
    return tuple(one for one in answers.FIELDS if not (secret and one in answers.OPEN))


def _asked(at: _At) -> Said | None:
    if at.words not in _fields(at.kept):
        return None
    return answers.ask(at.kept, at.words), (answers.LEAVE,), at.stands("value", at.words)


def _written(at: _At) -> Said:
    label = at.standing.field
    body, problem = _body(at.kept, label, at.words, at.today)
    if body is None:
        return problem, (answers.LEAVE,), at.standing
    found = [one for one in differences(at.kept.body, body) if "assured" not in one.field]
    if not found:
        return answers.SAME, (), None
    told = "\n".join(map(str, found))
    return told, (answers.KEEP, answers.LEAVE), at.stands("confirm", label, at.words)


def _agreed(at: _At) -> Said | None:
    if at.words != answers.KEEP:
        return None
    body, problem = _body(at.kept, at.standing.field, at.standing.value, at.today)
    if body is None:
        return problem, (), None
    act, seen = at.person.act(DOOR), at.standing.seen
    return _kept(changing.change(at.tx, at.kept.id, body, act, at.now, seen=seen))


_STEPS: dict[str, Callable[[_At], Said | None]] = {
    "shown": _chosen,
    "field": _asked,
    "value": _written,
    "confirm": _agreed,
}


def _body(kept: Kept, label: str, words: str, today: date) -> tuple[Body | None, str]:
    """The listing with this field changed, or None and what is wrong with the words."""
    value = "" if words == _NOTHING else " ".join(words.split())
    try:
        text = text_of(assigned(data_of(kept.body), [f"{answers.FIELDS[label]}={value}"]))
    except ValueError as wrong:
        return None, str(wrong)
    body, problems = read_back(text, kept.body)
    if body is None:
        return None, "\n".join(problem.text for problem in problems)
    return anew(kept.body, body, today), ""


def _kept(new: Kept) -> Said:
    told = answers.KEPT.format(id=new.id, number=new.number)
    return told, _MENU, Editing("shown", id=new.id, seen=new.number)
