"""What is held of one person: shown, given to them, erased; each time the audit log is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from connectbot.desk import answered, audit, forget
from connectbot.desk.answered import NONE, Answered
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Entry, Held, Tx
from connectbot.desk.retention import UNREAD, Keep
from connectbot.model.message import Address


class WhoIsIt(Exception):
    """It is not clear, or not known, who is meant; the sentence says what to type instead."""


@dataclass(frozen=True, slots=True)
class File:
    """Everything that is held of a person, with the entries of the audit log about them."""

    held: Held
    told: tuple[Entry, ...]
    answered: Answered = NONE


@dataclass(frozen=True, slots=True)
class Erased:
    """What was held and is not any more, and what stays, each as a sentence."""

    removed: tuple[str, ...]
    stays: tuple[str, ...]


def whom(tx: Tx, who: Address | int) -> int:
    """The number of the person at an address, or with this number.

    Raises WhoIsIt where nobody is known, or several people share the address.
    """
    if isinstance(who, int):
        if tx.holding.all_of(who) is None:
            raise WhoIsIt(f"Nobody has the number resident:{who}: look again, or they were erased.")
        return who
    found = [one.id for one in tx.residents.on(who)]
    found += [one for one in tx.holding.aside(who) if one not in found]
    if len(found) == 1:
        return found[0]
    if found:
        raise WhoIsIt(_several(tx, found))
    stopped = tx.holding.stopped(who)
    if stopped is None:
        raise WhoIsIt("Nobody is known there: nothing is held.")
    raise WhoIsIt(
        f"Nobody is known there. It opted out on {stopped:%d %B %Y}: a keyed hash of it is kept, "
        "so that nothing is sent there again."
    )


def _several(tx: Tx, found: Sequence[int]) -> str:
    people = []
    for number in found:
        held = tx.holding.all_of(number)
        name = first_name(held) if held else ""
        waits = ", asked to be forgotten" if held and held.aside else ""
        people.append(f"resident:{number} ({name or 'no name given'}{waits})")
    return (
        f"{len(found)} people share this number: {', '.join(people)}. Say which one, so that "
        "nobody sees what another wrote."
    )


def first_name(held: Held) -> str:
    """The first name they gave, "" where they gave none."""
    return held.conversation.saved.get("name", "") if held.conversation else ""


def look(tx: Tx, who: Address | int, action: str, now: datetime) -> File:
    """Everything about one person; the audit log is told that it was looked at (`action`
    "privacy.shown") or written to a file ("privacy.exported")."""
    number = whom(tx, who)
    held = tx.holding.all_of(number)
    if held is None:
        raise AssertionError("they were there just now")
    audit.note(tx, action, now, resident=number, place=held.place)
    told = [entry for id in tx.audit.of(number) for entry in tx.audit.about(id)]
    return File(held, tuple(sorted(told, key=lambda entry: entry.seq)))


def erase(tx: Tx, who: Address | int, desk: Desk, now: datetime) -> Erased:
    """The same as FORGET ME, for somebody who asked in another way."""
    number = whom(tx, who)
    held, resident = tx.holding.all_of(number), tx.residents.get(number)
    if held is None or resident is None:
        raise AssertionError("they were there just now")
    forget.asked(tx, resident, desk, now, actor="operator")
    left = tx.holding.all_of(number)
    return Erased(removed(held, left), stays(held, left, desk.keep))


def removed(held: Held, left: Held | None) -> tuple[str, ...]:
    """What was there before and is not any more."""
    before, after = counts(held), counts(left) if left else dict.fromkeys(counts(held), 0)
    gone = {what: number - after[what] for what, number in before.items()}
    person = () if left else ("the person, and whom the audit log means by their random id",)
    return (*(f"{number} {what}" for what, number in gone.items() if number), *person)


def counts(held: Held) -> dict[str, int]:
    """How much is held of each kind."""
    by = [one.by for one in held.messages]
    return {
        "addresses": sum(not one.shared for one in held.addresses),
        "addresses shared with others (theirs no more; the others keep it)": sum(
            one.shared for one in held.addresses
        ),
        "conversation": int(held.conversation is not None),
        "messages they wrote": by.count("them"),
        "messages we wrote": by.count("us"),
        "reminders": len(held.reminders),
        "talks and alerts": len(held.talks),
        "suggestions about listings": len(held.suggestions),
        "listings they keep": len(held.keeps),
        "introductions to groups": len(held.referrals),
        "plans of check-ins they are in or were asked about": len(held.checkins),
        "answers of check-ins that have not left yet": sum(
            len(one.answers) for one in held.checkins
        ),
        "check-ins whose answers cannot be opened now": sum(held.unopened.values()),
        "notes of our people": len(held.notes),
        "of our people look after them": held.looked_after_by,
    }


_ELSEWHERE = {
    "sms": "Twilio keeps its own record of the texts, by number, as long as its settings say: ask "
    "for it to be deleted there (docs/privacy.md).",
    "telegram": "The talk in their Telegram app stays until they delete it there, and Telegram "
    "keeps what its own rules say.",
    "email": "E-mails are in the mailboxes they went to.",
}


def stays(held: Held, left: Held | None, keep: Keep) -> tuple[str, ...]:
    """What erasing cannot remove, and why."""
    said = []
    if left is not None:
        said.append(
            "An alert of urgent words is open: what they wrote is set aside, at no address, until "
            f"it is read and closed, and {UNREAD.days} days at most. Then it is erased by itself."
        )
    stopped = [one for one in held.addresses if one.stopped_at]
    if stopped:
        said.append(
            f"A keyed hash of {len(stopped)} address that said STOP, and when: so that nothing is "
            "sent there again."
        )
    channels = {one.channel for one in held.addresses} | {one.channel for one in held.messages}
    return (
        *said,
        f"A keyed hash of the number that the provider gave each message, {keep.keys.days} days: "
        "so that a repeat does not bring them back. It leads to nobody.",
        "Entries of the audit log, with a random id that leads to nobody any more.",
        "Counts that were never about a person: searches, and remarks on listings.",
        "Backups made before now, until they lapse: see docs/operations.md for how long.",
        *(_ELSEWHERE[channel] for channel in sorted(channels & _ELSEWHERE.keys())),
        f"Texts to our own people, {keep.words_days} days here, and on their phones until they "
        "delete them: they name nobody and say nothing of what was written.",
    )


def own_copy(file: File, now: datetime) -> dict[str, Any]:
    """Everything held of a person as they may have it, ready for JSON: not who of our people
    helped them, and nothing of others on a shared phone."""
    held, talk = file.held, file.held.conversation
    saved = {} if talk is None else {k: v for k, v in talk.to_json().items() if k != "people"}
    return {
        "made_at": now.isoformat(timespec="seconds"),
        "resident": held.resident,
        "place": held.place,
        "known_since": held.since.isoformat(timespec="seconds"),
        "asked_to_be_forgotten": held.aside,
        "addresses": [_plain(asdict(one)) for one in held.addresses],
        "conversation": saved,
        "messages": [_plain(asdict(one)) for one in held.messages],
        "reminders": [_plain(asdict(one)) for one in held.reminders],
        "talks_with_a_person": [_plain(asdict(one)) for one in held.talks],
        "suggestions": [_plain(asdict(one)) for one in held.suggestions],
        "listings_they_keep": list(held.keeps),
        "introductions": [_plain(asdict(one)) for one in held.referrals],
        "notes_about_them": [_plain(asdict(one)) for one in held.notes],
        "looked_after_by": held.looked_after_by,
        "texts_to_our_people_about_them": held.about,
        "check_ins": [_plain(asdict(one)) for one in held.checkins],
        "check_ins_that_cannot_be_opened_now": dict(held.unopened),
        "check_in_answers": answered.copied(file.answered),
        "check_in_answers_nobody_can_find_any_more": list(file.answered.cut_off),
        "check_in_answers_that_cannot_be_found_now": list(file.answered.shut),
        "acts": [
            {"at": one.at.isoformat(timespec="seconds"), "by": one.actor, "what": one.action}
            for one in file.told
        ],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
        for name, value in row.items()
    }
