"""Times of day as people write them, and which of morning and evening they can only mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

NOON = 720
DAY = 1440
_HALF = 720

_WINDOWS = {
    "morning": (240, 720),
    "afternoon": (720, 1080),
    "evening": (960, 1440),
    "night": (1020, 1440),
}
"""When something of that part of a day may begin, in minutes after midnight."""

_LATEST_OPENING = 12 * 60
_OVERNIGHT_FROM = 17 * 60
_UNCLEAR = (6, 7, 8)  # hours that may be of the morning or of the evening


class Unclear(ValueError):
    """A time that may be two things, or that is none; the text says which."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as it was written: minutes on the clock's face, or after midnight where `sure`.

    `minute_said` is False for a bare hour, `digits` is how many were written for a time without a
    point, such as 1030; 1 for one with a point, 0 for one that says nothing of its clock.
    """

    minutes: int
    sure: bool = False
    minute_said: bool = True
    digits: int = 0

    @property
    def hour(self) -> int:
        """The hour on the face of the clock, 12 at the top."""
        return (self.minutes // 60 - 1) % 12 + 1

    def half(self, hours: int) -> Stamp:
        """The same, of the morning (0) or of the afternoon (12)."""
        if self.sure and self.minutes >= 780:
            return self  # 14:00pm says the same twice
        return replace(self, minutes=self.minutes % _HALF + hours * 60, sure=True, digits=0)

    def shifted(self, minutes: int) -> Stamp:
        """So many minutes past it, or before."""
        return replace(self, minutes=(self.minutes + minutes) % DAY, minute_said=True)

    def all(self) -> tuple[int, ...]:
        """Every time of the day that it may be."""
        if self.sure:
            return (self.minutes,)
        face = self.minutes % _HALF
        return (face, face + _HALF)


@dataclass(frozen=True, slots=True)
class Span:
    """Opening and closing as they were written; either may be unsaid. `late` is "till late"."""

    opens: Stamp | None = None
    closes: Stamp | None = None
    late: bool = False
    lasts: int = 0


Times = tuple[int | None, int | None]
"""Minutes after midnight at which it opens and closes, 1440 for midnight at the end."""


def settled(span: Span, part: str | None) -> Times:
    """The only sensible reading of a span, in that part of the day where one is said.

    Raises Unclear where morning and evening are both open.
    """
    opens, closes = _alike(span.opens, span.closes)
    if opens is None:
        return None, None if closes is None else _closing_alone(closes)
    if closes is None:
        start = _start(opens, part, late=span.late)
        return start, _end(start, start + span.lasts) if span.lasts else None
    return _both(opens, closes, part)


def _alike(opens: Stamp | None, closes: Stamp | None) -> tuple[Stamp | None, Stamp | None]:
    """Of 9:00-17:00 the first is by the same clock as the second."""
    if opens is None or closes is None:
        return opens, closes
    by_24 = closes.sure and closes.minutes > NOON + 59 and closes.digits
    if by_24 and not opens.sure and opens.digits:
        return replace(opens, sure=True), closes
    by_24 = opens.sure and bool(opens.digits) and opens.minutes < DAY
    if by_24 and not closes.sure and closes.digits and opens.minutes < closes.minutes:
        return opens, replace(closes, sure=True)
    return opens, closes


def _closing_alone(closes: Stamp) -> int:
    if closes.sure:
        return closes.minutes or DAY
    if closes.hour == 12:
        return NOON + closes.minutes % 60
    if closes.hour > 8:
        raise Unclear("say am or pm")
    return closes.minutes % _HALF + _HALF


def _start(opens: Stamp, part: str | None, *, late: bool = False) -> int:
    left = _in(part, opens.all())
    if len(left) == 1:
        return left[0] % DAY
    if opens.hour in _UNCLEAR or (late and 9 <= opens.hour <= 11):
        raise Unclear("say am or pm")
    return _by_day(opens)


def _in(part: str | None, times: Iterable[int]) -> tuple[int, ...]:
    if part is None:
        return tuple(times)
    least, most = _WINDOWS[part]
    left = tuple(time for time in times if least <= time < most)
    if not left:
        raise Unclear(f"the time is not in the {part}")
    return left


def _by_day(stamp: Stamp) -> int:
    """By day: 9 to 11 are of the morning, 12 is noon, and 1 to 5 are of the afternoon."""
    face = stamp.minutes % _HALF
    return face if 9 <= stamp.hour <= 11 else face + _HALF


def _both(opens: Stamp, closes: Stamp, part: str | None) -> Times:
    starts = _in(part, opens.all())
    if len(starts) == 1:
        return _known_start(starts[0] % DAY, closes)
    if closes.sure:
        return _known_end(opens, starts, closes.minutes % DAY)
    start = _bare(opens, closes)
    return start, _end(start, _after(start, closes))


def _known_start(start: int, closes: Stamp) -> Times:
    end = _after(start, closes)
    overnight = end > DAY
    if overnight and not (start >= _OVERNIGHT_FROM and end - DAY <= _LATEST_OPENING):
        raise Unclear("it closes before it opens")
    return start, _end(start, end)


def _known_end(opens: Stamp, starts: Iterable[int], end: int) -> Times:
    start = min(starts, key=lambda start: (end - start - 1) % DAY)
    if end == NOON and opens.hour in _UNCLEAR:
        raise Unclear("12pm is noon; say whether that is meant, or midnight")
    if end == 0 and 9 <= opens.hour <= 11:
        raise Unclear("say am or pm")
    return _known_start(start, Stamp(end, sure=True))


def _bare(opens: Stamp, closes: Stamp) -> int:
    """Where a range without am or pm begins, if only one reading is sensible."""
    first, second = opens.minutes % _HALF, closes.minutes % _HALF
    if first == second and opens.hour in (6, 12):
        raise Unclear("say am or pm")
    if opens.hour not in _UNCLEAR:
        return _by_day(opens)
    if closes.hour == 12 or second > first:
        raise Unclear("say am or pm")
    return first


def _after(start: int, closes: Stamp) -> int:
    """The first time after `start` at which the clock shows that."""
    return min(start + 1 + (time - start - 1) % DAY for time in closes.all())


def _end(start: int, end: int) -> int:
    """As a closing time: midnight at the end is 1440, past midnight is small again."""
    return end if end <= DAY else end - DAY
