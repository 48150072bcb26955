"""What programs call a new listing: made of its name, and free."""

from __future__ import annotations

import re

from connectbot.desk.ports import Tx

_MOST = 60


def slug(name: str) -> str:
    """The name as an id; "" where no letter of it can stand in one."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")[:_MOST].strip("-")


def free_id(tx: Tx, name: str, place: str) -> str:
    """The name as an id; with the place, or a number, where that is taken."""
    id = slug(name) or "listing"
    tried = (id, f"{id}-{place}"[:_MOST].strip("-"), *(f"{id[:56]}-{n}" for n in range(2, 1000)))
    return next(one for one in tried if tx.listings.get(one) is None)
