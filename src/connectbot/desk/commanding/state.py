"""Where one of our people stands in `/listing`: kept for half an hour, in one line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from connectbot.desk.ports import Tx

LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """`step` is "found", "shown", "field", "value" or "confirm"; `ids` were offered, `id` is the
    listing at revision `seen`, `field` what is being changed and `value` what was written."""

    step: str
    ids: tuple[str, ...] = ()
    id: str = ""
    seen: int = 0
    field: str = ""
    value: str = ""


def keep(tx: Tx, staff: str, standing: Standing | None, now: datetime) -> None:
    """They stand here from now on; nowhere with None."""
    said = None
    if standing is not None:
        said = json.dumps({**asdict(standing), "at": now.isoformat()})
    tx.switches.set(_name(staff), said, now)


def stands(tx: Tx, staff: str, now: datetime) -> Standing | None:
    """Where they stand; None where they never began, or longer ago than it lasts."""
    said = tx.switches.get(_name(staff))
    if said is None:
        return None
    data = json.loads(said)
    if now - datetime.fromisoformat(data.pop("at")) > LASTS:
        return None
    return Standing(**{**data, "ids": tuple(data["ids"])})


def _name(staff: str) -> str:
    return f"at-listing:{staff}"
