"""Passkeys: what a browser is asked to sign, once; whose key it was; and the visit that begins.

That a signature is right is looked at by the page, with the public half kept here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from connectbot.desk import audit
from connectbot.desk.ports import Tx
from connectbot.desk.tell import digest
from connectbot.model.staff import Passkey, Staff

WAITS = timedelta(minutes=5)
"""How long something waits to be signed."""

AT_ONCE = 1_000
"""How many wait in all: strangers may ask too, and fill no disk."""

MOST = 10
"""Passkeys of one person."""


def ask(tx: Tx, challenge: str, browser: str, now: datetime) -> bool:
    """Remember what this browser (its secret) is to have signed; False where too many wait."""
    tx.passkeys.purge(now, AT_ONCE)
    return tx.passkeys.challenge(_hash(challenge), digest(browser), now + WAITS, AT_ONCE)


def add(tx: Tx, passkey: Passkey, challenge: str, browser: str, now: datetime) -> bool:
    """Somebody who is signed in made a key on their device. False where it was not asked for just
    now, is here already, or they have too many."""
    if not tx.passkeys.take(_hash(challenge), digest(browser), now):
        return False
    if len(tx.passkeys.of(passkey.staff_id)) >= MOST or not tx.passkeys.add(passkey):
        return False
    _note(tx, "staff.passkey-added", passkey.staff_id, now)
    return True


def sign_in(
    tx: Tx, id: str, signs: int, challenge: str, browser: str, secret: str, now: datetime
) -> Staff | None:
    """A key signed what this browser was asked for: a visit begins under a new secret. `signs` is
    how often the device says that it was used. None where it was not asked for just now, the key
    is of nobody here, or it says less than before: then there are two of it."""
    if not tx.passkeys.take(_hash(challenge), digest(browser), now):
        return None
    passkey = tx.passkeys.get(id)
    if passkey is None or (passkey.signs and signs <= passkey.signs):
        return None
    tx.passkeys.used(id, signs, now)
    tx.staff.enter(digest(secret), passkey.staff_id, now)
    _note(tx, "staff.entered", passkey.staff_id, now, "passkey")
    return tx.staff.get(passkey.staff_id)


def remove(tx: Tx, id: str, staff: Staff, now: datetime) -> bool:
    """Take a passkey of theirs away; whether it was there."""
    gone = tx.passkeys.remove(id, staff.id)
    if gone:
        _note(tx, "staff.passkey-removed", staff.id, now)
    return gone


def _hash(challenge: str) -> str:
    return digest(f"passkey {challenge}")


def _note(tx: Tx, action: str, id: str, now: datetime, result: str = "done") -> None:
    audit.note(tx, action, now, actor="staff", who=id, thing=f"staff:{id}", result=result)
