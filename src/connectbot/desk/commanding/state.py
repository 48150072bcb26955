"""Where one of our people stands in one of their commands: kept for half an hour, in one line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from connectbot.desk.ports import Tx

LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """A step of a command; `ids` were offered, `id` is the listing that was chosen."""

    step: str
    ids: tuple[str, ...] = ()
    id: str = ""


S = TypeVar("S", bound=Standing)


@dataclass(frozen=True, slots=True)
class Where(Generic[S]):
    """Where people stand in one command, of which a standing is of this `kind`."""

    command: str
    kind: type[S]

    def keep(self, tx: Tx, staff: str, standing: S | None, now: datetime) -> None:
        """They stand here from now on; nowhere with None."""
        said = None
        if standing is not None:
            said = json.dumps({**asdict(standing), "at": now.isoformat()})
        tx.switches.set(self._name(staff), said, now)

    def stands(self, tx: Tx, staff: str, now: datetime) -> S | None:
        """Where they stand; None where they never began, or longer ago than it lasts."""
        said = tx.switches.get(self._name(staff))
        if said is None:
            return None
        data = json.loads(said)
        if now - datetime.fromisoformat(data.pop("at")) > LASTS:
            return None
        return self.kind(**{**data, "ids": tuple(data["ids"])})

    def _name(self, staff: str) -> str:
        return f"at-{self.command}:{staff}"
