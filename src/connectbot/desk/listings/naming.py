"""What programs call a new listing: made of its name, and free."""

from __future__ import annotations

from connectbot.desk.ports import Tx
from connectbot.directory.ids import LONGEST, id_of


def free_id(tx: Tx, name: str, place: str) -> str:
    """The name as an id; with the place, or a number, where that is taken."""
    id = id_of(name) or "listing"
    tried = (id, f"{id}-{place}"[:LONGEST].strip("-"), *(f"{id[:56]}-{n}" for n in range(2, 1000)))
    return next(one for one in tried if tx.listings.get(one) is None)
