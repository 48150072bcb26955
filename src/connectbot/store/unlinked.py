"""The tables beside readings that are in the other database: what goes from there, and who stands
behind what was released."""

from __future__ import annotations

import json

from sqlmodel import Field

from connectbot.store.row import Row, table_of


class ErasingRow(Row, table=True):
    """An enrolment whose readings are to go, or went; it leads to nobody. It stays while the key of
    its cohort is there, so that a copy of the readings that is put back loses them again."""

    __tablename__ = "readings_erasing"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLModel reads it
    enrolment: str = Field(primary_key=True)
    cohort: str
    done: bool


class ContributorsRow(Row, table=True):
    """The pseudonyms behind one released figure that are of one cohort, sealed; retention: until
    that cohort's key is destroyed."""

    __tablename__ = "contributors"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLModel reads it
    release: str = Field(primary_key=True)
    cell: str = Field(primary_key=True)
    cohort: str = Field(primary_key=True)
    sealed: bytes


READINGS_ERASING = table_of(ErasingRow)
CONTRIBUTORS = table_of(ContributorsRow)


def cell_bound(release: str, cell: str, cohort: str) -> str:
    """What the seal of a cell's contributors is bound to."""
    return json.dumps([release, cell, cohort])
