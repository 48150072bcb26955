"""SQL written once on the tables and compiled once for each kind of database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    Integer,
    Select,
    bindparam,
    literal_column,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

T = TypeVar("T")

_SQLITE: Dialect = SQLiteDialect_pysqlite(paramstyle="named")
_POSTGRES: Dialect = PGDialect_psycopg()  # type: ignore[no-untyped-call]


class Statement:
    """One statement; its parameters are the names of its `bindparam`s and nothing else.

    It is built from a clause, or from a function that is handed the dialect's `insert`, for
    `on_conflict_...`.
    """

    def __init__(self, build: ClauseElement | Callable[[Any], ClauseElement]) -> None:
        self._build = build

    @cached_property
    def sqlite(self) -> str:
        """As the sqlite3 module takes it."""
        return _compiled(self._clause(sqlite.insert), _SQLITE)

    @cached_property
    def postgres(self) -> bytes:
        """As psycopg takes it."""
        return _compiled(self._clause(postgresql.insert), _POSTGRES).encode()

    def _clause(self, insert: Any) -> ClauseElement:
        return self._build if isinstance(self._build, ClauseElement) else self._build(insert)


def params(names: Iterable[str]) -> dict[str, BindParameter[Any]]:
    """Columns to set, each from the parameter of its own name."""
    return {name: bindparam(name) for name in names}


def one_of(column: ColumnElement[Any], name: str, many: int) -> ColumnElement[bool]:
    """Whether a column has one of the values that `some_of` gives by this name."""
    return column.in_([bindparam(f"{name}_{n}", type_=column.type) for n in range(many)])


def some_of(name: str, values: Collection[T], many: int) -> Iterator[dict[str, T]]:
    """Values, each once, as parameters name_0, name_1 and so on of a statement that takes `many` of
    them at once, so that its text is made once; the last lot is filled up with its own first."""
    each = list(dict.fromkeys(values))
    for start in range(0, len(each), many):
        some = each[start : start + many]
        filled = (*some, *some[:1] * (many - len(some)))
        yield {f"{name}_{number}": value for number, value in enumerate(filled)}


def at_most(select: Select[Any]) -> Select[Any]:
    """The select, ended after `limit` rows."""
    return select.limit(bindparam("limit", type_=Integer)).offset(literal_column("0"))


def _compiled(clause: ClauseElement, dialect: Dialect) -> str:
    compiled = cast(SQLCompiler, clause.compile(dialect=dialect))
    values = [name for name, bind in compiled.binds.items() if not bind.required]
    if values:
        raise TypeError(f"Write these constants with fixed() or null(): {values} in {compiled}")
    return str(compiled)
