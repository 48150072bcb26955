"""What every table shares: its names, its numbers, and how it is told to the rest."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, ColumnElement, Index, Integer, MetaData, Table, literal_column
from sqlmodel import SQLModel

NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers only INTEGER keys itself
NEVER_AGAIN = {"sqlite_autoincrement": True}  # a number once given is not given again


class Row(SQLModel):
    """What every table of this store has in common."""

    metadata: ClassVar[MetaData] = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
        }
    )


def table_of(row: type[Row]) -> Table:
    """The table that a row belongs to."""
    return Row.metadata.tables[str(row.__tablename__)]


def fixed(value: str | int) -> ColumnElement[Any]:
    """A constant written into the SQL: SQLite uses a partial index only where it can see it."""
    return literal_column(str(value) if isinstance(value, int) else f"'{value}'")


def index(name: str, *columns: Any, where: Any = None, unique: bool = False) -> None:
    """An index, over the rows that `where` holds for."""
    Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
