"""Other systems that send referrals: each has a name, places and a token of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from connectbot.desk import audit
from connectbot.desk.ports import System, Tx
from connectbot.desk.referring.moving import Refused
from connectbot.desk.tell import digest

_NAME = 60


def hashed(token: str) -> str:
    """What is kept of a token."""
    return digest(f"system {token}")


def add(
    tx: Tx,
    id: str,
    name: str,
    places: Sequence[str],
    known: Sequence[str],
    token: str,
    now: datetime,
) -> System:
    """Let it in for these places; where none is named, for the only one there is. Raises
    Refused."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= _NAME or not name.isprintable():
        raise Refused(f"A system's name has 1 to {_NAME} letters on one line: {name!r} does not.")
    if _named(tx, name) is not None:
        raise Refused(f"{name} may send already: --revoke it first for a new token.")
    chosen = tuple(places) or (tuple(known) if len(known) == 1 else ())
    strange = [place for place in chosen if place not in known]
    if strange or not chosen:
        which = f"There is no place {strange[0]!r}" if strange else "No place is named"
        raise Refused(f"{which}; give --place with one of {', '.join(known)}.")
    made = System(id, name, chosen, now)
    tx.systems.add(made, hashed(token))
    audit.note(tx, "system.added", now, thing=f"system:{id}")
    return made


def revoke(tx: Tx, name: str, now: datetime) -> System:
    """Its token opens nothing any more. Raises Refused where no system has this name."""
    found = _named(tx, " ".join(name.split()))
    if found is None:
        there = ", ".join(one.name for one in here(tx)) or "none"
        raise Refused(f"No system is called {name!r}; there is {there}.")
    tx.systems.revoke(found.id, now)
    audit.note(tx, "system.revoked", now, thing=f"system:{found.id}")
    return found


def here(tx: Tx) -> list[System]:
    """Those that may send now, the oldest first."""
    return [one for one in tx.systems.all() if one.revoked_at is None]


def _named(tx: Tx, name: str) -> System | None:
    same = (one for one in here(tx) if one.name.casefold() == name.casefold())
    return next(same, None)
