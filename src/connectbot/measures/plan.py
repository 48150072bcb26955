"""A plan: which instruments are asked in which waves, counted from the day somebody begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from connectbot.measures.instrument import Id, Shape

START = "baseline"
"""The name of the first wave, which figures compare the others with."""

AHEAD = timedelta(days=28)
"""How far ahead the first day of somebody's plan may lie."""

OFFERED = timedelta(days=25)
"""How long after that day a yes may come, at most: the offer waits for a day and an hour of theirs,
goes out within two weeks, and is open for one."""

AFTER_LAST = timedelta(days=60)
"""How long after the last wave of a cohort has closed its key is destroyed."""

_QUARTER = timedelta(days=92)
_MOVED = timedelta(days=14)  # to their own weekday, and a week on where that is off
_SPAN = re.compile(r"(\d{1,3}) (hour|day|week|month)s?")
_MOST_MONTHS = 36


class Span(Shape):
    """A stretch of the calendar: whole months, then days, then hours."""

    months: int = 0
    days: int = 0
    hours: int = 0

    @property
    def longest(self) -> timedelta:
        """As long as it can be; months have 31 days at most."""
        return timedelta(days=31 * self.months + self.days, hours=self.hours)

    @property
    def shortest(self) -> timedelta:
        """As short as it can be; months have 28 days at least."""
        return timedelta(days=28 * self.months + self.days, hours=self.hours)


def _span(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = _SPAN.fullmatch(value.strip())
    if found is None:
        raise ValueError(f"write a time like `24 hours`, `6 weeks` or `3 months`, not `{value}`")
    count, unit = int(found[1]), found[2]
    if unit == "month" and count > _MOST_MONTHS:
        raise ValueError(f"a plan goes on for {_MOST_MONTHS} months at most")
    return {
        "hour": {"hours": count},
        "day": {"days": count},
        "week": {"days": 7 * count},
        "month": {"months": count},
    }[unit]


Lasts = Annotated[Span, BeforeValidator(_span)]
"""`6 weeks` in a file."""


class PlanWave(Shape):
    """One round: due `after` the first day, still worth sending until `late` after it was due;
    `instruments` where it asks others than the rest of the plan."""

    after: Lasts
    late: Lasts = Span(days=14)
    instruments: tuple[Id, ...] = ()


class Plan(Shape):
    """A timetable of waves. `reminders` are how long after the opening text one that is still
    unanswered is reminded of, `closes` when it is over; both are counted by the wall clock."""

    id: Id = Field(alias="plan")
    title: Annotated[str, Field(min_length=1, max_length=80)]
    instruments: Annotated[tuple[Id, ...], Field(min_length=1)]
    waves: Annotated[dict[Id, PlanWave], Field(min_length=1)]
    reminders: Annotated[tuple[Lasts, ...], Field(max_length=2)] = (Span(hours=24), Span(hours=72))
    closes: Lasts = Span(days=7)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        after = [wave.after for wave in self.waves.values()]
        if any(later.longest <= sooner.longest for sooner, later in pairwise(after)):
            raise ValueError("write the waves in the order they are due")
        if any(later.shortest - sooner.longest < timedelta(7) for sooner, later in pairwise(after)):
            raise ValueError("one wave is over before the next: let them be more than a week apart")
        times = [*self.reminders, self.closes]
        if any(b.longest <= a.longest for a, b in pairwise(times)):
            raise ValueError("reminders come one after the other, and before it `closes`")
        if self.closes.longest > timedelta(days=7):
            raise ValueError(
                "answers being given are kept for 7 days at most; let it close by then"
            )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its waves, in order."""
        return tuple(self.waves)

    @property
    def traceable(self) -> timedelta:
        """How long at most it takes from a yes until the key is destroyed that leads from what was
        answered to whoever answered: those enrolled in one quarter share one."""
        last = list(self.waves.values())[-1]
        over = last.after.longest + last.late.longest + self.closes.longest
        return _QUARTER + AHEAD + OFFERED + over + _MOVED + AFTER_LAST

    def asks(self, wave: str) -> tuple[str, ...]:
        """The instruments of a wave, in the order they are asked. Raises KeyError."""
        return self.waves[wave].instruments or self.instruments

    def wanted(self) -> Iterator[tuple[str, ...]]:
        """Where each list of instruments stands, and what is in it: ("waves", "baseline")."""
        yield ("instruments",)
        yield from (("waves", name) for name, wave in self.waves.items() if wave.instruments)
