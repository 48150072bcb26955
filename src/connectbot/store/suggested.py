"""The tables of what is said about listings, of whom we ask about them, and of who keeps one.

What somebody wrote is sealed; see vault.py. Whom we ask is the contact that a listing publishes,
and stands in that listing in clear.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import NEVER_AGAIN, NUMBER, Row, fixed, index, table_of


class SuggestionRow(Row, table=True):
    """What somebody said of a listing; `sealed` holds their words, where they are told, and the
    reason they were given; retention: a while after it is closed, a year where it never is."""

    __tablename__ = "suggestions"
    __table_args__ = (NEVER_AGAIN,)
    seq: int | None = Field(default=None, primary_key=True, sa_type=NUMBER)
    id: str = Field(unique=True)
    place: str
    listing: str
    kind: str
    by: str
    resident_id: int | None = Field(index=True, sa_type=BigInteger)
    sealed: bytes | None
    made_at: datetime = Field(sa_type=Moment)
    state: str
    closed_at: datetime | None = Field(sa_type=Moment)
    closed_by: str


class AskingRow(Row, table=True):
    """The last time somebody was asked whether a listing is still right; retention: until the
    listing is asked about again."""

    __tablename__ = "askings"
    listing: str = Field(primary_key=True)
    place: str
    channel: str
    value: str
    times: int
    asked_at: datetime = Field(sa_type=Moment, index=True)
    next_at: datetime | None = Field(sa_type=Moment)
    state: str
    token_hash: str


class ClaimRow(Row, table=True):
    """Somebody who keeps a listing, or who was sent a code for it; retention: with the person."""

    __tablename__ = "listing_claims"
    listing: str = Field(primary_key=True)
    resident_id: int = Field(
        primary_key=True,
        index=True,
        sa_type=BigInteger,
        sa_column_kwargs={"autoincrement": False},
    )
    code_hash: str
    ends_at: datetime = Field(sa_type=Moment)
    tries: int
    held: bool
    made_at: datetime = Field(sa_type=Moment)


SUGGESTIONS = table_of(SuggestionRow)
ASKINGS = table_of(AskingRow)
LISTING_CLAIMS = table_of(ClaimRow)

IS_UNDECIDED = SUGGESTIONS.c.state == fixed("open")
IS_UNANSWERED = ASKINGS.c.state.in_([fixed("open"), fixed("words")])

index("ix_suggestions_open", SUGGESTIONS.c.place, SUGGESTIONS.c.seq, where=IS_UNDECIDED)
index("ix_suggestions_listing", SUGGESTIONS.c.listing, SUGGESTIONS.c.seq)
index("ix_askings_address", ASKINGS.c.channel, ASKINGS.c.value, where=IS_UNANSWERED)
index("ix_askings_next_at", ASKINGS.c.next_at, where=ASKINGS.c.next_at.is_not(None))
index("ix_askings_token", ASKINGS.c.token_hash, where=ASKINGS.c.token_hash != fixed(""))
