"""When something runs, in the shape Open Referral gives a schedule."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_WEEKLY = re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*")
_MONTHLY = re.compile(
    r"(?:-1|[1-5])(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:-1|[1-5])(?:MO|TU|WE|TH|FR|SA|SU))*"
)
_MONTH_DAY = r"-?(?:[1-9]|[12]\d|3[01])"
_MONTH_DAYS = rf"^{_MONTH_DAY}(?:,{_MONTH_DAY})*$"
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def _clock(text: object) -> object:
    if isinstance(text, str) and not _CLOCK.fullmatch(text):
        raise ValueError("write a time as 14:00, with two digits for the hour and the minutes")
    return text


Clock = Annotated[str, BeforeValidator(_clock)]
"""A time of day as "14:00"; "24:00" is midnight at the end."""


EXCEPT = ("school-holidays", "term-time-only", "bank-holidays")
"""When something that is usually on may not be."""


def _names(text: object) -> object:
    if isinstance(text, str) and not set(text.split(",")) <= set(EXCEPT):
        raise ValueError(f"write when it is not on as one or more of {', '.join(EXCEPT)}")
    return text


class Schedule(BaseModel):
    """One rhythm of one thing, by the clock of its place.

    WEEKLY with `byday` "MO,TU"; MONTHLY with `byday` "1MO,-1FR" or `bymonthday` "1,15".
    `interval` 2 is every other week or month, and `dtstart` a day on which it ran; without it
    nobody knows which week, and no session of it is promised.
    A closing time earlier than the opening is past midnight; None is not said. `part` is the part
    of the day where no time is said. `except` names when it is not, with commas between:
    school-holidays (or term-time-only), bank-holidays.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    freq: Literal["WEEKLY", "MONTHLY"] = "WEEKLY"
    interval: int = Field(default=1, ge=1, le=12)
    byday: str | None = None
    bymonthday: str | None = Field(default=None, pattern=_MONTH_DAYS)
    opens_at: Clock | None = None
    closes_at: Clock | None = None
    dtstart: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    part: Literal["morning", "afternoon", "evening", "night"] | None = None
    except_: Annotated[str, BeforeValidator(_names)] | None = Field(default=None, alias="except")

    @model_validator(mode="after")
    def _days_fit(self) -> Self:
        pattern = _WEEKLY if self.freq == "WEEKLY" else _MONTHLY
        if self.byday is not None and not pattern.fullmatch(self.byday):
            example = "MO,TH" if self.freq == "WEEKLY" else "1MO or -1FR"
            raise ValueError(f"`byday` of a {self.freq} schedule is written like {example}")
        if self.byday is None and (self.freq == "WEEKLY" or self.bymonthday is None):
            raise ValueError("say on which days with `byday`, like MO,TH")
        return self

    @property
    def opens(self) -> int | None:
        """Minutes after midnight at which it opens."""
        return minutes(self.opens_at)

    @property
    def closes(self) -> int | None:
        """Minutes after midnight of the opening day at which it closes; past 1440 is the morning
        after."""
        opens, closes = self.opens, minutes(self.closes_at)
        if opens is not None and closes is not None and closes <= opens:
            return closes + 1440
        return closes

    @property
    def weekdays(self) -> tuple[tuple[int, int], ...]:
        """(which of the month, weekday) with Monday 0; which is 0 in a weekly schedule."""
        return weekdays(self.byday or "")

    @property
    def month_days(self) -> tuple[int, ...]:
        """Days of the month, -1 the last."""
        return month_days(self.bymonthday or "")


@cache
def minutes(clock: str | None) -> int | None:
    """ "14:30" as minutes after midnight."""
    return None if clock is None else int(clock[:2]) * 60 + int(clock[3:])


@cache
def weekdays(byday: str) -> tuple[tuple[int, int], ...]:
    """ "1MO,-1FR" as ((1, 0), (-1, 4)); a plain day has 0 in front."""
    return tuple((int(day[:-2] or 0), DAYS.index(day[-2:])) for day in byday.split(",") if day)


@cache
def month_days(bymonthday: str) -> tuple[int, ...]:
    """ "1,-1" as (1, -1)."""
    return tuple(int(day) for day in bymonthday.split(",") if day)
