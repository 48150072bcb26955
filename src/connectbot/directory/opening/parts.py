"""What a text about opening times is made of: days, times, rhythms, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from connectbot.directory.opening.clocks import Span


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays (Monday 0); `which` of the month, or () for every week; or `dates` of the month."""

    weekdays: tuple[int, ...] = ()
    which: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    weeks: int = 1
    months: int = 1

    def of_month(self, which: tuple[int, ...]) -> Days:
        """These weekdays, but only some of the month."""
        return replace(self, which=which)

    def every(self, weeks: int, months: int) -> Days:
        """The same at that rhythm; 0 leaves it."""
        return replace(self, weeks=weeks or self.weeks, months=months or self.months)


@dataclass(frozen=True, slots=True)
class Hours:
    """A time, or only a part of the day, or both."""

    span: Span | None = None
    part: str | None = None
    daylong: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Something between two parts; `hard` is the end of a sentence or a line."""

    hard: bool = False


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many weeks or months; it belongs to what is before it or behind it."""

    weeks: int
    months: int


@dataclass(frozen=True, slots=True)
class Monthly:
    """Said to be once a month, without the words that say when."""


@dataclass(frozen=True, slots=True)
class Left:
    """Days on which it is not, or the hours in which it is closed."""

    weekdays: tuple[int, ...] = ()
    hours: Span | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """When in the year it is not: names that a schedule's `except` knows."""

    names: tuple[str, ...]


Part = Days | Hours | Gap | Rhythm | Monthly | Left | Not
