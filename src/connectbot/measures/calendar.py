"""When a wave is due, by the wall clock of the place: the same hour and weekday all the way."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectbot.measures.plan import Plan, Span

Off = Callable[[date], bool]
"""Whether nothing is begun on a day, as on a bank holiday; Sundays are looked after here."""

SUNDAY = 6
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_MOST_OFF = 21
"""Days off in a row, after which whoever says so is not believed."""


@dataclass(frozen=True, slots=True)
class Due:
    """A moment as it was meant (`local`, by the wall clock) and as it is (`at`, in UTC)."""

    local: datetime
    at: datetime
    late: datetime
    """After this the wave is not worth asking any more, in UTC."""


def waves(
    plan: Plan, anchor: date, hour: time, weekday: int | None, zone: ZoneInfo, off: Off
) -> Mapping[str, Due]:
    """When each wave of a plan is due, for somebody who began on `anchor`.

    `hour` and `weekday` (0 is Monday, None any) are their own. All waves are on one weekday, as
    questions about yesterday depend on it: their own, or that of the first wave. A day that is off
    moves a wave to the same weekday a week later; where all those are off too, to the next day that
    is not. A Sunday is off save for those who chose it.
    """
    found: dict[str, Due] = {}
    before: date | None = None
    for name, wave in plan.waves.items():
        target = after(anchor, wave.after)
        if weekday is None:
            weekday = free(target, None, off).weekday()
        day = _next(target, weekday) if before is None else _nearest(target, weekday)
        while before is not None and day <= before:
            day += _WEEK
        before = day = free(day, weekday, off)
        late = moment(after(day, wave.late), hour, zone)
        found[name] = Due(datetime.combine(day, hour, zone), moment(day, hour, zone), late)
    return found


def after(day: date, span: Span) -> date:
    """The day a span of the calendar later: three months after 30 November is the last day of
    February."""
    months = day.year * 12 + day.month - 1 + span.months
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=span.days)


def moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The moment a wall clock shows this, in UTC. An hour that is left out when clocks go forward
    is the one after it; of an hour that comes twice it is the first."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def reminders(plan: Plan, sent: datetime, zone: ZoneInfo, off: Off) -> tuple[datetime, ...]:
    """When one who has not answered is reminded, in UTC: at the same hour of the wall clock as they
    were written to. None is on a Sunday or a day off, and none when it is nearly over."""
    here, over = sent.astimezone(zone), closes(plan, sent, zone)
    found: list[datetime] = []
    for span in plan.reminders:
        at = _later(here, span)
        day = at.date()
        while _is_off(day, None, off) and day < over.date():
            day += _DAY
        at_hour = moment(day, at.time(), zone)
        if at_hour < over and (not found or at_hour > found[-1]):
            found.append(at_hour)
    return tuple(found)


def closes(plan: Plan, sent: datetime, zone: ZoneInfo) -> datetime:
    """When a wave that was sent then is over, in UTC."""
    at = _later(sent.astimezone(zone), plan.closes)
    return moment(at.date(), at.time(), zone)


def _later(here: datetime, span: Span) -> datetime:
    """By the wall clock: 24 hours on is the same hour tomorrow, whatever the clocks do."""
    day = after(here.date(), span)
    return datetime.combine(day, here.time(), here.tzinfo) + timedelta(hours=span.hours)


def _next(target: date, weekday: int) -> date:
    return target + timedelta(days=(weekday - target.weekday()) % 7)


def _nearest(target: date, weekday: int) -> date:
    """The day of this weekday that is nearest to the target: three days before to three after."""
    ahead = (weekday - target.weekday()) % 7
    return target + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def free(day: date, weekday: int | None, off: Off) -> date:
    """The day itself, the same weekday later, or the next day on which something may be begun."""
    weeks = () if weekday is None else (0, 7, 14)
    for days in (*weeks, *range(_MOST_OFF)):
        later = day + timedelta(days=days)
        if not _is_off(later, weekday if days in weeks else None, off):
            return later
    return day


def _is_off(day: date, weekday: int | None, off: Off) -> bool:
    sunday = day.weekday() == SUNDAY and weekday != SUNDAY
    return sunday or off(day)
