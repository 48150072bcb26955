"""What another system does: it sends people, and sees what became of those, and of no others.

What it is told of somebody it cannot send is one sentence, whatever the reason: whether we know
them, and what they told us, is not for it to learn.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Answered, System, Tx
from connectbot.desk.referring import fitting, making, moving, systems, telling
from connectbot.desk.tell import digest
from connectbot.model.message import Address
from connectbot.model.referral import REASONS, Referral, State

LISTING = "There is no group of this id that somebody may be introduced to by you."
PERSON = "Nobody can be asked by text at this number. Ring them, or ask how else to reach them."
UNDER_18 = "Nobody under 18 is introduced to a group here: adults' contacts are not for them."
NUMBER = "phone: this is no mobile number that takes texts; write it like 07700 900123."
NAME = "first_name: a first name is made of letters; leave the other signs out."
SIGNS = "Leave out signs that cannot be printed."
OTHER_BODY = "This Idempotency-Key was used for another body: take a new one."

_TOLD: dict[State, Collection[str]] = {
    "declined_by_service": REASONS["declined_by_service"],
    "closed_no_contact": REASONS["closed_no_contact"],
    "lapsed": ("no-answer", "unreachable", "unchecked", "closed"),
}
"""The reasons that a system reads."""


class Unfit(Exception):
    """What a system sent cannot be done; the sentence tells what to change."""


class OtherBody(Exception):
    """The key was used for something else."""


class Meanwhile(Exception):
    """The key was used at the same moment: ask again."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a system sends, once it is known to be whole: `to` is a number as +44..."""

    listing: str
    first_name: str = field(repr=False)
    to: str = field(repr=False)
    sender: str = field(default="", repr=False)
    matters: str = field(default="", repr=False)
    access: str = field(default="", repr=False)
    area: str = field(default="", repr=False)
    urgency: str = "routine"
    under_18: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """An Idempotency-Key and the body that came with it, as hashes."""

    key_hash: str
    body_hash: str


def key_of(key: str, body: bytes) -> Key | None:
    """The two as hashes; None where no key was given."""
    return Key(digest(key), digest(body.hex())) if key else None


def whose(tx: Tx, token: str) -> System | None:
    """Whose token this is; None where nobody's."""
    return tx.systems.by_token(systems.hashed(token))


def send(tx: Tx, system: System, sent: Sent, key: Key | None, desk: Desk, now: datetime) -> str:
    """Ask the person, as whoever sends them says; what the system is answered, as JSON: the same
    again for the same key and body. Raises Unfit, OtherBody, and Meanwhile where a key came twice
    at one moment."""
    before = tx.systems.answered(system.id, key.key_hash) if key else None
    if key and before:
        if before.body_hash != key.body_hash:
            raise OtherBody(OTHER_BODY)
        return before.answer
    made = _made(tx, system, sent, desk, now)
    answer = json.dumps(
        {
            "id": made.id,
            "listing": made.listing,
            "urgency": made.urgency,
            "made_at": _moment(made.made_at),
        }
    )
    kept = Answered(key.body_hash, 201, answer) if key else None
    if key and kept and not tx.systems.answer(system.id, key.key_hash, kept, now):
        raise Meanwhile
    return answer


def _made(tx: Tx, system: System, sent: Sent, desk: Desk, now: datetime) -> Referral:
    if sent.under_18:
        raise Unfit(UNDER_18)
    listing = telling.may_be_given(tx, sent.listing, telling.today(desk, now))
    if listing is None or desk.place_of(listing.place or None) not in system.places:
        raise Unfit(LISTING)
    try:
        fitting.first_name(sent.first_name)
    except moving.Refused as refused:
        raise Unfit(NAME) from refused
    new = making.New(
        listing=sent.listing,
        first_name=sent.first_name,
        to=Address("sms", sent.to),
        matters=sent.matters,
        access=sent.access,
        area=sent.area,
        urgency=sent.urgency,
        shared=sent.shared,
    )
    by = making.By(_maker(system), "api", sent.sender or system.name[: fitting.LONGEST["sender"]])
    try:
        return making.new(tx, new, by, desk, now)
    except moving.Refused as refused:
        raise Unfit(PERSON) from refused


def seen(tx: Tx, system: System, id: str) -> dict[str, str | None] | None:
    """Where one stands that this system sent; None for every other id. What a person said of
    themselves stays with us: of their own endings no reason is told."""
    referral = tx.referrals.get(id)
    if referral is None or referral.made_by != _maker(system):
        return None
    told = referral.reason in _TOLD.get(referral.state, ())
    return {
        "id": referral.id,
        "listing": referral.listing,
        "urgency": referral.urgency,
        "state": referral.state,
        "reason": referral.reason if told else "",
        "made_at": _moment(referral.made_at),
        "sent_at": _moment(referral.sent_at),
        "moved_at": _moment(referral.moved_at),
        "closed_at": _moment(referral.closed_at),
    }


def _maker(system: System) -> str:
    return f"system:{system.id}"


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
