"""Our own people: invited by a code that works once, let in for a while, sent away at once.

Everything secret that goes in here is random and long, or short and gone in ten minutes; what is
kept of it is a hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from connectbot.desk import audit
from connectbot.desk.ports import Tx
from connectbot.desk.ports.staff import Door
from connectbot.desk.tell import digest
from connectbot.model.message import Address
from connectbot.model.staff import ROLES, Staff, Visit

CODE = timedelta(minutes=10)
"""How long an invitation waits."""

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""A visit ends when nothing was asked for so long, and at the latest after so long."""

_MINUTE = timedelta(minutes=1)
_NAME = 60


class NotThem(Exception):
    """Somebody cannot be invited or revoked so; the sentence says why and what to do."""


def invite(
    tx: Tx,
    new: Staff,
    codes: Mapping[Door, str],
    now: datetime,
    *,
    lasts: timedelta = CODE,
    known: Iterable[str] = (),
) -> Staff:
    """Let somebody in once by each of these codes: "page" -> a secret, "telegram" -> a secret.

    Somebody of this name who is here already gets new codes and stays who they are. `known` are the
    places there are. Raises NotThem.
    """
    here = named(tx, new.name)
    if here is None:
        _refuse(new, known)
        tx.staff.add(new)
    elif (here.role, here.places) != (new.role, new.places):
        raise NotThem(
            f"{here.name} is here already, as {here.role} of {told(here.places)}. Leave out --role "
            "and --place for a new link, or `connectbot staff revoke` first."
        )
    staff = here or new
    for door, secret in codes.items():
        tx.staff.offer(_hash(secret), staff.id, door, now + lasts)
    _note(tx, "staff.invited", staff, now, actor="operator", result=staff.role)
    return staff


def invite_by(tx: Tx, lead: Staff, new: Staff, code: str, now: datetime) -> Staff:
    """A lead lets somebody in by a link of the page: a new link worker or maintainer of the lead's
    own places, or somebody who is here already and is theirs to look after. Raises NotThem."""
    here = named(tx, new.name)
    if here is not None and not looks_after(lead, here):
        raise NotThem(f"Somebody called {here.name} is here already, and is not yours to invite.")
    if here is None:
        _refuse(new, lead.places)
        if new.role == "lead":
            raise NotThem("Leads are invited by whoever runs this service.")
        tx.staff.add(new)
    staff = here or new
    tx.staff.offer(_hash(code), staff.id, "page", now + CODE)
    _note(tx, "staff.invited", staff, now, actor="staff", result=staff.role, by=lead)
    return staff


def looks_after(lead: Staff, other: Staff) -> bool:
    """Whether this lead may invite somebody anew, hand over their people, and send them away:
    nobody who is a lead too, and nobody who is also of another place."""
    theirs = lead.role == "lead" and set(other.places) <= set(lead.places)
    return theirs and other.role != "lead" and lead.id != other.id and other.revoked_at is None


def may_hand_over(lead: Staff, other: Staff) -> bool:
    """Whether this lead may give somebody's people to somebody else: those of whom they look after,
    and of anybody of their own places who was sent away."""
    gone = other.revoked_at is not None and lead.role == "lead"
    return looks_after(lead, other) or (gone and set(other.places) <= set(lead.places))


def revoke_by(tx: Tx, lead: Staff, other: Staff, now: datetime) -> None:
    """A lead sends somebody away. Raises NotThem."""
    if not looks_after(lead, other):
        raise NotThem(f"{other.name} is not yours to send away.")
    tx.staff.revoke(other.id, now)
    _note(tx, "staff.revoked", other, now, actor="staff", result=other.role, by=lead)


def set_leave(
    tx: Tx,
    by: Staff,
    other: Staff,
    away: tuple[date, date] | None,
    cover: str,
    now: datetime,
) -> None:
    """Somebody is away on these days and somebody else covers for them; None: they are here.
    Each says it for themselves, and a lead for whom they look after. Raises NotThem."""
    if by.id != other.id and not looks_after(by, other):
        raise NotThem(f"{other.name} is not yours to change.")
    if away is None and cover:
        raise NotThem("Give the days of the leave too: cover is for those days.")
    if away is not None and away[1] < away[0]:
        raise NotThem("The last day away is before the first.")
    stands_in = tx.staff.get(cover) if cover else None
    if cover and (stands_in is None or not may_cover(stands_in, other)):
        raise NotThem("Whoever covers talks to residents in one of the same places, and is here.")
    # As they are by now: somebody else may have changed something since the page was made.
    now_is = tx.staff.get(other.id) or other
    tx.staff.change(replace(now_is, away=away, cover=cover))
    _note(tx, "staff.changed", other, now, actor="staff", result="leave", by=by)


def may_cover(one: Staff, other: Staff) -> bool:
    """Whether somebody can look after another's people: they talk to residents in one of the same
    places."""
    return one.id != other.id and any(one.serves(place) for place in other.places)


def hand_over(tx: Tx, lead: Staff, other: Staff, to: str, now: datetime) -> int:
    """Somebody else looks after all of theirs from now on; how many. Raises NotThem."""
    new = tx.staff.get(to)
    if not may_hand_over(lead, other) or new is None or not may_cover(new, other):
        raise NotThem(f"The people of {other.name} cannot be handed over so.")
    moved = tx.caseloads.move(other.id, new.id, now)
    _note(tx, "caseload.changed", other, now, actor="staff", by=lead)
    return moved


def leave_everywhere(tx: Tx, staff: Staff, now: datetime) -> int:
    """Every visit of theirs is over; how many there were."""
    ended = tx.staff.leave_all(staff.id)
    _note(tx, "staff.everywhere", staff, now)
    return ended


def named(tx: Tx, name: str) -> Staff | None:
    """Whoever of this name is here."""
    wanted = _folded(name)
    here = (one for one in tx.staff.everybody() if one.revoked_at is None)
    return next((one for one in here if _folded(one.name) == wanted), None)


def revoke(tx: Tx, who: str, now: datetime) -> Staff:
    """Send somebody away, by name or id: their visits and codes end with this. Raises NotThem."""
    staff = named(tx, who) or tx.staff.get(who)
    if staff is None or staff.revoked_at is not None:
        raise NotThem(f"Nobody here is called {who!r}. `connectbot staff list` shows who is.")
    tx.staff.revoke(staff.id, now)
    _note(tx, "staff.revoked", staff, now, actor="operator", result=staff.role)
    return replace(staff, revoked_at=now)


def sign_in(tx: Tx, code: str, secret: str, now: datetime) -> Staff | None:
    """Use a code of a page: this browser's visit begins. None where the code opens nothing."""
    staff = tx.staff.use(_hash(code), "page", now)
    if staff is not None:
        tx.staff.enter(digest(secret), staff.id, now)
        _note(tx, "staff.entered", staff, now)
    return staff


def visit(tx: Tx, secret: str, now: datetime) -> Visit | None:
    """The visit of this browser, where it is not over."""
    found = tx.staff.visit(digest(secret))
    if found is None or now - found.seen_at >= IDLE or now - found.began_at >= LONGEST:
        return None
    return found


def is_to_be_seen(found: Visit, now: datetime) -> bool:
    """Whether `seen` is to be told that it asked for a page; once a minute is enough."""
    return now - found.seen_at >= _MINUTE


def seen(tx: Tx, secret: str, now: datetime) -> None:
    """This browser asked for a page: its visit goes on, unless it is over by now."""
    if visit(tx, secret, now) is not None:
        tx.staff.seen(digest(secret), now)


def sign_out(tx: Tx, secret: str, now: datetime) -> None:
    """This browser's visit is over."""
    found = tx.staff.visit(digest(secret))
    if found is not None:
        tx.staff.leave(digest(secret))
        _note(tx, "staff.left", found.staff, now)


def link(tx: Tx, code: str, address: Address, now: datetime) -> Staff | None:
    """Use a code for Telegram: whoever was invited writes from this address. None where the code
    opens nothing."""
    staff = tx.staff.use(_hash(code.strip().upper()), "telegram", now)
    if staff is not None:
        tx.staff.link(staff.id, address)
        _note(tx, "staff.linked", staff, now)
    return staff


def unlink(tx: Tx, address: Address, now: datetime) -> Staff | None:
    """Nobody of ours writes from this address any more; who did."""
    staff = tx.staff.linked(address)
    if staff is not None:
        tx.staff.unlink(address)
        _note(tx, "staff.unlinked", staff, now)
    return staff


def told(places: Iterable[str]) -> str:
    """Places as one reads them."""
    return ", ".join(place or "national" for place in places)


def _hash(code: str) -> str:
    return digest(f"staff {code}")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _refuse(new: Staff, known: Iterable[str]) -> None:
    if not 1 <= len(new.name) <= _NAME or any(not sign.isprintable() for sign in new.name):
        raise NotThem(f"A name has 1 to {_NAME} letters on one line: {new.name!r} does not.")
    if new.role not in ROLES:
        raise NotThem(f"There is no role {new.role!r}; there is {', '.join(ROLES)}.")
    strange = [place for place in new.places if place not in known]
    if strange or not new.places:
        which = f"There is no place {strange[0]!r}" if strange else "No place is named"
        raise NotThem(f"{which}; give --place with one of {told(sorted(known))}.")


def _note(
    tx: Tx,
    action: str,
    staff: Staff,
    now: datetime,
    *,
    actor: str = "staff",
    result: str = "done",
    by: Staff | None = None,
) -> None:
    audit.note(
        tx,
        action,
        now,
        actor=actor,
        who="" if actor == "operator" else (by or staff).id,
        thing=f"staff:{staff.id}",
        result=result,
    )
