"""The tables of who looks after whom, and of what our people write down about somebody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, exists
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import Row, index, table_of
from connectbot.store.staffed import STAFF


class CaseloadRow(Row, table=True):
    """One of our people looks after a resident; retention: until either is gone."""

    __tablename__ = "caseloads"
    staff_id: str = Field(primary_key=True, foreign_key="staff.id")
    resident_id: int = Field(primary_key=True, foreign_key="residents.id", sa_type=BigInteger)
    made_at: datetime = Field(sa_type=Moment)


class NoteRow(Row, table=True):
    """What one of our people wrote down about a resident, sealed; retention: until the resident is
    erased. Who wrote it may be gone by then, so that is no key."""

    __tablename__ = "notes"
    id: str = Field(primary_key=True)
    resident_id: int = Field(foreign_key="residents.id", sa_type=BigInteger)
    staff_id: str
    sealed: bytes
    made_at: datetime = Field(sa_type=Moment)


CASELOADS = table_of(CaseloadRow)
NOTES = table_of(NoteRow)

index("ix_caseloads_resident_id", CASELOADS.c.resident_id)
index("ix_notes_resident_id", NOTES.c.resident_id, NOTES.c.made_at)

_KEEPERS = CASELOADS.alias("keepers")


def is_kept(resident_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether somebody who is still here looks after them."""
    return exists().where(
        _KEEPERS.c.resident_id == resident_id,
        STAFF.c.id == _KEEPERS.c.staff_id,
        STAFF.c.revoked_at.is_(None),
    )
