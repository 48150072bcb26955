"""The tables beside readings that are in the other database: what goes from there, and who stands
behind what was released."""

from __future__ import annotations

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
    """Who stands behind each figure of one release, by the key of a reading of theirs, which leads
    to nobody; sealed; retention: as long as the release."""

    __tablename__ = "contributors"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLModel reads it
    release: str = Field(primary_key=True)
    place: str
    sealed: bytes


READINGS_ERASING = table_of(ErasingRow)
CONTRIBUTORS = table_of(ContributorsRow)
