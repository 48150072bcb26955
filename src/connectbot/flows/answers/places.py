"""Which of several options a reply points at by counting: "2", "the second one", "last one"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from connectbot.flows.answers.labels import NUMBERS, Label
from connectbot.flows.answers.slips import meant

_ORDINALS = {
    word: place
    for place, said in enumerate(
        "first 1st cyntaf gyntaf top|second 2nd ail|third 3rd trydydd trydedd"
        "|fourth 4th forth pedwerydd|fifth 5th pumed|sixth 6th chweched|seventh 7th|eighth 8th"
        "|ninth 9th|tenth 10th".split("|"),
        start=1,
    )
    for word in said.split()
}
_FAR = 2  # a number so far above all that are named is a slip
_LONG_ORDINALS = "first second third fourth fifth sixth".split()
_LAST = frozenset("last final bottom olaf".split())
_MIDDLE = frozenset("middle mid canol".split())
_FILLERS = frozenset(
    """
    the option number no num nr choice answer its it is ill i have take go with for id like choose
    pick want would y yr rhif that think say said me my give please a thanks thank you ta cheers
    """.split()
)
_SPELLED = [word for word in NUMBERS if word.isascii() and len(word) >= 4]
_ON_THE_LIST = re.compile(
    r" (?:down|along|(?:on|in) (?:the|your|that|this) list|(?:down )?from (?:the )?top)$"
)
_FROM_THE_END = re.compile(
    r"(?:the )?(?P<count>\w+)(?: one)? (?:(?:up )?from (?:the )?(?:bottom|end|last)|to last|last)"
)
_LAST_BUT_ONE = re.compile(r"(?:the )?(?:last but (?:one|1)|next to last|penultimate)(?: one)?")
_AT_AN_HOUR = re.compile(r"(?:the )?one (?:at|on) (?:the )?(?P<hour>\d{1,2})")
_NOT_A_PLACE = re.compile(r"[+<>%£$€=~]|-\d")


@dataclass(frozen=True, slots=True)
class Pointed:
    """What counting gives: the place from 1, or None where it points nowhere, or at two."""

    place: int | None


def pointed(raw: Sequence[str], said: str, labels: Sequence[Label]) -> Pointed | None:
    """Where a reply that only counts points; None for a reply that says something else.

    A number or ordinal that is also part of another label ("2" beside "2 miles") points nowhere.
    """
    listed = _ON_THE_LIST.sub("", " ".join(raw))
    elsewhere = _from_the_end(listed, len(labels)) or _at_an_hour(listed, labels)
    if elsewhere is not None:
        return elsewhere
    core = [word for word in listed.split() if word not in _FILLERS]
    if len(core) == 2:
        core = [word for word in core if word not in {"one", "ones", "un"}]
    if len(core) == 2 and core[1] == "1" and core[0] in _LAST | _ORDINALS.keys():
        core = core[:1]
    if len(core) != 1:
        return None
    number = as_number(core[0])
    if number is not None and "\u00a3" in said and any(one.numbers for one in labels):
        return None  # a sum of money is looked for among the sums
    if number is not None:
        return Pointed(None if _NOT_A_PLACE.search(said) else _counted(number, labels))
    place = _ordinal(core[0], len(labels))
    if place is None:
        return None
    named = {
        at
        for at, one in enumerate(labels, 1)
        if any(_ordinal(word, len(labels)) == place for word in one.typed) and one.is_short
    }
    return Pointed(place if 1 <= place <= len(labels) and named <= {place} else None)


def _from_the_end(listed: str, among: int) -> Pointed | None:
    """ "second from the bottom", "last but one"; None for all else."""
    found = _FROM_THE_END.fullmatch(listed)
    count = _ORDINALS.get(found["count"], 0) if found else 0
    if _LAST_BUT_ONE.fullmatch(listed):
        count = 2
    return Pointed(among + 1 - count if count <= among else None) if count else None


def _at_an_hour(listed: str, labels: Sequence[Label]) -> Pointed | None:
    """ "the one at 7", where a label names that number; None for all else."""
    found = _AT_AN_HOUR.fullmatch(listed)
    named = [at for at, one in enumerate(labels, 1) if found and int(found["hour"]) in one.numbers]
    return Pointed(named[0] if len(named) == 1 else None) if named else None


def as_number(word: str) -> int | None:
    """A small number in figures or letters, a slip of one letter forgiven."""
    if word.isdecimal():
        return int(word) if len(word) <= 4 else None
    return NUMBERS.get(word, NUMBERS.get(meant(word, _SPELLED) or ""))


def _counted(number: int, labels: Sequence[Label]) -> int | None:
    """The place a bare number points at, or the one label that means that number."""
    meaning = {at for at, one in enumerate(labels, 1) if _means(one, number)}
    if 1 <= number <= len(labels):
        likely = {at for at in meaning if labels[at - 1].least != 0}
        return number if likely <= {number} else None
    named = {at for at, one in enumerate(labels, 1) if number in one.numbers}
    largest = max((max(one.numbers, default=0) for one in labels), default=0)
    within = number <= max(_FAR * largest, 10)
    exact = {at for at in meaning if labels[at - 1].spans(number) and within} or named
    return exact.pop() if len(exact) == 1 else None


def _means(one: Label, number: int) -> bool:
    """Whether a label could be called by this number: "2 miles", "Second floor", "Two or more".

    In a long label ("Tea and Talk, Tue 2pm") a number is a detail nobody calls it by.
    """
    ordinal = any(_ORDINALS.get(word) == number for word in one.typed)
    return one.is_short and (ordinal or number in one.numbers or one.spans(number))


def _ordinal(word: str, among: int) -> int | None:
    """The place from 1; 0 for a middle that is not there; None for no ordinal."""
    if word in _LAST:
        return among
    if word in _MIDDLE:
        return (among + 1) // 2 if among % 2 else 0
    return _ORDINALS.get(word, _ORDINALS.get(meant(word, _LONG_ORDINALS) or ""))
