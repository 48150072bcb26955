"""What may be said in a referral: which group, how soon, and how much of each word."""

from __future__ import annotations

from datetime import date, datetime
from unicodedata import category

from connectbot.desk.desk import Desk
from connectbot.desk.ports import Tx
from connectbot.desk.referring.moving import Refused
from connectbot.directory.body import readable
from connectbot.directory.listing import Listing
from connectbot.model.kept import Kept
from connectbot.model.referral import URGENCIES, Urgency

LONGEST = {"first_name": 40, "matters": 300, "access": 200, "area": 8, "sender": 40}
"""The most signs of each thing that somebody writes."""


def group(tx: Tx, id: str, desk: Desk, now: datetime) -> tuple[Kept, Listing]:
    """A group that may be given a person's name, as it stands in this transaction."""
    kept = tx.listings.get(id)
    if kept is None or kept.state == "removed":
        raise Refused(f"There is no listing {id!r}: `connectbot directory find` finds them.")
    if kept.state == "merged":
        raise Refused(f"{id} is one with {kept.merged_into} now: refer to that.")
    listing = readable(kept.body)
    if listing is None:
        raise Refused(f"{id}: it does not hold together; `connectbot directory edit {id}` first.")
    if kept.state == "hidden":
        raise Refused(f"{id} is hidden for now: `connectbot directory show {id}` tells why.")
    if not listing.may_introduce(_today(desk, now)):
        raise Refused(
            f"{listing.name} ({id}) is not checked, so it is given nobody's name: tell the person "
            f"of it, or `connectbot directory check {id}` once somebody has made sure of it."
        )
    return kept, listing


NO_TEXTS = "This is no mobile that takes texts. Ring them instead."
_MARKS = frozenset("'\N{RIGHT SINGLE QUOTATION MARK}-. ")


def first_name(said: str) -> str:
    """What somebody is called: letters, with the marks that names have. Raises Refused."""
    name = short("first_name", said)
    strange = [sign for sign in name if not (sign in _MARKS or category(sign)[0] in "LM")]
    if strange:
        raise Refused(f"A first name is made of letters: leave {strange[0]!r} out.")
    return name


def urgency(said: str) -> Urgency:
    """How soon. Raises Refused."""
    for one in URGENCIES:
        if said == one:
            return one
    raise Refused(f"There is no urgency {said!r}; there is {', '.join(URGENCIES)}.")


def short(name: str, said: str) -> str:
    """Words on one line, not too many and none that cannot be printed. Raises Refused."""
    words, most = " ".join(said.split()), LONGEST[name]
    if len(words) > most:
        raise Refused(f"{name.replace('_', ' ')} has {len(words)} signs; {most} are the most.")
    if not words.isprintable():
        raise Refused(
            f"{name.replace('_', ' ')} holds signs that cannot be printed: leave them out."
        )
    return words


def _today(desk: Desk, now: datetime) -> date:
    return now.astimezone(desk.rota.zone).date()
