"""The tables of who looks after whom, and of what our people write down about somebody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, bindparam, exists, or_, select
from sqlmodel import Field

from connectbot.store.coding import plain
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


def is_for(
    resident_id: ColumnElement[int], place: ColumnElement[str], staff: int, places: int
) -> ColumnElement[bool]:
    """Whether it is for so many of our people, or for whoever is in so many places: of their
    caseloads, and of nobody's there. Its parameters are those of `for_whom`."""
    of_them = resident_id.in_(
        select(CASELOADS.c.resident_id).where(
            CASELOADS.c.staff_id.in_([bindparam(f"staff_{number}") for number in range(staff)])
        )
    )
    here = place.in_([bindparam(f"place_{number}") for number in range(places)])
    of_nobody = here & ~is_kept(resident_id)
    return or_(*([of_them] if staff else []), *([of_nobody] if places else []))


def for_whom(staff: Collection[str], places: Collection[str]) -> dict[str, str]:
    """The parameters of `is_for`."""
    of = {f"staff_{number}": plain(one) for number, one in enumerate(staff)}
    return of | {f"place_{number}": plain(one) for number, one in enumerate(places)}
