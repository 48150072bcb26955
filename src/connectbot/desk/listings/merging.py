"""Two listings of one thing made one: the other id answers with it, and both histories stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from connectbot.desk.listings.changing import Refused, change, move, standing
from connectbot.desk.ports import Tx
from connectbot.directory.body import body_of, fields_of, readable
from connectbot.directory.duplicates.merging import merged
from connectbot.directory.listing import Listing
from connectbot.directory.unchecked import check_of, ways, without_check
from connectbot.model.kept import Act, Body, Kept


@dataclass(frozen=True, slots=True)
class Plan:
    """What merging would make: the listing that stays and the one that goes, as they were looked
    at, what it would say, and why it would say so."""

    stays: Kept
    goes: Kept
    body: Body
    reasons: tuple[str, ...]


def plan(tx: Tx, id: str, other: str) -> Plan:
    """What merging the other into this one would make. Raises Refused where it cannot be."""
    stays, goes = standing(tx, id), standing(tx, other)
    if stays.id == goes.id:
        raise Refused(f"{other}: that is {stays.id} already; name two listings.")
    if stays.place != goes.place:
        raise Refused(f"{other} is kept in another place than {stays.id}; they are two listings.")
    both = _listing(stays), _listing(goes)
    try:
        made = merged(*both)
    except ValidationError:
        raise Refused(
            f"{stays.id} and {goes.id} do not hold together in one; mend one of them with `edit`."
        ) from None
    stopped = min((one.suspended for one in both if one.suspended), default=None)
    made_one = made.listing.model_copy(update={"suspended": stopped})
    body, reasons = body_of(made_one), made.reasons
    if not _was_checked(body, stays, goes):
        body = without_check(body)
        reasons = (*reasons, "checked: by nobody any more, for the other's contact is in it")
    return Plan(stays, goes, body, reasons)


def _was_checked(body: Body, *both: Kept) -> bool:
    """Whether its check was made of every phone and e-mail that is in it; true without one."""
    made = fields_of(body)
    parts = [fields_of(one.body) for one in both]
    same = [one for one in parts if check_of(one) == check_of(made)]
    return not check_of(made) or any(ways(made) <= ways(one) for one in same)


def carry_out(tx: Tx, planned: Plan, act: Act, now: datetime) -> Kept:
    """Make it so. Raises Refused where one of the two was changed since it was looked at."""
    stays, goes = planned.stays, planned.goes
    if standing(tx, goes.id) != goes:
        raise Refused(f"{goes.id}: somebody changed it meanwhile. Look at it again.")
    new = change(tx, stays.id, planned.body, act, now, seen=stays.number)
    move(tx, goes.id, "merged", act, now, into=stays.id)
    return new


def _listing(kept: Kept) -> Listing:
    found = readable(kept.body)
    if found is None:
        raise Refused(f"{kept.id}: a newer program wrote it; use that one.")
    return found
