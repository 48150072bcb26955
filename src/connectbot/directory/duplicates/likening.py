"""What of a listing tells whether another one is the same thing: name, place, phone, times."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from connectbot.directory.listing import Listing
from connectbot.directory.schedule import DAYS

_APOSTROPHES = re.compile(r"[’‘`´ʼ'.]")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the a an of and for at in on with to by y yr ac i o our your new".split())
_KINDS = frozenset(
    "group club session meeting drop dropin service project weekly social society association "
    "meetup gathering".split()
)
_SHORT = {
    "comm": "community",
    "cmty": "community",
    "ctr": "centre",
    "center": "centre",
    "grp": "group",
    "st": "saint",
    "assoc": "association",
    "soc": "society",
    "meth": "methodist",
    "lib": "library",
    "yrs": "years",
    "gdn": "garden",
    "ave": "avenue",
    "rd": "road",
}

AXES = tuple(
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in (
        "men man male dad father lad gent|women woman female mum mother lady ladie girl",
        "monday mon|tuesday tue tues|wednesday wed|thursday thu thur|friday fri|"
        "saturday sat|sunday sun",
        "beginner starter|improver intermediate|advanced",
        "junior child children kid toddler baby babie tot little|teen teenager youth young|"
        "adult|senior older elder",
        "morning breakfast|afternoon|evening night|lunch",
        "north|south|east|west|central",
        "upper|lower",
        "1 one first i|2 two second ii|3 three third iii|4 four",
        "a|b|c|d",
        "welsh|english|polish|urdu|bengali|arabic",
    )
)
"""Words of which a thing is on one side: a men's and a women's group are two."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A listing as it is compared.

    `core` are the words of its name that tell it from others of its kind, `letters` the first
    letters of its name, `sides` where it stands on each of the AXES, `times` (weekday, opening)
    with -1 where none is said.
    """

    listing: Listing
    words: tuple[str, ...]
    letters: frozenset[str]
    core: tuple[str, ...]
    sides: tuple[frozenset[int], ...]
    venue: str
    organiser: str
    phone: str
    times: frozenset[tuple[int, int]]

    @property
    def outcode(self) -> str:
        """The district one goes to; "" by phone or where it is confidential."""
        return self.listing.where.outcode or ""


def likeness(listing: Listing) -> Likeness:
    """What is compared of a listing."""
    words = plain_words(listing.name)
    about = (*words, *plain_words(listing.who or ""))
    venue, runner = listing.where.venue or "", listing.organisation or ""
    common = plain_words(f"{venue} {runner} {listing.place.replace('-', ' ')}")
    return Likeness(
        listing,
        words,
        frozenset({_first(words), _first(_plain(listing.name))}),
        _core(words, common),
        tuple(_side(axis, about) for axis in AXES),
        " ".join(plain_words(f"{listing.where.venue or ''} {listing.where.address or ''}")),
        " ".join(plain_words(listing.organisation or "")),
        phone(listing.contact.phone),
        _times(listing),
    )


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name in one spelling: small letters, no plural, short forms written out."""
    return tuple(_singular(_SHORT.get(word, word)) for word in _plain(text) if word not in _SMALL)


def _plain(text: str) -> list[str]:
    text = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("+", " and "))
    bare = "".join(char for char in text.casefold() if not unicodedata.combining(char))
    return _WORD.findall(_APOSTROPHES.sub("", bare))


def _first(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _core(words: tuple[str, ...], common: Iterable[str]) -> tuple[str, ...]:
    """Without the words that say where or by whom, or that it is a group; all where nothing is
    left."""
    near = frozenset(common)
    core = tuple(word for word in words if word not in near and word not in _KINDS)
    return core or tuple(word for word in words if word not in _KINDS) or words


def _side(axis: Iterable[frozenset[str]], words: Iterable[str]) -> frozenset[int]:
    said = frozenset(words)
    return frozenset(number for number, side in enumerate(axis) if said & side)


def phone(text: str | None) -> str:
    """The digits of a UK number, without 0 or +44 in front."""
    digits = "".join(char for char in text or "" if char.isdigit())
    return digits.removeprefix("44").removeprefix("0")


def _times(listing: Listing) -> frozenset[tuple[int, int]]:
    return frozenset(
        (day % len(DAYS), -1 if one.opens is None else one.opens)
        for one in listing.when
        for _, day in one.weekdays
    )


def name_likeness(one: Likeness, other: Likeness) -> float:
    """How like two names are, 0 to 1: letters, words that both have, one within the other, or the
    first letters of one."""
    whole = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words)) / 100
    core = fuzz.token_sort_ratio(" ".join(one.core), " ".join(other.core)) / 100
    return max(whole, core, _shared(one.core, other.core), _initials(one, other))


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """The share of words that both have, in some spelling; a name within a name counts for most."""
    few, many = sorted((one, other), key=len)
    held = sum(any(_alike(word, also) for also in many) for word in few)
    within, both = held / len(few), held / (len(few) + len(many) - held)
    return (2 * within + both) / 3 if len(few) > 1 or len(few[0]) > 4 else both


def _alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    cut = len(short) >= 3 and long.startswith(short)
    return cut or (len(short) > 3 and fuzz.ratio(word, other) >= 78)


_LETTERS = 3  # fewer first letters prove nothing


def _initials(one: Likeness, other: Likeness) -> float:
    for short, long in ((one, other), (other, one)):
        known = {letters for letters in long.letters if len(letters) >= _LETTERS}
        if known & {*short.words, *(f"{word}s" for word in short.words)}:
            return 0.9
    return 0.0
