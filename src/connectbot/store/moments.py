"""How a moment is kept: whole microseconds since 1970 in UTC, the same on every path."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware datetime; a naive one is a TypeError."""
    return (moment - _EPOCH) // _MICROSECOND


def micros_or_none(moment: datetime | None) -> int | None:
    """The same, where there may be no moment."""
    return None if moment is None else micros(moment)


def moment(value: int) -> datetime:
    """The aware UTC datetime of that many microseconds."""
    return _EPOCH + timedelta(microseconds=value)


def moment_or_none(value: int | None) -> datetime | None:
    """The same, where there may be no moment."""
    return None if value is None else moment(value)


class Moment(TypeDecorator[datetime]):
    """The column type of every time."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """From a datetime to what is stored."""
        return micros_or_none(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From what is stored to a datetime."""
        return moment_or_none(value)
