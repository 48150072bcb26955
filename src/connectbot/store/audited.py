"""The tables of the audit log: what was done, to whom as a random id, and where the chain ends.

No name, number or word is ever in them; who is behind a random id stands in `audit_subjects`, and
there only until the person is erased.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field

from connectbot.store.moments import Moment
from connectbot.store.row import Row, table_of


class AuditRow(Row, table=True):
    """One act. `hash` is of this entry and of the one before; triggers refuse every change.

    `actor` is a kind ("operator"), `actor_id` and `subject` random ids or "", `thing` what it was
    done to ("parked:17")."""

    __tablename__ = "audit_log"
    seq: int = Field(
        primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False}
    )
    at: datetime = Field(sa_type=Moment)
    actor: str
    actor_id: str
    action: str
    subject: str
    thing: str
    place: str
    result: str
    hash: bytes


class AuditSubjectRow(Row, table=True):
    """Who is behind a random id: a resident, or one of our people by a keyed hash (`contact`).

    With this row gone the id in the log leads to nobody."""

    __tablename__ = "audit_subjects"
    id: str = Field(primary_key=True)
    resident_id: int | None = Field(foreign_key="residents.id", index=True, sa_type=BigInteger)
    contact: bytes | None = Field(index=True)


class AuditHeadRow(Row, table=True):
    """Where the chain ends, and the last entry that was let go after its time; `signed` is a keyed
    hash of both, so that entries cannot be taken off the end. There is one row."""

    __tablename__ = "audit_head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(sa_type=BigInteger)
    hash: bytes
    kept_after: int = Field(sa_type=BigInteger)
    kept_hash: bytes
    signed: bytes


AUDIT_LOG = table_of(AuditRow)
AUDIT_SUBJECTS = table_of(AuditSubjectRow)
AUDIT_HEAD = table_of(AuditHeadRow)
