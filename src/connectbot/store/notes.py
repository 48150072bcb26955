"""What our people wrote down about residents, sealed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, select

from connectbot.model.casework import Note
from connectbot.store.casework import NOTES
from connectbot.store.link import Link
from connectbot.store.moments import micros, moment
from connectbot.store.statement import Statement, at_most, params
from connectbot.store.vault import Vault

_SEALED = "notes:sealed"

_N = NOTES.c
_NOTE = Statement(
    lambda insert: insert(NOTES).values(
        params(("id", "resident_id", "staff_id", "sealed", "made_at"))
    )
)
_NOTES_OF = Statement(
    at_most(
        select(_N.id, _N.resident_id, _N.staff_id, _N.sealed, _N.made_at)
        .where(_N.resident_id == bindparam("whom", type_=BigInteger))
        .order_by(_N.made_at.desc(), _N.id)
    )
)


class NoteRows:
    """Keeps the promises of `ports.Notes`."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault

    def add(self, resident_id: int, staff_id: str, text: str, now: datetime) -> str:
        """One more."""
        id = secrets.token_hex(16)
        self._link.change(
            _NOTE,
            id=id,
            resident_id=resident_id,
            staff_id=staff_id,
            sealed=self._vault.seal(_SEALED, id, text),
            made_at=micros(now),
        )
        return id

    def of(self, resident_id: int, limit: int = 100) -> Sequence[Note]:
        """What was written about them."""
        return [
            Note(id, whom, who, self._vault.open(_SEALED, id, sealed), moment(made_at))
            for id, whom, who, sealed, made_at in self._link.rows(
                _NOTES_OF, whom=resident_id, limit=limit
            )
        ]
