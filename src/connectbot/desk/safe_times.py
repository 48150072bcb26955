"""When we may begin something with one resident: never in the quiet hours, and only within hours
that they said are safe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from connectbot.desk import sentences
from connectbot.desk.desk import Desk
from connectbot.desk.rota import QuietHours
from connectbot.flows.liking import SAFE_HOURS
from connectbot.model.message import Message
from connectbot.model.resident import Resident

_LOOK_AGAIN = timedelta(days=7)
_DAY = timedelta(days=1)
_ALL_DAY = "00:00-00:00"


@dataclass(frozen=True, slots=True)
class SafeTimes:
    """`starts` to `ends` by the clock of the zone, every day, outside the quiet hours; `ends`
    before `starts` is on the day after, and both the same is all day."""

    outside: QuietHours
    starts: time
    ends: time
    zone: ZoneInfo

    @property
    def limited(self) -> bool:
        """Whether they named hours at all."""
        return self.starts != self.ends

    @property
    def never(self) -> bool:
        """Whether all the hours they named are quiet ones."""
        return self._open_from(datetime(2026, 1, 1, tzinfo=self.zone)) is None

    def quiet(self, now: datetime) -> bool:
        """True while nothing is begun with them."""
        return self.outside.quiet(now) or not self._within(now)

    def over(self, now: datetime) -> datetime:
        """The first moment from `now` at which something may be begun; a week ahead where there is
        none, as hours can be changed."""
        if not self.limited:
            return self.outside.over(now)
        return self._open_from(now) or now + _LOOK_AGAIN

    def closes(self, now: datetime) -> datetime | None:
        """When the safe hours that `now` lies in are over; None where they named none."""
        return self._next(self.ends, now) if self.limited else None

    def _open_from(self, now: datetime) -> datetime | None:
        moment = self.outside.over(now)
        for _ in range(2):
            if not self._within(moment):
                moment = self._next(self.starts, moment)
            if not self.quiet(moment):
                return moment
            moment = self.outside.over(moment)
        return None if self.quiet(moment) else moment

    def _within(self, now: datetime) -> bool:
        if not self.limited:
            return True
        clock = now.astimezone(self.zone).time()
        if self.starts < self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends

    def _next(self, clock: time, now: datetime) -> datetime:
        here = now.astimezone(self.zone)
        day = here.date() + (_DAY if here.time() >= clock else timedelta())
        return datetime.combine(day, clock, tzinfo=self.zone)


def said(resident: Resident) -> tuple[str, str]:
    """What the hours of a resident come from: their place, and what they said."""
    talk = resident.conversation
    return talk.place, talk.saved.get(SAFE_HOURS, "")


def of(resident: Resident, desk: Desk) -> SafeTimes:
    """The hours of one resident, by the clock of their place. What cannot be read is no limit."""
    place, hours = said(resident)
    zone = desk.zone(place)
    starts, _, ends = (hours or _ALL_DAY).partition("-")
    try:
        return SafeTimes(desk.quiet, time.fromisoformat(starts), time.fromisoformat(ends), zone)
    except ValueError:
        return SafeTimes(desk.quiet, time(), time(), zone)


def opens(resident: Resident, desk: Desk, now: datetime) -> datetime:
    """The first moment from `now` at which we may begin something with this resident."""
    return of(resident, desk).over(now)


def noted(before: Resident, after: Resident, desk: Desk) -> Message | None:
    """What they are told where they changed their hours to some in which we never write first."""
    same = before.conversation.saved.get(SAFE_HOURS) == after.conversation.saved.get(SAFE_HOURS)
    return None if same or not of(after, desk).never else Message(sentences.NEVER_FIRST)
