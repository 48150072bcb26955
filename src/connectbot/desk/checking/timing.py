"""When a check-in may be sent: at the person's own hour, on a day on which anything is begun."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from connectbot.desk import safe_times
from connectbot.desk.desk import Desk
from connectbot.measures import calendar
from connectbot.model.checkin import Enrolment
from connectbot.model.resident import Resident

SLOT = timedelta(hours=2)
"""How long their own hour lasts; what comes later waits for another day."""

_SPREAD = 90
"""Minutes over which those who were kept waiting together are spread."""

_DAY = timedelta(days=1)
_AHEAD = 28

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """One look at what is due by a moment. What is the same for many of those looked at (most share
    place, plan, hour and day) is reckoned once, who is looked at may be read together, and both are
    forgotten with the look."""

    desk: Desk
    now: datetime
    residents: Mapping[int, Resident] = field(default_factory=dict)
    enrolments: Mapping[str, Enrolment] = field(default_factory=dict)
    _known: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, alike: Hashable, reckon: Callable[[], T]) -> T:
        """What comes out for everybody who is `alike`."""
        if alike not in self._known:
            self._known[alike] = reckon()
        found: T = self._known[alike]
        return found

    def slot(self, enrolment: Enrolment, resident: Resident, at: datetime) -> datetime:
        """The first moment from `at` at which this person may be written to."""
        own = enrolment.place, enrolment.hour, enrolment.weekday
        alike = "slot", *own, safe_times.said(resident), at
        return self.once(alike, lambda: slot(enrolment, resident, self.desk, at))


def clock_of(place: str, desk: Desk) -> tuple[ZoneInfo, calendar.Off]:
    """The clock of a place, and its days off."""
    return desk.zone(place), days_off(place, desk)


def days_off(place: str, desk: Desk) -> Callable[[date], bool]:
    """Whether nothing is begun there on a day: a bank holiday, or what may be one."""
    known = desk.place(place).calendar
    return lambda day: known.runs("bank-holidays", day) is not True


def ordinary(day: date, place: str, desk: Desk) -> date:
    """The day itself where anything is begun there then; else the next one."""
    return calendar.free(day, None, days_off(place, desk))


def slot(enrolment: Enrolment, resident: Resident, desk: Desk, at: datetime) -> datetime:
    """The first moment from `at` at which this person may be written to of a check-in: `at` itself
    within their own hour. Hours that they called safe go before the hour they chose."""
    zone, off = clock_of(enrolment.place, desk)
    first = at.astimezone(zone).date()
    for ahead in range(_AHEAD):
        day = first + ahead * _DAY
        if off(day) or (day.weekday() == calendar.SUNDAY and enrolment.weekday != calendar.SUNDAY):
            continue
        own = calendar.moment(day, enrolment.hour, zone)
        opens = safe_times.opens(resident, desk, own)
        found = safe_times.opens(resident, desk, max(opens, at))
        if found < opens + SLOT and found.astimezone(zone).date() == day:
            return found
    return at + _AHEAD * _DAY  # hours that hold no moment at all: it will be too late by then


def later(enrolment: Enrolment, resident: Resident, desk: Desk, at: datetime) -> datetime:
    """The slot for somebody who was kept waiting: many were, so each has a minute of their own."""
    start = slot(enrolment, resident, desk, at)
    spread = timedelta(minutes=int(enrolment.id[:8], 16) % _SPREAD)
    return slot(enrolment, resident, desk, start + spread)
