"""The tables of the directory: listings, their revisions, and the files they came from.

Nothing here is about a resident. A confidential address is sealed, and with it what a file said of
one; see vault.py.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import NEVER_AGAIN, NUMBER, Row, index, table_of


class ListingRow(Row, table=True):
    """A listing as it stands; `version` is the directory's when it last changed. `base` is what its
    file said when it was last taken over, `offer` what the file says and nobody has looked at yet;
    retention: as long as the directory."""

    __tablename__ = "listings"
    __table_args__ = (NEVER_AGAIN,)
    seq: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    id: str = Field(unique=True)
    place: str
    state: str
    merged_into: str
    number: int
    version: int = Field(index=True, sa_type=BigInteger)
    body: str
    sealed: bytes | None
    source: str
    base: bytes | None
    offer: bytes | None


class ListingRevisionRow(Row, table=True):
    """How a listing stood after one change, and who made it; retention: as long as the listing."""

    __tablename__ = "listing_revisions"
    listing: str = Field(primary_key=True)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    actor_kind: str
    actor: str
    door: str
    why: str
    state: str
    merged_into: str
    body: str
    sealed: bytes | None


class ListingFileRow(Row, table=True):
    """A file of the community as it was last taken over; retention: while the file is there."""

    __tablename__ = "listing_files"
    name: str = Field(primary_key=True)
    hash: str


class ListingClockRow(Row, table=True):
    """The version of the directory, in one row; whoever changes a listing holds it."""

    __tablename__ = "listing_clock"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    version: int = Field(sa_type=BigInteger)


LISTINGS = table_of(ListingRow)
LISTING_REVISIONS = table_of(ListingRevisionRow)
LISTING_FILES = table_of(ListingFileRow)
LISTING_CLOCK = table_of(ListingClockRow)

IS_OFFERED = LISTINGS.c.offer.is_not(None)

index("ix_listings_offered", LISTINGS.c.seq, where=IS_OFFERED)
