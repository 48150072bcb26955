"""A date as people say it: "the 3rd", "feb 14", "a week on Friday", "12/06/1958"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from connectbot.flows.answers.ahead import Found, ahead, coming
from connectbot.flows.answers.days import feast, is_every, month, weekday
from connectbot.flows.answers.plain import MOST_WORDS, plain, without_ifs
from connectbot.flows.answers.roundabout import roundabout, straightened

_TIMES = re.compile(
    r"\b(?:at|about|around|from|for) (?:half|quarter|ten|five|twenty)[ -](?:past |to )?\w+\b"
    r"|\b(?:at|@) ?\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b)?(?![\w/])"
    r"|\bat (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|\b\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b|\b\d{1,2}:\d{2}\b|\b\d{1,2} ?o'? ?clock\b"
)
_JOINED = re.compile(r"(?<=\d)-(?=[a-z])|(?<=[a-z])-(?=\d)")
_MOVABLE = re.compile(
    r"\b(?:(?:good|black) friday|easter|bank holiday|(?:ash|shrove|pancake|palm|mothering|whit) )"
)
_SPACED = re.compile(r"\b(\d{1,2}) (\d{1,2}) ((?:19|20)?\d{2})\b")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)")
_TOKEN = re.compile(
    r"\d{1,2}(?:st|nd|rd|th|af|il|ydd|ed|fed|eg|ain)\b|2(?:moro|morow|morrow|morro|mro|mrow|mrw|moz|day|nite)\b"
    r"|\d+(?:[./-]\d+)*|[^\W\d_]+|[^\w\s]"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_SPOKEN_DAYS = {
    word: day
    for day, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
        " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
        " twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
_TENS = {"twenty": 20, "thirty": 30}

# What leaves a date open: a bound, a choice, a stretch, a doubt, the past.
_OPEN = frozenset(
    """
    or not no never dont cant wont isnt after before between until till til from by past to since
    except but unless if maybe perhaps depends any anyday anytime whenever either neither and every
    each ago last next nesaf early earlier late later soon one end start beginning mid middle couple
    few about around week weeks wk fortnight month months year years weekend weekends days birthday
    neu efallai ddim cyn what when how why which was were ? < > + ~ = % £ $ # &
    """.split()
)
_MOST_OTHERS = 8
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LAST_HOUR = 24
_FAR = 300  # a day without a year that is so far ahead has more likely just gone


@dataclass(slots=True)
class _Heard:
    """What has been found so far; `broken` where a date is impossible or may be two."""

    dates: set[date] = field(default_factory=set)
    weekdays: set[int] = field(default_factory=set)
    others: list[str] = field(default_factory=list)
    broken: bool = False


def day(text: str, today: date) -> str | None:
    """One date as "2026-12-03"; days come before months, and a day without a year lies ahead.

    None for two dates, a bound, "next Friday", a day that does not exist or is not that weekday.
    """
    said = straightened(without_ifs(plain(text)))
    said = _JOINED.sub(" ", _SPACED.sub(r"\1/\2/\3", said))
    if _MOVABLE.search(said):
        return None
    tokens = _TOKEN.findall(_TIMES.sub(" ", said).replace("'", ""))
    if len(tokens) > MOST_WORDS:
        return None
    heard = _listen(tokens, today)
    if heard.broken or len(heard.others) > _MOST_OTHERS or _OPEN.intersection(heard.others):
        return None
    if any(
        other[0].isdigit() or other in _SPOKEN_DAYS or other in _TENS or is_every(other)
        for other in heard.others
    ):
        return None
    meant = _settled(heard, today)
    return None if meant is None else meant.isoformat()


def _listen(tokens: Sequence[str], today: date) -> _Heard:
    heard = _Heard()
    at = 0
    while at < len(tokens):
        found = _dated(tokens, at, today)
        weekday_here = weekday(tokens[at])
        if found is not None:
            heard.broken |= found[0] is None
            heard.dates |= {found[0]} if found[0] else set()
            at = found[1]
            continue
        if weekday_here is not None:
            heard.weekdays.add(weekday_here)
        elif tokens[at] == "mawrth" and tokens[at - 1 : at] in (["dydd"], ["ddydd"], ["nos"]):
            heard.weekdays.add(1)
        else:
            heard.others.append(tokens[at])
        at += 1
    return heard


def _settled(heard: _Heard, today: date) -> date | None:
    """The one date meant; a weekday said beside it must be its own."""
    if len(heard.weekdays) > 1 or len(heard.dates) > 1:
        return None
    if not heard.dates:
        return coming(heard.weekdays.pop(), today) if heard.weekdays else None
    only = heard.dates.pop()
    return only if heard.weekdays <= {only.weekday()} else None


def _dated(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """The date that starts here and the place after it; a date of None is an impossible one."""
    return (
        roundabout(tokens, at, today)
        or ahead(tokens, at, today)
        or _numeric(tokens, at, today)
        or _feast(tokens, at, today)
        or _day_and_month(tokens, at, today)
        or _month_and_day(tokens, at, today)
        or _day_alone(tokens, at, today)
    )


def _numeric(tokens: Sequence[str], at: int, today: date) -> Found | None:
    if iso := _ISO.fullmatch(tokens[at]):
        return _made(int(iso[1]), int(iso[2]), int(iso[3])), at + 1
    found = _NUMERIC.fullmatch(tokens[at])
    if found is None:
        return None
    in_month, in_day = int(found[3]), int(found[1])
    if found[4]:
        return _in_year(found[4], in_month, in_day, today), at + 1
    if found[2] == "-" or (found[2] == "." and in_day <= _LAST_HOUR):
        return None, at + 1  # "10.12" may be a time, "5-12" a stretch
    return _next(in_month, in_day, today), at + 1


def _feast(tokens: Sequence[str], at: int, today: date) -> Found | None:
    found = feast(tokens, at)
    return None if found is None else _with_year(tokens, found[2], found[0], found[1], today)


def _day_and_month(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "3rd of January", "14 feb 2027", "twenty third of january"."""
    in_day = _day_number(tokens, at, bare=True)
    if in_day is None:
        return None
    after = in_day[1]
    if after < len(tokens) and tokens[after] in {"of", "o", "day"}:
        after += 1
    in_month = _month(tokens, after)
    return None if in_month is None else _with_year(tokens, after + 1, in_month, in_day[0], today)


def _month_and_day(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "feb the 14th", "December 3"."""
    in_month = _month(tokens, at)
    if in_month is None:
        return None
    after = at + 2 if tuple(tokens[at + 1 : at + 2]) == ("the",) else at + 1
    in_day = _day_number(tokens, after, bare=True)
    return None if in_day is None else _with_year(tokens, in_day[1], in_month, in_day[0], today)


def _day_alone(tokens: Sequence[str], at: int, today: date) -> Found | None:
    """ "the 3rd", "Monday 30": the next such day."""
    after_weekday = at > 0 and weekday(tokens[at - 1]) is not None
    if tuple(tokens[at + 1 : at + 2]) == ("one",):
        return None  # "the second one" is no date
    spoken = tokens[at] in _SPOKEN_DAYS or tokens[at] in _TENS
    if spoken and not (at > 0 and (tokens[at - 1] == "the" or after_weekday)):
        return None
    in_day = _day_number(tokens, at, bare=after_weekday)
    if in_day is None or (tokens[at].isdigit() and in_day[0] <= 12):
        return None
    for months in range(12):
        year, in_month = divmod(today.month - 1 + months, 12)
        found = _made(today.year + year, in_month + 1, in_day[0])
        if found is not None and found >= today:
            return found, in_day[1]
    return None, in_day[1]


def _day_number(tokens: Sequence[str], at: int, *, bare: bool) -> tuple[int, int] | None:
    """A day of the month and the place after it; plain figures only where `bare`."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if found := _ORDINAL.fullmatch(token):
        return int(found[1]), at + 1
    if token in _SPOKEN_DAYS:
        return _SPOKEN_DAYS[token], at + 1
    if token in _TENS:
        after = at + 2 if tuple(tokens[at + 1 : at + 2]) == ("-",) else at + 1
        unit = _SPOKEN_DAYS.get(tokens[after], 10) if after < len(tokens) else 10
        return (_TENS[token] + unit, after + 1) if unit < 10 else None
    return (int(token), at + 1) if bare and token.isdigit() and len(token) <= 2 else None


def _month(tokens: Sequence[str], at: int) -> int | None:
    if at >= len(tokens):
        return None
    return 3 if tokens[at] == "mawrth" else month(tokens[at])


def _with_year(tokens: Sequence[str], at: int, in_month: int, in_day: int, today: date) -> Found:
    """The date in the year that stands here, or else the next such day."""
    if at < len(tokens) and _YEAR.fullmatch(tokens[at]):
        return _made(int(tokens[at]), in_month, in_day), at + 1
    if at < len(tokens) and re.fullmatch(r"\d{2}", tokens[at]):
        return _in_year(tokens[at], in_month, in_day, today), at + 1
    return _next(in_month, in_day, today), at


def _in_year(year: str, in_month: int, in_day: int, today: date) -> date | None:
    """Years of two figures: a few ahead or any before; in between nobody knows the century."""
    if len(year) == 4:
        return _made(int(year), in_month, in_day)
    ahead_by = (int(year) - today.year) % 100
    if 2 < ahead_by < 12:
        return None
    century_year = today.year + ahead_by - (0 if ahead_by <= 2 else 100)
    return _made(century_year, in_month, in_day)


def _next(in_month: int, in_day: int, today: date) -> date | None:
    """The next such day, where it is near enough not to have just gone."""
    for year in (today.year, today.year + 1):
        found = _made(year, in_month, in_day)
        if found is not None and found >= today:
            return found if (found - today).days <= _FAR else None
    return None


def _made(year: int, in_month: int, in_day: int) -> date | None:
    try:
        return date(year, in_month, in_day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None
