"""The words for days, months and feasts, English and Welsh, as they are typed."""

from __future__ import annotations

from collections.abc import Sequence

from connectbot.flows.answers.slips import meant

_WEEKDAYS = (
    "monday mon mond llun lun",
    "tuesday tue tues tuesd",
    "wednesday wed weds wednes mercher fercher",
    "thursday thu thur thurs iau",
    "friday fri gwener wener",
    "saturday sat satdy sadwrn",
    "sunday sun sul",
)
_MONTHS = (
    "january jan ionawr",
    "february feb febuary chwefror",
    "march mar fawrth",
    "april apr ebrill",
    "may mai fai",
    "june jun mehefin fehefin",
    "july jul gorffennaf orffennaf",
    "august aug awst",
    "september sep sept medi fedi",
    "october oct hydref",
    "november nov tachwedd dachwedd",
    "december dec rhagfyr ragfyr",
)
_FEASTS = {
    ("christmas", "eve"): (12, 24),
    ("xmas", "eve"): (12, 24),
    ("xmas", "day"): (12, 25),
    ("christmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("new", "years", "eve"): (12, 31),
    ("new", "year", "eve"): (12, 31),
    ("new", "years", "day"): (1, 1),
    ("new", "year", "day"): (1, 1),
    ("valentines", "day"): (2, 14),
    ("valentines",): (2, 14),
    ("st", "davids", "day"): (3, 1),
    ("bonfire", "night"): (11, 5),
    ("halloween",): (10, 31),
    ("hogmanay",): (12, 31),
    ("dydd", "nadolig"): (12, 25),
    ("noswyl", "nadolig"): (12, 24),
}
WEEKDAYS = {word: day for day, said in enumerate(_WEEKDAYS) for word in said.split()}
MONTHS = {word: month for month, said in enumerate(_MONTHS, start=1) for word in said.split()}
_LONG_DAYS = [said.split()[0] for said in _WEEKDAYS]
_LONG_MONTHS = [said.split()[0] for said in _MONTHS]


def weekday(word: str) -> int | None:
    """0 for Monday to 6 for Sunday; a slip of one letter is forgiven, "Mondays" is no day."""
    if is_every(word):
        return None
    return WEEKDAYS.get(word, WEEKDAYS.get(meant(word, _LONG_DAYS) or ""))


def is_every(word: str) -> bool:
    """Whether this is a day that comes again and again: "Mondays"."""
    return word[-1:] == "s" and word[:-1] in _LONG_DAYS


def month(word: str) -> int | None:
    """1 for January to 12; a slip of one letter is forgiven."""
    return MONTHS.get(word, MONTHS.get(meant(word, _LONG_MONTHS) or ""))


def feast(tokens: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Month and day of a feast named here, and the place after it."""
    for words, (in_month, day) in _FEASTS.items():
        if tuple(tokens[at : at + len(words)]) == words:
            return in_month, day, at + len(words)
    return None
