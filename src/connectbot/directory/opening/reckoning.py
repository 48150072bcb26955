"""Times of day read from words: "half past two", "9.30am til noon", "from 7", "2pm for an hour"."""

from __future__ import annotations

from typing import cast

from connectbot.directory.opening.clocks import Span, Stamp, Unclear
from connectbot.directory.opening.cursor import Cursor
from connectbot.directory.opening.words import Kind

_OF_DAY = ("in the", "at ", "yn y", "gyda'r", "fin ")  # behind a time these belong to it alone
_SMALL_HOURS = 5  # three at night is of the morning
_LONGEST = 12 * 60  # minutes that anything lasts of which it is said how long
_SMALL = (Kind.FILL, Kind.OCLOCK)
_YEARS = range(20 * 60 + 1, 21 * 60)  # 2026 is no time of day


def span(words: Cursor) -> Span | None:
    """The time that begins here; None, with nothing read, where there is none."""
    start = words.at
    found = _closing(words) or _opening(words)
    if found is None:
        words.back(start)
    return found


def _closing(words: Cursor) -> Span | None:
    """ "until 3pm"."""
    if not words.take(Kind.TO):
        return None
    words.skip(Kind.FILL, Kind.AT)
    end = _stamp(words, introduced=True)
    return None if end is None else Span(closes=end)


def _opening(words: Cursor) -> Span | None:
    between = words.take(Kind.BETWEEN) is not None
    introduced = between or words.take(Kind.AT) is not None
    words.skip(Kind.FILL, Kind.AT)
    at = words.at
    opens = _stamp(words, introduced=True)
    if opens is None:
        return None
    end = _end(words, between=between)
    if end is not None:
        return Span(opens, end)
    lasts = _lasting(words)
    late = words.take(Kind.OPEN_END)
    if not introduced and not lasts and not late:
        words.back(at)
        opens = _stamp(words, introduced=False)
    if opens is None:
        return None
    if opens.digits == 4 and opens.minutes in _YEARS:
        raise Unclear("a year is no time")
    open_ended = late is not None and late.text not in ("start", "onwards", "onward", "ymlaen")
    return Span(opens, late=open_ended, lasts=lasts)


def _end(words: Cursor, *, between: bool) -> Stamp | None:
    at = words.at
    words.skip(*_SMALL)
    words.take(Kind.COMMA)
    joined = words.take(Kind.TO, Kind.DASH)
    if joined is None and between:
        words.back(at)
        joined = words.take(Kind.AND) or words.take(Kind.FILL)
    if joined is not None:
        words.skip(Kind.FILL, Kind.AT, Kind.TO)
        end = _stamp(words, introduced=True)
        if end is not None:
            return end
    words.back(at)
    return None


def _lasting(words: Cursor) -> int:
    """Minutes of "for 2 hours"."""
    at = words.at
    if words.take(Kind.FOR):
        words.skip(Kind.FILL)
        number = words.take(Kind.NUMBER)
        unit = words.take(Kind.UNIT)
        if number is None and unit is not None and unit.value == 60:
            return 60
        if unit is not None and number is not None and isinstance(unit.value, int):
            return _lasts(number.value, unit.value)
        if number is not None:
            raise Unclear("two times stand side by side")
    words.back(at)
    return 0


def _lasts(many: object, each: int) -> int:
    if not isinstance(many, int) or not 0 < many * each <= _LONGEST:
        raise Unclear("say when it ends")
    return many * each


def _stamp(words: Cursor, *, introduced: bool) -> Stamp | None:
    """One time; a bare hour that nothing introduces is none."""
    named = words.take(Kind.NAMED)
    if named is not None:
        return Stamp(_int(named.value), sure=True)
    at = words.at
    shift = words.take(Kind.SHIFT)
    number = words.take(Kind.NUMBER)
    if number is None:
        words.back(at)
        return None
    stamp = _on_face(number.value)
    if shift is not None:
        stamp = stamp.shifted(_int(shift.value))
    minute = words.take(Kind.MINUTE) if isinstance(number.value, int) else None
    if minute is not None:
        stamp = stamp.shifted(_int(minute.value))
    clock = words.take(Kind.OCLOCK) is not None
    half = _half(words, stamp.hour)
    if half is not None:
        return stamp.half(half)
    said = (
        introduced
        or clock
        or shift is not None
        or minute is not None
        or isinstance(number.value, Stamp)
    )
    if not said:
        words.back(at)
        return None
    return stamp


def _half_of(part: str, hour: int) -> int:
    night = part == "night" and hour % 12 <= _SMALL_HOURS
    return 0 if part == "morning" or night else 12


def _half(words: Cursor, stamp: int) -> int | None:
    at = words.at
    words.skip(Kind.FILL)
    part = words.look()
    if part.kind is Kind.PART and part.text.startswith(_OF_DAY):
        words.take()
        return _half_of(str(part.value), stamp)
    half = words.take(Kind.HALF_DAY)
    if half is None or (half.text == "am" and words.sees(Kind.NUMBER)):
        words.back(at)
        return None
    return _int(half.value)


def _on_face(value: object) -> Stamp:
    if isinstance(value, Stamp):
        return value
    hour = _int(value)
    if hour > 24:
        raise Unclear(f"{hour} is no hour")
    return Stamp(hour * 60, sure=hour > 12 or hour == 0, minute_said=False, digits=2 * (hour > 12))


def _int(value: object) -> int:
    return cast(int, value)
