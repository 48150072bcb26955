"""Whoever answers a group's published phone or e-mail may keep its listing: a code goes there.

That lets them tell what changed. It never lets the group be given a person's name: on the contrary,
a number may have gone to a stranger, and somebody has to look at the group again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from connectbot.desk import audit, sentences
from connectbot.desk.asking import words
from connectbot.desk.asking.putting import contact_of
from connectbot.desk.desk import Desk
from connectbot.desk.listings import introducing
from connectbot.desk.ports import Tx
from connectbot.desk.say import say_to
from connectbot.desk.tell import digest
from connectbot.model.effect import Claim as Asked
from connectbot.model.kept import Act
from connectbot.model.message import Message, MessageClass
from connectbot.model.resident import Resident
from connectbot.model.suggested import Claim

LASTS = timedelta(minutes=30)
AGAIN_AFTER = timedelta(hours=4)
"""So that nobody fills a group's phone with codes."""

TRIES = 5
SENT = "claim"
CLAIMED = "Whoever reads its phone or mail keeps it now. Make sure who that is, and check it again."
"""What maintainers are told, where the group had been checked."""


def carry_out(
    tx: Tx, resident: Resident, asked: Asked, desk: Desk, now: datetime
) -> Message | None:
    """Send a code, or look at the one they wrote back; what they read of it."""
    if not asked.code:
        _send(tx, resident, asked.listing, desk, now)
        return None
    for claim in tx.claims.of_resident(resident.id):
        if claim.listing == asked.listing and not claim.held:
            return Message(_tried(tx, resident, claim, asked.code, now))
    return Message(sentences.NOT_THE_CODE)


def keeps(tx: Tx, resident: Resident, listing: str) -> bool:
    """Whether they keep this listing."""
    return any(one.held and one.listing == listing for one in tx.claims.of_resident(resident.id))


def revoke(tx: Tx, listing: str, now: datetime) -> int:
    """Nobody keeps this listing by a code any more; how many did or had asked for one."""
    gone = tx.claims.revoke(listing)
    if gone:
        audit.note(tx, "listing.unclaimed", now, result=str(gone))
    return gone


def _send(tx: Tx, resident: Resident, id: str, desk: Desk, now: datetime) -> None:
    """What they are told is the same whether one went or not: nobody learns who can be reached."""
    listing = desk.world.book.listing(id)
    to = contact_of(listing) if listing else None
    if listing is None or to is None or keeps(tx, resident, listing.id):
        return
    if desk.quiet.quiet(now) or tx.outbox.has(to, SENT, now - AGAIN_AFTER):
        return
    code = desk.figures()
    text = words.code(desk.place(listing.place).name, listing.name, code)
    if say_to(tx, to, text, MessageClass.SERVICE, SENT, desk, now):
        hash = _hash(listing.id, code)
        tx.claims.put(Claim(listing.id, resident.id, hash, now + LASTS, 0, False), now)


def _tried(tx: Tx, resident: Resident, claim: Claim, code: str, now: datetime) -> str:
    figures = "".join(filter(str.isdigit, code))
    right = claim.code_hash == _hash(claim.listing, figures)
    if not right or claim.tries >= TRIES or now >= claim.ends_at:
        tx.claims.put(replace(claim, tries=claim.tries + 1), now)
        return sentences.NOT_THE_CODE
    tx.claims.put(replace(claim, code_hash="", held=True), now)
    audit.note(tx, "listing.claimed", now, actor="resident", resident=resident.id)
    _look_again(tx, claim.listing, now)
    return sentences.THEIRS_TO_KEEP


def _look_again(tx: Tx, id: str, now: datetime) -> None:
    act = Act("contact", "", "chat", "it is kept by whoever reads its phone or e-mail")
    if introducing.uncheck(tx, id, act, now):
        kept = tx.listings.get(id)
        place = kept.place if kept else ""
        tx.suggestions.add(place, id, "changed", "service", CLAIMED, now)


def _hash(listing: str, code: str) -> str:
    return digest(f"claim {listing} {code}")
