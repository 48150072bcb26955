"""The words in which people say when something is on, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from connectbot.directory.opening.vocabulary import TABLE


class Kind(Enum):
    """What a word is for, in saying when something is on."""

    DAY = "day"  # value: weekdays, Monday 0
    NTH = "which of the month"  # value: 1 to 31, -1 the last
    NUMBER = "number"  # value: a Stamp, or how many
    HALF_DAY = "am or pm"  # value: 0 or 12 hours
    NAMED = "noon or midnight"  # value: minutes
    SHIFT = "half past, quarter to"  # value: minutes
    MINUTE = "thirty"  # value: minutes past
    OCLOCK = "o'clock"
    TO = "to"
    BETWEEN = "between"
    AT = "at, from"
    OPEN_END = "till late, onwards"
    FOR = "for"
    EVERY = "every"
    RHYTHM = "every other week"  # value: (weeks, months)
    MONTH = "of the month"
    PART = "part of a day"  # value: morning ...
    TERM = "in term time"
    HOLIDAYS = "holidays"  # value: school, bank, both
    NOT = "not"
    NO = "no"
    CLOSED = "closed"
    WITH = "including"
    DAYLONG = "24 hours"
    UNIT = "hours, minutes, weeks"  # value: minutes, or "week" or "month"
    DAY_WORD = "the word day"
    CONTACT = "ring first"
    UNSURE = "what nobody can know from here"
    AND = "and"
    COMMA = ","
    STOP = ";"
    DASH = "-"
    LABEL = "ages, room"
    FILL = "says nothing about when"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word or a few words together mean."""

    kind: Kind
    value: object = None


LETTERS = {"m": 0, "w": 2, "f": 4}
"""Days written as one letter; t and s may be two days each."""


@cache
def meanings() -> dict[str, Meaning]:
    """What each phrase means; words with one space between, lower case."""
    found: dict[str, Meaning] = {}
    for line in TABLE.replace("\n    ", " ").strip().split("\n"):
        head, phrases = line.split(": ", 1)
        kind, _, value = head.partition(" ")
        meaning = Meaning(Kind[kind], _value(Kind[kind], value))
        found.update(dict.fromkeys(phrases.split(", "), meaning))
    return found


def _value(kind: Kind, text: str) -> object:
    """A number, numbers, a word, or None."""
    if text == "always":
        return ()
    if kind in (Kind.DAY, Kind.RHYTHM):
        return tuple(map(int, text.split()))
    return int(text) if text.lstrip("-").isdigit() else text or None


@cache
def longest() -> int:
    """How many words the longest phrase has."""
    return max(phrase.count(" ") + 1 for phrase in meanings())
