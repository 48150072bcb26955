"""Words sorted into parts: this is a day, this is a time, this is when it is not."""

from __future__ import annotations

from connectbot.directory.opening.clocks import Unclear
from connectbot.directory.opening.cursor import Cursor
from connectbot.directory.opening.lexing import Token
from connectbot.directory.opening.parts import (
    Days,
    Gap,
    Hours,
    Left,
    Monthly,
    Not,
    Part,
    Rhythm,
)
from connectbot.directory.opening.reckoning import span
from connectbot.directory.opening.weekdays import days
from connectbot.directory.opening.words import Kind

_UNSURE = {
    "times": "nobody can tell from these words when it is on; write the days and times",
    "choice": "it may be one or the other; write the days and times it is on",
    "rhythm": "how often is not certain; write like every other Tue, or 1st Tue of the month",
    "season": "dates and seasons cannot be kept in words; give the days and times that hold now",
    "number": "a number here is no time",
}
_EXCEPT: dict[object, tuple[str, ...]] = {
    "school": ("school-holidays",),
    "bank": ("bank-holidays",),
    "both": ("school-holidays", "bank-holidays"),
}
_BETWEEN = (Kind.FILL, Kind.AT, Kind.FOR, Kind.DASH, Kind.NO, Kind.NOT, Kind.DAY_WORD)
_RAREST = 12  # weeks or months of a rhythm
_AGES = ("years", "year", "oed")  # the numbers before these are no times
_ALSO = (Kind.AND, Kind.COMMA)


def parts(words: Cursor) -> list[Part]:
    """Every part in order. Raises Unclear where nobody could know."""
    found: list[Part] = []
    while not words.done:
        found += _next(words)
    return found


def _next(words: Cursor) -> list[Part]:
    token = words.look()
    if token.kind is Kind.UNSURE:
        raise Unclear(_UNSURE[str(token.value)])
    bar = token.text == "bar" and words.look(1).kind is Kind.DAY  # every day bar Monday
    if bar or token.kind in (Kind.NOT, Kind.NO, Kind.CLOSED):
        return _left(words)
    if token.kind in (Kind.TERM, Kind.HOLIDAYS, Kind.WITH):
        return _year(words)
    found = _when(words)
    if found is not None:
        return found
    return _loose(words)


def _when(words: Cursor) -> list[Part] | None:
    """A day, a time, a rhythm or a part of the day; None where there is none."""
    rhythm = _rhythm(words)
    if rhythm is not None:
        return [rhythm]
    on = days(words)
    if on is not None:
        return list(on)
    hours = span(words)
    if hours is None:
        return None
    years = words.sees(Kind.LABEL) and words.look().text in _AGES
    return [] if years else [Hours(hours)]


def _rhythm(words: Cursor) -> Rhythm | None:
    known = words.take(Kind.RHYTHM)
    if known is not None and isinstance(known.value, tuple):
        return Rhythm(*known.value)
    return _counted(words)


def _counted(words: Cursor) -> Rhythm | None:
    """ "every 3 weeks"."""
    at = words.at
    if words.take(Kind.EVERY):
        number, unit = words.take(Kind.NUMBER), words.take(Kind.UNIT)
        if number is not None and unit is not None:
            return _every(number.value, unit.value)
    words.back(at)
    return None


def _every(many: object, unit: object) -> Rhythm:
    if not isinstance(many, int) or not 0 < many <= _RAREST or unit not in ("week", "month"):
        raise Unclear(_UNSURE["rhythm"])
    return Rhythm(many, 0) if unit == "week" else Rhythm(0, many)


def _loose(words: Cursor) -> list[Part]:
    """Words that stand alone: a part of the day, a pause, or nothing that tells when."""
    token = words.take()
    kind = token.kind if token is not None else Kind.FILL
    if kind is Kind.PART and token is not None:
        return [Hours(part=str(token.value))]
    if kind is Kind.HALF_DAY and token is not None and token.value == 0:
        return [] if words.sees(Kind.NUMBER) else [Hours(part="morning")]
    if kind is Kind.DAYLONG and token is not None:
        always = [Days((0, 1, 2, 3, 4, 5, 6))] if token.value == () else []
        return [Hours(daylong=True), *always]
    if kind in (Kind.COMMA, Kind.AND, Kind.STOP):
        return [Gap(hard=kind is Kind.STOP)]
    if kind is Kind.MONTH:
        return [Monthly()]
    if kind is Kind.LABEL:
        _pass_numbers(words)
        return []
    if kind in (Kind.NUMBER, Kind.NTH) and token is not None and token.text != "first":
        raise Unclear("a number here is no time; write times like 2pm to 4pm")
    return []


def _pass_numbers(words: Cursor) -> None:
    """Past the numbers of "ages 5 to 11"; they are no times."""
    words.skip(Kind.FILL, Kind.FOR)
    while words.take(Kind.NUMBER):
        words.take(Kind.TO, Kind.DASH)


def _year(words: Cursor) -> list[Part]:
    """In school terms, or on holidays: when in the year it is."""
    token = words.take()
    if token is not None and token.kind is Kind.TERM:
        return [Not(("term-time-only",))]
    if token is not None and token.kind is Kind.WITH:
        words.skip(Kind.FILL)
        while words.take(Kind.HOLIDAYS):
            words.skip(Kind.FILL, Kind.AND)
        return []
    words.skip(*_BETWEEN)
    if token is not None and words.take(Kind.CLOSED):
        return [Not(_EXCEPT[token.value])]
    raise Unclear(
        "what it does on holidays is not certain; write the days and times of school terms"
    )


def _left(words: Cursor) -> list[Part]:
    """What stands behind "not", "no" or "closed"."""
    first = words.look()
    words.take()
    start = words.at
    found: list[Part] = []
    while True:
        words.skip(*_BETWEEN, Kind.CLOSED, Kind.EVERY, Kind.UNKNOWN)
        one = _left_out(words, first, more=bool(found))
        if one is None:
            break
        found.append(one)
        start = words.at
        if not words.take(*_ALSO):
            break
    words.back(start)
    return found or _nothing(first)


def _nothing(first: Token) -> list[Part]:
    if first.kind is Kind.CLOSED:
        return [Left()]
    if first.kind is Kind.NO:
        return []
    raise Unclear(f"what `{first.text}` leaves out is not certain")


def _left_out(words: Cursor, first: Token, *, more: bool) -> Part | None:
    """Holidays, days, or for "closed" hours, that are left out; None where there are none."""
    holidays = words.take(Kind.HOLIDAYS)
    if holidays is not None:
        return Not(_EXCEPT[holidays.value])
    if words.sees(Kind.TERM, Kind.UNSURE):
        raise Unclear("what it does outside of school terms is not certain")
    at = words.at
    on = days(words)
    if on is not None:
        return _days_left(words, on, at if more else None)
    hours = span(words) if first.kind is Kind.CLOSED else None
    return None if hours is None else Left(hours=hours)


def _days_left(words: Cursor, on: tuple[Part, ...], at: int | None) -> Left | None:
    if len(on) != 1 or not isinstance(on[0], Days) or on[0].which or on[0].dates:
        raise Unclear("which days are left out is not certain")
    after = words.at
    if at is not None and span(words) is not None:  # in "closed Wed, Sun 10-4" it is open on Sunday
        words.back(at)
        return None
    words.back(after)
    return Left(on[0].weekdays)
