"""Days read from words: "Mon-Fri", "1st and 3rd Thursdays", "15th of the month", "dydd Iau"."""

from __future__ import annotations

from connectbot.directory.opening.clocks import Unclear
from connectbot.directory.opening.cursor import Cursor
from connectbot.directory.opening.lexing import Token
from connectbot.directory.opening.parts import Days, Monthly
from connectbot.directory.opening.words import LETTERS, Kind

_LAST_WEEK = 5
_WELSH = {"cyntaf", "gyntaf", "olaf", "trydydd", "trydedd", "pedwerydd", "pedwaredd", "pumed"}
"""Said behind the day; an English ordinal there is a date."""

_JOINS = (Kind.AND, Kind.COMMA, Kind.FILL, Kind.EVERY, Kind.DASH)
_SMALL = (Kind.FILL, Kind.DAY_WORD, Kind.EVERY)
_DAYS_BEGIN = ("mo", "tu", "we", "th", "fr", "sa", "su")
_EVERY_DAY = ("bob dydd", "pob dydd")
_EVERY_TWO = (2, 3, 4)


def days(words: Cursor) -> tuple[Days | Monthly, ...] | None:
    """The days that begin here; None, with nothing read, where there are none. `Monthly` comes
    with days of which it is said in other words which of the month they are."""
    start = words.at
    every = words.take(Kind.EVERY) is not None
    words.skip(Kind.FILL, Kind.DAY_WORD)
    found = _of_month(words, every=every) or _weekly(words)
    if found is None:
        words.back(start)
        return None
    return (found,)


def _weekly(words: Cursor) -> Days | None:
    first = _day(words)
    if first is None:
        return None
    weekdays = _until(words, first)
    at = words.at
    which = _said_after(words)
    if which and len(weekdays) > 1:
        raise Unclear("which days of the month is not certain; write like 1st Saturday")
    if which:
        return Days(weekdays, which)
    words.back(at)
    return Days(weekdays)


def _said_after(words: Cursor) -> tuple[int, ...]:
    """ "dydd Iau cyntaf y mis", "Saturdays, 1st and 3rd of the month"."""
    words.skip(Kind.FILL, Kind.COMMA, Kind.DASH)
    said = words.look().text
    which = _ordinals(words)
    if not which:
        return ()
    words.skip(*_SMALL)
    dated = any(one > _LAST_WEEK for one in which)
    if dated or (not words.take(Kind.MONTH) and said not in _WELSH):
        raise Unclear("a date cannot be kept; write like 1st Tuesday of the month")
    return which


def _until(words: Cursor, first: tuple[int, ...]) -> tuple[int, ...]:
    """With the days up to another one, as in Mon-Fri."""
    at = words.at
    words.skip(Kind.FILL)
    joined = words.take(Kind.DASH, Kind.TO) if len(first) == 1 else None
    if joined is not None:
        words.skip(*_SMALL)
        last = _day(words)
        if last is not None and len(last) == 1:
            return tuple((first[0] + n) % 7 for n in range((last[0] - first[0]) % 7 + 1))
        _refuse_no_day(words, joined)
    words.back(at)
    return first


def _refuse_no_day(words: Cursor, joined: Token) -> None:
    """Mon-Thirs is not Monday alone; behind a dash there may also stand what it is, as in "Mon -
    coffee"."""
    meant = joined.kind is Kind.TO or words.look().text[:2] in _DAYS_BEGIN
    if words.sees(Kind.UNKNOWN) and meant:
        raise Unclear(f"`{words.look().text}` is no day that I know; write like Mon-Fri 9am to 5pm")


def _day(words: Cursor) -> tuple[int, ...] | None:
    named = words.take(Kind.DAY)
    if named is not None and named.text in _EVERY_DAY and words.sees(Kind.DAY):
        named = words.take(Kind.DAY)  # bob dydd Mawrth
    if named is not None and isinstance(named.value, tuple):
        return named.value
    if words.sees(Kind.UNKNOWN) and len(words.look().text) == 1:
        return _letter(words)
    return None


def _letter(words: Cursor) -> tuple[int, ...] | None:
    """M, W or F; T is Tuesday only where the one behind it says so."""
    letter = words.look().text
    if letter in LETTERS:
        words.take()
        return (LETTERS[letter],)
    if letter == "t" and _behind(words) in ("w", "th", "thu", "thur", "thurs"):
        words.take()
        return (1,)
    if letter in ("t", "s"):
        raise Unclear(f"`{letter.upper()}` may be two days; write the day out")
    return None


def _behind(words: Cursor) -> str:
    """The day behind in a list of letters."""
    joined = words.look(1).kind in (Kind.AND, Kind.COMMA)
    return words.look(1 + joined).text


def _of_month(words: Cursor, *, every: bool) -> Days | None:
    """ "2nd and 4th Weds", "the 15th of every month", "last day of the month"."""
    at = words.at
    which = _ordinals(words)
    if not which:
        return None
    counted = words.at
    unit = words.take(Kind.DAY_WORD) is not None
    words.skip(*_SMALL)
    first = _day(words)
    if first is not None:
        return _which_days(words, which, first, every=every)
    if words.sees(Kind.UNIT):
        raise Unclear("a week of the month is not certain; write like 2nd Tuesday of the month")
    words.back(counted)
    words.skip(Kind.FILL, Kind.DAY_WORD)
    if words.take(Kind.MONTH) or _months(words):
        return _dates(which, unit=unit)
    words.back(at)
    return None


def _months(words: Cursor) -> bool:
    """Whether every so many months is said next."""
    token = words.look()
    if token.kind is Kind.EVERY:
        return words.look(2).kind is Kind.UNIT and words.look(2).value == "month"
    return token.kind is Kind.RHYTHM and isinstance(token.value, tuple) and token.value[1] > 0


def _dates(which: tuple[int, ...], *, unit: bool) -> Days:
    if -1 in which and not unit:
        raise Unclear("the last what of the month? Write like last Friday or last day of the month")
    return Days(dates=which)


def _which_days(
    words: Cursor, which: tuple[int, ...], first: tuple[int, ...], *, every: bool
) -> Days:
    if any(one > _LAST_WEEK for one in which):
        raise Unclear("a date cannot be kept; write like 1st Tuesday of the month")
    if len(first) > 1:
        raise Unclear("which days of the month is not certain; write like 1st Saturday")
    if every and len(which) == 1 and which[0] in _EVERY_TWO and not _month_ahead(words):
        raise Unclear("write every other Tuesday for each second week, or 2nd Tuesday of the month")
    return Days(first, which)


def _month_ahead(words: Cursor) -> bool:
    ahead = 0
    while words.look(ahead).text:
        if words.look(ahead).kind is Kind.MONTH:
            return True
        ahead += 1
    return False


def _ordinals(words: Cursor) -> tuple[int, ...]:
    found: list[int] = []
    end = words.at
    while True:
        token = _ordinal(words)
        if token is None:
            break
        found.append(int(str(token.value)))
        end = words.at
        words.skip(*_JOINS)
    words.back(end)
    return tuple(found)


def _ordinal(words: Cursor) -> Token | None:
    return words.take(Kind.NTH)
